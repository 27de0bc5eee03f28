"""Every question has an answer, checked against what the documents print."""

import asyncio
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from bs4 import BeautifulSoup

from kouan.site.language import EN, LANGUAGES, ZH

from .conftest import PROJECT, page_text, plain

QUERIES: dict[str, Any] = yaml.safe_load((PROJECT / "metadata.yml").read_text("utf-8"))["databases"]["kouan"]["queries"]

# The questions; what the pictures draw is tested with them.
QUESTIONS = {name: about for name, about in QUERIES.items() if about["group"] != "pictures"}


# What documents print, which stays as it is.
PRINTED = {"document_number", "excerpt", "in_the_words_of_the_text", "mention", "quote", "text", "scope", "due"}
HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Answer:
    """What a question has to answer.

    Attributes:
        columns: The columns to look at.
        rows: Their values, in any order; whole columns if `is_whole`, else rows that have to be among them.
    """

    query: str
    parameters: dict[str, str]
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    is_whole: bool = False

    def __str__(self) -> str:
        return f"{self.query} {' '.join(self.parameters.values())}".strip()


CUSTOMS = "中华人民共和国合肥海关"
PORTS_PLAN = "安徽省口岸建设发展行动方案（2022—2025年）"

ANSWERS = [
    # The word stands in the text of these six tasks with clauses; Shaanxi's plan, where it stands too, has no clauses.
    Answer(
        "who_leads_what",
        {},
        ("task_id", "role"),
        [
            ("ah-ftz-2021.107", "lead"),
            ("ah-ftz-2021.108", "lead"),
            ("ah-ports-2022.8", "lead"),
            ("ah-yrd-2022.29", "lead"),
            ("nm-ports-2022.8", "joint"),
            ("nm-ports-2022.22", "joint"),
        ],
        is_whole=True,
    ),
    Answer(
        "who_leads_what",
        {"word": "中欧班列"},
        ("task_id", "responsible"),
        [
            ("ah-ports-2022.8", "合肥市人民政府"),
            ("ah-yrd-2022.29", "合肥市人民政府、安徽省发展和改革委员会"),
            (
                "ah-ftz-2021.107",
                f"安徽省商务厅、安徽省发展和改革委员会、安徽省交通运输厅、{CUSTOMS}、合肥市人民政府、芜湖市人民政府、蚌埠市人民政府",
            ),
        ],
    ),
    # Task 2 has two clauses, each for its own sentences.
    Answer(
        "who_leads_what",
        {"word": "池州机场、芜宣机场"},
        ("task_id", "clause", "responsible"),
        [
            (
                "ah-ports-2022.2",
                1,
                "马鞍山市人民政府、芜湖市人民政府、铜陵市人民政府、池州市人民政府、安庆市人民政府",
            ),
            ("ah-ports-2022.2", 2, "芜湖市人民政府、池州市人民政府"),
        ],
        is_whole=True,
    ),
    # 责任单位：省政府口岸办 stands six times; it is the same body that the full name finds.
    *(
        Answer(
            "agency_workload",
            {"agency": name},
            ("task_id", "role"),
            [(f"ah-ports-2022.{task}", "lead") for task in ("11", "18", "3-1", "3-2", "3-3", "3-5")],
        )
        for name in ("省政府口岸办", "安徽省人民政府口岸办公室")
    ),
    Answer(
        "agency_workload",
        {"agency": "省公安厅"},
        ("task_id", "role", "mention"),
        [("ah-yrd-2022.31", "lead", "省公安厅")],
    ),
    # One clause names the maritime office of Wuhu, with thirteen other bodies; five of them lead.
    Answer(
        "works_with",
        {"agency": "芜湖海事局"},
        ("works_with", "clauses", "clauses_it_leads"),
        [
            ("马鞍山市人民政府", 1, 1),
            ("芜湖市人民政府", 1, 1),
            ("铜陵市人民政府", 1, 1),
            ("池州市人民政府", 1, 1),
            ("安庆市人民政府", 1, 1),
            ("安徽省发展和改革委员会", 1, 0),
            ("安徽省自然资源厅", 1, 0),
            ("安徽省交通运输厅", 1, 0),
            ("安徽省人民政府口岸办公室", 1, 0),
            (CUSTOMS, 1, 0),
            ("安徽出入境边防检查总站", 1, 0),
            ("安徽省港航集团有限公司", 1, 0),
            ("中华人民共和国安庆海事局", 1, 0),
        ],
        is_whole=True,
    ),
    Answer(
        "works_with",
        {},
        ("works_with", "clauses", "clauses_it_leads", "documents"),
        [("合肥市人民政府", 33, 32, 3), ("芜湖市人民政府", 32, 32, 2), ("安徽省发展和改革委员会", 24, 4, 3)],
    ),
    Answer(
        "busiest_agencies",
        {},
        ("agency", "tasks", "leads", "supports", "shares"),
        [("合肥市人民政府", 135, 131, 5, 0)],
    ),
    Answer(
        "busiest_agencies",
        {"document": "nm-ports-2022"},
        ("agency", "tasks", "leads", "shares"),
        [("中华人民共和国呼和浩特海关", 25, 0, 25)],
    ),
    Answer(
        "tasks_with_many_supporters",
        {},
        ("task_id", "clause", "supporters"),
        [("ah-ports-2022.11", 1, 12), ("ah-ports-2022.12", 2, 10), ("ah-yrd-2022.15", 1, 10)],
        is_whole=True,
    ),
    Answer(
        "tasks_with_many_supporters",
        {"at_least": "12"},
        ("leads",),
        [("安徽省人民政府口岸办公室",)],
        is_whole=True,
    ),
    # (X、Y按职责分工负责), without 牵头.
    Answer(
        "tasks_without_lead",
        {},
        ("task_id", "why", "bodies"),
        [(f"ah-yrd-2022.{number}", "joint", 2) for number in (8, 22, 23, 48, 59)],
        is_whole=True,
    ),
    Answer(
        "tasks_without_lead",
        {"document": "陕西省口岸"},
        ("task_id", "why"),
        [("sn-ports-2021.4-1-1", "none"), ("sn-ports-2021.box1.1", "none")],
    ),
    Answer(
        "collectives",
        {"document": "nm-ports"},
        ("collective", "times", "tasks", "in_the_words_of_the_text"),
        [
            ("内蒙古自治区相关盟行政公署", 30, 30, "相关盟行政公署"),
            ("内蒙古自治区相关市人民政府", 30, 30, "相关市人民政府"),
        ],
        is_whole=True,
    ),
    # The port plan prints 呑 for 吞.
    Answer(
        "compare_indicator",
        {},
        ("indicator", "province", "comparator", "value_si", "unit_si", "deadline_year", "quote"),
        [
            ("国际航空货邮吞吐量", "安徽省", "eq", 140000.0, "t", 2025, "国际航空货邮呑吐量达到14万吨"),
            ("国际航空货邮吞吐量", "安徽省", "eq", 120000.0, "t", 2025, "国际航空货邮呑吐量达到12万吨"),
            ("国际航空货邮吞吐量", "陕西省", "ge", 116000.0, "t", 2025, "国际货量达到11.6万吨以上"),
        ],
        is_whole=True,
    ),
    Answer(
        "compare_indicator",
        {"indicator": "passenger throughput"},
        ("province", "value_si", "unit_si"),
        [("安徽省", 1400000.0, "person-trip"), ("陕西省", 4500000.0, "person-trip")],
        is_whole=True,
    ),
    Answer(
        "promised_for_place",
        {},
        ("what", "promise", "deadline_year", "quote"),
        [
            ("target", "≥ 1000 列", 2025, "合肥中欧班列年发运1000列以上"),
            ("target", "140 万人次", 2025, "力争国际及地区旅客吞吐量达到140万人次"),
        ],
    ),
    Answer(
        "promised_for_place",
        {"place": "合肥", "year": "2025"},
        ("what", "subject", "action", "deadline_year", "task_id"),
        [("project", "合肥新桥国际机场扩建工程", "expand", 2025, "ah-ports-2022.4")],
    ),
    Answer(
        "promised_for_place",
        {"place": "榆林市", "year": "2022"},
        ("promise", "is_milestone", "deadline_year", "quote"),
        [(None, 1, 2022, "力争2022年榆林榆阳机场口岸正式对外开放")],
    ),
    Answer(
        "promised_for_place",
        {"place": "yulin", "year": "2022"},
        ("quote",),
        [("力争2022年榆林榆阳机场口岸正式对外开放",)],
    ),
    Answer(
        "timeline",
        {"from_year": "2023", "to_year": "2024"},
        ("deadline_year", "port", "quote"),
        [
            (2023, "榆林榆阳机场", "榆林榆阳机场口岸正式对外开放"),
            (2023, "延安南泥湾机场", "2023延安南泥湾机场实现临时对外开放"),
            (2023, None, "2023年对口岸发展进行中期评估"),
            (2024, "延安南泥湾机场", "2024年实现正式对外开放"),
        ],
        is_whole=True,
    ),
    Answer(
        "ports_to_open",
        {"kind": "airport"},
        ("port", "place", "deadline_year", "document"),
        [
            ("池州九华山机场", "池州市", None, PORTS_PLAN),
            ("阜阳西关机场", "阜阳市", None, PORTS_PLAN),
            ("延安南泥湾机场", "宝塔区", 2023, "陕西省口岸发展“十四五”规划"),
            ("榆林榆阳机场", "榆阳区", 2022, "陕西省口岸发展“十四五”规划"),
        ],
    ),
    Answer(
        "ports_to_open",
        {"status": "open", "kind": "port_of_entry"},
        ("port", "status"),
        [("满洲里口岸", "open"), ("甘其毛都口岸", "open"), ("阿尔山口岸", "open")],
    ),
    Answer(
        "port_history",
        {},
        ("port", "class", "quote", "task_id"),
        [
            ("满洲里口岸", "综合枢纽口岸", "综合枢纽口岸(满洲里、二连浩特口岸)", "nm-ports-2022.1"),
            ("满洲里口岸", None, "进一步开拓经二连浩特、满洲里等班列", "ah-ports-2022.8"),
        ],
    ),
    Answer("port_history", {"port": "Ganqimaodu"}, ("port", "class"), [("甘其毛都口岸", "重点专业口岸")]),
    Answer(
        "projects_at_port",
        {},
        ("project", "action", "task_id"),
        [
            ("芜湖港朱家桥外贸综合物流园区一期码头", "build", "ah-ports-2022.4"),
            ("芜宣机场改扩建", "expand", "ah-ports-2022.4"),
            ("芜湖港口岸扩大开放", "open", "ah-ports-2022.2"),
        ],
    ),
    Answer(
        "in_several_plans",
        {},
        ("name", "documents", "in_documents"),
        [("合肥国际陆港", 2, "ah-ftz-2021 ah-ports-2022"), ("满洲里口岸", 2, "ah-ports-2022 nm-ports-2022")],
    ),
    Answer(
        "what_plans_say",
        {"words": "LNG"},
        ("task_id",),
        [("ah-ftz-2021.97",), ("ah-ports-2022.4",), ("ah-yrd-2022.42",)],
        is_whole=True,
    ),
    Answer(
        "what_plans_say",
        {"words": "策克 嘎顺苏海图", "document": "nm-ports-2022"},
        ("task_id",),
        [("nm-ports-2022.10",)],
        is_whole=True,
    ),
    Answer(
        "coverage",
        {},
        ("document_id", "tasks", "characters"),
        [
            ("ah-ports-2022", 23, 9480),
            ("ah-ftz-2021", 115, 25124),
            ("sn-ports-2021", 55, 20920),
            ("nm-ports-2022", 32, 10303),
            ("ah-yrd-2022", 71, 16244),
        ],
        is_whole=True,
    ),
    # Task 7 counts its routes by year, task 9 its growth, task 16 its hours; none says by when.
    Answer(
        "targets_without_date",
        {"document": "ah-ports-2022"},
        ("task_id", "value", "unit", "period"),
        [
            ("ah-ports-2022.7", 3.0, "条", "per_year"),
            ("ah-ports-2022.9", 15.0, "%", "per_year"),
            ("ah-ports-2022.16", 6.0, "小时", "total"),
        ],
        is_whole=True,
    ),
    Answer(
        "targets_in_unit",
        {},
        ("value_si", "deadline_year", "quote"),
        [
            (1207920000000.0, None, "总投资12079.2亿元"),
            (420000000000.0, 2025, "综合保税区的进出口值达到4200亿元"),
            (170120000000.0, 2022, "2022年度计划投资1701.2亿元"),
            (100000000000.0, None, "打造千亿级科技成果交易大市场"),
        ],
        is_whole=True,
    ),
    Answer("targets_in_unit", {"unit": "teu"}, ("value_si", "comparator"), [(2350000.0, "ge")], is_whole=True),
    # （责任单位：省交通运输厅，配合单位：…六家）, in this order.
    Answer(
        "who_answers_for_target",
        {"words": "多式联运"},
        ("responsible", "supported_by", "value"),
        [
            (
                "安徽省交通运输厅",
                (
                    "安徽省发展和改革委员会、安徽省经济和信息化厅、安徽省港航集团有限公司、"
                    "安徽民航机场集团有限公司、中国铁路上海局集团有限公司合肥铁路办事处"
                ),
                30.0,
            )
        ],
        is_whole=True,
    ),
    # The goals at the head of a plan are nobody's in particular.
    Answer(
        "who_answers_for_target",
        {"words": "China-Europe freight trains dispatched"},
        ("responsible", "quote"),
        [(None, "合肥中欧班列年发运1000列以上")],
        is_whole=True,
    ),
    Answer(
        "how_measurable",
        {},
        ("document_id", "tasks", "tasks_with_number", "tasks_with_date"),
        [("ah-ports-2022", 23, 3, 2), ("ah-ftz-2021", 115, 1, 0), ("ah-yrd-2022", 71, 3, 3)],
    ),
    Answer(
        "timeline",
        {"document": "Inner Mongolia", "to_year": "2022"},
        ("deadline_year", "quote"),
        [
            (2022, "2022年国家和自治区专项支持的口岸疫情防控设施建设项目年内要完工"),
            (2022, "相关盟市将已纳入的项目作为本地区2022年重大工程项目予以优先推进"),
        ],
        is_whole=True,
    ),
    Answer(
        "ports_without_date",
        {"document": "nm-ports-2022"},
        ("port", "period_end_year"),
        [("满都拉铁路口岸", 2025), ("赤峰综合保税区", 2025), ("乌兰察布集宁机场", 2025)],
    ),
    # （责任单位：阜阳、黄山市人民政府，…） answers for the airports of task 3, another clause for its other sentence.
    Answer(
        "who_answers_for_port",
        {"port": "Fuyang Xiguan"},
        ("agency", "role", "tasks"),
        [("阜阳市人民政府", "lead", 2), ("黄山市人民政府", "lead", 1), ("中华人民共和国合肥海关", "support", 2)],
    ),
    Answer(
        "ports_by_province",
        {"kind": "airport"},
        ("province", "ports", "opened", "planned", "expanding"),
        [("内蒙古自治区", 6, 2, 4, 0), ("安徽省", 5, 0, 3, 5), ("陕西省", 6, 1, 5, 3)],
        is_whole=True,
    ),
    Answer(
        "port_classes",
        {"class": "枢纽"},
        ("class", "port"),
        [
            ("综合枢纽口岸", "满洲里口岸"),
            ("综合枢纽口岸", "二连浩特口岸"),
            ("主枢纽", "西安铁路口岸"),
            ("辅枢纽", "宝鸡铁路口岸"),
            ("辅枢纽", "安康铁路口岸"),
            ("辅枢纽", "榆林铁路口岸"),
        ],
        is_whole=True,
    ),
    Answer(
        "projects_by_kind",
        {"place": "Inner Mongolia", "action": "build"},
        ("project", "task_id"),
        [
            (f"{crossing}口岸跨境铁路", "nm-ports-2022.10")
            for crossing in ("甘其毛都—嘎顺苏海图", "策克—西伯库伦", "珠恩嘎达布其—毕其格图")
        ],
        is_whole=True,
    ),
    Answer(
        "project_history",
        {},
        ("project", "action", "task_id"),
        [("合肥国际陆港", "build", f"ah-{task}") for task in ("ftz-2021.107", "ports-2022.1", "ports-2022.4")],
        is_whole=True,
    ),
    Answer(
        "projects_of_agency",
        {"agency": "省邮政管理局"},
        ("project", "action", "role", "task_id"),
        [("合肥国际邮件互换局兼交换站", "upgrade", "lead", "ah-ftz-2021.32")],
        is_whole=True,
    ),
    Answer(
        "where_projects_are",
        {"province": "Anhui", "kind": "railway"},
        ("place", "projects"),
        [("马鞍山市", 2), ("合肥市", 1), ("宣城市", 1), ("滁州市", 1), ("宿州市", 1), ("安徽省", 1)],
        is_whole=True,
    ),
    Answer(
        "open_lists",
        {"document": "ah-ftz-2021"},
        ("task_id", "role", "agencies", "bodies"),
        [
            ("ah-ftz-2021.109.1", "lead", "安徽省商务厅、安徽省司法厅", 2),
            ("ah-ftz-2021.109.3", "lead", "安徽省市场监督管理局、安徽省公安厅", 2),
        ],
        is_whole=True,
    ),
    # The work points are printed twice and counted once.
    Answer(
        "word_in_plans",
        {},
        ("document_id", "times"),
        [
            ("sn-ports-2021", 34),
            ("nm-ports-2022", 10),
            ("ah-ports-2022", 4),
            ("ah-ftz-2021", 10),
            ("ah-yrd-2022", 2),
        ],
        is_whole=True,
    ),
    Answer(
        "who_issued",
        {"agency": "Commerce"},
        ("document_id", "issuer", "document_number"),
        [("sn-ports-2021", "陕西省商务厅、陕西省发展和改革委员会", "陕商发〔2021〕28号")],
        is_whole=True,
    ),
    Answer(
        "who_issued",
        {},
        ("document_id", "issuer", "publisher", "adopted_on", "published_on"),
        [
            ("ah-ports-2022", "安徽省人民政府", "安徽省人民政府办公厅", "2022-11-07", "2022-12-16"),
            ("nm-ports-2022", None, "市外事办公室", "2022-07-27", "2023-03-07"),
        ],
    ),
    Answer(
        "busiest_agencies",
        {"kind": "customs"},
        ("agency", "leads", "shares"),
        [(CUSTOMS, 21, 0), ("中华人民共和国呼和浩特海关", 0, 25), ("中华人民共和国满洲里海关", 0, 24)],
        is_whole=True,
    ),
    Answer(
        "known_issues",
        {"document": "sn-ports-2021", "severity": "warning"},
        ("kind", "severity"),
        [("missing_text", "warning")],
    ),
]


def default_of(parameter, t):
    """What an empty box stands for: on English pages an English name where there is one."""
    return t(parameter["default"], parameter.get("default_en", parameter["default"]))


def ask(get, query, parameters, t=ZH):
    answer = get(f"{t.address}kouan/{query}.json?{urlencode({'_shape': 'objects', **parameters})}")
    assert answer.status_code == 200, answer.text
    assert not answer.json()["truncated"]
    return answer.json()["rows"]


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
def test_a_question_has_its_answer(get, answer):
    rows = [tuple(row[column] for column in answer.columns) for row in ask(get, answer.query, answer.parameters)]
    if answer.is_whole:
        assert sorted(map(str, rows)) == sorted(map(str, answer.rows))
    else:
        assert [row for row in answer.rows if row not in rows] == []


def test_there_are_enough_questions_and_each_is_answered_here():
    assert len(QUESTIONS) >= 30
    # What people corrected and what was measured changes with every correction; they have tests of their own below.
    assert {answer.query for answer in ANSWERS} | {"corrections", "how_exact"} == set(QUESTIONS)


def test_a_whole_workload_is_whole(get):
    """合肥海关 stands in 44 clauses: 21 of the free trade zone's, 20 of the port plan's, 3 of the work points'."""
    roles = [row["role"] for row in ask(get, "agency_workload", {})]
    assert len(roles) == 44
    assert roles.count("lead") == 21
    assert roles.count("support") == 23


def test_a_place_is_promised_nothing_that_another_is(get):
    quotes = [row["quote"] for row in ask(get, "promised_for_place", {"place": "合肥"}) if row["what"] == "target"]
    assert not [quote for quote in quotes if "12万吨" in quote]
    assert not [row for row in ask(get, "promised_for_place", {"year": "2021"}) if row["deadline_year"] > 2021]


@pytest.mark.parametrize("words", ["合肥国际陆港", "裕溪一线船闸", "朱家桥外贸综合物流园区"])
def test_what_two_plans_name_is_one_thing(get, words):
    named = [row["in_documents"] for row in ask(get, "in_several_plans", {}) if words in row["name"]]
    assert "ah-ftz-2021 ah-ports-2022" in named


def test_full_text_finds_what_a_scan_finds(get, database):
    found = {row["passage_id"] for row in ask(get, "what_plans_say", {"words": "二连浩特"})}
    scan = "select passage_id from passages where instr(text, '二连浩特') and kind not in ('contents', 'furniture', 'repeat')"
    assert found == {row[0] for row in database.execute(scan)}
    assert all("二连浩特" in row["excerpt"] for row in ask(get, "what_plans_say", {}))


def test_corrections_are_all_curated_rows(get, database):
    tables = ["document_agencies", "documents", "passages", "port_mentions", "project_mentions", "targets"]
    tables += ["task_assignments", "tasks"]
    curated = sum(
        database.execute(f"select count(*) from {table} where method = 'curated'").fetchone()[0] for table in tables
    )
    assert len(ask(get, "corrections", {})) == curated


def test_how_exact_gives_the_figures_of_quality(get, database):
    found = ask(get, "how_exact", {"table": "targets"})
    whole = "column_name is null and document_id is null and corpus_document is null and annotated > 0"
    rows = database.execute(f"select * from quality where table_name = 'targets' and {whole}").fetchall()
    assert {row["quality_id"]: row["recall_low"] for row in found} == {
        row["quality_id"]: row["recall_low"] for row in rows
    }
    assert {row["sample"] for row in ask(get, "how_exact", {"sample": "held_out"})} == {"held_out"}


def test_a_port_that_has_a_date_is_not_one_without(get):
    dated = {row["port"] for row in ask(get, "ports_to_open", {}) if row["deadline_year"]}
    undated = {(row["port"], row["document"]) for row in ask(get, "ports_without_date", {})}
    asked = {(row["port"], row["document"]) for row in ask(get, "ports_to_open", {})}
    assert dated
    assert undated == {(port, document) for port, document in asked if port not in dated}


def test_every_target_has_its_line_of_responsibility(get, database):
    targets = ask(get, "who_answers_for_target", {})
    assert len(targets) == database.execute("select count(*) from targets").fetchone()[0]
    assert all(row["responsible"] is None for row in targets if row["task_id"] is None)
    # Clauses of ah-yrd-2022 stand for the whole of their task.
    led = {row["task_id"] for row in targets if row["responsible"]}
    assert {task for task in led if task.startswith("ah-yrd")} == {f"ah-yrd-2022.{number}" for number in (22, 23, 25)}


@pytest.mark.parametrize("name", QUERIES)
def test_a_question_takes_few_steps(site, name):
    """Far fewer than the time limit of the site lets pass; how many are the same on every machine."""
    about = site.zh.metadata("databases")["kouan"]["queries"][name]
    database = site.zh.get_database("kouan")
    passed = []

    def counted(connection):
        connection.set_progress_handler(lambda: passed.append(1), 1_000)
        try:
            return connection.execute(about["sql"], dict.fromkeys(about["params"], "")).fetchall()
        finally:
            connection.set_progress_handler(None, 0)

    asyncio.run(database.execute_fn(counted))
    assert len(passed) < 300


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("name", QUERIES)
def test_every_column_of_an_answer_has_a_title(get, name, t):
    heads = BeautifulSoup(get(f"{t.address}kouan/{name}").text, "html.parser").select("th[class^=col-]")
    assert heads or name == "corrections"
    for head in heads:
        title = head.get_text(" ").removesuffix(head.code.get_text()).strip()
        assert title, head
        assert t(re.search("[\u4e00-\u9fff]", title), not re.search("[\u4e00-\u9fff]", title)), title


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/kouan/tasks_without_lead", "只写共同负责 joint"),
        ("/en/kouan/tasks_without_lead", "only shares it out joint"),
        ("/kouan/promised_for_place", "目标 target"),
        ("/kouan/in_several_plans", "口岸 port"),
        ("/en/kouan/how_exact", "held-out texts held_out"),
    ],
)
def test_codes_in_answers_are_explained(get, path, said):
    cells = BeautifulSoup(get(path).text, "html.parser").select("td")
    assert said in {" ".join(cell.get_text(" ").split()) for cell in cells}


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("name", QUERIES)
def test_the_page_of_a_question_has_an_answer_and_explains_itself(get, name, t):
    about = QUERIES[name]
    page = get(f"{t.address}kouan/{name}")
    text = page_text(page)
    assert page.status_code == 200
    # Known limits stand in a box of their own, as a sentence.
    said = re.split("注意：|Note: ", about[t("description", "description_en")])
    for words in (about[t("title", "title_en")], *said):
        assert plain(words).lower() in text.lower()
    assert "CC BY 4.0" in text
    soup = BeautifulSoup(page.text, "html.parser")
    fields = {field["name"]: field["value"] for field in soup.select("input[id^=qp]")}
    for choice in soup.select("select[id^=qp]"):
        chosen = choice.select_one("option[selected]") or choice.select_one("option")
        fields[choice["name"]] = chosen["value"]
    parameters = about.get("parameters", {})
    assert fields == {parameter: str(default_of(said, t)) for parameter, said in parameters.items()}
    for said in parameters.values():
        assert plain(t(said["title"], said["title_en"])) in text


@pytest.mark.parametrize("name", [name for name in QUERIES if name != "corrections"])
def test_a_question_without_parameters_has_rows(get, name):
    assert ask(get, name, {})


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("name", [name for name, about in QUERIES.items() if "parameters" in about])
def test_an_empty_parameter_means_its_default(get, name, t):
    parameters = QUERIES[name]["parameters"]
    defaults = {parameter: str(default_of(about, t)) for parameter, about in parameters.items()}
    assert ask(get, name, {}, t) == ask(get, name, dict.fromkeys(parameters, " "), t) == ask(get, name, defaults, t)


# A word of tasks means less in English, where their text cannot be searched.
@pytest.mark.parametrize("name", [name for name in QUERIES if name != "who_leads_what"])
def test_a_question_means_the_same_in_both_languages(get, name):
    assert ask(get, name, {}, ZH) == ask(get, name, {}, EN)


@pytest.mark.parametrize("name", QUERIES)
def test_whatever_an_answer_says_in_chinese_it_says_in_english(get, name):
    """Each column has its English one beside it, but for the words of documents, ids and numbers."""
    for row in ask(get, name, {}, EN):
        for column, value in row.items():
            if isinstance(value, str) and HAN.search(value) and column not in PRINTED and not column.endswith("_en"):
                english = row.get(f"{column}_en")
                assert english, f"{column}: {value}"
                assert not HAN.search(english) or column == "description", english


def test_english_words_are_asked_for_in_english(get):
    for query, parameters, column, values in (
        (
            "who_leads_what",
            {"word": "freight train"},
            "task_id",
            {"ah-ftz-2021.107", "nm-ports-2022.8", "ah-yrd-2022.29"},
        ),
        ("port_classes", {"class": "HUB"}, "class", {"综合枢纽口岸", "主枢纽", "辅枢纽"}),
        ("compare_indicator", {"indicator": "container throughput"}, "value_si", {2350000.0}),
        ("who_answers_for_target", {"words": "air route"}, "unit_en", {"routes"}),
        (
            "promised_for_place",
            {"place": "Hefei"},
            "promise_en",
            {"≥ 1000 trains", "1,400,000 person-trips", "140,000 t"},
        ),
    ):
        found = {row[column] for row in ask(get, query, parameters, EN)}
        assert found >= values, (query, found)


@pytest.mark.parametrize(
    "value", ["'", "%", "nothing like it", "合肥'; drop table tasks --", "𠀀", "-1", "1e99", "\x00"]
)
@pytest.mark.parametrize("name", [name for name, about in QUERIES.items() if "parameters" in about])
def test_no_value_breaks_a_question(get, name, value):
    given = dict.fromkeys(QUERIES[name]["parameters"], value)
    assert get(f"/kouan/{name}?{urlencode(given)}").status_code == 200


@pytest.mark.parametrize("name", QUERIES)
def test_the_sql_of_a_question_can_be_taken_further(get, name):
    page = BeautifulSoup(get(f"/kouan/{name}").text, "html.parser")
    link = page.select_one("a.canned-query-edit-sql")["href"]
    assert get(link).status_code == 200


def test_filled_boxes_show_what_was_asked(get):
    page = BeautifulSoup(get("/kouan/port_history?port=策克").text, "html.parser")
    assert page.select_one("input[name=port]")["value"] == "策克"


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
def test_codes_are_chosen_by_their_names(get, t):
    page = BeautifulSoup(get(f"{t.address}kouan/ports_to_open?kind=airport").text, "html.parser")
    offered = {one["value"]: one.text for one in page.select("select[name=kind] option")}
    assert offered[""] == t("不限", "any")
    assert offered["airport"] == t("机场", "airport")
    assert page.select_one("select[name=kind] option[selected]")["value"] == "airport"
    # A state is always asked for: the list has no empty choice.
    assert "" not in [one["value"] for one in page.select("select[name=status] option")]
    assert page.select_one("select[name=status] option[selected]")["value"] == "planned"


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
def test_an_empty_answer_says_what_to_try(get, t):
    def said(address):
        return BeautifulSoup(get(f"{t.address}{address}").text, "html.parser").select_one(".zero-results").get_text()

    assert t("更短的词", "a shorter word") in said("kouan/who_leads_what?word=nosuch")
    assert said("kouan?sql=select+1+where+0") == t("没有结果。", "No results.")


def test_what_is_no_code_stays_in_the_box(get):
    page = BeautifulSoup(get("/kouan/ports_to_open?kind=码头").text, "html.parser")
    assert page.select_one("select[name=kind] option[selected]")["value"] == "码头"


def test_every_code_of_an_answer_has_a_name(get):
    for name in ("ports_to_open", "projects_by_kind", "projects_by_kind?kind=bonded_zone", "picture_responsibilities"):
        cells = BeautifulSoup(get(f"/kouan/{name}").text, "html.parser").select("td.col-kind")
        assert cells
        assert [cell.text for cell in cells if cell.text.isascii()] == []


# Keys of the tables whose rows have quotes, and what answers about rows of any table call theirs.
QUOTED = {"port_mention_id", "project_mention_id", "target_id", "issue_id", "passage_id", "row_id"}


@pytest.mark.parametrize("name", QUERIES)
def test_whoever_reads_a_quote_can_go_to_its_row(get, name):
    for row in ask(get, name, {}):
        assert not row.get("quote") or any(row.get(key) for key in QUOTED), row


def test_the_row_of_a_quote_has_that_quote(get, database):
    for name, table, key in (
        ("ports_to_open", "port_mentions", "port_mention_id"),
        ("ports_without_date", "port_mentions", "port_mention_id"),
        ("port_classes", "port_mentions", "port_mention_id"),
        ("projects_of_agency", "project_mentions", "project_mention_id"),
    ):
        quotes = dict(database.execute(f"select {key}, quote from {table}").fetchall())
        assert [row for row in ask(get, name, {}) if quotes[row[key]] != row["quote"]] == []


def test_the_questions_are_in_the_built_metadata(build: Path):
    built = json.loads((build / "metadata.json").read_text(encoding="utf-8"))
    assert list(built["databases"]["kouan"]["queries"]) == list(QUERIES)
