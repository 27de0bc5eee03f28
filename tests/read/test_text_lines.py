"""Lines as they are stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.read.text_lines import one_line, storable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("责任\n单位", "责任单位"),
        (" China\r\nRailway ", "China Railway"),
        ("RCEP \n 协定", "RCEP协定"),
        ("罗　平\t省商务厅", "罗　平 省商务厅"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_one_line(text, expected):
    assert one_line(text) == expected


def test_storable_lines():
    assert (
        storable(["一、甲 ", "", "乙\r\n丙\v丁\u2028戊", "\ufeff己\0\x01\ud800", " \t"])
        == "一、甲\n乙\n丙\n丁\n戊\n己\ufffd\n"
    )


@given(st.lists(st.text(st.characters(exclude_categories=()))))
def test_storable_text_is_stored_as_it_is(lines):
    text = storable(lines)
    assert text.encode().decode("utf-8-sig") == text
    assert storable(text.split("\n")) == text
