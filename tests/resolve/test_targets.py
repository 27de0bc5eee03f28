"""Targets as rows: numbers in base units, shared indicators, deadlines that were said before, places and ports."""

import pytest

from kouan.resolve.tables import resolve

# What rows of the five documents have to say, found by their quote.
TOLD = {
    ("ah-ports-2022", "水运集装箱"): {
        "indicator_id": "container-throughput",
        "comparator": "ge",
        "value": 235,
        "unit": "万标箱",
        "value_si": 2_350_000,
        "unit_si": "TEU",
        "deadline_year": 2025,
        "division_code": "340000",
        "is_milestone": False,
    },
    ("ah-ports-2022", "力争新增3—5个开放"): {
        "comparator": "range",
        "value": 3,
        "value_max": 5,
        "value_si": 3,
        "value_max_si": 5,
        "unit_si": "1",
    },
    ("ah-ports-2022", "合肥中欧班列年发运1000列以上"): {
        "comparator": "ge",
        "value": 1000,
        "period": "per_year",
        "division_code": "340100",
    },
    ("ah-ports-2022", "力争国际及地区旅客"): {"value": 140, "value_si": 1_400_000, "unit_si": "person-trip"},
    ("ah-ports-2022", "力争我省集装箱铁水联运量每年增长15%左右"): {
        "comparator": "about",
        "value": 15,
        "unit": "%",
        "value_si": 0.15,
        "unit_si": "1",
        "deadline_year": None,
        "deadline_quote": None,
        "period": "per_year",
    },
    ("ah-ports-2022", "6小时内放行"): {"comparator": "le", "value": 6, "value_si": 21_600, "unit_si": "s"},
    ("sn-ports-2021", "国际货量达到11.6万吨以上"): {
        "comparator": "ge",
        "value": 11.6,
        "value_si": 116_000,
        "unit_si": "t",
        "deadline_year": 2025,
        "port_id": "xian-airport",
    },
    ("sn-ports-2021", "集装箱办理站点100个"): {"deadline_year": None, "deadline_quote": None, "period": "total"},
    ("sn-ports-2021", "国际货邮较“十三五”末翻一番"): {"value": 2, "value_si": 2, "unit": "倍", "unit_si": "1"},
    ("sn-ports-2021", "综合保税区的进出口值达到4200亿元"): {"value_si": 420_000_000_000, "unit_si": "CNY"},
    ("sn-ports-2021", "占全省同期进出口总值的60%"): {"value_si": 0.6, "unit_si": "1"},
    ("sn-ports-2021", "力争2022年榆林榆阳机场口岸正式对外开放"): {
        "task_id": "sn-ports-2021.4-1-1",
        "value": None,
        "value_si": None,
        "unit": None,
        "unit_si": None,
        "deadline_year": 2022,
        "port_id": "yulin-airport",
        "is_milestone": True,
    },
    ("nm-ports-2022", "支持甘其毛都重点专业口岸打造5000万吨级"): {
        "comparator": "about",
        "value": 5000,
        "value_si": 50_000_000,
        "unit_si": "t",
        "period": "per_year",
        "port_id": "ganqimaodu",
    },
    ("ah-yrd-2022", "总投资12079.2亿元"): {"value": 12079.2, "value_si": 1_207_920_000_000, "unit_si": "CNY"},
}


@pytest.mark.parametrize("place", TOLD, ids=" ".join)
def test_a_promise_and_its_row(parsed, place):
    document_id, quote = place
    rows = [row for row in parsed["targets"] if row["document_id"] == document_id and quote in row["quote"]]
    assert len(rows) == 1
    assert {name: rows[0][name] for name in TOLD[place]} == TOLD[place]


def test_one_number_promised_to_two_ports_is_two_rows(parsed):
    rows = [row for row in parsed["targets"] if "策克、满都拉重点专业口岸" in row["quote"]]
    assert [(row["port_id"], row["comparator"], row["value_si"]) for row in rows] == [
        ("ceke", "about", 10_000_000),
        ("mandula", "about", 10_000_000),
    ]
    assert len({row["division_code"] for row in rows}) == 2, "each lies where its port lies"


def test_rows_of_one_span_stand_as_printed(parsed):
    rows = [row for row in parsed["targets"] if "4个万亿级" in row["quote"]]
    assert [row["value"] for row in rows] == [4, 10]


def test_a_deadline_said_before_has_a_span_of_its_own(parsed, plans):
    row = next(row for row in parsed["targets"] if row["quote"].startswith("国际货量达到11.6万吨"))
    clean = plans["sn-ports-2021"].clean
    assert "2025" in row["deadline_quote"]
    assert clean.quote(row["deadline_char_start"], row["deadline_char_end"]) == row["deadline_quote"]
    assert row["deadline_char_end"] <= row["char_start"]


def test_base_units_follow_from_printed_ones(parsed):
    for row in parsed["targets"]:
        assert (row["value_si"] is None) == (row["value"] is None), row["target_id"]
        assert (row["unit_si"] is None) == (row["value"] is None), row["target_id"]
        assert (row["value_max_si"] is None) == (row["value_max"] is None), row["target_id"]
        assert row["is_milestone"] == (row["value"] is None), row["target_id"]


def test_every_target_lies_somewhere(parsed):
    assert all(row["division_code"] for row in parsed["targets"])


def test_a_unit_that_no_list_knows_has_no_worth(read_text, reference):
    plan = read_text("安徽省口岸发展2023年工作要点\n一、开放\n1．扩大开放。布设查验换乘点500埠以上。\n")
    (row,) = resolve([plan], reference)["targets"]
    assert (row["value"], row["unit"], row["value_si"], row["unit_si"]) == (500, "埠", None, None)


def test_a_table_of_indicators_gives_rows(read_text, reference):
    lines = [
        "安徽省口岸发展规划（2021—2025年）",
        "一、发展目标",
        "到2025年，建成现代化口岸体系。",
        "指标\t单位\t2020年\t2025年\t属性",
        "口岸货运量\t万吨\t1200\t≥2000\t预期性",
        "二、重点任务",
        "1．扩大开放。新建查验货位20个。",
    ]
    rows = resolve([read_text("\n".join(lines))], reference)["targets"]
    freight = next(row for row in rows if row["indicator"] == "口岸货运量")
    assert (freight["comparator"], freight["value_si"], freight["unit_si"]) == ("ge", 20_000_000, "t")
    assert (freight["baseline"], freight["deadline_year"], freight["deadline_quote"]) == ("1200", 2025, "2025年")


def test_a_place_that_no_list_knows_leaves_the_whole_division(read_text, reference, package):
    plan = read_text("安徽省口岸发展2023年工作要点\n一、开放\n1．扩大开放。到2025年，新增国际货运航线5条。\n")
    (row,) = resolve([plan], reference)["targets"]
    assert (row["value"], row["deadline_year"], row["division_code"], row["port_id"]) == (5, 2025, "340000", None)
    assert row["task_id"] == "plan.1"
