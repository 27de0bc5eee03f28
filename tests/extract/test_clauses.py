"""Responsibility clauses: their spans, tables of duties, what is reported, and what holds for any text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.clean import clean
from kouan.extract.clauses import Clause, find_clauses, unread_clauses

Roles = dict[str, list[str]]


def roles(clause: Clause) -> Roles:
    found: Roles = {}
    for part in clause.parts:
        found.setdefault(part.role, []).extend(mention.text for mention in part.mentions)
    return found


def read(text: str) -> list[Roles]:
    return [roles(clause) for clause in find_clauses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "建立自贸试验区特别清单。（责任单位：省委编办、省政府办公厅、省司法厅，合肥市、芜湖市、蚌埠市）",
            {"lead": ["省委编办", "省政府办公厅", "省司法厅", "合肥市", "芜湖市", "蚌埠市"]},
        ),
        (
            "加快芜湖专业航空货运枢纽港建设。（责任单位：芜湖、池州市人民政府，配合单位：省政府口岸办、合肥海关）",
            {"lead": ["芜湖市人民政府", "池州市人民政府"], "support": ["省政府口岸办", "合肥海关"]},
        ),
        (
            "(省发展改革委、合肥市人民政府牵头,合肥都市圈建设领导小组成员单位按职责分工负责)",
            {"lead": ["省发展改革委", "合肥市人民政府"], "support": ["合肥都市圈建设领导小组成员单位"]},
        ),
        ("(省商务厅、合肥海关牵头)", {"lead": ["省商务厅", "合肥海关"]}),
        (
            "(自治区商务厅(口岸办)、财政厅、发改委、金融办按各自职责分工负责)",
            {"joint": ["自治区商务厅(口岸办)", "财政厅", "发改委", "金融办"]},
        ),
    ],
)
def test_clauses_of_known_plans(text: str, expected: Roles) -> None:
    """The other forms are in test_clause_forms."""
    assert read(text) == [expected]


def test_a_clause_spans_its_brackets_and_its_mentions_their_names() -> None:
    text = "推进建设（责任单位：马鞍山、芜湖市人民政府）。其他区域"
    (clause,) = find_clauses(text)
    assert text[clause.start : clause.end] == "（责任单位：马鞍山、芜湖市人民政府）"
    first, second = clause.parts[0].mentions
    assert text[first.start : first.end] == "马鞍山"
    assert text[second.start : second.end] == "芜湖市人民政府"


def test_several_clauses_in_one_item_stay_apart() -> None:
    text = "完善政策。（责任单位：省政府口岸办，配合单位：省财政厅）支持发行债券。（责任单位：省财政厅）"
    assert read(text) == [{"lead": ["省政府口岸办"], "support": ["省财政厅"]}, {"lead": ["省财政厅"]}]


def test_columns_of_a_table_of_duties() -> None:
    stored = (
        "序号\t重点任务\t牵头单位\t配合单位\t完成时限\n"
        "1\t推进口岸建设。完善设施。\t省商务厅\t芜湖、安庆市人民政府\t2022年底\n"
        "2\t优化营商环境\t省发展改革委、省商务厅\t\t持续推进\n"
        "表外\n| 任务 | 责任单位 |\n| --- | --- |\n| 建设港区 | 省交通运输厅牵头，合肥海关配合 |\n"
    )
    text = clean(stored).text
    found = find_clauses(text)
    assert [roles(clause) for clause in found] == [
        {"lead": ["省商务厅"], "support": ["芜湖市人民政府", "安庆市人民政府"]},
        {"lead": ["省发展改革委", "省商务厅"]},
        {"lead": ["省交通运输厅"], "support": ["合肥海关"]},
    ]
    assert [clause.due for clause in found] == ["2022年底", "持续推进", None]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("推进建设。（责任单位：详见附件2）", ["（责任单位：详见附件2）"]),
        ("推进建设。（责任单位：省商务厅，\n省财政厅。", ["责任单位：省商务厅，"]),
        (
            "推进（省商务厅、合肥海关在三个月内提出方案，各市配合）。",
            ["（省商务厅、合肥海关在三个月内提出方案，各市配合）"],
        ),
        (
            "推进（责任单位：由省口岸领导小组另行确定，列第一位的为牵头单位）。",
            ["（责任单位：由省口岸领导小组另行确定，列第一位的为牵头单位）"],
        ),
        ("推进建设。（责任单位：省商务厅）", []),
        ("任务如下（排在第一位的部门为牵头部门，其他部门为配合部门，下同）：", []),
    ],
)
def test_what_looks_like_a_clause_and_was_not_read(text: str, unread: list[str]) -> None:
    assert [text[start:end] for start, end in unread_clauses(text, find_clauses(text))] == unread


_WORDS = st.sampled_from(
    [
        *"（）()[]〔〕，、；。：\n|",
        "责任单位：",
        "牵头单位",
        "配合单位：",
        "牵头",
        "配合",
        "按职责分工负责",
        "负责",
        "会同",
        "省商务厅",
        "芜湖",
        "市人民政府",
        "等",
        "2022年底前完成",
        "列第一位的为牵头单位，下同",
        "适用范围：",
        "联系人：",
        "各市",
        "（牵头）",
        "推进口岸建设",
    ]
)


@given(st.lists(_WORDS, max_size=24))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_clauses_that_lie_apart_and_hold_their_mentions(words: list[str]) -> None:
    text = "".join(words)
    clauses = find_clauses(text)
    last = 0
    for clause in clauses:
        assert last <= clause.start < clause.end <= len(text)
        last = clause.end
        assert clause.parts
        mentions = [mention for part in clause.parts for mention in part.mentions]
        assert mentions
        assert len({(mention.start, mention.end) for mention in mentions}) == len(mentions)
        assert all(clause.start <= mention.start < mention.end <= clause.end for mention in mentions)
        assert {part.role for part in clause.parts} <= {"lead", "support", "joint"}
    for start, end in unread_clauses(text, clauses):
        is_in_a_list = any((start, end) in clause.unread for clause in clauses)
        assert is_in_a_list or all(end <= clause.start or clause.end <= start for clause in clauses)


@pytest.mark.parametrize(
    "unit",
    [
        "（",
        "（）",
        "责任单位：",
        "、",
        "一、",
        "（责任单位：省商务厅）",
        "责任单位：省商务厅。",
        "局和",
        "牵头，",
        "“",
        "省商务厅会同",
    ],
)
def test_long_monotonous_texts_come_to_an_end(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    assert len(find_clauses(text)) <= text.count("省商务厅")
    assert time.process_time() - begun < 30, "no more than linear in the length"
