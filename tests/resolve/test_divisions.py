"""Names of places to codes, and the place that a text speaks for."""

import pytest

from kouan.resolve.divisions import DivisionIndex


@pytest.fixture(scope="module")
def divisions(reference):
    return DivisionIndex(reference["divisions"])


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("安徽省", None, "340000"),
        ("安徽", None, "340000"),
        ("合肥", "340000", "340100"),
        ("满洲里", "150000", "150781"),
        ("二连浩特市", None, "152501"),
        ("吉林", None, "220000"),
        ("吉林", "340000", "220000"),
        ("吉林市", None, "220200"),
        ("海南", None, "460000"),
        ("海南", "630000", "632500"),
        ("陆上丝绸之路", None, None),
        ("中国", None, None),
        ("", None, None),
    ],
)
def test_find(divisions, name, within, code):
    assert divisions.find(name, within) == code


def test_a_name_that_two_places_of_one_level_share_is_neither():
    def county(code, name="城关区"):
        return {"division_code": code, "name": name, "short_name": "", "level": "county"}

    divisions = DivisionIndex([county("620102"), county("540102")])
    assert divisions.find("城关区") is None
    assert divisions.find("城关区", "540100") == "540102"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("中国（安徽）自由贸易试验区专项推进行动计划方案", "340000"),
        ("陕西省口岸发展“十四五”规划", "610000"),
        ("内蒙古自治区“十四五”口岸发展规划", "150000"),
        ("广西口岸发展“十四五”规划", "450000"),
        ("合肥市推进国际陆港建设三年行动计划", "340100"),
        ("上海南站综合开发方案", "310000"),
        ("国家“十四五”口岸发展规划", None),
        ("推动沿海滨海地区口岸发展的意见", None),
        ("", None),
    ],
)
def test_first_in(divisions, text, code):
    assert divisions.first_in(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "各盟行政公署,呼和浩特海关、满洲里市海关、内蒙古边检总站,呼和浩特铁路局、哈尔滨铁路局,内蒙古民航集团:",
            "150000",
        ),
        ("支持海南自由贸易港、上海浦东、广东前海先行先试", None),
        ("深化与浙江、江苏合作", None),
        ("推进口岸开放", None),
    ],
)
def test_province_of(divisions, text, code):
    assert divisions.province_of(text) == code


def test_an_index_of_nothing_finds_nothing():
    divisions = DivisionIndex([])
    assert divisions.find("安徽") is divisions.first_in("安徽") is divisions.province_of("安徽") is None
