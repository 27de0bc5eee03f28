"""Bodies made by rule: every place has its own, each under one id and one name."""

from collections import Counter

import pytest

from kouan.errors import KouanError
from kouan.reference import Reference
from kouan.resolve.agencies import known_agencies
from kouan.resolve.agency_entries import make_agency
from kouan.resolve.agency_patterns import contracted, make_forms, read_patterns
from kouan.resolve.divisions import division_index


@pytest.fixture(scope="module")
def patterns(reference):
    return read_patterns(reference)


@pytest.fixture(scope="module")
def make(reference, patterns):
    """Make the body of a pattern and a place."""

    def body(agency_id, code):
        divisions = division_index(reference)
        division = divisions.get(code)
        (pattern,) = (one for one in patterns if one.agency_id == agency_id and division.kind in one.places)
        return make_agency(pattern, division, divisions)

    return body


@pytest.mark.parametrize(
    ("agency_id", "code", "expected"),
    [
        ("*-commerce", "370000", ("山东省商务厅", "Shandong Provincial Department of Commerce", "provincial_department",
            "sd-government")),
        ("*-commerce", "370200", ("青岛市商务局", "Qingdao Municipal Bureau of Commerce", "municipal_department",
            "qingdao-government")),
        ("*-commerce", "370102", ("济南市历下区商务局", "Bureau of Commerce of Lixia District", "county_department",
            "jinan-lixia-government")),
        ("*-commerce", "450000", ("广西壮族自治区商务厅", "Department of Commerce of Guangxi Autonomous Region",
            "provincial_department", "gx-government")),
        ("*-party-publicity", "650000", ("中共新疆维吾尔自治区委员会宣传部",
            "Publicity Department of the CPC Committee of Xinjiang Autonomous Region", "party_organ",
            "xj-party-committee")),
        ("*-foreign-affairs-office", "440300", ("深圳市人民政府外事办公室",
            "Foreign Affairs Office of the Shenzhen Municipal People's Government", "municipal_department",
            "shenzhen-government")),
        ("*-government", "152500", ("锡林郭勒盟行政公署", "Administrative Office of Xilingol League",
            "municipal_government", "nm-government")),
        ("*-government", "320583", ("苏州市昆山市人民政府", "People's Government of Kunshan City", "county_government",
            "js-suzhou-government")),
        ("*-government", "310000", ("上海市人民政府", "Shanghai Municipal People's Government", "provincial_government", "")),
        ("*-tax", "520000", ("国家税务总局贵州省税务局",
            "Guizhou Provincial Tax Service, State Taxation Administration", "central_regulator_branch",
            "state-taxation-administration")),
        ("*-customs", "231081", ("中华人民共和国绥芬河海关", "Suifenhe Customs", "customs",
            "customs-general-administration")),
        ("*-ftz-area", "370600", ("中国（山东）自由贸易试验区烟台片区管理委员会",
            "Administrative Committee of the Yantai Area of the China (Shandong) Pilot Free Trade Zone",
            "municipal_department", "")),
    ],
)  # fmt: skip
def test_the_body_of_a_place(make, agency_id, code, expected):
    body = make(agency_id, code)
    assert tuple(body[column] for column in ("name", "name_en", "kind", "parent_agency_id")) == expected
    assert (body["division_code"], body["basis"]) == (code, "rule")


def test_ids_and_names_are_unique_and_lead_back_to_their_body(reference, patterns, package):
    """The bodies of all provinces, prefectures and leagues, and of the counties of some prefectures."""
    divisions = division_index(reference)
    codes = [entry["division_code"] for entry in reference["divisions"]]
    taken = [code for code in codes if code.endswith("00") or code[:4] in ("3702", "1101", "1525", "6540", "4290")]
    agencies = known_agencies(reference)
    allowed = package.table("agencies")
    made = []
    for code in taken:
        division = divisions.get(code)
        made += [make_agency(one, division, divisions) for one in patterns if division.kind in one.places]
    for column in ("agency_id", "name"):
        shared = [value for value, count in Counter(body[column] for body in made).items() if count > 1]
        assert shared == [], column
    listed = reference.index("agencies", "agency_id")
    for body in made[::7]:
        if body["agency_id"] not in listed:
            assert agencies.get(body["agency_id"]) == body
    for column in ("kind", "level"):
        assert {body[column] for body in made} <= {*allowed.column(column).enum, ""}, column


def test_every_parent_is_a_body(reference, patterns):
    divisions = division_index(reference)
    agencies = known_agencies(reference)
    for code in ("100000", "110000", "370000", "150000", "370200", "152500", "370102"):
        division = divisions.get(code)
        for pattern in patterns:
            if division.kind in pattern.places:
                parent = make_agency(pattern, division, divisions)["parent_agency_id"]
                assert not parent or agencies.get(parent) is not None, (pattern.agency_id, parent)


def test_a_listed_body_and_one_made_by_rule_are_never_two(reference, patterns):
    """What the rules would make under the name of a listed body has the listed id."""
    agencies = known_agencies(reference)
    for entry in reference["agencies"]:
        if entry["division_code"] and not entry["name"].startswith("市"):
            found = agencies.find(entry["name"], entry["division_code"])
            assert found == entry["agency_id"], entry["name"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("发展和改革委员会", {"发展改革委", "发展和改革委", "发展改革委员会"}),
        ("市场监督管理局", {"市场监管局"}),
        ("科学技术厅", {"科技厅"}),
        ("人力资源和社会保障厅", {"人力资源社会保障厅"}),
        ("财政厅", set()),
    ],
)
def test_usual_contractions(name, short):
    assert contracted(name) == {name} | short


def test_lists_that_contradict_themselves_are_refused(reference, patterns):
    def with_alias(alias, agency_id, places=""):
        entry = {"agency_id": agency_id, "places": places, "alias": alias}
        return Reference({**reference.lists, "agency_pattern_aliases": (entry,)})

    with pytest.raises(
        KouanError, match=r"…教育厅 is a name of .*-education and of .*-commerce|commerce and of .*-educ"
    ):
        make_forms(with_alias("…教育厅", "*-commerce"), patterns)
    with pytest.raises(KouanError, match=r"no pattern \*-nothing holds for any place"):
        make_forms(with_alias("…教育厅", "*-nothing"), patterns)
    assert make_forms(with_alias("…教育厅", "*-education", "province"), patterns)


def test_a_pattern_says_what_a_place_lacks(patterns):
    """A league has no people's government, and a province no bureau of commerce."""
    kinds = {one.name: one.places for one in patterns}
    assert "league" not in kinds["…人民政府"]
    assert "province" not in kinds["…商务局"]
