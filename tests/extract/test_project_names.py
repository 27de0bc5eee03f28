"""Which words are the name of one definite thing, and which speak of a kind of thing: one case for each rule."""

import pytest

from kouan.extract.places import PlaceNames
from kouan.extract.project_names import FIELD, GENERAL, MARKS, general_rule, proving_rule

_NAMES = PlaceNames(provinces=frozenset({"安徽", "安徽省"}), places=frozenset({"合肥", "青岛"}))

_GENERAL = [
    ("of a type", "行业特色型工业互联网平台"),
    ("all in one", "集公益服务平台"),
    ("somewhere", "平台在产业集聚区"),
    ("project of its field", "场景创新项目"),
    ("project of a programme", "重点研发计划专项项目"),
    ("title of a level", "大数据领域省级重点实验室"),
    ("quoted aim", "“无废城市”"),
]
_MARKS = [
    ("the country's own", "国家数字服务出口基地"),
    ("the only one of its level", "全市三维地理空间信息平台"),
    ("title in the field", "省级多式联运示范工程"),
    ("quoted name", "“皖事通”平台"),
    ("brand", "LNG接收站"),
    ("number or phase", "综合码头二期工程"),
    ("line", "宣绩高铁"),
    ("corridor", "合淮产业走廊"),
    ("water", "新汴河航道整治工程"),
    ("research facility", "聚变堆主机关键系统综合研究设施"),
]


@pytest.mark.parametrize(("rule", "name"), _GENERAL)
def test_a_general_rule_refuses_a_kind_of_thing(rule, name):
    assert general_rule(name) == rule
    assert proving_rule(name, _NAMES) is None


@pytest.mark.parametrize(("rule", "name"), _MARKS)
def test_a_mark_proves_a_name(rule, name):
    assert proving_rule(name, _NAMES) == rule


def test_every_rule_has_a_case():
    assert [rule for rule, _ in _GENERAL] == [rule for rule, _ in GENERAL]
    assert [rule for rule, _ in _MARKS] == [rule for rule, _ in MARKS]


@pytest.mark.parametrize("name", ["合肥国际陆港", "安徽省大数据中心", "国家虚拟现实制造业创新中心（青岛）"])
def test_a_place_proves_a_name(name):
    assert proving_rule(name, _NAMES) == "place"


def test_a_place_outweighs_what_makes_a_general_kind():
    assert general_rule("合肥产业创新项目")
    assert proving_rule("合肥产业创新项目", _NAMES) == "place"


@pytest.mark.parametrize(
    "name",
    [
        "资源循环利用基地",
        "在线交易平台",
        "检验检测认证公共服务平台",
        "农机装备创新中心",
        "涉危险废物建设项目",
        "“三品”专项行动",
        "“双创”支撑平台",
        "“5G+工业互联网”融合应用先导区",
        "“一站式”综合服务平台",
        "国家级“双跨”平台",
        "VR平台",
    ],
)
def test_what_has_no_mark_is_no_name(name):
    assert proving_rule(name, _NAMES) is None


@pytest.mark.parametrize("name", ["“个十百”培育工程", "“6+2+N”产业承接平台", "全省“互联网+监管”系统"])
def test_numbers_in_quotation_marks_can_be_a_name_or_stand_in_one(name):
    assert proving_rule(name, _NAMES) is not None


def test_words_of_ports_describe_one_thing():
    assert FIELD.search("外贸预警预测分析平台")
    assert not FIELD.search("农业大数据公共服务平台")
