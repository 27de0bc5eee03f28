"""Telling traditional characters from simplified ones."""

import pytest

from kouan.clean.traditional import is_traditional


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、擴大開放。推進國際貨運發展，優化營商環境。（責任單位：省商務廳、省發展改革委）", True),
        ("一、扩大开放。推进国际货运发展，优化营商环境。（责任单位：省商务厅、省发展改革委）", False),
        ("扩大开放，推进国际货运发展，优化营商环境，加强与国際貨運協會的联系，发挥责任单位作用。", False),
        ("國務院", False),
    ],
)
def test_a_text_in_traditional_characters_is_told(text: str, expected: bool) -> None:
    assert is_traditional(text) is expected
