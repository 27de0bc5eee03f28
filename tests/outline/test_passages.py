"""The whole document as passages: without gaps, and each with its place in the outline."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kouan.clean import clean
from kouan.outline import outline
from kouan.outline.passages import Passage, Stretch, cover
from kouan.plan import Plan

IDS = ("ah-ftz-2021", "ah-ports-2022", "ah-yrd-2022", "nm-ports-2022", "sn-ports-2021")
KINDS = {"heading", "paragraph", "item", "box", "cell", "title", "header", "contents", "furniture", "repeat"}


def covered(stored: str) -> list[Stretch]:
    document = clean(stored)
    return list(cover(document, outline(document).passages, len(stored)))


def check_cover(stretches: list[Stretch], characters: int) -> None:
    """Passages follow one another from the first character of the file to the last."""
    assert stretches[0].start == 0
    assert stretches[-1].end == characters
    assert all(before.end == after.start for before, after in pairwise(stretches))
    assert all(stretch.start < stretch.end for stretch in stretches)
    assert {stretch.kind for stretch in stretches} <= KINDS


@pytest.mark.parametrize("name", IDS)
def test_every_document_is_covered_without_gap(name: str, plans: Mapping[str, Plan]) -> None:
    plan = plans[name]
    stretches = list(cover(plan.clean, plan.outline.passages, len(plan.source.text)))
    check_cover(stretches, len(plan.source.text))
    for stretch in stretches:
        assert stretch.text
        assert plan.clean.quote(stretch.start, stretch.end).strip("\n| ") == stretch.text
    text = "".join(stretch.text for stretch in stretches if stretch.kind not in ("contents", "furniture", "repeat"))
    assert [c for c in text if c not in "\n| "] == [c for c in plan.clean.text if c not in "\n| "]


@pytest.mark.parametrize("name", IDS)
def test_every_passage_belongs_to_the_task_around_it(name: str, plans: Mapping[str, Plan]) -> None:
    found = plans[name].outline
    tasks = {task.local: task for task in found.tasks}
    assert {passage.task for passage in found.passages} - {None} == set(tasks)
    for passage in found.passages:
        if passage.task is not None:
            task = tasks[passage.task]
            assert task.start < passage.end
            assert passage.start < task.end


def passages(plan: Plan, kind: str) -> list[str]:
    return [plan.clean.text[p.start : p.end] for p in plan.outline.passages if p.kind == kind]


def test_kinds_of_passages(plans: Mapping[str, Plan]) -> None:
    shaanxi = plans["sn-ports-2021"]
    assert passages(shaanxi, "title")[-1] == "陕西省口岸发展“十四五”规划"
    assert passages(shaanxi, "header") == ["陕商发〔2021〕28号"]
    assert passages(shaanxi, "cell")[:3] == ["全国", "陕西", "河南"]
    assert len(passages(shaanxi, "box")) == 17
    assert {"四、主要任务", "1.高标准建设航空口岸。", "专栏1口岸基础设施升级改造工程"} <= set(
        passages(shaanxi, "heading")
    )
    assert passages(plans["nm-ports-2022"], "header")[:2] == ["索引号", "WSB/2023-08200"]
    assert passages(plans["ah-yrd-2022"], "item")[0].startswith("1、编制实施合肥都市圈")


def test_heading_paths_and_the_past(plans: Mapping[str, Plan]) -> None:
    plan = plans["sn-ports-2021"]

    def at(words: str) -> Passage:
        place = plan.clean.text.index(words)
        return next(passage for passage in plan.outline.passages if passage.start <= place < passage.end)

    assert at("航空口岸持续发展").heading_path == ("一、“十三五”口岸发展成就", "（一）口岸开放体系更加完善")
    assert at("航空口岸持续发展").is_past
    assert at("口岸开放不足且布局不完善").is_past
    goal = at("国际货邮较“十三五”末翻一番")
    assert goal.heading_path == ("三、总体思路", "（三）发展目标")
    assert not goal.is_past
    assert goal.task is None
    assert at("力争2022年榆林榆阳机场口岸正式对外开放").task == "4-1-1"
    assert at("西安航空口岸国际枢纽建设项目").task == "box1.1"


def test_furniture_cuts_a_passage_in_two() -> None:
    stored = "一、重点任务\n加快推进枢纽口岸基础设施建设，加强航空口岸\n— 3 —\n— 4 —\n场站建设，健全多式联运体系。\n"
    stretches = covered(stored)
    check_cover(stretches, len(stored))
    assert [(stretch.kind, stretch.text) for stretch in stretches[1:]] == [
        ("paragraph", "加快推进枢纽口岸基础设施建设，加强航空口岸"),
        ("furniture", "—3—"),
        ("furniture", "—4—"),
        ("paragraph", "场站建设，健全多式联运体系。"),
    ]
    assert {stretch.heading_path for stretch in stretches[1:] if stretch.kind == "paragraph"} == {("一、重点任务",)}


@pytest.mark.parametrize("stored", ["", " \n\u3000\n", "\ufeff", "????"])
def test_a_document_that_shows_nothing_has_no_passages(stored: str) -> None:
    assert covered(stored) == []


_FRAGMENTS = [
    "一、总体要求", "（一）指导思想。", "1﹒加快建设", "（责任单位：省商务厅）", "（", "）", "— 3 —", "目录", "一、甲……1\n二、乙……2\n三、丙……3",
    "|序号|任务|", "1\t港区\t省商务厅", "序号\t任务\t责任单位", "专栏1工程", "- **铁路：**申报", "附件：1．甲", "附件", "第一章", "第二部分 ",
    "主办：", "责任单位：省商务厅。", "。", "，", "口岸建设行动计划", "\n", "\n\n", " ", "\u3000", "??", "5", "①", "⼜", "摘要：",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(_FRAGMENTS), st.text(max_size=5)), max_size=25))
@settings(max_examples=100, deadline=None)
@example(["附件：1．甲", "\n", "1﹒加快建设", "\n", "第一章"])
def test_any_text_has_an_outline_and_is_covered(fragments: list[str]) -> None:
    stored = "".join(fragments)
    document = clean(stored)
    found = outline(document)
    stretches = list(cover(document, found.passages, len(stored)))
    if stretches:
        check_cover(stretches, len(stored))
    else:
        assert not document.text
        assert not document.asides
    assert len({task.local for task in found.tasks}) == len(found.tasks)
    assert all(0 <= task.start < task.end <= len(document.text) for task in found.tasks)
    parents = {task.local: task for task in found.tasks}
    for task in found.tasks:
        if task.parent is not None:
            assert parents[task.parent].start <= task.start
            assert task.end <= parents[task.parent].end
    assert all(before.end <= after.start for before, after in pairwise(found.passages))


@pytest.mark.parametrize(
    "unit",
    ["（", "（）", "责任单位：", "、", "一、", "一、\n", "（一）", "1．\n", "1\t省\n", "附件\n", "|", "\n", "的\n"],
)
def test_long_monotonous_texts_come_to_an_end(unit: str) -> None:
    stored = unit * (20_000 // len(unit))
    document = clean(stored)
    found = outline(document)
    assert sum(1 for _ in cover(document, found.passages, len(stored))) <= len(stored)
