"""Responsibility clauses: every way of saying who answers for a task, one test for each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.clean import clean
from kouan.extract.clauses import Clause, find_clauses, unread_clauses

Roles = dict[str, list[str]]


def roles(clause: Clause) -> Roles:
    found: Roles = {}
    for part in clause.parts:
        found.setdefault(part.role, []).extend(mention.text for mention in part.mentions)
    return found


def read(text: str) -> list[Roles]:
    return [roles(clause) for clause in find_clauses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "建立自贸试验区特别清单。（责任单位：省委编办、省政府办公厅、省司法厅，合肥市、芜湖市、蚌埠市）",
            {"lead": ["省委编办", "省政府办公厅", "省司法厅", "合肥市", "芜湖市", "蚌埠市"]},
            id="责任单位：A、B，C",
        ),
        pytest.param(
            "加快芜湖专业航空货运枢纽港建设。（责任单位：芜湖、池州市人民政府，配合单位：省政府口岸办、合肥海关）",
            {"lead": ["芜湖市人民政府", "池州市人民政府"], "support": ["省政府口岸办", "合肥海关"]},
            id="责任单位：A，配合单位：B",
        ),
        pytest.param(
            "搭建高水平宣介平台。（牵头单位：省工业和信息化厅；责任单位：省商务厅、省财政厅）",
            {"lead": ["省工业和信息化厅"], "support": ["省商务厅", "省财政厅"]},
            id="牵头单位：A；责任单位：B",
        ),
        pytest.param(
            "（牵头单位：省商务厅，责任单位：省财政厅，合肥海关）",
            {"lead": ["省商务厅"], "support": ["省财政厅", "合肥海关"]},
            id="牵头单位：A，责任单位：B",
        ),
        pytest.param(
            "（牵头单位：省商务厅，参加单位：省财政厅、合肥海关）",
            {"lead": ["省商务厅"], "support": ["省财政厅", "合肥海关"]},
            id="牵头单位：A，参加单位：B",
        ),
        pytest.param(
            "提升宏观决策水平（省发展改革委牵头，省大数据局配合）。",
            {"lead": ["省发展改革委"], "support": ["省大数据局"]},
            id="A牵头，B配合",
        ),
        pytest.param(
            "(省发展改革委、合肥市人民政府牵头,合肥都市圈建设领导小组成员单位按职责分工负责)",
            {"lead": ["省发展改革委", "合肥市人民政府"], "support": ["合肥都市圈建设领导小组成员单位"]},
            id="A、B牵头，C按职责分工负责",
        ),
        pytest.param(
            "实现“最多跑一次”（省政府办公厅牵头，省大数据局配合，各有关部门、各市政府分工负责）。",
            {"lead": ["省政府办公厅"], "support": ["省大数据局"], "joint": ["各有关部门", "各市政府"]},
            id="A牵头，B配合，C分工负责",
        ),
        pytest.param(
            "（国家知识产权局负责，国务院相关部门及各地区按职责分工负责）",
            {"lead": ["国家知识产权局"], "support": ["国务院相关部门", "各地区"]},
            id="A负责，B按职责分工负责",
        ),
        pytest.param("(省商务厅、合肥海关牵头)", {"lead": ["省商务厅", "合肥海关"]}, id="A、B牵头"),
        pytest.param("（国家外汇局负责）", {"lead": ["国家外汇局"]}, id="A负责"),
        pytest.param(
            "(自治区商务厅(口岸办)、财政厅、发改委、金融办按各自职责分工负责)",
            {"joint": ["自治区商务厅(口岸办)", "财政厅", "发改委", "金融办"]},
            id="A、B、C按职责分工负责",
        ),
        pytest.param(
            "（负责部门：商务部、海关总署；适用范围：海南自由贸易港）",
            {"lead": ["商务部", "海关总署"]},
            id="负责部门：A；适用范围：X",
        ),
        pytest.param(
            "（5月底取得明显成效并持续推进，牵头考核单位：市审批服务局）",
            {"lead": ["市审批服务局"]},
            id="完成，牵头考核单位：A",
        ),
        pytest.param("[责任单位:省商务厅]", {"lead": ["省商务厅"]}, id="square"),
        pytest.param(
            "〔责任单位：各市、县〔市、区〕人民政府，省数据局（筹）〕",
            {"lead": ["各市人民政府", "各县〔市、区〕人民政府", "省数据局（筹）"]},
            id="hexagonal and nested",
        ),
        pytest.param(
            "（责任单位：省经信厅、省市场监管局（省知识产权局））",
            {"lead": ["省经信厅", "省市场监管局（省知识产权局）"]},
            id="nested at the end",
        ),
        pytest.param(
            "（牵头单位：省商务厅。配合单位：省财政厅。）",
            {"lead": ["省商务厅"], "support": ["省财政厅"]},
            id="full stops inside",
        ),
        pytest.param("完善口岸功能。责任单位：省商务厅、合肥海关。", {"lead": ["省商务厅", "合肥海关"]}, id="bare"),
        pytest.param(
            "完善口岸功能。牵头单位：省商务厅。责任单位：省财政厅。",
            {"lead": ["省商务厅"], "support": ["省财政厅"]},
            id="bare, two labels",
        ),
        pytest.param("完善口岸功能。\n（责任单位：省商务厅）\n", {"lead": ["省商务厅"]}, id="on its own line"),
        pytest.param(
            "牵头单位：省商务厅\n配合单位：省财政厅、合肥海关\n",
            {"lead": ["省商务厅"], "support": ["省财政厅", "合肥海关"]},
            id="on two lines",
        ),
        pytest.param(
            "(省发展改革委、省“十强产业”协调推进机制牵头部门负责)",
            {"lead": ["省发展改革委", "省“十强产业”协调推进机制牵头部门"]},
            id="牵头 inside a name",
        ),
        pytest.param(
            "（省科技厅、工业和信息化厅牵头，财政厅配合）",
            {"lead": ["省科技厅", "工业和信息化厅"], "support": ["财政厅"]},
            id="elided prefixes",
        ),
        pytest.param(
            "（责任单位：省发展改革委牵头，省财政厅、省商务厅配合）",
            {"lead": ["省发展改革委"], "support": ["省财政厅", "省商务厅"]},
            id="verbs behind a label",
        ),
        pytest.param(
            "（责任单位：省商务厅（牵头）、省财政厅、省税务局）",
            {"lead": ["省商务厅"], "support": ["省财政厅", "省税务局"]},
            id="a tag behind a name",
        ),
        pytest.param(
            "（省商务厅会同省财政厅、省税务局负责）",
            {"lead": ["省商务厅"], "support": ["省财政厅", "省税务局"]},
            id="A会同B负责",
        ),
        pytest.param(
            "（省大数据局牵头，省有关部门具体实施）",
            {"lead": ["省大数据局"], "support": ["省有关部门"]},
            id="A牵头，B具体实施",
        ),
        pytest.param(
            "（省商务厅牵头、合肥海关配合，2022年6月底前完成）",
            {"lead": ["省商务厅"], "support": ["合肥海关"]},
            id="a due date behind",
        ),
        pytest.param(
            "（牵头：省商务厅，配合：合肥海关）", {"lead": ["省商务厅"], "support": ["合肥海关"]}, id="牵头：A，配合：B"
        ),
        pytest.param(
            "（省级牵头部门：省商务厅；责任地区：各市）",
            {"lead": ["省商务厅"], "support": ["各市"]},
            id="levels in labels",
        ),
        pytest.param(
            "（海关总署牵头，商务部、国家铁路局、中国信保按职责分工负责）",
            {"lead": ["海关总署"], "support": ["商务部", "国家铁路局", "中国信保"]},
            id="a last name that ends like none",
        ),
        pytest.param(
            "（发展改革、财政部门按职责分工负责）",
            {"joint": ["发展改革部门", "财政部门"]},
            id="departments by their trade",
        ),
    ],
)
def test_every_way_of_saying_who_is_responsible(text: str, expected: Roles) -> None:
    assert read(text) == [expected]
    assert unread_clauses(text, find_clauses(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "支持企业牵头申报国家重大项目，落实企业主体责任。",
        "由企业牵头承担的项目（企业牵头、政府引导、部门协同），强化责任单位意识。",
        "各专项工作组牵头及成员单位要对照目标要求，切实承担起主体责任。",
        "组织专班负责口岸疫情防控工作（含省级财政支持）。",
        "完善跨境电商平台（依托服务平台实施）和海外仓（2022年在全省实施）。",
        "全面落实象牙禁令（牵头单位负责）。",
        "建立经信部门牵头，发展改革、教育等有关部门共同参与的协同工作机制。",
        "按照“谁审批谁负责”原则推进。主办单位：安徽省人民政府办公厅",
        "现有1个正式对外开放口岸（西安咸阳国际机场），参见表1（截至2020年底）。",
    ],
)
def test_prose_that_only_uses_such_words_gives_nothing(text: str) -> None:
    assert read(text) == []
    assert unread_clauses(text, []) == []


def test_a_clause_spans_its_brackets_and_its_mentions_their_names() -> None:
    text = "推进建设（责任单位：马鞍山、芜湖市人民政府）。其他区域"
    (clause,) = find_clauses(text)
    assert text[clause.start : clause.end] == "（责任单位：马鞍山、芜湖市人民政府）"
    first, second = clause.parts[0].mentions
    assert text[first.start : first.end] == "马鞍山"
    assert text[second.start : second.end] == "芜湖市人民政府"


def test_several_clauses_in_one_item_stay_apart() -> None:
    text = "完善政策。（责任单位：省政府口岸办，配合单位：省财政厅）支持发行债券。（责任单位：省财政厅）"
    assert read(text) == [{"lead": ["省政府口岸办"], "support": ["省财政厅"]}, {"lead": ["省财政厅"]}]


def test_a_plain_label_leads_where_no_other_does() -> None:
    text = "甲。（牵头单位：省商务厅；责任单位：省财政厅）\n乙。（责任单位：合肥海关）"
    assert read(text) == [{"lead": ["省商务厅"], "support": ["省财政厅"]}, {"lead": ["合肥海关"]}]


@pytest.mark.parametrize(
    "rule",
    [
        "排在第一位的部门为牵头部门，下同",
        "列第一位的为牵头单位，下同",
        "责任单位中排名第一的单位为牵头单位，下同",
        "列首位的为牵头单位，其他为配合单位，下同",
    ],
)
def test_an_order_rule_holds_from_where_it_is_stated(rule: str) -> None:
    text = f"甲。（责任单位：省委编办、省司法厅）\n乙。（责任单位：省商务厅、合肥海关，{rule}）\n丙。（省财政厅、省税务局按职责分工负责）"
    assert read(text) == [
        {"lead": ["省委编办", "省司法厅"]},
        {"lead": ["省商务厅"], "support": ["合肥海关"]},
        {"lead": ["省财政厅"], "support": ["省税务局"]},
    ]


def test_an_order_rule_in_the_preamble_holds_for_all() -> None:
    text = "各项任务责任单位中，排在第一位的为牵头单位。\n甲。（责任单位：省商务厅、合肥海关）\n乙。（牵头单位：省财政厅；责任单位：省商务厅）"
    assert read(text) == [
        {"lead": ["省商务厅"], "support": ["合肥海关"]},
        {"lead": ["省财政厅"], "support": ["省商务厅"]},
    ]


def test_an_order_rule_for_one_clause_only() -> None:
    text = "甲。（责任单位：省商务厅、合肥海关，列第一位的为牵头单位）\n乙。（责任单位：省财政厅、省税务局）"
    assert read(text) == [{"lead": ["省商务厅"], "support": ["合肥海关"]}, {"lead": ["省财政厅", "省税务局"]}]


def test_scopes_and_a_default_that_carries_down() -> None:
    text = (
        "甲。（负责部门：海关总署）\n"
        "乙。（负责部门：商务部、海关总署；适用范围：上海、广东自由贸易试验区，以下除标注适用于特定试点地区的措施外，适用范围同上）\n"
        "丙。（负责部门：海关总署；适用范围：海南自由贸易港）\n丁。（负责部门：财政部）"
    )
    assert [clause.scope for clause in find_clauses(text)] == [
        None,
        "上海、广东自由贸易试验区",
        "海南自由贸易港",
        "上海、广东自由贸易试验区",
    ]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("（6月底完成，牵头考核单位：市公安局）", "6月底完成"),
        ("（持续优化，牵头考核单位：市住建局、审批服务局）", "持续优化"),
        ("（按进度推进，牵头考核单位：市发改委）", "按进度推进"),
        ("（责任单位：省商务厅；完成时限：2022年12月底）", "2022年12月底"),
        ("（省商务厅牵头，2022年底前完成）", "2022年底前完成"),
        ("（2023年6月前，省商务厅牵头）", "2023年6月前"),
        ("（责任单位：省商务厅，长期坚持）", "长期坚持"),
        ("（责任单位：省商务厅）", None),
    ],
)
def test_due_dates(text: str, due: str | None) -> None:
    (clause,) = find_clauses(text)
    assert clause.due == due
    assert "lead" in roles(clause)


def test_people_are_never_read_as_agencies() -> None:
    text = "（牵头领导：王某某；责任单位：市商务局；责任人：李某某，联系人：赵某某）"
    assert read(text) == [{"lead": ["市商务局"]}]


def test_a_page_number_inside_a_clause() -> None:
    stored = "统筹规划口岸布局，完善功能。（责任单位：省发展改革委、\n— 12 —\n省商务厅；配合单位：\n13\n合肥海关）\n"
    assert read(clean(stored).text) == [{"lead": ["省发展改革委", "省商务厅"], "support": ["合肥海关"]}]


def test_columns_of_a_table_of_duties() -> None:
    stored = (
        "序号\t重点任务\t牵头单位\t配合单位\t完成时限\n"
        "1\t推进口岸建设。完善设施。\t省商务厅\t芜湖、安庆市人民政府\t2022年底\n"
        "2\t优化营商环境\t省发展改革委、省商务厅\t\t持续推进\n"
        "表外\n| 任务 | 责任单位 |\n| --- | --- |\n| 建设港区 | 省交通运输厅牵头，合肥海关配合 |\n"
    )
    text = clean(stored).text
    found = find_clauses(text)
    assert [roles(clause) for clause in found] == [
        {"lead": ["省商务厅"], "support": ["芜湖市人民政府", "安庆市人民政府"]},
        {"lead": ["省发展改革委", "省商务厅"]},
        {"lead": ["省交通运输厅"], "support": ["合肥海关"]},
    ]
    assert [clause.due for clause in found] == ["2022年底", "持续推进", None]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("推进建设。（责任单位：详见附件2）", ["（责任单位：详见附件2）"]),
        ("推进建设。（责任单位：省商务厅，\n省财政厅。", ["责任单位：省商务厅，"]),
        (
            "推进（省商务厅牵头并会商各市后三个月内提出方案，合肥海关配合）。",
            ["（省商务厅牵头并会商各市后三个月内提出方案，合肥海关配合）"],
        ),
        ("推进建设。（责任单位：省商务厅）", []),
        ("任务如下（排在第一位的部门为牵头部门，其他部门为配合部门，下同）：", []),
    ],
)
def test_what_looks_like_a_clause_and_was_not_read(text: str, unread: list[str]) -> None:
    assert [text[start:end] for start, end in unread_clauses(text, find_clauses(text))] == unread


_WORDS = st.sampled_from(
    [
        *"（）()[]〔〕，、；。：\n|",
        "责任单位：",
        "牵头单位",
        "配合单位：",
        "牵头",
        "配合",
        "按职责分工负责",
        "负责",
        "会同",
        "省商务厅",
        "芜湖",
        "市人民政府",
        "等",
        "2022年底前完成",
        "列第一位的为牵头单位，下同",
        "适用范围：",
        "联系人：",
        "各市",
        "（牵头）",
        "推进口岸建设",
    ]
)


@given(st.lists(_WORDS, max_size=24))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_clauses_that_lie_apart_and_hold_their_mentions(words: list[str]) -> None:
    text = "".join(words)
    clauses = find_clauses(text)
    last = 0
    for clause in clauses:
        assert last <= clause.start < clause.end <= len(text)
        last = clause.end
        assert clause.parts
        mentions = [mention for part in clause.parts for mention in part.mentions]
        assert mentions
        assert len({(mention.start, mention.end) for mention in mentions}) == len(mentions)
        assert all(clause.start <= mention.start < mention.end <= clause.end for mention in mentions)
        assert {part.role for part in clause.parts} <= {"lead", "support", "joint"}
    for start, end in unread_clauses(text, clauses):
        assert all(end <= clause.start or clause.end <= start for clause in clauses)


@pytest.mark.parametrize(
    "unit",
    ["（", "（）", "责任单位：", "、", "一、", "（责任单位：省商务厅）", "责任单位：省商务厅。", "局和", "牵头，", "“"],
)
def test_long_monotonous_texts_come_to_an_end(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert len(find_clauses(text)) <= text.count("省商务厅")
