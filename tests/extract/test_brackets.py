"""Brackets of every width and shape, matched with nesting."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.extract.brackets import depths, groups


def grouped(text: str) -> list[str]:
    return [text[start:end] for start, end in groups(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建设口岸（责任单位：省商务厅）。", ["（责任单位：省商务厅）"]),
        ("(自治区商务厅(口岸办)、发改委按各自职责分工负责)", ["(自治区商务厅(口岸办)、发改委按各自职责分工负责)"]),
        ("（省市场监管局〔省知识产权局〕、省台办）", ["（省市场监管局〔省知识产权局〕、省台办）"]),
        ("（责任单位：省商务厅)", ["（责任单位：省商务厅)"]),
        ("[省商务厅]【合肥海关】﹝省财政厅〕", ["[省商务厅]", "【合肥海关】", "﹝省财政厅〕"]),
        ("（省商务厅〔口岸办）", ["（省商务厅〔口岸办）"]),
        ("（未闭合（省商务厅）", ["（省商务厅）"]),
        ("未开）（省商务厅）", ["（省商务厅）"]),
        ("（省商务厅\n合肥海关）", []),
        ("“双千工程”《规划》", []),
    ],
)
def test_outermost_groups(text: str, expected: list[str]) -> None:
    assert grouped(text) == expected


def test_groups_of_a_stretch() -> None:
    text = "（甲）乙（丙）"
    assert list(groups(text, 3)) == [(4, 7)]
    assert list(groups(text, 0, 6)) == [(0, 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲（乙）丙", "00100"),
        ("省“四送一服”办", "00111100"),
        ("（甲“乙”）", "011210"),
        ("甲”乙（丙", "00000"),
        ('“蒙速办"、市', "0111000"),
    ],
)
def test_depths(text: str, expected: str) -> None:
    assert "".join(map(str, depths(text, 0, len(text)))) == expected


@given(st.text(alphabet='（）()〔〕[]【】“”"《》甲、\n', max_size=60))
@settings(max_examples=150, deadline=None)
def test_groups_lie_apart_and_are_closed(text: str) -> None:
    last = 0
    for start, end in groups(text):
        assert last <= start < end - 1
        assert text[start] in "（([〔【"
        assert text[end - 1] in "）)]〕】"
        assert "\n" not in text[start:end]
        last = end
    found = depths(text, 0, len(text))
    assert len(found) == len(text)
    assert all(depth >= 0 for depth in found)
