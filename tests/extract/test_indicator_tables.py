"""Tables of indicators, by what their columns are called."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.extract.deadlines import Horizon
from kouan.extract.indicator_tables import table_targets
from kouan.extract.quantities import QuantityReader, read_units
from kouan.outline.passages import Passage

_UNITS_CSV = Path(__file__).parents[2] / "datasets" / "reference" / "units.csv"

with _UNITS_CSV.open(encoding="utf-8", newline="") as _stream:
    _READER = QuantityReader(read_units(csv.DictReader(_stream)))


_CELLS = [
    "指标",
    "单位",
    "2020年",
    "2025年",
    "目标值",
    "属性",
    "口岸",
    "5",
    "≥8",
    "（亿元）",
    "—",
    "98%",
    "|",
    "|",
    "\n",
]


def _passages(text):
    """Return a passage for every cell of lines with bars, and one for every other line."""
    found, start = [], 0
    for line in text.split("\n"):
        offset = start
        for cell in line.split("|"):
            if cell:
                kind = "cell" if "|" in line else "paragraph"
                found.append(Passage(kind, offset, offset + len(cell), (), None, is_past=False))
            offset += len(cell) + 1
        start += len(line) + 1
    return found


_PLAN = Horizon(2021, 2025, 2021)


def _read(text, horizon=_PLAN):
    found, cells = table_targets(text, _passages(text), horizon, _READER)
    told = [
        (one.indicator, one.quantity.comparator, float(one.quantity.value), one.quantity.unit, one.baseline, one.year)
        for one in found
    ]
    return told, cells, found


def test_each_promised_year_gives_a_target_and_the_base_year_the_baseline():
    text = "序号|指标|单位|2020年|2023年|2025年目标|属性\n1|口岸货运量|万吨|1200|1500|≥2000|预期性"
    told, _, found = _read(text)
    assert told == [
        ("口岸货运量", "eq", 1500, "万吨", "1200", 2023),
        ("口岸货运量", "ge", 2000, "万吨", "1200", 2025),
    ]
    assert [text[slice(*one.row)] for one in found] == ["口岸货运量|万吨|1200|1500", "口岸货运量|万吨|1200|1500|≥2000"]
    assert [text[slice(*one.head)] for one in found] == ["2023年", "2025年目标"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|指标|2020年|2025年|\n|进出口总额（亿元）|900|〔1500〕|", ("进出口总额", "eq", 1500, "亿元", "900", 2025)),
        ("主要指标|2025年\n查验场地占比|98%以上", ("查验场地占比", "ge", 98, "%", None, 2025)),
        ("指标名称|单位|现状值|目标值|属性\n查验场地|个|—|30|预期性", ("查验场地", "eq", 30, "个", None, 2025)),
        ("类别|指标|单位|2020年|2025年\n通道|航线|条|5|10左右", ("航线", "about", 10, "条", "5", 2025)),
    ],
)
def test_heads_and_cells_of_every_kind(text, expected):
    assert _read(text)[0] == [expected]


def test_a_row_whose_first_cell_is_merged_with_the_row_above():
    text = "类别|指标|单位|2020年|2025年\n通道|航线|条|5|10\n航点|个|8|15"
    assert [one[0] for one in _read(text)[0]] == ["航线", "航点"]


def test_a_year_before_the_plan_is_a_base_and_one_of_its_years_a_promise():
    assert [one[5] for one in _read("指标|2022年|2023年\n口岸|5|8", Horizon(2022, 2023, 2022))[0]] == [2022, 2023]
    assert [one[5] for one in _read("指标|2020年|2025年\n口岸|5|8", Horizon())[0]] == [2025]
    assert [one[5] for one in _read("指标|2021年实际|2022年预期\n口岸|5|8", Horizon())[0]] == [2022]


def test_other_tables_and_words_in_cells_give_nothing():
    assert _read("口岸|级别|2020年\n合肥|一类|5")[0] == []
    assert _read("指标|2025年\n口岸体系|基本建成")[0] == []


def test_a_table_ends_with_its_last_row():
    text = "指标|2025年\n口岸|8\n其他如下。\n港区|9"
    told, cells, _ = _read(text)
    assert [one[0] for one in told] == ["口岸"]
    assert text.index("港区") not in cells
    assert text.index("口岸") in cells


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_CELLS)))
def test_no_table_raises_and_every_span_lies_in_it(parts):
    text = "".join(parts)
    for one in _read(text)[2]:
        assert 0 <= one.row[0] < one.row[1] <= len(text)
        assert 0 <= one.head[0] < one.head[1] <= len(text)
