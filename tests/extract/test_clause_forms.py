"""Every form in which plans say who is responsible (`clause_forms.yml`), in every bracket, place and layout.

Expected parts are written `lead 省商务厅、省财政厅* | support 合肥海关`; a star marks a list that ends in 等.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kouan.clean import clean
from kouan.extract.clause_words import LABELS, VERBS, Word
from kouan.extract.clauses import Clause, find_clauses, unread_clauses
from kouan.plan import Plan

LEAD_AND_SUPPORT = "lead 省商务厅 | support 省财政厅、合肥海关"


def shown(clause: Clause) -> str:
    """Write a clause as the table does, neighbouring parts of one role joined."""
    written: list[str] = []
    last = ""
    for part in clause.parts:
        names = "、".join(mention.text + "*" * mention.is_open_ended for mention in part.mentions)
        if part.role == last:
            written[-1] += f"、{names}"
        else:
            written.append(f"{part.role} {names}")
        last = part.role
    return " | ".join(written)


def read(text: str) -> list[str]:
    return [shown(clause) for clause in find_clauses(text)]


FORMS: dict[str, list[dict[str, str]]] = yaml.safe_load(
    Path(__file__).with_name("clause_forms.yml").read_text(encoding="utf-8")
)


def _rows(*kinds: str) -> list[Any]:
    return [pytest.param(row, id=row["form"]) for kind in kinds for row in FORMS[kind]]


@pytest.mark.parametrize("row", _rows("labels", "verbs", "notes"))
@pytest.mark.parametrize("layout", ["完善口岸功能。{}", "完善口岸功能{}。", "完善口岸功能。\n{}\n", "{}加强协作。"])
def test_every_form(row: dict[str, str], layout: str) -> None:
    text = layout.format(row["text"])
    (clause,) = find_clauses(text)
    assert (shown(clause), clause.scope, clause.due) == (row["read"], row.get("scope"), row.get("due"))
    assert text[clause.start : clause.end] == row["text"]
    assert unread_clauses(text, [clause]) == []


def test_every_form_belongs_to_its_task(read_text: Callable[[str], Plan]) -> None:
    rows = [row for kind in FORMS.values() for row in kind]
    items = "".join(f"{number}．建设第{number}号口岸。{row['text']}\n" for number, row in enumerate(rows, 1))
    plan = read_text(f"某省口岸行动方案\n一、重点任务\n{items}二、保障措施\n加强组织领导。\n")
    found: dict[str, str] = {}
    for clause in plan.outline.clauses:
        task = plan.outline.task_at(clause.start)
        assert task is not None
        found[str(task.number)] = shown(clause)
    assert found == {str(number): row["read"] for number, row in enumerate(rows, 1)}


BRACKETS = ["（）", "()", "〔〕", "［］", "[]", "【】", "（)", "﹝﹞"]


@pytest.mark.parametrize("brackets", BRACKETS)
@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("责任单位：省商务厅，配合单位：省财政厅、合肥海关", LEAD_AND_SUPPORT),
        ("责任单位:省商务厅,配合单位:省财政厅、合肥海关", LEAD_AND_SUPPORT),
        ("省商务厅牵头，省财政厅、合肥海关配合", LEAD_AND_SUPPORT),
        ("自治区商务厅(口岸办)、财政厅按各自职责分工负责", "joint 自治区商务厅(口岸办)、财政厅"),
        (
            "责任单位：各市、县〔市、区〕人民政府，省数据局（筹）",
            "lead 各市人民政府、各县〔市、区〕人民政府、省数据局（筹）",
        ),
    ],
)
def test_every_bracket(brackets: str, inner: str, expected: str) -> None:
    assert read(f"完善口岸功能。{brackets[0]}{inner}{brackets[1]}\n") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完善功能。责任单位：省商务厅、合肥海关。\n", "lead 省商务厅、合肥海关"),
        ("完善功能。牵头单位：省商务厅；责任单位：省财政厅、合肥海关。\n", LEAD_AND_SUPPORT),
        ("完善功能。牵头单位：省商务厅。责任单位：省财政厅、合肥海关。\n", LEAD_AND_SUPPORT),
        (
            "完善功能。\n责任单位：省商务厅等，各县（市、区）政府（管委会）\n",
            "lead 省商务厅*、各县（市、区）政府（管委会）",
        ),
        ("完善功能。\n牵头单位：省商务厅\n责任单位：省财政厅、合肥海关\n完成时限：2022年\n", LEAD_AND_SUPPORT),
        ("完善功能。\n牵头单位：\n省商务厅\n", "lead 省商务厅"),
        ("完善功能。\n【责任单位】省商务厅、合肥海关\n", "lead 省商务厅、合肥海关"),
        ("完善功能。\n（省商务厅牵头，省财政厅、合肥海关配合）\n", LEAD_AND_SUPPORT),
        ("完善功能——牵头单位：省商务厅；责任单位：省财政厅、合肥海关\n", LEAD_AND_SUPPORT),
        ("完善功能 责任单位：省商务厅、合肥海关\n", "lead 省商务厅、合肥海关"),
        ("完善功能。部门分工：省商务厅牵头，省财政厅、合肥海关配合。\n", LEAD_AND_SUPPORT),
        ("完善功能。由省商务厅牵头，省财政厅、合肥海关配合。\n", LEAD_AND_SUPPORT),
        ("完善功能。省商务厅牵头，省财政厅、合肥海关按职责分工负责\n", LEAD_AND_SUPPORT),
        ("完善功能。由省商务厅牵头。省财政厅、合肥海关配合。\n", LEAD_AND_SUPPORT),
        ("完善功能。（省商务厅、合肥海关）\n", "joint 省商务厅、合肥海关"),
        ("完善功能。（省商务厅，各市人民政府）\n", "joint 省商务厅、各市人民政府"),
        ("完善功能（省商务厅、合肥海关）。\n", "joint 省商务厅、合肥海关"),
        ("完善功能。（省商务厅）\n", "lead 省商务厅"),
    ],
)
def test_places_where_a_clause_stands(text: str, expected: str) -> None:
    """Clauses without label or verb, or without brackets, count beside sure ones; so a sure one stands before each."""
    whole = f"甲。（责任单位：省税务局）\n{text}"
    assert read(whole) == ["lead 省税务局", expected]
    assert unread_clauses(whole, find_clauses(whole)) == []


def test_weak_forms_prove_each_other() -> None:
    once = "完善功能。（省商务厅、合肥海关）\n"
    assert read(once) == []
    assert [once[start:end] for start, end in unread_clauses(once, [])] == ["（省商务厅、合肥海关）"]
    assert read(once * 3) == ["joint 省商务厅、合肥海关"] * 3
    assert read("完善功能。由省商务厅牵头，合肥海关配合。\n" * 3) == ["lead 省商务厅 | support 合肥海关"] * 3


@pytest.mark.parametrize("page", ["-12-", "— 12 —", "—12—", "12", "- 12 -", "第12页"])
def test_a_page_number_inside_a_clause(page: str) -> None:
    stored = (
        f"统筹规划口岸布局，完善口岸功能。（牵头单位：省商务厅；责任单位：省财政\n{page}\n厅、合肥海关）\n加强协作。\n"
    )
    assert read(clean(stored).text) == [LEAD_AND_SUPPORT]


@pytest.mark.parametrize("colon", "：:∶﹕")
def test_every_colon(colon: str) -> None:
    stored = f"完善口岸功能。（牵头单位{colon}省商务厅；责任单位{colon}省财政厅、合肥海关）\n"
    assert read(clean(stored).text) == [LEAD_AND_SUPPORT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（牵头单位：省商务厅。责任单位：省财政厅、合肥海关。）", LEAD_AND_SUPPORT),
        ("（省商务厅牵头。省财政厅、合肥海关配合。）", LEAD_AND_SUPPORT),
        ("（责任单位：省商务厅。省财政厅）", "lead 省商务厅、省财政厅"),
    ],
)
def test_a_full_stop_inside_a_clause(text: str, expected: str) -> None:
    assert read(text) == [expected]


PLAIN, MIXED = "（责任单位：省商务厅、合肥海关）", "（牵头单位：省财政厅；责任单位：省商务厅）"


def test_a_document_that_mixes_plain_and_led_clauses() -> None:
    assert read(f"甲。{MIXED}\n乙。{PLAIN}\n丙。{MIXED}") == [
        "lead 省财政厅 | support 省商务厅",
        "lead 省商务厅、合肥海关",
        "lead 省财政厅 | support 省商务厅",
    ]


RULES = [
    "排在第一位的部门为牵头部门",
    "列第一位的为牵头单位",
    "列第一位者为牵头单位",
    "列首位的为牵头单位，其他为配合单位",
    "排在首位的为牵头单位",
    "排名第一的单位为牵头单位",
    "第一个单位为牵头单位",
    "第一单位为牵头单位",
    "排第一位的单位为牵头责任单位",
    "位列第一的部门（单位）为牵头部门（单位）",
    "牵头单位列第一位",
]


@pytest.mark.parametrize("rule", RULES)
def test_order_rules_in_brackets(rule: str) -> None:
    """Said with 下同 a rule holds from its clause on, without it for its own clause only."""
    for onward, last in (("", "lead 省商务厅、合肥海关"), ("，下同", "lead 省商务厅 | support 合肥海关")):
        text = f"甲。{PLAIN}\n乙。（责任单位：省财政厅、省税务局，{rule}{onward}）\n丙。{PLAIN}\n丁。{MIXED}"
        assert read(text) == [
            "lead 省商务厅、合肥海关",
            "lead 省财政厅 | support 省税务局",
            last,
            "lead 省财政厅 | support 省商务厅",
        ]


@pytest.mark.parametrize(
    "rule",
    [
        "责任单位列第一位的为牵头单位，下同。",
        "各项任务责任单位中，排在首位的为牵头单位。",
        "责任分解中，列第一位的责任单位为牵头单位或汇总单位。各牵头单位要及时报告。",
        "任务分工如下（列第一位的为牵头单位，下同）：",
    ],
)
def test_order_rules_at_the_top(rule: str) -> None:
    assert read(f"{rule}\n甲。{PLAIN}\n乙。（省财政厅、省税务局按职责分工负责）") == [
        "lead 省商务厅 | support 合肥海关",
        "lead 省财政厅 | support 省税务局",
    ]


def test_an_order_rule_inside_a_list() -> None:
    text = "甲。（责任单位：省商务厅（列第一位的为牵头单位，下同）、省财政厅、合肥海关）"
    assert read(text) == [LEAD_AND_SUPPORT]


def test_an_order_rule_in_a_cell() -> None:
    stored = "任务\t责任单位\n建设口岸\t省商务厅、合肥海关（列第一位的为牵头单位）\n建设港区\t省商务厅、合肥海关\n"
    assert read(clean(stored).text) == ["lead 省商务厅 | support 合肥海关", "lead 省商务厅、合肥海关"]


@pytest.mark.parametrize("note", ["注：责任单位列第一位的为牵头单位。", "备注:排在首位的部门为牵头部门"])
def test_an_order_rule_in_a_table_s_note(note: str) -> None:
    stored = f"序号\t任务\t责任单位\t完成时限\n1\t建设口岸\t省商务厅、合肥海关\t2022年底\n{note}\n"
    (clause,) = find_clauses(clean(stored).text)
    assert shown(clause) == "lead 省商务厅 | support 合肥海关"
    assert clause.due == "2022年底"


def test_a_default_scope_carries_down() -> None:
    text = (
        "甲。（负责部门：商务部；适用范围：上海自由贸易试验区，以下除标注适用于特定试点地区的措施外，适用范围同上）\n"
        "乙。（负责部门：财政部）\n丙。（负责部门：海关总署；适用范围：海南自由贸易港）"
    )
    assert [clause.scope for clause in find_clauses(text)] == ["上海自由贸易试验区"] * 2 + ["海南自由贸易港"]


NO_CLAUSE = [
    "支持企业牵头申报国家重大项目，落实企业主体责任。",
    "由企业牵头承担的项目（企业牵头、政府引导、部门协同），强化责任单位意识。",
    "建立联席会议制度（由省商务厅牵头的联席会议），定期会商。",
    "采用由省商务厅牵头制定的标准。",
    "执行由省商务厅牵头制定的标准（由省商务厅牵头制定的标准）。",
    "省商务厅牵头开展评估，各市按要求报送材料。",
    "各责任单位要认真抓好落实，压实主体责任。",
    "各地区、各部门要高度重视，加强组织领导，确保各项任务落到实处。",
    "按照“谁审批谁负责”原则推进监管。",
    "坚持党委领导、政府负责、社会协同、公众参与（党委领导、政府负责、社会协同）。",
    "牵头单位要会同责任单位制定方案，明确责任单位和责任人。",
    "建立责任单位清单（附件1），逐项销号。",
    "全面落实象牙禁令（牵头单位负责）。",
    "对牵头单位（责任单位）实行考核。",
    "企业主体责任（含安全生产责任）全面落实。",
    "实行“首席专家”负责制（试行）。",
    "在省政府统一领导下，市县分级负责、部门各负其责。",
    "省级财政支持口岸建设（具体办法由省财政厅另行制定）。",
    "推动行业协会牵头组建联盟（有条件的地区可先行先试）。",
    "现有1个正式对外开放口岸（西安咸阳国际机场），参见表1（截至2020年底）。",
    "承办单位：某某会展有限公司，支持单位：某某协会。",
    "主办单位：安徽省人民政府办公厅",
    "网站主管单位：省政府办公厅。",
    "建立经信部门牵头，发展改革、教育等有关部门共同参与的协同工作机制。",
    "推进长三角一体化（上海、江苏、浙江、安徽），深化合作。",
    "在有关市（合肥市、芜湖市、安庆市）开展试点。",
    "报领导小组办公室（省发展改革委）。",
    "完善跨境电商平台（依托服务平台实施）和海外仓（2022年在全省实施）。",
    "各市要落实属地责任（每月5日前报送）。",
    "本办法由省商务厅负责解释，自印发之日起施行。",
    "外商投资项目（由省发展改革委负责核准）应当符合规划。",
    "建立工作专班，由省商务厅牵头。",
    "由省商务厅牵头制定实施细则，省财政厅配合。",
    "各市、各部门负责落实。",
    "建立长效机制（坚持属地负责、分级负责）。",
    "压实责任（属地负责）。",
    "严格执法（违者由主管部门负责查处）。",
    "依规处理（逾期未报的由省商务厅负责通报）。",
    "责任单位：是指承担具体工作任务的单位。",
]


@pytest.mark.parametrize("text", NO_CLAUSE)
def test_prose_gives_neither_rows_nor_noise(text: str) -> None:
    """Nor does it beside a sure clause, where weak forms count."""
    for before in ("", "甲。（责任单位：省税务局）\n"):
        found = find_clauses(before + text + "\n")
        assert [shown(clause) for clause in found] == ["lead 省税务局"] * bool(before)
        assert unread_clauses(before + text + "\n", found) == []


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("（责任单位：详见附件2）", "（责任单位：详见附件2）"),
        ("（牵头单位：省商务厅；责任单位：各市要在三个月内提出本地方案）", "各市要在三个月内提出本地方案"),
        ("（省商务厅牵头，合肥海关在三个月内提出方案）", "合肥海关在三个月内提出方案"),
        ("责任单位：按任务分工确定。", "责任单位：按任务分工确定。"),
    ],
)
def test_what_cannot_be_read_is_reported(text: str, unread: str) -> None:
    assert [text[start:end] for start, end in unread_clauses(text, find_clauses(text))] == [unread]


@pytest.mark.parametrize(
    ("stored", "head"),
    [
        ("任务\t责任单位及责任人\n建设口岸\t省商务厅 王某某\n", "任务|责任单位及责任人"),
        ("任务\t责任单位\n建设口岸\t详见附件2\n", "详见附件2"),
        ("序号\t任务\t责任单位\n1\t建设口岸\t省商务厅\n", None),
        ("主要任务和责任分工\n", None),
    ],
)
def test_cells_that_cannot_be_read_are_reported(stored: str, head: str | None) -> None:
    text = clean(stored).text
    found = unread_clauses(text, find_clauses(text))
    assert [text[start:end] for start, end in found] == [head] * (head is not None)


@pytest.mark.parametrize("word", [*LABELS, *VERBS], ids=lambda word: word.name)
def test_the_example_of_every_word(word: Word) -> None:
    """Each row of the tables of words shows a clause that is read, in whole, and that uses the word."""
    (clause,) = find_clauses(word.example)
    assert word.example[clause.start : clause.end] == word.example
    assert re.search(word.pattern + (r"(?=[，；）会]|省)" if word in VERBS else "[:：]"), word.example)
