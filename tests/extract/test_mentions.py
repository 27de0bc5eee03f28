"""Lists of agencies, their coordination expanded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.extract.mentions import expand, is_list, names_agency


def names(text: str) -> list[str]:
    return [mention.text for mention in expand(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "马鞍山、芜湖、铜陵、池州、安庆市人民政府",
            ["马鞍山市人民政府", "芜湖市人民政府", "铜陵市人民政府", "池州市人民政府", "安庆市人民政府"],
        ),
        (
            "省发展改革委，合肥市、淮南市、六安市、阜阳市人民政府",
            ["省发展改革委", "合肥市人民政府", "淮南市人民政府", "六安市人民政府", "阜阳市人民政府"],
        ),
        ("相关盟行政公署、市人民政府", ["相关盟行政公署", "相关市人民政府"]),
        ("各市、县（市、区）人民政府", ["各市人民政府", "各县（市、区）人民政府"]),
        ("有关区、市政府", ["有关区政府", "有关市政府"]),
        ("各区县党委、政府", ["各区县党委", "各区县政府"]),
        ("各级党委和政府", ["各级党委", "各级政府"]),
        ("省商务厅，合肥市、芜湖市", ["省商务厅", "合肥市", "芜湖市"]),
        ("合肥、芜湖、蚌埠市，省财政厅", ["合肥市", "芜湖市", "蚌埠市", "省财政厅"]),
        ("呼和浩特、满洲里海关", ["呼和浩特海关", "满洲里海关"]),
        ("芜湖、安庆海事局", ["芜湖海事局", "安庆海事局"]),
        ("工业和信息化、发展改革、财政部门", ["工业和信息化部门", "发展改革部门", "财政部门"]),
        ("中国信保、青岛海关", ["中国信保", "青岛海关"]),
        ("阿坝、甘孜州人民政府", ["阿坝州人民政府", "甘孜州人民政府"]),
        (
            "江北、江南新兴产业集中区管委会",
            ["江北新兴产业集中区管委会", "江南新兴产业集中区管委会"],
        ),
        ("两江、天府新区管委会", ["两江新区管委会", "天府新区管委会"]),
        ("市发展改革、财政、商务部门", ["市发展改革部门", "财政部门", "商务部门"]),
        ("省市场监管、药监、海关等部门", ["省市场监管部门", "药监部门", "海关"]),
        ("A市、B县（市、区）人民政府", ["A市人民政府", "B县（市、区）人民政府"]),
        ("各市、州、县人民政府", ["各市人民政府", "各州人民政府", "各县人民政府"]),
        ("省直各部门、单位", ["省直各部门", "省直各单位"]),
        ("各市、县（市、区）", ["各市", "各县（市、区）"]),
        ("济南、青岛市，各市人民政府", ["济南市", "青岛市", "各市人民政府"]),
        ("省农信联社、青岛市政府", ["省农信联社", "青岛市政府"]),
        ("各省、自治区、直辖市人民政府", ["各省人民政府", "各自治区人民政府", "各直辖市人民政府"]),
        (
            "各市、州、直管市、神农架林区人民政府",
            ["各市人民政府", "各州人民政府", "各直管市人民政府", "神农架林区人民政府"],
        ),
        (
            "西部科学城重庆高新区、万盛经开区管委会",
            ["西部科学城重庆高新区管委会", "万盛经开区管委会"],
        ),
        ("高新区、历下区人民政府", ["高新区", "历下区人民政府"]),
        ("克州、博州人民政府", ["克州人民政府", "博州人民政府"]),
        ("各镇人民政府、街道办事处", ["各镇人民政府", "各街道办事处"]),
        ("各市、合肥市人民政府", ["各市", "合肥市人民政府"]),
    ],
)
def test_what_the_last_name_of_a_run_lends(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省经济和信息化厅", ["省经济和信息化厅"]),
        ("住房和城乡建设部、省文化和旅游厅", ["住房和城乡建设部", "省文化和旅游厅"]),
        ("国务院相关部门及各地区", ["国务院相关部门", "各地区"]),
        ("市工业和信息化局及专班成员单位", ["市工业和信息化局", "专班成员单位"]),
        ("省农业农村厅和省林业局", ["省农业农村厅", "省林业局"]),
        ("会同省财政厅，由省商务厅", ["省财政厅", "省商务厅"]),
        ("和平区政府、和县人民政府", ["和平区政府", "和县人民政府"]),
        ("自治区商务厅(口岸办)、发改委", ["自治区商务厅(口岸办)", "发改委"]),
        ("省市场监管局〔省知识产权局〕、省台办", ["省市场监管局〔省知识产权局〕", "省台办"]),
        ("省“四送一服”双千工程领导小组办公室", ["省“四送一服”双千工程领导小组办公室"]),
        ("省发展改革委省财政厅省税务局", ["省发展改革委", "省财政厅", "省税务局"]),
        ("省科技厅、工业和信息化厅", ["省科技厅", "工业和信息化厅"]),
        ("市级：市商务局；县级：各县区政府", ["市商务局", "各县区政府"]),
        ("省数据局（筹）", ["省数据局（筹）"]),
        ("财政部等和各地区", ["财政部", "各地区"]),
        ("各部门各地区", ["各部门", "各地区"]),
        ("市直各部门", ["市直各部门"]),
        ("各市各有关部门", ["各市", "各有关部门"]),
        ("各有关部门和单位", ["各有关部门和单位"]),
        ("1.省商务厅；②省财政厅", ["省商务厅", "省财政厅"]),
        ("省商务厅（联系人：王某某）", ["省商务厅"]),
        ("各区县政府（含开发区管委会，下同）", ["各区县政府"]),
    ],
)
def test_one_name_or_two(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_whose_the_other_members_are() -> None:
    text = "省“四送一服”双千工程领导小组办公室及其他成员单位"
    office, others = expand(text, 0, len(text))
    assert others.text == "其他成员单位"
    assert others.full == "省“四送一服”双千工程领导小组其他成员单位"
    assert office.full == office.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省商务厅、省财政厅等", {"省商务厅": True, "省财政厅": True}),
        ("省商务厅等有关部门，合肥海关", {"省商务厅": True, "合肥海关": False}),
        ("财政部、税务总局等国务院相关部门及各地区", {"财政部": True, "税务总局": True, "各地区": False}),
        ("合肥、芜湖等市人民政府", {"合肥市人民政府": True, "芜湖市人民政府": True}),
        ("合肥市、芜湖市等9个市人民政府", {"合肥市人民政府": True, "芜湖市人民政府": True}),
        ("高等学校、省教育厅", {"高等学校": False, "省教育厅": False}),
    ],
)
def test_open_ended_lists(text: str, expected: dict[str, bool]) -> None:
    assert {mention.text: mention.is_open_ended for mention in expand(text, 0, len(text))} == expected


def test_a_mention_s_span_is_the_smallest_run_that_names_it() -> None:
    text = "马鞍山、芜湖等市人民政府，省商务厅（牵头）"
    found = expand(text, 0, len(text))
    assert [text[mention.start : mention.end] for mention in found] == ["马鞍山", "芜湖", "省商务厅"]
    assert [mention.tag for mention in found] == [None, None, "牵头"]


@pytest.mark.parametrize(
    "text", ["以下均需地方落实不再重复列出", "详见附件", "下同", "", "，、", "含中央驻皖单位", "如有调整另行通知"]
)
def test_remarks_are_no_names(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("text", ["自治区商务厅", "如皋市人民政府", "含山县人民政府", "指挥部办公室", "自贸办"])
def test_names_that_begin_like_remarks_stay(text: str) -> None:
    assert names(text) == [text]


@pytest.mark.parametrize(
    ("text", "is_named", "loosely"),
    [
        ("省财政厅", True, True),
        ("企业、合肥海关", True, True),
        ("各有关部门", True, True),
        ("各市", True, True),
        ("济南市绿色低碳高质量发展先行区建设办公室", True, True),
        ("省“十强产业”协调推进机制牵头部门", True, True),
        ("成都市", True, True),
        ("崂山区", True, True),
        ("科研院所", True, True),
        ("大城市", False, False),
        ("山区", False, False),
        ("财政部门", False, True),
        ("企业", False, False),
        ("政府、社会", False, False),
        ("牵头单位", False, True),
        ("部门", False, False),
        ("服务平台", False, False),
        ("社会", False, False),
        ("全省", False, False),
        ("新发展格局", False, False),
        ("项目部署", False, False),
    ],
)
def test_what_surely_is_a_body(text: str, *, is_named: bool, loosely: bool) -> None:
    assert names_agency(text, 0, len(text)) is is_named
    assert names_agency(text, 0, len(text), loosely=True) is loosely


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省商务厅、中国信保", True),
        ("企业牵头、政府引导", False),
        ("2022年在全省", False),
        ("依托服务平台", False),
        ("", False),
        ("推动建立与国际投资贸易通行规则相适应的高效便利的法律纠纷解决机制并开展知识产权保护体系诉讼与仲裁", False),
    ],
)
def test_what_could_be_a_list(text: str, *, expected: bool) -> None:
    assert is_list(text, 0, len(text)) is expected


_WORDS = st.sampled_from(
    [
        *"、，；。 （）〔〕“”：",
        "及",
        "和",
        "等",
        "会同",
        "由",
        "各",
        "相关",
        "市",
        "县",
        "省商务厅",
        "芜湖",
        "合肥市",
        "人民政府",
        "海关",
        "部门",
        "其他成员单位",
        "领导小组办公室",
        "（牵头）",
        "等9个市",
        "以下",
        "省财政厅省税务局",
        "口",
    ]
)


@given(st.lists(_WORDS, max_size=18))
@settings(max_examples=300, deadline=None)
def test_no_mention_is_empty_or_overlaps_another(words: list[str]) -> None:
    text = "".join(words)
    last = 0
    for mention in expand(text, 0, len(text)):
        assert mention.text
        assert mention.full.endswith(mention.text)
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end
