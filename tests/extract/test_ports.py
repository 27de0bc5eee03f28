"""Ports of real sentences: which are named, what is said of them, and by which words."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.extract.places import PlaceNames
from kouan.extract.port_lists import listed_text
from kouan.extract.ports import find_ports, first_that_says_most
from kouan.outline import Passage

_PLACES = (
    "上海 天津 大连 合肥 芜湖 安庆 铜陵 池州 马鞍山 阜阳 蚌埠 淮南 宣城 淮北 滁州 舒城 宁波 太仓 青岛 连云港 钦州 "
    "霍尔果斯 阿拉山口 二连浩特 满洲里 呼和浩特 鄂尔多斯 赤峰 巴彦淖尔 乌兰察布 包头 通辽 海拉尔 西安 咸阳 榆林 延安 "
    "宝鸡 渭南 汉中 安康 商洛 杨凌 衢州 黄山 舟山 宣州 江北 秦皇岛"
)
_NAMES = PlaceNames(
    provinces=frozenset({"安徽", "安徽省", "广西", "陕西", "新疆"}),
    places=frozenset({*_PLACES.split(), "乌兰察布市"}),
)
_BORDER = _NAMES.with_bases(["甘其毛都", "策克", "满都拉", "珠恩嘎达布其", "阿尔山", "乌力吉", "芜宣"])


def read(text, names=_BORDER, *, task="1", is_past=False, ignore=()):
    return find_ports(listed_text(text, [Passage("paragraph", 0, len(text), (), task, is_past)], ignore, names))


def named(text, names=_BORDER):
    return [mention.name for mention in read(text, names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "加快推进芜湖、安庆、铜陵、池州港口岸获批港区扩大开放和马鞍山港口岸郑蒲港区建设",
            ["芜湖港口岸", "安庆港口岸", "铜陵港口岸", "池州港口岸", "马鞍山港口岸", "马鞍山港口岸郑蒲港区"],
        ),
        ("合肥、马鞍山综合保税区重点打造加工制造中心", ["合肥综合保税区", "马鞍山综合保税区"]),
        (
            "推进安庆港口岸长风港区和皖河农场港区等扩大开放项目建设",
            ["安庆港口岸", "安庆港口岸长风港区", "安庆港口岸皖河农场港区"],
        ),
        ("重点推进阜阳机场、阜阳港、蚌埠新港扩建工程", ["阜阳机场", "阜阳港", "蚌埠新港"]),
        (
            "力争合肥陆港、淮北、滁州（皖东）、舒城保税物流中心（B型）等获批建设",
            [
                "合肥陆港保税物流中心（B型）",
                "淮北保税物流中心（B型）",
                "滁州（皖东）保税物流中心（B型）",
                "舒城保税物流中心（B型）",
            ],
        ),
        ("支持甘其毛都重点专业口岸打造5000万吨级", ["甘其毛都口岸"]),
        (
            "推动甘其毛都—嘎顺苏海图、策克—西伯库伦口岸跨境铁路加快建设",
            ["甘其毛都口岸", "嘎顺苏海图口岸", "策克口岸", "西伯库伦口岸"],
        ),
        ("推动赤峰、包头4个保税物流中心(B型)补齐发展短板", ["赤峰保税物流中心(B型)", "包头保税物流中心(B型)"]),
        (
            "争取满洲里进境肉类指定监管场地、乌兰察布木材粮食和肉类冰鲜指定监管场地获批",
            ["满洲里进境肉类指定监管场地", "乌兰察布木材粮食和肉类冰鲜指定监管场地"],
        ),
        (
            "积极推进珠恩嘎达布其口岸肉类和粮食指定监管场地建设",
            ["珠恩嘎达布其口岸", "珠恩嘎达布其口岸肉类和粮食指定监管场地"],
        ),
        ("加快满洲里铁路口岸国际货场扩能改造工程建设", ["满洲里铁路口岸", "满洲里铁路口岸国际货场"]),
        ("宁波舟山港宣城国际内陆港等重大项目建设", ["宁波舟山港", "宁波舟山港宣城国际内陆港"]),
    ],
)
def test_coordination_gives_every_member_its_own_name(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("与天津、大连、秦皇岛等环渤海地区港口的铁路和公路联系", ["天津港", "大连港", "秦皇岛港"]),
        ("提升满洲里、策克等枢纽和重点专业口岸与腹地城市的铁路联通水平", ["满洲里口岸", "策克口岸"]),
        ("稳定开行经霍尔果斯、阿拉山口班列", ["霍尔果斯口岸", "阿拉山口口岸"]),
        ("北向青岛、连云港出口日、韩通道", ["青岛港", "连云港港"]),
        ("南向广西钦州港出口东南亚、非洲通道", ["钦州港"]),
        ("支持宝鸡、渭南加强铁路口岸功能建设", ["宝鸡铁路口岸", "渭南铁路口岸"]),
        ("支持汉中、榆林等确有需要、条件具备的市（区）申报设立综合保税区", ["汉中综合保税区", "榆林综合保税区"]),
        ("支持乌兰察布市推进机场飞行区改扩建项目", ["乌兰察布市机场"]),
        ("在西安航空口岸和铁路口岸", ["西安航空口岸", "西安铁路口岸"]),
        (
            "支持宝鸡、杨凌申建进口粮食、进境肉类等海关指定监管场地",
            [
                "宝鸡进口粮食海关指定监管场地",
                "宝鸡进境肉类海关指定监管场地",
                "杨凌进口粮食海关指定监管场地",
                "杨凌进境肉类海关指定监管场地",
            ],
        ),
    ],
)
def test_words_around_a_list_of_places_say_what_they_are(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "深化与沪苏浙等地重点口岸合作共建",
        "推动沿江水运口岸有效整合、优势互补、错位发展",
        "加快合肥口岸枢纽核心建设",
        "协同打造长三角世界级港口群",
        "加快推进芜湖专业航空货运枢纽港建设",
        "加强与马鞍山郑蒲港新区、经济技术开发区等区域联动",
        "拓展合肥—芜湖、安庆—池州—铜陵—芜湖支线",
        "推动合肥、芜湖片区内综合保税区用足用好跨境电商零售进口监管政策",
        "有序推进蚌埠、阜阳、淮南、宣城等铁路场站、水运港口加快建设",
        "深化我省与新疆口岸（场站）间交流合作",
        "打造空港和陆港口岸“双枢纽”",
        "各口岸要依据口岸功能完善方案",
    ],
)
def test_hubs_groups_and_ports_in_general_are_no_ports(text):
    assert named(text) == []


def test_equals_in_a_list_prove_each_other_and_are_known_from_there_on():
    text = "普通口岸(室韦口岸、黑山头口岸、乌力吉口岸)。加快乌力吉口岸建设进度。"
    assert named(text, _NAMES) == ["室韦口岸", "黑山头口岸", "乌力吉口岸", "乌力吉口岸"]


def test_a_single_unknown_word_before_a_head_is_no_name():
    assert named("打造智能口岸，推介口岸项目，提供口岸服务", _NAMES) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("推进池州机场申创开放（临时开放）航空口岸", "planned"),
        ("加快乌力吉口岸建设进度,尽早通过验收实现开放", "planned"),
        ("推动海拉尔航空口岸加快整改工作", "open"),
        ("大力推进合肥航空口岸建设", "expanding"),
        ("大力推进合肥国际陆港建设", "planned"),
        ("完善拓展黄山机场航空口岸功能", "expanding"),
        ("推动沿江水运口岸与太仓港加强合作", None),
        ("以呼和浩特新机场建设为契机", "planned"),
        ("芜湖综合保税区重点打造物流分拨、检测维修中心", "open"),
        ("2个临时对外开放口岸（榆林榆阳机场）", "temporary"),
        ("推动衢州机场口岸临时开放", "temporary"),
        ("2023延安南泥湾机场实现临时对外开放", "planned"),
        ("将芜湖港建成长江下游区域性集装箱转运中心", "expanding"),
        ("将芜湖港打造成为长江下游集装箱转运中心", "expanding"),
        ("支持西安关中综合保税区建成以高端航空制造为骨干产业", "open"),
        (
            "开展西安港建设“一带一路”内陆中转枢纽陆海空多式联运项目和中铁联集“陆海联动、多点协同”的集装箱多式联运智能骨干网建设全国示范工程",
            None,
        ),
        ("支持西安航空口岸、铁路口岸港区一体化建设", "expanding"),
    ],
)
def test_status_follows_from_the_words_of_the_clause(text, status):
    assert read(text)[0].status == status


def test_joining_a_zone_to_its_port_does_not_say_that_the_zone_is_new():
    mentions = read("推动西安铁路口岸和西安综合保税区一体化建设")
    assert [(mention.name, mention.status) for mention in mentions] == [
        ("西安铁路口岸", "expanding"),
        ("西安综合保税区", None),
    ]
    assert read("推进西安综合保税区建设")[0].status == "planned"


def test_what_is_done_to_one_member_is_not_said_of_the_others():
    mentions = read("重点推进合肥国际陆港项目、合裕线裕溪一线船闸扩容改造等重大项目建设")
    assert [mention.status for mention in mentions] == ["planned"]


def test_a_class_before_a_bracket_is_the_class_of_all_inside():
    text = "将我区现有边境陆路口岸分为综合枢纽口岸(满洲里、二连浩特口岸)、重点专业口岸(甘其毛都口岸、策克口岸)"
    mentions = read(text)
    assert [mention.port_class for mention in mentions] == ["综合枢纽口岸"] * 2 + ["重点专业口岸"] * 2
    assert {mention.status for mention in mentions} == {"open"}
    assert text[mentions[0].start : mentions[0].end] == "综合枢纽口岸(满洲里、二连浩特口岸)"


def test_a_class_inside_a_name_is_part_of_the_mention_only():
    mentions = read("支持满洲里、二连浩特综合枢纽口岸做强做大")
    assert [(mention.name, mention.mention) for mention in mentions] == [
        ("满洲里口岸", "满洲里综合枢纽口岸"),
        ("二连浩特口岸", "二连浩特综合枢纽口岸"),
    ]
    assert {mention.port_class for mention in mentions} == {"综合枢纽口岸"}


_NETWORK = (
    "构建以西安铁路口岸为主枢纽，以宝鸡、安康、榆林为辅枢纽，以渭南、延安、汉中、商洛、杨凌为重要节点的"
    "“一主三辅多节点”全省铁路口岸网络体系"
)


def test_the_part_of_a_port_in_a_network_is_its_class():
    assert [(mention.name, mention.port_class) for mention in read(_NETWORK)] == [
        ("西安铁路口岸", "主枢纽"),
        *((f"{place}铁路口岸", "辅枢纽") for place in ("宝鸡", "安康", "榆林")),
        *((f"{place}铁路口岸", "重要节点") for place in ("渭南", "延安", "汉中", "商洛", "杨凌")),
    ]
    assert {mention.port_class for mention in read("以西安航空口岸、铁路口岸为枢纽，加强国际干线通道建设")} == {None}


def test_the_span_is_the_clause_and_what_it_goes_on_to_say():
    text = "积极拓展航线。加快包头、二连浩特航空口岸完善基础设施建设,通过验收实现常年开放。扩大客货运量。"
    mention = read(text)[0]
    assert text[mention.start : mention.end] == "加快包头、二连浩特航空口岸完善基础设施建设,通过验收实现常年开放"
    assert mention.status == "planned"


def test_the_mention_with_a_class_or_status_says_most():
    mentions = read("经满洲里口岸出入境。支持满洲里综合枢纽口岸做强做大。推动满洲里口岸升级。")
    assert first_that_says_most(mentions).port_class == "综合枢纽口岸"


def test_a_mention_with_a_status_takes_the_class_from_another():
    text = f"推进西安铁路口岸港区一体化建设。{_NETWORK}。"
    best = first_that_says_most([mention for mention in read(text) if mention.name == "西安铁路口岸"])
    assert (best.status, best.port_class) == ("expanding", "主枢纽")
    assert text[best.start : best.end] == "推进西安铁路口岸港区一体化建设"


def test_responsibility_clauses_and_front_matter_name_no_port():
    text = "优化服务（责任单位：合肥机场口岸管理部门、芜湖港）。"
    assert read(text, ignore=[(text.index("（"), text.index("）") + 1)]) == []
    header = Passage("header", 0, len("芜湖港"), (), None, is_past=False)
    assert find_ports(listed_text("芜湖港", [header], [], _BORDER)) == []


_WORDS = "芜湖 满洲里 策克 口岸 港 机场 综合保税区 、 和 — （ ） ( ) 等 4个 进境肉类 指定口岸 建设 申建 经 班列 出口 ， 。 “ ” 沿 山"
_PIECES = st.lists(st.sampled_from(_WORDS.split()), max_size=30)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), _PIECES.map("".join)))
def test_any_text_gives_names_and_spans_that_read_back(text):
    passages = [Passage("paragraph", 0, len(text), (), None, is_past=False)]
    mentions = find_ports(listed_text(text, passages, [], _BORDER))
    assert all(mention.name and 0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(first.start <= second.start for first, second in pairwise(mentions) if first.port_class is None)


def test_endless_lists_are_read_in_time():
    assert read("芜湖、" * 4000) == []
    assert len(read("芜湖港、" * 300)) == 300


@pytest.mark.parametrize("word", ["赋予", "运用", "简化", "享受", "提高"])
def test_a_verb_before_a_bonded_zone_is_not_its_name(word):
    assert named(f"{word}综合保税区内企业一般纳税人资格") == []


def test_an_unknown_bonded_zone_is_a_name_beside_a_known_one():
    assert named("支持西安综合保税区、两路综合保税区发展") == ["西安综合保税区", "两路综合保税区"]


def test_a_region_with_a_further_word_names_a_bonded_zone():
    assert named("推动皖江江南保税物流中心（B型）建成验收", replace(_BORDER, regions=frozenset({"皖江"}))) == [
        "皖江江南保税物流中心（B型）"
    ]
    assert named("推动长三角综合保税区联动", replace(_BORDER, regions=frozenset({"长三角"}))) == []
