"""One body has one id, under whatever name and in whatever document; what nobody listed has none."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from kouan.errors import KouanError
from kouan.resolve.agencies import AgencyIndex, known_agencies, plain

ANHUI, INNER_MONGOLIA, SHAANXI, ZHEJIANG = "340000", "150000", "610000", "330000"


@pytest.fixture(scope="module")
def agencies(reference):
    return AgencyIndex(reference["agency_aliases"])


@pytest.mark.parametrize(
    ("agency_id", "names"),
    [
        ("ah-border-inspection", ["安徽边检总站", "安徽出入境边防检查总站"]),
        ("ah-foreign-exchange", ["国家外汇管理局安徽省分局", "省外汇管理局"]),
        (
            "hefei-railway-office",
            ["中国铁路上海局集团有限公司合肥铁路办事处", "中国铁路上海局集团公司合肥铁路办事处"],
        ),
        ("ah-airport-group", ["省民航机场集团", "安徽民航机场集团"]),
        ("ah-development-and-reform", ["省发展改革委", "省发展和改革委员会", "安徽省发展改革委"]),
    ],
)
def test_names_of_one_body_in_anhui(agencies, agency_id, names):
    assert {agencies.find(name, ANHUI) for name in names} == {agency_id}


@pytest.mark.parametrize(
    ("agency_id", "names"),
    [
        ("china-railway-harbin", ["哈尔滨铁路局", "哈铁局集团公司"]),
        ("nm-development-and-reform", ["自治区发展改革委", "发展改革委"]),
        ("nm-border-inspection", ["内蒙古出入境边防检查总站", "内蒙古边检总站"]),
    ],
)
def test_names_of_one_body_in_inner_mongolia(agencies, agency_id, names):
    assert {agencies.find(name, INNER_MONGOLIA) for name in names} == {agency_id}


def test_the_same_short_name_is_another_body_in_another_province(agencies):
    found = {division: agencies.find("省发展改革委", division) for division in (ANHUI, SHAANXI, ZHEJIANG, None)}
    assert found == {
        ANHUI: "ah-development-and-reform",
        SHAANXI: "sn-development-and-reform",
        ZHEJIANG: None,
        None: None,
    }


def test_a_name_that_drops_its_region_holds_in_that_region_only(agencies):
    assert agencies.find("发展改革委", INNER_MONGOLIA) == "nm-development-and-reform"
    assert agencies.find("发展改革委", ANHUI) is None


def test_full_names_hold_everywhere(agencies):
    assert agencies.find("安徽省发展和改革委员会", ZHEJIANG) == "ah-development-and-reform"
    assert agencies.find("哈尔滨铁路局", None) == "china-railway-harbin"


@pytest.mark.parametrize("name", ["安徽省口岸办公厅", "省发展改革", "发展改革委省商务厅", "", "省"])
def test_an_unknown_name_is_never_guessed(agencies, name):
    assert agencies.find(name, ANHUI) is None


def test_spellings_meet():
    assert plain("自治区商务厅(口岸办)") == plain("自治区商务厅〔口岸办〕") == plain("自治区商务厅 （口岸办）")
    assert plain("省“四送一服”办") == plain('省"四送一服"办')
    assert plain("省商务厅") != plain("商务厅")


def test_a_document_of_a_city_or_county_hears_the_names_of_those_around_it():
    def alias(name, agency, division):
        return {"alias_id": agency, "alias": name, "agency_id": agency, "division_code": division}

    agencies = AgencyIndex(
        [
            alias("市商务局", "hefei-commerce", "340100"),
            alias("县商务局", "feixi-commerce", "340123"),
            alias("省商务厅", "ah-commerce", "340000"),
            alias("商务主管部门", "mofcom", ""),
            alias("商务主管部门", "ah-commerce", "340000"),
        ]
    )
    assert agencies.find("市商务局", "340100") == "hefei-commerce"
    assert agencies.find("市商务局", "340123") == "hefei-commerce"
    assert agencies.find("市商务局", "340200") is None
    assert agencies.find("县商务局", "340100") is None
    assert agencies.find("省商务厅", "340123") == "ah-commerce"
    assert agencies.find("商务主管部门", "340123") == "ah-commerce", "the nearest division's"
    assert agencies.find("商务主管部门", "610000") == "mofcom"


def test_one_name_for_two_bodies_is_refused():
    aliases = [
        {"alias_id": "a.1", "alias": "省知识产权局", "agency_id": "a", "division_code": "340000"},
        {"alias_id": "b.1", "alias": "省知识产权局 ", "agency_id": "b", "division_code": "340000"},
    ]
    with pytest.raises(KouanError, match=r"agency_aliases\.csv, b\.1: .* is a name of a too"):
        AgencyIndex(aliases)
    assert AgencyIndex([aliases[0], aliases[1] | {"division_code": "330000"}]).find("省知识产权局", "330000") == "b"


# --- names that no list holds


def cases():
    with (Path(__file__).parent / "agency_names.csv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        return [(*list(row.values())[:2], tuple(row.values())[2:]) for row in rows]


@pytest.mark.parametrize(("document_division", "printed", "expected"), cases())
def test_a_name_is_that_of_the_body_that_the_place_of_the_document_has(reference, document_division, printed, expected):
    """市商务局 is another body in each city; where the place is not told fully, there is none."""
    agencies = known_agencies(reference)
    agency_id = agencies.find(printed, document_division or None)
    body = agencies.get(agency_id) if agency_id else {}
    assert tuple(body.get(column, "") for column in ("name", "level", "division_code")) == expected


def test_the_cases_reach_far():
    rows = cases()
    assert len(rows) >= 250
    assert len({place[:2] for place, *_ in rows}) >= 20
    assert sum(not name for _, _, (name, *_) in rows) >= 25


@pytest.mark.parametrize(
    ("division", "names"),
    [
        ("370000", ["省科技厅", "科技厅", "山东省科技厅", "省科学技术厅", "山东省科学技术厅"]),
        ("370200", ["省科技厅", "山东省科技厅"]),
        ("440300", ["市政务服务和数据管理局", "深圳市政务和数据局", "市政务服务和数据局"]),
        ("420000", ["人民银行武汉分行", "中国人民银行武汉分行", "人行武汉分行"]),
        ("610000", ["西安铁路局", "中国铁路西安局集团", "西安局集团公司"]),
        ("440000", ["深圳边检总站", "深圳出入境边防检查总站"]),
        ("330000", ["省市场监管局（省知识产权局）", "省市场监管局", "省市场监督管理局"]),
        ("510000", ["各市（州）人民政府", "各市(州)人民政府", "各市州政府"]),
        ("150000", ["自治区党委网信办", "党委网信办", "内蒙古党委网信办"]),
    ],
)
def test_names_of_one_body_anywhere(reference, division, names):
    found = {known_agencies(reference).find(name, division) for name in names}
    assert len(found) == 1
    assert found != {None}


def test_cities_of_one_english_name_have_their_province_in_front(reference):
    agencies = known_agencies(reference)
    found = {name: agencies.find(name, None) for name in ("苏州市商务局", "宿州市商务局", "青岛市商务局")}
    assert list(found.values()) == ["js-suzhou-commerce", "ah-suzhou-commerce", "qingdao-commerce"]


def test_a_body_that_the_list_holds_keeps_its_listed_id_however_it_is_written(reference):
    agencies = known_agencies(reference)
    assert agencies.find("内蒙古自治区商务厅", None) == "nm-commerce"
    assert agencies.get("nm-commerce")["basis"] == "list"
    assert agencies.find("中国人民银行合肥中心支行", "330000") == "ah-central-bank-hefei"
    assert agencies.get("sd-commerce")["basis"] == "rule"
    assert agencies.get("ah-nothing-of-the-sort") is None


def test_every_mention_of_the_five_documents_is_known(parsed):
    unknown = {row["mention"] for row in parsed["task_assignments"] if row["agency_id"] is None}
    assert unknown == set()


def test_bodies_named_in_two_documents_meet(parsed):
    """The bodies that both plans of Anhui name, whatever each calls them."""
    named = defaultdict(lambda: defaultdict(set))
    for row in parsed["task_assignments"]:
        named[row["agency_id"]][row["document_id"]].add(row["mention"])
    differing = {
        agency: mentions
        for agency, documents in named.items()
        if len(mentions := frozenset().union(*documents.values())) > 1 and len(documents) > 1
    }
    assert {"安徽边检总站", "安徽出入境边防检查总站"} <= differing["ah-border-inspection"]
    assert {"合肥市", "合肥市人民政府"} <= differing[next(a for a in differing if "合肥市人民政府" in differing[a])]


def test_two_bodies_of_one_document_never_share_a_printed_name(parsed):
    bodies = defaultdict(set)
    for row in parsed["task_assignments"]:
        bodies[row["document_id"], row["mention"]].add(row["agency_id"])
    ambiguous = {key for key, ids in bodies.items() if len(ids) > 1}
    # 其他成员单位 is told by the group that stands before it.
    assert {mention for _, mention in ambiguous} <= {"其他成员单位", "成员单位"}
