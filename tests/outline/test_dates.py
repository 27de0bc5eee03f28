"""Dates in figures and in Chinese numerals."""

import pytest

from kouan.outline.dates import CLOSING_DATE, DATE, iso


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2022年3月1日", "2022-03-01"),
        ("2022-12-16", "2022-12-16"),
        ("2022.07.08", "2022-07-08"),
        ("2023/4/1", "2023-04-01"),
        ("二〇一八年三月五日", "2018-03-05"),
        ("二○二二年十二月三十一日", "2022-12-31"),
        ("二零二一年十月二十日", "2021-10-20"),
    ],
)
def test_a_date_in_any_form(printed: str, date: str) -> None:
    match = DATE.fullmatch(printed)
    assert match is not None
    assert iso(match) == date


@pytest.mark.parametrize(
    ("line", "closing"),
    [
        ("湛江市人民政府2021年11月", "2021年11月"),
        ("2022年5月1日印发", "2022年5月1日印发"),
        ("2022年5月1日起施行", None),
    ],
)
def test_a_date_that_ends_a_line(line: str, closing: str | None) -> None:
    match = CLOSING_DATE.search(line)
    assert (match.group() if match else None) == closing
