"""Names of ports to ids, and the reference list itself."""

import csv
import re
from pathlib import Path

import pytest

from kouan.extract.ports import PortMention
from kouan.resolve.ports import known_ports, plain, resolve_ports

_REFERENCE = Path(__file__).parents[2] / "datasets" / "reference"


def rows(name):
    with (_REFERENCE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


_PORTS, _ALIASES = rows("ports.csv"), rows("port_aliases.csv")
_KNOWN = known_ports(_PORTS, _ALIASES)


def mention(name, *, task="1", start=0, status=None, port_class=None):
    return PortMention(task, name, name, start, start + 5, status, port_class, "port_of_entry", "other")


@pytest.mark.parametrize(
    ("name", "port_id"),
    [
        ("阿尔山公路口岸", "aershan"),
        ("阿尔山口岸", "aershan"),
        ("合肥航空口岸", "hefei-airport"),
        ("合肥新桥国际机场", "hefei-airport"),
        ("合肥新桥机场", "hefei-airport"),
        ("芜宣机场航空口岸", "wuxuan-airport"),
        ("西安咸阳国际机场口岸", "xian-airport"),
        ("西安航空口岸", "xian-airport"),
        ("满洲里口岸", "manzhouli"),
        ("满洲里铁路口岸", "manzhouli-rail"),
        ("满洲里公路口岸", "manzhouli-road"),
        ("呼和浩特综保区", "hohhot-comprehensive-bonded-zone"),
        ("赤峰保税物流中心(B型)", "chifeng-bonded-logistics-centre"),
        ("芜湖港", "wuhu-port"),
        ("芜湖港口岸", "wuhu-port"),
        ("铜陵港江北港区", "tongling-jiangbei-port-area"),
        ("宝鸡进口粮食海关指定监管场地", "baoji-grain-site"),
        ("合肥市机场", "hefei-airport"),
    ],
)
def test_a_port_has_one_id_under_all_its_names(name, port_id):
    assert _KNOWN.find(name) == port_id


@pytest.mark.parametrize(
    ("name", "port_id"),
    [
        ("凭祥友谊关口岸", "youyiguan"),
        ("珲春市圈河口岸", "quanhe"),
        ("中国磨憨口岸", "mohan"),
        ("瑞丽公路口岸", "ruili"),
        ("勐腊磨憨公路口岸", "mohan"),
        ("磨憨铁路口岸", "mohan-rail"),
        ("绥芬河公路口岸", "suifenhe-road"),
        ("吉木乃口岸", "jeminay"),
        ("九黄机场", "jiuzhai-huanglong-airport"),
    ],
)
def test_a_port_on_land_is_known_with_its_town_and_by_road(name, port_id):
    assert _KNOWN.find(name) == port_id


@pytest.mark.parametrize(
    "name", ["甘其毛都铁路口岸", "瑞丽航空口岸", "瑞丽口岸海关", "瑞丽综合保税区", "东兴港口岸", "口岸"]
)
def test_another_port_of_the_place_is_not_taken_for_it(name):
    assert _KNOWN.find(name) is None


def test_a_port_that_the_list_does_not_hold_has_no_id():
    assert _KNOWN.find("布局口岸") is None


def test_one_row_for_a_port_and_task_the_one_that_says_most():
    resolved = resolve_ports(
        [
            mention("满洲里口岸", start=3),
            mention("满洲里口岸", start=20, status="open", port_class="综合枢纽口岸"),
            mention("满洲里口岸", task="2", start=40),
        ],
        _KNOWN,
        "150000",
    )
    assert [(port.mention.task, port.mention.start) for port in resolved] == [("1", 20), ("2", 40)]


def test_ports_abroad_and_in_other_provinces_have_no_status():
    mentions = [mention(name, status="expanding") for name in ("西伯库伦口岸", "天津港", "策克口岸")]
    resolved = resolve_ports(mentions, _KNOWN, "150000")
    assert {port.port_id: port.mention.status for port in resolved} == {
        "shivee-khuren": None,
        "tianjin-port": None,
        "ceke": "expanding",
    }


def test_an_unknown_port_is_still_reported():
    resolved = resolve_ports([mention("布局口岸", status="open")], _KNOWN, "530000")
    assert [(port.port_id, port.mention.name, port.mention.status) for port in resolved] == [(None, "布局口岸", "open")]


def test_ids_are_unique_and_readable():
    ids = [row["port_id"] for row in _PORTS]
    assert len(ids) == len(set(ids))
    assert ids == sorted(ids)
    assert all(re.fullmatch(r"[a-z0-9-]+", port_id) for port_id in ids)


def test_no_name_stands_for_two_ports():
    named = [(plain(row["name"]), row["port_id"]) for row in _PORTS]
    named += [(plain(row["alias"]), row["port_id"]) for row in _ALIASES]
    owners = {}
    for name, port_id in named:
        assert owners.setdefault(name, port_id) == port_id, name


def test_parents_and_divisions_exist():
    ids = {row["port_id"] for row in _PORTS}
    codes = {row["division_code"] for row in rows("divisions.csv")}
    for row in _PORTS:
        assert row["parent_port_id"] in ids | {""}
        assert row["parent_port_id"] != row["port_id"]
        assert row["division_code"] in codes | {""}


def test_codes_and_coordinates_name_their_source():
    for row in _PORTS:
        has_code = bool(row["iata_code"] or row["unlocode"])
        assert has_code == bool(row["code_source"]) == (row["match_status"] == "matched")
        assert bool(row["latitude"]) == bool(row["longitude"]) == bool(row["coordinates_source"])
        assert re.fullmatch(r"([A-Z]{3})?", row["iata_code"])
        assert re.fullmatch(r"(CN[A-Z2-9]{3})?", row["unlocode"])
        assert not row["iata_code"] or row["kind"] == "airport"
