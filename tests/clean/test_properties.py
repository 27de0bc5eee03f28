"""What holds of cleaning for every text: it settles, loses no word, and leads back to the file."""

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.clean import CleanText, clean
from kouan.clean.characters import is_stray, replacements_for

PIECES = st.sampled_from(
    [
        "一、总体要求", "（一）指导思想。", "1﹒加快合肥口岸枢纽核心建设。", "1.1建设目标", "第一章 总则", "① 压缩时间", "任务一：建设货场。",
        "加快推进枢纽口岸基础设施建设，加强航空口岸", "（责任单位：省发展改革委、", "配合单位：合肥海关）", "责任单位：省商务厅。",
        "— 3 —", "12", "第 3 页 共 9 页", "目录", "一、总体要求……1", "|序号|任务|", "|---|---|", "1\t省商务厅\t", "\t\t建设货场\t省商务厅",
        "专栏1口岸工程", "附件：", "附件1", "⼜岸", "⺠航", "??", "“", "”", "（", "）", "《", "》", "到 2025年", "China Railway", "、", "。", "；",
        "\ufffd", "\u200b", "\u3000", "\t", "|", "主办：", "打印", "关闭", "关于印发口岸方案的通知", "浙江省口岸建设", "行动方案", "（2021—2025年）",
        "各市人民政府：", "2022年3月1日", "二〇二二年三月", "发文机关：", "索 引 号", "发布日期：2022-03-01",
    ]
)  # fmt: skip
MARKED = st.sampled_from(["- **铁路口岸：**申报", "# 行动方案", "> 引文", "• 航空口岸", "**", "* 甲"])
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", " ", "\f", "\u2028"])
PLAIN = st.lists(st.one_of(PIECES, BREAKS, st.text(max_size=6)), max_size=30).map("".join)
TEXTS = st.one_of(
    PLAIN, st.text(), st.lists(st.one_of(PIECES, MARKED, BREAKS, st.text(max_size=6)), max_size=30).map("".join)
)


def is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def is_parted_by_marks(document: CleanText) -> bool:
    """Tell whether bullets or a missing page part paragraphs, which a cleaned text no longer shows."""
    return any(block.kind == "bullet" for block in document.blocks) or any(
        defect.kind == "missing_text" for defect in document.defects
    )


@given(TEXTS)
@settings(max_examples=250, deadline=None)
def test_cleaning_is_idempotent(stored: str) -> None:
    document = clean(stored)
    if not is_parted_by_marks(document):
        assert clean(document.text).text == document.text


@given(PLAIN)
@settings(max_examples=150, deadline=None)
def test_no_chinese_character_is_lost(stored: str) -> None:
    """Each one is in the text or aside, or stands for a character that could not be read, which a defect says."""
    document = clean(stored)
    table = replacements_for(stored)
    expected = Counter(
        read for character in stored if is_chinese(read := table.get(character, character)) and not is_stray(character)
    )
    kept = Counter(filter(is_chinese, document.text))
    for aside in document.asides:
        kept.update(filter(is_chinese, aside.text))
    assert kept == expected


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_text_and_asides_lead_back_to_the_file(stored: str) -> None:
    document = clean(stored)
    assert all(before < after for before, after in pairwise(document.positions))
    assert all(len(aside.text) == len(aside.positions) for aside in document.asides)
    assert all(before.positions[-1] < after.positions[0] for before, after in pairwise(document.asides))
    own = set(document.positions)
    assert not any(own & set(aside.positions) for aside in document.asides)
    for aside in document.asides:
        start, end = aside.positions[0], aside.positions[-1] + 1
        if not document.text[document.offset(start) : document.offset(end)]:
            assert document.quote(start, end) == aside.text


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_blocks_lie_in_the_text_and_apart(stored: str) -> None:
    document = clean(stored)
    assert all(0 <= block.start < block.end <= len(document.text) for block in document.blocks)
    assert all(before.end <= after.start for before, after in pairwise(document.blocks))
    assert all(0 <= start < end <= len(stored) for start, end in ((d.start, d.end) for d in document.defects))
