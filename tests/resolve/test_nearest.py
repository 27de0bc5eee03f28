"""Known names that look like an unknown one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.resolve.agencies import known_agencies
from kouan.resolve.nearest import BODY_WORDS, THING_WORDS, KnownNames, nearest

_PORTS = {
    "策克口岸": "ceke",
    "甘其毛都口岸": "ganqimaodu",
    "合肥新桥国际机场": "hefei-airport",
    "合肥机场": "hefei-airport",
    "合肥国际陆港": "hefei-land-port",
    "安庆港口岸": "anqing-port",
    "安庆港口岸长风港区": "anqing-changfeng-port-area",
}


def nearest_ports(name, count=3):
    return nearest(name, [KnownNames(_PORTS, THING_WORDS)], _PORTS.get, count)


@pytest.mark.parametrize(
    ("name", "best"),
    [
        ("策克公路口岸", ("ceke", "策克口岸")),
        ("甘其茂都口岸", ("ganqimaodu", "甘其毛都口岸")),
        ("新桥机场", ("hefei-airport", "合肥新桥国际机场")),
        ("合肥陆港", ("hefei-land-port", "合肥国际陆港")),
        ("安庆长风作业区", ("anqing-changfeng-port-area", "安庆港口岸长风港区")),
    ],
)
def test_the_most_similar_name_comes_first(name, best):
    assert nearest_ports(name)[0] == best


def test_a_thing_with_several_names_comes_once_and_no_more_than_asked():
    ids = [known_id for known_id, _ in nearest_ports("合肥空港", count=2)]
    assert len(ids) == len(set(ids)) == 2


def test_kinds_in_common_make_nothing_similar():
    assert nearest_ports("瑞丽口岸") == []
    assert nearest("瑞丽口岸", [KnownNames([], THING_WORDS)], _PORTS.get) == []


def test_what_is_a_kind_of_port_is_the_matter_of_an_office():
    offices = ["省口岸办", "省商务厅", "省开放办"]
    found = nearest("省口岸管理局", [KnownNames(offices, BODY_WORDS)], lambda name: name)
    assert [name for _, name in found] == ["省口岸办"]


def test_a_name_that_is_nobodys_is_left_out():
    assert nearest("策克公路口岸", [KnownNames(["策克口岸"], THING_WORDS)], {}.get) == []


@pytest.mark.parametrize(
    ("name", "division", "near"),
    [
        ("省口岸开放厅", "370000", ("sd-port-office", "省口岸办")),
        ("市商贸局", "370200", ("qingdao-commerce", "市商务局")),
        ("国家海关总署", "100000", ("customs-general-administration", "海关总署")),
        ("内蒙古商务局", "150000", ("nm-commerce", "内蒙古商务厅")),
    ],
)
def test_known_bodies_of_the_place_come_back(reference, name, division, near):
    found = known_agencies(reference).nearest(name, division)
    assert len(found) <= 3
    assert near in found


def test_bodies_of_other_provinces_are_not_offered(reference):
    found = known_agencies(reference).nearest("安徽省商贸厅", "370000")
    assert not [agency_id for agency_id, _ in found if agency_id.startswith("ah-")]


@pytest.mark.parametrize("name", ["长江流域协调机制", "省皖北办"])
def test_what_shares_little_is_not_near(reference, name):
    assert known_agencies(reference).nearest(name, "340000") == []


def test_thousands_of_names_are_looked_through_in_milliseconds(reference):
    agencies = known_agencies(reference)
    agencies.nearest("省商贸厅", "370000")
    begun = time.process_time()
    for ordinal in range(50):
        agencies.nearest(f"省商贸发展第{ordinal}厅", "370000")
    assert time.process_time() - begun < 1


@given(st.text(max_size=12), st.dictionaries(st.text(max_size=12), st.sampled_from("abc"), max_size=8))
def test_the_answer_does_not_depend_on_the_order_of_the_list(name, ids):
    forward = nearest(name, [KnownNames(ids, THING_WORDS)], ids.get)
    assert forward == nearest(name, [KnownNames(list(ids)[::-1], THING_WORDS)], ids.get)


@given(st.text("省市商务口岸", max_size=6), st.lists(st.text("省市商务口岸", max_size=6)), st.integers(0, 4))
def test_the_answer_does_not_depend_on_how_the_names_are_dealt(name, names, count):
    halves = [KnownNames(names[::2], BODY_WORDS), KnownNames(names[1::2], BODY_WORDS)]
    whole = [KnownNames(names, BODY_WORDS)]
    assert nearest(name, halves, str, count) == nearest(name, whole, str, count)
