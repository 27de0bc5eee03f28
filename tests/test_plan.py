"""A plan read from end to end: any text gives one; where and when it speaks decides the rest."""

import csv

import pytest

from kouan.errors import KouanError
from kouan.plan import read_plan
from kouan.read import Source, read_source
from kouan.reference import read_reference
from kouan.resolve.tables import complete, resolve
from kouan.validate import validate

BODY = "\n一、开放\n1．到2025年，开通国际航线20条。（责任单位：省商务厅）\n"


@pytest.mark.parametrize(
    ("document_id", "tasks", "clauses"),
    [
        ("ah-ports-2022", 23, 35),
        ("ah-ftz-2021", 115, 114),
        ("sn-ports-2021", 55, 0),
        ("nm-ports-2022", 32, 32),
        ("ah-yrd-2022", 71, 71),
    ],
)
def test_the_five_plans(plans, document_id, tasks, clauses):
    plan = plans[document_id]
    assert (len(plan.outline.tasks), len(plan.outline.clauses)) == (tasks, clauses)
    assert plan.targets
    assert plan.ports
    assert plan.projects


@pytest.mark.parametrize(
    "text",
    [
        "口岸",
        "口岸。" * 3,
        "推进口岸开放，提升通关效率。\n服务外贸企业。\n",
        "一、\n二、\n三、\n",
        "1\n2\n3\n",
        "（责任单位：省商务厅）",
        "（责任单位：省商务厅",
        "责任单位：",
        "》））〕]】口岸【[（《",
        "到2025年",
        "２０２５年\r\n\r\n口岸\r口岸",
        "\ufeff一、开放\n1．做好。\n",
        "| 口岸 | 合肥 |\n| --- | --- |\n| 一 | 二 |\n",
        "**一、开放**\n- **口岸**\n",
        "Port of entry plan, 2025. 1. Open the port.",
        "𠮷林口岸😀\n",
        "口岸\x07\x0c口岸\x1f\u2028口岸\u200b",
        "?" * 50 + "口岸",
    ],
)
def test_any_text_gives_a_plan_whose_tables_are_sound(read_text, reference, package, text):
    plan = read_text(text)
    tables = complete(resolve([plan], reference), [plan], reference, package)
    assert tables["passages"]
    problems = validate(tables, package, {"plan": plan.clean})
    # The package names the documents and years of the data set, of which this plan is none: these two rules say so.
    about_package = {
        (
            "documents.csv, row plan, column document_id: the sources of datapackage.json name it 0 times. "
            "Name each document once."
        ),
        *(
            f"datapackage.json, temporal: {package.temporal}: {year} is the {column} of no document. Put the years right."
            for year, column in zip(package.temporal.split("/"), ("period_start_year", "period_end_year"), strict=True)
        ),
    }
    assert {str(problem) for problem in problems} <= about_package
    assert tables["passages"][-1]["char_end"] == len(text)


def test_the_same_text_gives_the_same_plan(data, reference, plans):
    source = read_source(data.documents / "nm-ports-2022.txt")
    again = read_plan(source, reference)
    first = plans["nm-ports-2022"]
    assert (again.targets, again.ports, again.projects) == (first.targets, first.ports, first.projects)
    assert again.outline.tasks == first.outline.tasks


def test_traced_gives_text_and_stored_span(plans):
    plan = plans["ah-ports-2022"]
    start = plan.clean.text.index("口岸建设")
    traced = plan.traced(start, start + 2, "text")
    assert traced["text"] == "口岸"
    assert plan.source.text[traced["char_start"] : traced["char_end"]] == "⼜岸"


def test_task_ids_belong_to_the_document(read_text):
    plan = read_text(BODY, "hn-ports-2023")
    assert plan.task_id("1") == "hn-ports-2023.1"
    assert plan.task_id(None) is None


# --- where and when a plan speaks


def setting(plan):
    return plan.setting.division_code, plan.setting.period, plan.setting.is_registered


def test_a_registered_plan_has_its_setting_from_the_list(plans, read_text):
    assert setting(plans["ah-ftz-2021"]) == ("340000", None, True)
    assert setting(plans["nm-ports-2022"]) == ("150000", (2021, 2025), True)
    assert setting(read_text("陕西省口岸规划（2031—2035年）" + BODY, "ah-ports-2022")) == ("340000", (2022, 2025), True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("安徽省口岸发展“十四五”规划", ("340000", (2021, 2025), False)),
        ("合肥市推进国际陆港建设三年行动计划（2023—2025年）", ("340100", (2023, 2025), False)),
        ("中国（安徽）自由贸易试验区专项推进行动计划方案", ("340000", None, False)),
        (
            "陕西省商务厅关于印发《口岸发展2023年工作要点》的通知\n口岸发展2023年工作要点",
            ("610000", (2023, 2023), False),
        ),
        ("发布机构：包头市商务局 发布日期：2023-05-16\n口岸发展2023年工作要点", ("150200", (2023, 2023), False)),
        (
            "口岸发展2023年工作要点\n各盟行政公署，呼和浩特海关、内蒙古出入境边防检查总站，哈尔滨铁路局、内蒙古民航集团：",
            ("150000", (2023, 2023), False),
        ),
        ("国家“十四五”口岸发展规划\n支持海南自由贸易港、上海浦东、广东前海。", ("100000", (2021, 2025), False)),
        ("推进西部陆海新通道合作2024年工作要点", (None, (2024, 2024), False)),
    ],
)
def test_an_unregistered_plan_says_where_and_when_it_speaks(read_text, text, told):
    assert setting(read_text(text + BODY)) == told


def test_where_a_plan_speaks_decides_whom_it_means(read_text, reference):
    """省商务厅 is another body in each province, and none where nobody knows which province speaks."""
    bodies = {}
    for title in ("安徽省口岸发展2023年工作要点", "陕西省口岸发展2023年工作要点", "口岸发展2023年工作要点"):
        (row,) = resolve([read_text(title + BODY)], reference)["task_assignments"]
        bodies[title[:2]] = row["agency_id"]
    assert bodies == {"安徽": "ah-commerce", "陕西": "sn-commerce", "口岸": None}


@pytest.mark.parametrize(("first", "last"), [("2021", ""), ("", "2025"), ("2021年", "2025"), ("x", "y")])
def test_a_period_that_is_not_two_years_is_refused(small, edit, first, last):
    def change(row):
        row.update(period_start_year=first, period_end_year=last)
        return True

    edit(small, "documents", change)
    source = Source("nm-ports-2022", "nm-ports-2022.txt", "0" * 64, "口岸")
    with pytest.raises(KouanError, match=r"documents\.csv, nm-ports-2022: the period .* is not two years"):
        read_plan(source, read_reference(small.datasets / "reference"))


def test_the_list_of_documents_is_the_only_place_that_registers(data, reference):
    with (data.datasets / "reference" / "documents.csv").open(encoding="utf-8", newline="") as stream:
        listed = {row["document_id"]: row["title_en"] for row in csv.DictReader(stream)}
    for document_id, title_en in listed.items():
        plan = read_plan(Source(document_id, "x.txt", "0" * 64, "口岸"), reference)
        assert plan.setting.is_registered
        assert plan.setting.title_en == title_en
