"""Ports and projects of plans of other provinces, in sentences of their forms, with the reference lists as they are."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.extract.places import place_names
from kouan.extract.port_lists import listed_text, port_lists
from kouan.extract.port_words import port_bases
from kouan.extract.ports import find_ports
from kouan.extract.projects import find_projects
from kouan.outline import Passage

_REFERENCE = Path(__file__).parents[2] / "datasets" / "reference"


def rows(name):
    with (_REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


_PORT_NAMES = [*(row["name"] for row in rows("ports")), *(row["alias"] for row in rows("port_aliases"))]
_NAMES = place_names(
    ((row["level"], row["name"], row["short_name"]) for row in rows("divisions")),
    ((row["word"], row["kind"]) for row in rows("place_words")),
).with_bases(port_bases(_PORT_NAMES))


def passages(text):
    return [Passage("paragraph", 0, len(text), (), "1", is_past=False)]


def ports(text):
    return find_ports(listed_text(text, passages(text), [], _NAMES))


def projects(text):
    return find_projects(listed_text(text, passages(text), [], _NAMES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Lists that share a head.
        ("我区共有东兴、峒中、爱店、水口等4个口岸", "东兴口岸 峒中口岸 爱店口岸 水口口岸"),
        ("推动南阳、信阳等2个航空口岸建设", "南阳航空口岸 信阳航空口岸"),
        ("支持十堰、随州等市申请设立保税物流中心", "十堰保税物流中心 随州保税物流中心"),
        ("加快芜湖港、安庆、池州等主要港口建设", "芜湖港 安庆港 池州港"),
        ("推进湖口、彭泽等港区建设", "湖口港区 彭泽港区"),
        ("提升河口、天保、金水河口岸通关能力", "河口口岸 天保口岸 金水河口岸"),
        ("支持绵阳、宜宾机场航空口岸申报", "绵阳机场航空口岸 宜宾机场航空口岸"),
        ("支持荆州、黄石综合保税区做大做强", "荆州综合保税区 黄石综合保税区"),
        ("黑河、绥芬河、东宁等边境口岸恢复通关", "黑河口岸 绥芬河口岸 东宁口岸"),
        ("统筹里孜、普兰、亚东等陆路口岸布局", "里孜口岸 普兰口岸 亚东口岸"),
        # Ports with parts of their own.
        (
            "推动漳州港口岸旧镇、宫口和冬古港区扩大开放",
            "漳州港口岸 漳州港口岸旧镇港区 漳州港口岸宫口港区 漳州港口岸冬古港区",
        ),
        ("支持泉州港口岸石井作业区对外开放", "泉州港口岸 泉州港口岸石井作业区"),
        ("推进宁波舟山港六横港区、金塘港区建设", "宁波舟山港 宁波舟山港六横港区 宁波舟山港金塘港区"),
        ("推进日照港岚山港区、烟台港西港区建设", "日照港 日照港岚山港区 烟台港 烟台港西港区"),
        ("加快珲春铁路口岸换装站扩能改造", "珲春铁路口岸 珲春铁路口岸换装站"),
        (
            "加快磨憨铁路口岸进境水果指定监管场地、冰鲜水产品指定监管场地建设",
            "磨憨铁路口岸 磨憨铁路口岸进境水果指定监管场地 磨憨铁路口岸冰鲜水产品指定监管场地",
        ),
        # Zones, and what they lie in.
        ("支持成都国际铁路港综合保税区创新发展", "成都国际铁路港综合保税区"),
        ("推动洋浦保税港区、海口空港综合保税区发展", "洋浦保税港区 海口空港综合保税区"),
        ("支持郑州经开综合保税区、南阳卧龙综合保税区发展", "郑州经开综合保税区 南阳卧龙综合保税区"),
        ("申请设立佳木斯综合保税区、黑河保税物流中心（B型）", "佳木斯综合保税区 黑河保税物流中心（B型）"),
        ("推动成都经开区无水港、重庆果园港双港联动", "成都经开区无水港 重庆果园港"),
        # Airports, by themselves and as ports of entry.
        ("推进洛阳北郊机场航空口岸扩建、信阳明港机场航空口岸申建", "洛阳北郊机场航空口岸 信阳明港机场航空口岸"),
        ("推动成都天府国际机场口岸正式开放", "成都天府国际机场口岸"),
        ("支持福州长乐国际机场二期扩建、厦门新机场建设", "福州长乐国际机场 厦门新机场"),
        ("推动九寨黄龙机场航空口岸正式开放", "九寨黄龙机场航空口岸"),
        # Names that the lists know, with and without the town before them.
        ("推进别迭里口岸开放", "别迭里口岸"),
        ("支持腾冲猴桥口岸、泸水片马口岸扩大开放", "腾冲猴桥口岸 泸水片马口岸"),
        ("完善拱北口岸、横琴口岸通关设施", "拱北口岸 横琴口岸"),
        ("推动水口口岸、友谊关口岸建设", "水口口岸 友谊关口岸"),
        ("依托洋浦港、北部湾港开行班轮", "洋浦港 北部湾港"),
        ("珲春拥有珲春铁路口岸、圈河口岸、沙坨子口岸", "珲春铁路口岸 圈河口岸 沙坨子口岸"),
        ("推动武汉新港阳逻港区、黄石港棋盘洲港区建设", "武汉新港 武汉新港阳逻港区 黄石港 黄石港棋盘洲港区"),
        # Partners abroad, and pairs.
        ("深化与越南芒街口岸、老挝磨丁口岸合作", "芒街口岸 磨丁口岸"),
        ("推动磨憨—磨丁口岸货运专用通道建设", "磨憨口岸 磨丁口岸"),
        # What no list knows, behind its place.
        ("支持防城港市东湾口岸查验设施建设", "防城港市东湾口岸"),
        ("推进宜宾码头水运口岸、乐山犍为水运口岸建设", "宜宾码头水运口岸 乐山犍为水运口岸"),
    ],
)
def test_ports_are_named_in_full(text, expected):
    assert [mention.name for mention in ports(text)] == expected.split()


@pytest.mark.parametrize(
    ("text", "kind", "mode", "status"),
    [
        ("支持腾冲猴桥口岸扩大开放", "port_of_entry", "other", "expanding"),
        ("推进中卫铁路口岸申建工作", "port_of_entry", "rail", "planned"),
        ("推动黑河公路口岸升级改造", "port_of_entry", "road", "expanding"),
        ("推进万州机场口岸开放", "airport", "air", "planned"),
        ("推动齐齐哈尔三家子机场临时开放", "airport", "air", "temporary"),
        ("加快海口美兰国际机场三期建设", "airport", "air", "expanding"),
        ("开展三亚新机场前期工作", "airport", "air", "planned"),
        ("推动南坪口岸恢复通关", "port_of_entry", "other", "planned"),
        ("推动伊尔克什坦口岸迁建", "port_of_entry", "other", "expanding"),
        ("推进郑州国际陆港建设", "inland_port", "rail", "planned"),
        ("推进珠海港高栏港区项目", "port_of_entry", "water", None),
        ("申请设立佳木斯综合保税区", "bonded_zone", "other", "planned"),
        ("支持绥芬河综合保税区做大做强", "bonded_zone", "other", "open"),
        ("推动义乌机场扩大对外开放", "airport", "air", "expanding"),
        ("加强与大连港合作", "port_of_entry", "water", None),
        ("提升图们口岸与腹地城市的铁路联通水平", "port_of_entry", "other", None),
        ("力争建成猴桥口岸国际物流园", "port_of_entry", "other", None),
        ("依托丹东港发展临港产业", "port_of_entry", "water", None),
    ],
)
def test_the_name_tells_kind_and_mode_and_the_clause_the_status(text, kind, mode, status):
    mention = ports(text)[0]
    assert (mention.kind, mention.mode, mention.status) == (kind, mode, status)


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("推进福州港罗源湾港区扩大开放", ["expanding", "expanding"]),
        ("推进福州港江阴港区建设", [None, "expanding"]),
        ("重点推进上饶国际陆港、赣州港综合码头二期工程等重大项目建设", ["planned", "expanding"]),
        ("支持拉萨综合保税区、格尔木综合保税区申建进口粮食指定监管场地", [None, None, "planned"]),
        ("推进湛江港宝满港区项目", [None, "planned"]),
    ],
)
def test_a_port_and_its_part_have_a_status_each(text, statuses):
    found = ports(text)
    assert [mention.status for mention in found] == statuses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加快北海机场改扩建工程建设", "北海机场改扩建工程 expand"),
        ("推进南宁吴圩国际机场T3航站楼建设", "南宁吴圩国际机场T3航站楼 build"),
        ("争取沈阳桃仙国际机场二跑道项目开工建设", "沈阳桃仙国际机场二跑道项目 build"),
        ("启动实施长春龙嘉国际机场三期扩建工程", "长春龙嘉国际机场三期扩建工程 expand"),
        ("实施钦州港大榄坪南作业区泊位工程等重大项目", "钦州港大榄坪南作业区泊位工程 build"),
        ("推动洋浦港小铲滩码头扩建", "洋浦港小铲滩码头扩建 expand"),
        ("推进霍尔果斯铁路口岸宽轨场扩建", "霍尔果斯铁路口岸宽轨场扩建 expand"),
        ("加快黑河公路口岸联检楼建设", "黑河公路口岸联检楼 build"),
        ("推进皇岗口岸重建", "皇岗口岸重建 build"),
        ("推动伊尔克什坦口岸迁建", "伊尔克什坦口岸迁建 build"),
        ("推动巴克图口岸、吉木乃口岸改造升级", "巴克图口岸改造升级 upgrade 吉木乃口岸改造升级 upgrade"),
        ("推动霍尔果斯、红其拉甫口岸提质升级", "霍尔果斯口岸 upgrade 红其拉甫口岸 upgrade"),
        ("推动日照港、威海港石岛港区扩大开放", "日照港扩大开放 open 威海港石岛港区扩大开放 open"),
        ("推进里孜口岸、普兰口岸正式开放", "里孜口岸 open 普兰口岸 open"),
        ("申请设立中卫、石嘴山铁路口岸", "中卫铁路口岸 apply 石嘴山铁路口岸 apply"),
        ("支持绵阳、宜宾机场航空口岸申报", "绵阳机场航空口岸 apply 宜宾机场航空口岸 apply"),
        ("重点加强大连航空口岸建设", "大连航空口岸 expand"),
        ("支持大连航空口岸、铁路口岸港区一体化建设", "大连航空口岸 upgrade 大连铁路口岸 upgrade"),
        (
            "支持襄阳刘集机场、宜昌三峡机场等具备条件的航空口岸的查验场地实施改扩建工程",
            "襄阳刘集机场改扩建工程 expand 宜昌三峡机场改扩建工程 expand",
        ),
        ("支持延吉机场国际货站实施完善和改扩建工程", "延吉机场国际货站 expand"),
        ("实施友谊关口岸货运专用通道扩容", "友谊关口岸货运专用通道 expand"),
        ("实施浦寨—新清货物专用通道智能化改造", "浦寨—新清货物专用通道 upgrade"),
        ("推进河口、瑞丽跨境经济合作区建设", "河口跨境经济合作区 build 瑞丽跨境经济合作区 build"),
        ("加快推进中吉乌铁路建设", "中吉乌铁路 build"),
        ("推动中巴铁路前期研究", "中巴铁路 build"),
        ("加快武九客专建设", "武九客专 build"),
        ("谋划建设中越北仑河三桥", "中越北仑河三桥 build"),
        ("推动湘电入粤项目建设", "湘电入粤项目 build"),
        ("力争2025年前建成猴桥口岸国际物流园", "猴桥口岸国际物流园 build"),
        ("建成莲塘口岸、横琴口岸二期", "莲塘口岸 build 横琴口岸二期 build"),
        ("组建北部湾口岸投资集团", "北部湾口岸投资集团 other"),
        ("组建长江上游港口联盟", "长江上游港口联盟 other"),
        ("组建西南口岸研究院", "西南口岸研究院 build"),
        ("推动贵阳国际贸易单一窗口功能覆盖至综合保税区", "贵阳国际贸易单一窗口 expand"),
        ("支持宜宾港建设长江上游航运物流中心", "长江上游航运物流中心 build"),
        ("推进吉隆边境经济合作区建设", "吉隆边境经济合作区 build"),
        (
            "重点抓好武汉天河机场三期工程、宜昌三峡物流中心等项目建设",
            "武汉天河机场三期工程 build 宜昌三峡物流中心 build",
        ),
        ("加快乌鲁木齐国际陆港区建设", "乌鲁木齐国际陆港区 build"),
        ("支持做好东莞先进光源等重大科技基础设施预研究工作", "东莞先进光源 other"),
    ],
)
def test_projects_have_their_name_and_action(text, expected):
    words = [part for mention in projects(text) for part in (mention.name, mention.action)]
    assert words == expected.split()


@pytest.mark.parametrize(
    "text",
    [
        # Ports in general, kinds of them, what belongs to them.
        "提升边境口岸通关能力",
        "推动沿边口岸、开放口岸和内河港口发展",
        "加强通道口岸建设",
        "建设一批智慧口岸、绿色口岸和平安口岸",
        "加快新建口岸联检设施",
        "推动口岸大通关改革",
        "完善县域口岸、铁路场站、货运枢纽布局",
        "发展口岸经济和临港产业",
        "支持符合条件的地区申请设立综合保税区",
        "推进保税物流中心申建工作",
        "推动港口资源整合、港航协同发展",
        "开展平安港口创建活动",
        "推进双边性口岸、季节性口岸分类管理",
        "推动城市口岸与腹地联动",
        "争取设立国家开放口岸和综合保税区",
        # Hubs, gateways, free ports.
        "加快建设枢纽机场、门户机场和区域性国际航空枢纽",
        "打造国际门户港、始发港和邮轮母港",
        "打造国际货物集散中心",
        "建设海南自由贸易港",
        "建设南京江北数据港",
        "加快郑州航空港经济综合实验区建设",
        # Places abroad.
        "加强与德国汉堡港、荷兰鹿特丹港、新加坡港合作",
        "增加至汉堡、鹿特丹、釜山等港口的航线",
        "加密至首尔仁川机场、东京成田机场的航线",
        "连接俄罗斯扎鲁比诺港和越南海防港",
        "开通至吉隆坡机场的航线",
        # Agencies.
        "会同口岸办、海关、边检站优化口岸营商环境",
        "由友谊关海关、凭祥边检站负责查验",
        "与广西北部湾国际港务集团合作",
        "报请省口岸管理办公室审核",
        # Counties that are ordinary words.
        "打造资源合作平台，促进和平发展",
        "完善通道基础设施，推动新建机场发展",
        "推动港口综合能力提升",
    ],
)
def test_no_port_is_named(text):
    assert [mention.name for mention in ports(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "加快推进口岸重大基础设施项目建设",
        "提升口岸通关能力和服务水平",
        "举办中国—东盟博览会、中国—亚欧博览会",
        "加密至首尔、东京、曼谷的航线",
        "推动中欧班列和铁海联运班列扩量",
        "打造内陆开放高地",
        "落实口岸发展规划，完善口岸管理制度",
        "推进口岸营商环境优化",
        "鼓励企业在境外建设海外仓",
        "推动外贸企业与境外海外仓对接",
        "加强与釜山港、海防港合作",
        "依托宜昌三峡机场建设，带动产业发展",
        "形成以大连港为主要港口、以丹东港为重要港口的布局",
        "建设国际消费中心城市和现代化港口城市",
        "推进港航协同发展，提升口岸枢纽地位",
        "完善通道基础设施建设",
        "推广“两步申报”“提前申报”改革",
        "建立健全口岸协作机制",
        "建设一批口岸物流园区",
        "与沪苏浙等地联合开展招商活动",
        "建设合作平台和开放平台",
        "推进省级重点实验室建设",
        "推进江北新兴产业集中区创新发展",
    ],
)
def test_no_project_is_named(text):
    assert [mention.name for mention in projects(text)] == []


def test_a_name_behind_its_town_is_known_from_there_on():
    assert [mention.name for mention in ports("推进龙州布局口岸验收。加快布局口岸建设。")] == []
    text = "推进防城港滩散口岸验收。加快滩散口岸建设。"
    assert [mention.name for mention in ports(text)] == ["防城港滩散口岸", "滩散口岸"]


_WORDS = (
    "友谊关 东兴 大连 通道 合作 中蒙 沪苏浙 广西 越南 口岸 港 港口岸 机场 综合保税区 作业区 铁路口岸 指定监管场地 进境粮食 、 和 "
    "— （ ） ， 。 “ ” 等 4个 建设 申建 推进 打造 改扩建 工程 二期 实施 开放 力争 组建 集团 以 为 的 成 X 9"
)
_TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_WORDS.split()), max_size=40).map("".join))


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_any_text_gives_spans_that_read_back(text):
    for mention in (*ports(text), *projects(text)):
        assert mention.name
        assert mention.mention
        assert 0 <= mention.start < mention.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_lists_follow_each_other_and_hold_their_members(text):
    lists = list(port_lists(text, 0, len(text), _NAMES))
    assert all(first.end <= second.start for first, second in pairwise(lists))
    for found in lists:
        assert found.members
        assert text[found.start : found.end] == found.words
        assert all(found.start <= member.start < member.end <= found.end for member in found.members)


@pytest.mark.parametrize(
    "unit", ["建设口岸", "建设大连港", "推进合肥国际陆港（", "甲港、", "大连国际", "与大连港", "实施工程"]
)
def test_monotonous_text_is_read_in_time(unit):
    text = unit * (20_000 // len(unit))
    assert all(mention.end <= len(text) for mention in (*ports(text), *projects(text)))
