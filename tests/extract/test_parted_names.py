"""Names that only layout parted, in clauses, in cells, and beside gaps that part nothing."""

import pytest

from kouan.clean import clean
from kouan.extract.clauses import find_clauses
from kouan.extract.parted_names import layout_gaps, part_names


def names(stored: str) -> list[str]:
    document = clean(stored)
    found = [
        mention
        for clause in find_clauses(document.text, layout_gaps(document))
        for part in clause.parts
        for mention in part.mentions
    ]
    for mention in found:
        assert document.text[mention.start : mention.end] in mention.text
    return [mention.text for mention in found]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("（责任单位：省商务厅 省财政厅 武汉海关）", ["省商务厅", "省财政厅", "武汉海关"]),
        ("（责任单位：宜昌市人民政府 省商务厅）", ["宜昌市人民政府", "省商务厅"]),
        ("（责任单位：省商务厅　南京海关　连云港市人民政府）", ["省商务厅", "南京海关", "连云港市人民政府"]),
        ("（责任单位：商务部 财政部 海关总署）", ["商务部", "财政部", "海关总署"]),
        ("（牵头单位：省商务厅 青岛海关；配合单位：济南市税务局 省财政厅）",
            ["省商务厅", "青岛海关", "济南市税务局", "省财政厅"]),
        ("（省商务厅 省财政厅等按职责分工负责）", ["省商务厅", "省财政厅"]),
        ("（责任单位：省商务厅、合肥 海关）", ["省商务厅", "合肥海关"]),
        ("（责任单位：省发展 改革委、省市场监 管局）", ["省发展改革委", "省市场监管局"]),
        ("（责任单位：国家税务总局 安徽省税务局）", ["国家税务总局安徽省税务局"]),
        ("（责任单位：省政府 口岸办）", ["省政府口岸办"]),
        ("（责任单位：省财政厅、商务部 投资促进局）", ["省财政厅", "商务部投资促进局"]),
    ],
)  # fmt: skip
def test_names_in_a_bracket(printed: str, expected: list[str]) -> None:
    """A gap inside a name, or between a body and its branch, parts nothing."""
    assert names(f"完善口岸功能。{printed}\n") == expected


def test_names_in_a_cell() -> None:
    stored = "序号\t任务\t责任单位\n1\t建设 口岸\t省商务厅 南京海关 连云港市人民政府\n2\t建设港区\t省财政 厅\n"
    assert names(stored) == ["省商务厅", "南京海关", "连云港市人民政府", "省财政厅"]


def test_a_scope_is_as_printed_where_its_places_are_parted() -> None:
    document = clean("完善功能。（责任单位：省商务厅；适用范围：浦东新区 临港新片区）\n")
    (clause,) = find_clauses(document.text, layout_gaps(document))
    assert clause.scope == "浦东新区临港新片区"


def test_what_is_read_leads_back_to_what_is_printed() -> None:
    text = "甲（责任单位：省商务厅合肥海关）"
    gap = text.index("合肥")
    parted = part_names(text, [gap, len(text) + 5])
    assert parted.text == "甲（责任单位：省商务厅、合肥海关）"
    start = parted.text.index("合肥")
    assert parted.span(start, start + 4) == (gap, gap + 4)
    assert parted.printed(0, len(parted.text)) == text
    assert part_names(text, ()).text == text
