"""Projects of real sentences: which are named, and what is to be done to them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.extract.places import PlaceNames
from kouan.extract.port_lists import listed_text
from kouan.extract.projects import find_projects
from kouan.outline import Passage

_PLACES = (
    "合肥 芜湖 安庆 池州 阜阳 蚌埠 马鞍山 铜陵 满洲里 二连浩特 乌兰察布 宝鸡 杨凌 西安 延安 榆林 淮南 宣城 宁波 舟山 "
    "宣州 赤峰 通辽 湖州 包头 杭州 浦口"
)
_NAMES = PlaceNames(
    provinces=frozenset({"安徽", "陕西", "江苏", "浙江"}),
    places=frozenset({*_PLACES.split(), "乌兰察布市"}),
    regions=frozenset({"长江", "淮河", "江淮", "欧亚"}),
    bases=frozenset({"甘其毛都", "嘎顺苏海图", "策克", "西伯库伦", "乌力吉", "阿尔山", "芜宣", "满都拉"}),
)


def read(text, *, kind="paragraph", is_past=False, ignore=()):
    return find_projects(listed_text(text, [Passage(kind, 0, len(text), (), "1", is_past)], ignore, _NAMES))


def done(text):
    return [(mention.name, mention.action) for mention in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "打造合肥国际航空货运集散中心、合肥江淮联运中心",
            [("合肥国际航空货运集散中心", "build"), ("合肥江淮联运中心", "build")],
        ),
        (
            "其他区域重点推进阜阳机场、阜阳港、蚌埠新港扩建工程和宣州港综合码头二期工程等重大项目建设",
            [
                ("阜阳机场扩建工程", "expand"),
                ("阜阳港扩建工程", "expand"),
                ("蚌埠新港扩建工程", "expand"),
                ("宣州港综合码头二期工程", "build"),
            ],
        ),
        (
            "推进满洲里和二连浩特口岸跨境电商边境仓项目建设",
            [("满洲里口岸跨境电商边境仓项目", "build"), ("二连浩特口岸跨境电商边境仓项目", "build")],
        ),
        (
            "推动甘其毛都—嘎顺苏海图、策克—西伯库伦口岸跨境铁路加快建设",
            [("甘其毛都—嘎顺苏海图口岸跨境铁路", "build"), ("策克—西伯库伦口岸跨境铁路", "build")],
        ),
        (
            "建设AGV无人驾驶跨境运输和空轨跨境运输项目",
            [("AGV无人驾驶跨境运输项目", "build"), ("空轨跨境运输项目", "build")],
        ),
        (
            "建立外贸发展决策支持平台和国际贸易企业信息与信用服务平台",
            [("外贸发展决策支持平台", "build"), ("国际贸易企业信息与信用服务平台", "build")],
        ),
        ("协调推进滁宁、宁马城际建设", [("滁宁城际", "build"), ("宁马城际", "build")]),
        (
            "谋划建设进口食用水生动物、进口肉类等交易中心",
            [("进口食用水生动物交易中心", "build"), ("进口肉类交易中心", "build")],
        ),
        ("加快建设“智慧海关”“智慧边检”", [("智慧海关", "build"), ("智慧边检", "build")]),
        (
            "推动央地合作建设满洲里进口钾肥仓储加工、交易综合服务平台",
            [("满洲里进口钾肥仓储加工、交易综合服务平台", "build")],
        ),
        (
            "加快推进白鹤滩—江苏、白鹤滩—浙江特高压直流输电线路工程安徽段建设",
            [
                ("白鹤滩—江苏特高压直流输电线路工程安徽段", "build"),
                ("白鹤滩—浙江特高压直流输电线路工程安徽段", "build"),
            ],
        ),
    ],
)
def test_coordination_gives_every_project_its_own_name(text, expected):
    assert done(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进池州机场申创开放（临时开放）航空口岸", ("池州机场", "apply")),
        ("支持赤峰综合保税区、通辽保税物流中心(B型)的建设和申报工作", ("赤峰综合保税区", "apply")),
        ("加快乌力吉口岸建设进度,尽早通过验收实现开放", ("乌力吉口岸", "open")),
        ("重点推动阿尔山公路口岸实现常年开放", ("阿尔山公路口岸", "open")),
        ("加快推进芜湖、安庆港口岸获批港区扩大开放", ("芜湖港口岸扩大开放", "open")),
        ("合肥、马鞍山综合保税区重点打造加工制造中心", ("合肥综合保税区", "upgrade")),
        ("深化中国（安徽）国际贸易“单一窗口”建设", ("中国（安徽）国际贸易“单一窗口”", "upgrade")),
        ("推动两国政府商签满都拉—杭吉口岸跨境铁路建设相关协议", ("满都拉—杭吉口岸跨境铁路", "other")),
        ("支持宝鸡、杨凌申建进口粮食等海关指定监管场地", ("宝鸡进口粮食海关指定监管场地", "apply")),
        ("支持乌兰察布市推进机场飞行区改扩建项目", ("乌兰察布市机场飞行区改扩建项目", "expand")),
        ("深入实施国家多式联运示范工程", ("国家多式联运示范工程", "other")),
        ("积极争取获批空港型国家物流枢纽", ("空港型国家物流枢纽", "apply")),
        (
            "完善合肥、芜湖片区跨境电商零售进口线上公共服务平台、保税仓等配套设施建设",
            ("合肥片区跨境电商零售进口线上公共服务平台", "upgrade"),
        ),
        (
            "支持合肥片区加快完善合肥国际邮件互换局兼交换站基础设施建设",
            ("合肥国际邮件互换局兼交换站", "upgrade"),
        ),
        ("打造多式联运示范工程", ("多式联运示范工程", "build")),
        ("支持中欧班列（合肥）申报国家中欧班列集结中心示范工程", ("国家中欧班列集结中心示范工程", "apply")),
        ("支持中欧班列西安集结中心示范工程建设", ("中欧班列西安集结中心示范工程", "build")),
        ("推进省级多式联运示范工程", ("省级多式联运示范工程", "other")),
        ("创建省级多式联运示范工程30家左右", ("省级多式联运示范工程", "other")),
    ],
)
def test_what_is_done_follows_from_the_nearest_words(text, expected):
    assert done(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("支持蚌埠建设淮河流域集装箱航运中心", "淮河流域集装箱航运中心"),
        ("将芜湖港打造成为长江下游集装箱转运中心", "长江下游集装箱转运中心"),
        ("打造数据资源共享、通关服务良好、查验监管有效的智慧口岸综合平台", "智慧口岸综合平台"),
        ("联合浙江省制定并争取国家批复新安江—千岛湖生态保护补偿试验区建设方案", "新安江—千岛湖生态保护补偿试验区"),
        ("与有关院校联合组建“陕西口岸经济与管理研究院”", "陕西口岸经济与管理研究院"),
        ("力争2022年榆林榆阳机场口岸正式对外开放", "榆林榆阳机场口岸"),
    ],
)
def test_the_name_stands_without_subject_attribute_and_date(text, name):
    assert [mention.name for mention in read(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "推动沿江水运口岸与上海、宁波港加强合作",
        "高起点、高质量推进口岸重大基础设施项目建设",
        "建设一批省科技创新基地、省制造业创新中心",
        "推进移动处置平台、远程指挥系统等先进技术和设备应用",
        "加密芜湖—上海直达航线",
        "依托中欧班列西安集结中心建设",
        "持续深化“提前申报”“两步申报”“两段准入”等改革举措",
        "建立健全长三角科技成果转化协同机制",
        "办好2022世界制造业大会、世界显示产业大会",
        "推动煤炭、矿石、粮食等大宗物资中长距离运输“公转水”“公转铁”",
        "构建以西安铁路口岸为主枢纽的格局",
        "争取海关总署“安智贸”项目在西安航空口岸、铁路口岸落地",
    ],
)
def test_routes_rules_events_and_things_of_a_sort_are_no_projects(text):
    assert read(text) == []


def test_headings_achievements_and_responsibility_clauses_name_no_project():
    text = "加快芜湖专业航空货运枢纽港建设"
    assert read(text, kind="heading") == []
    assert read(text, is_past=True) == []
    assert read(text, ignore=[(0, len(text))]) == []


def test_a_bracket_that_never_closes_does_not_join_sentences():
    names = [name for name, _ in done("推进合肥国际陆港（一期项目建设。加快阜阳机场扩建工程建设。")]
    assert "阜阳机场扩建工程" in names
    assert not any("。" in name for name in names)


def test_the_span_is_the_clause():
    text = "夯实基础，加快芜湖专业航空货运枢纽港建设，增强能力。"
    mention = read(text)[0]
    assert text[mention.start : mention.end] == "加快芜湖专业航空货运枢纽港建设"
    assert mention.kind == "logistics_hub"


_WORDS = "加快 推进 建设 打造 芜湖 满洲里口岸 工程 项目 扩建 二期 中心 平台 、 和 等 — “ ” （ ） 的 ， 。 2022年 前期工作 升级改造"
_PIECES = st.lists(st.sampled_from(_WORDS.split()), max_size=40)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), _PIECES.map("".join)))
def test_any_text_gives_names_and_spans_that_read_back(text):
    mentions = read(text)
    assert all(mention.name and 0 <= mention.start < mention.end <= len(text) for mention in mentions)


def test_long_runs_of_tail_words_are_read_in_time():
    assert read("推进芜湖港前期工作" + "前期工作升级改造" * 200 + "之") == []


@pytest.mark.parametrize(
    "text",
    [
        "建设资源循环利用基地和在线交易平台",
        "鼓励企业建设农机装备创新中心",
        "加快推进利用与处置工程项目建设",
        "推进“无废城市”建设",
        "打造集公益服务、便民服务于一体的“一站式”综合服务平台",
        "深入实施“三品”专项行动",
        "申报“产业集群强链项目”等政策认定",
        "实施全省服务平台建设及应用水平提升计划",
    ],
)
def test_kinds_of_things_and_slogans_are_no_projects(text):
    assert done(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建设完善全省一体化的社会救助管理系统", [("全省一体化的社会救助管理系统", "upgrade")]),
        ("健全完善省、市、县、乡四级综合治理信息平台", [("省、市、县、乡四级综合治理信息平台", "upgrade")]),
        ("优化升级包头教育云平台", [("包头教育云平台", "upgrade")]),
        ('建设“包头监管平台"“包头市预警平台"', [("包头监管平台", "build"), ("包头市预警平台", "build")]),
        ("支持合肥片区建设工业互联网标识解析二级节点", [("工业互联网标识解析二级节点", "build")]),
        ("在网站设立“营商环境进行时”平台", [("“营商环境进行时”平台", "build")]),
        (
            "支持杭州小镇、“魔搭社区”（杭州）开发者中心等载体建设",
            [("杭州小镇", "build"), ("“魔搭社区”（杭州）开发者中心", "build")],
        ),
        ("完善应用“爱山东”APP", [("“爱山东”APP", "upgrade")]),
        ("上线运行“创业云”服务平台，实现创业服务申请", [("“创业云”服务平台", "other")]),
    ],
)
def test_single_systems_and_quoted_names_are_projects(text, expected):
    assert done(text) == expected


def test_what_is_only_described_is_a_name_where_the_document_names_it():
    described = "搭建知识产权公共服务平台。"
    assert done(described) == []
    named = done(described + "推进自贸试验区知识产权公共服务平台建设。")
    assert named == [("知识产权公共服务平台", "build"), ("自贸试验区知识产权公共服务平台", "build")]


def test_a_description_beside_a_name_is_one_too():
    assert done("建设农业数据分析平台") == []
    assert done("建设安徽农业门户平台、农业数据分析平台")[-1] == ("农业数据分析平台", "build")
