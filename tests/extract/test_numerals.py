"""Chinese numerals."""

from decimal import Decimal

import pytest

from kouan.extract.numerals import read_chinese


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("十", 10),
        ("十五", 15),
        ("二百三十", 230),
        ("二〇", 20),
        ("两", 2),
        ("三千零五", 3005),
        ("百", 100),
        ("九十五点五", Decimal("95.5")),
        ("零点零二", Decimal("0.02")),
    ],
)
def test_chinese_numerals(numeral, number):
    assert read_chinese(numeral) == number
