"""Numbers in the styles of lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.clean.markers import han_number
from kouan.read.numerals import numeral


@pytest.mark.parametrize(
    ("style", "value", "expected"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 12, "十二"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("japaneseCounting", 111, "百十一"),
        ("ideographDigital", 20, "二〇"),
        ("chineseLegalSimplified", 21, "贰拾壹"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("ideographTraditional", 3, "丙"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 5, "05"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 0, "0"),
        ("upperLetter", 28, "BB"),
        ("decimal", -3, "-3"),
        ("chineseCounting", 20_000, "20000"),
        ("arabicAbjad", 7, "7"),
        ("none", 7, ""),
        ("bullet", 7, ""),
    ],
)
def test_numeral(style, value, expected):
    assert numeral(value, style) == expected


@given(st.integers(1, 999))
def test_outline_reads_the_numbers_back(value):
    assert han_number(numeral(value, "chineseCounting")) == value
