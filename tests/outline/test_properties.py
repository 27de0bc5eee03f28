"""What holds of the outline for every text: nothing raises, tasks nest, passages cover the document and read back."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.clean import clean
from kouan.outline import outline
from kouan.outline.front import read_front
from kouan.outline.passages import cover
from kouan.outline.scrambled import scrambled_tables

PIECES = st.sampled_from(
    [
        "一、总体要求", "二、重点任务", "（一）指导思想。", "（一）扩大开放。", "（二）优化环境。", "1．建设货场。", "2．扩建泊位。", "（1）改造设施。",
        "（2）更新设备。", "①压缩时间。", "②降低费用。", "1总体要求", "1.1建设目标", "1.2重点任务", "第一章总则", "第一条为规范管理。", "任务一：建设货场。",
        "壹、总体要求", "（责任单位：省商务厅）", "（省商务厅牵头，合肥海关配合）", "责任单位：省商务厅、省财政厅。", "专栏1口岸工程", "1．甲港：扩建。",
        "附件1", "口岸建设行动方案", "关于印发口岸方案的通知", "国发〔2021〕3号", "各市人民政府：", "国务院2021年12月9日（此件公开发布）",
        "安徽省人民政府", "2022年3月1日", "发文机关：", "发布日期：2022-03-01", "序号\t任务\t责任单位", "1\t建设货场\t省商务厅", "\t扩建泊位\t合肥海关",
        "|1|建设货场|省商务厅|", "序号任务责任单位", "— 3 —", "到2025年，建成口岸。", "- **铁路：**申报",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.one_of(PIECES, st.sampled_from(["\n", "\n", " ", ""]), st.text(max_size=5)), max_size=30).map("".join),
    st.lists(PIECES, max_size=25).map("\n".join),
    st.text(),
)


@given(TEXTS)
@settings(max_examples=250, deadline=None)
def test_every_text_has_an_outline_that_reads_back(stored: str) -> None:
    document = clean(stored)
    found = outline(document)
    by_id = {task.local: task for task in found.tasks}
    assert len(by_id) == len(found.tasks)
    for task in found.tasks:
        assert task.number
        assert document.quote(*document.span(task.start, task.end)) == document.text[task.start : task.end]
        if task.parent is not None:
            assert by_id[task.parent].start <= task.start < task.end <= by_id[task.parent].end
    for passage in found.passages:
        assert document.quote(*document.span(passage.start, passage.end)) == document.text[passage.start : passage.end]
    assert all(before.end <= after.start for before, after in pairwise(found.passages))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_passages_cover_the_document(stored: str) -> None:
    document = clean(stored)
    stretches = list(cover(document, outline(document).passages, len(stored)))
    if stretches:
        assert (stretches[0].start, stretches[-1].end) == (0, len(stored))
        assert all(before.end == after.start for before, after in pairwise(stretches))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_fronts_and_heads_of_tables_lie_in_the_text(stored: str) -> None:
    document = clean(stored)
    front = read_front(document, outline(document).passages)
    spans = [*([front.title] if front.title else []), *front.issuers, *front.publishers, *scrambled_tables(document)]
    for start, end in spans:
        assert document.quote(*document.span(start, end)) == document.text[start:end]
