"""Printed indicators and the shared ones that they mean."""

import csv
from pathlib import Path

import pytest

from kouan.errors import KouanError
from kouan.resolve.indicators import known_indicators

_REFERENCE = Path(__file__).parents[2] / "datasets" / "reference"


def _rows(name):
    with (_REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def known():
    return known_indicators(_rows("indicators"), _rows("indicator_aliases"))


@pytest.mark.parametrize(
    ("phrase", "unit_si", "expected"),
    [
        ("水运集装箱呑吐量", "TEU", "container-throughput"),
        ("国际航空货邮吞吐量", "t", "air-cargo-throughput-international"),
        ("国际货量", "t", "air-cargo-throughput-international"),
        ("合肥中欧班列年发运", "1", "china-europe-trains"),
        ("国际（地区）客运吞吐量", "person-trip", "air-passenger-throughput-international"),
        ("新增国际及地区全货机航线", "1", "air-all-cargo-routes-international"),
        ("开通国际国内全货运航线", "1", "air-all-cargo-routes"),
        ("西安咸阳国际机场口岸国际（地区）航线", "1", "air-routes-international"),
        ("综合保税区的进出口值", "CNY", "bonded-zone-trade-value"),
        ("综合保税区的进出口值占全省同期进出口总值", "1", "bonded-zone-trade-share"),
        ("外贸进出口总额", "CNY", "trade-value"),
        ("外贸进出口总额增长", "1", "trade-growth"),
        ("新增开放（临时开放）口岸", "1", "new-open-ports"),
        ("培育龙头企业", "1", None),
        (None, "1", None),
        ("国际货量", None, None),
    ],
)
def test_a_phrase_means_one_indicator(known, phrase, unit_si, expected):
    assert known.find(phrase, unit_si) == expected


def test_the_unit_tells_a_growth_from_a_quantity(known):
    assert known.find("集装箱铁水联运量增长", "1") == "container-rail-water-growth"
    assert known.find("集装箱铁水联运量增长", "TEU") is None


def test_the_longest_alias_wins():
    indicators = [{"indicator_id": "routes", "unit_si": "1"}, {"indicator_id": "cargo-routes", "unit_si": "1"}]
    aliases = [{"alias": "航线", "indicator_id": "routes"}, {"alias": "货运…航线", "indicator_id": "cargo-routes"}]
    known = known_indicators(indicators, aliases)
    assert known.find("国际货运直达航线", "1") == "cargo-routes"
    assert known.find("航线（货运）", "1") == "routes"


def test_an_alias_of_no_indicator_is_refused():
    with pytest.raises(KouanError, match="no-such-thing"):
        known_indicators([], [{"alias": "航线", "indicator_id": "no-such-thing"}])


def test_the_lists_are_sorted_described_and_without_doubles():
    indicators, aliases = _rows("indicators"), _rows("indicator_aliases")
    ids = [row["indicator_id"] for row in indicators]
    assert ids == sorted(set(ids))
    assert all(all(row.values()) for row in indicators)
    assert len({row["alias"] for row in aliases}) == len(aliases)
    assert {row["indicator_id"] for row in aliases} == set(ids)
