"""The row of a document, and of those who issued and published it."""

import hashlib

import pytest

from kouan.resolve.agencies import known_agencies
from kouan.resolve.documents import document_agency_rows, document_row


@pytest.fixture(scope="module")
def agencies(reference):
    return known_agencies(reference)


def test_a_registered_document_has_its_listed_facts_beside_the_printed_ones(plans, data):
    row = document_row(plans["sn-ports-2021"])
    stored = (data.documents / "sn-ports-2021.txt").read_bytes()
    assert row == {
        "document_id": "sn-ports-2021",
        "title": "陕西省口岸发展“十四五”规划",
        "title_en": "Shaanxi 14th Five-Year Plan for the Development of Ports of Entry",
        "document_number": "陕商发〔2021〕28号",
        "adopted_on": None,
        "published_on": None,
        "period_start_year": 2021,
        "period_end_year": 2025,
        "division_code": "610000",
        "file": "sn-ports-2021.txt",
        "sha256": hashlib.sha256(stored).hexdigest(),
        "original_file": None,
        "original_sha256": None,
        "characters": len(stored.decode("utf-8")),
        "quote": "陕西省口岸发展“十四五”规划",
        "char_start": stored.decode("utf-8").index("\n\n陕西省口岸发展“十四五”规划") + 2,
        "char_end": stored.decode("utf-8").index("规划\n\n目 录") + 2,
        "method": "parsed",
    }


def test_the_quote_of_a_document_is_its_own_title_not_the_notice_s(plans):
    row, plan = document_row(plans["ah-ports-2022"]), plans["ah-ports-2022"]
    stored = plan.source.text[row["char_start"] : row["char_end"]]
    assert stored == "安徽省⼜岸建设发展⾏动⽅案（2022—2025年）"
    assert plan.source.text.index("关于印发") < row["char_start"]


def test_issuers_and_publishers_of_the_five_documents(parsed):
    found = {(row["document_id"], row["role"], row["mention"], row["agency_id"]) for row in parsed["document_agencies"]}
    assert found == {
        ("ah-ports-2022", "issuer", "安徽省人民政府", "ah-government"),
        ("ah-ports-2022", "publisher", "安徽省人民政府办公厅", "ah-government-general-office"),
        ("ah-ftz-2021", "issuer", "安徽省人民政府", "ah-government"),
        ("ah-ftz-2021", "publisher", "安徽省人民政府办公厅", "ah-government-general-office"),
        ("sn-ports-2021", "issuer", "陕西省商务厅", "sn-commerce"),
        ("sn-ports-2021", "issuer", "陕西省发展和改革委员会", "sn-development-and-reform"),
        ("nm-ports-2022", "publisher", "市外事办公室", "nm-municipal-foreign-affairs-office"),
    }


def test_an_unregistered_document_without_title_is_called_by_its_id(read_text):
    row = document_row(read_text("一、开放口岸。\n", "提案-3"))
    assert (row["title"], row["title_en"], row["quote"], row["char_start"]) == ("提案-3", None, None, None)
    assert (row["file"], row["division_code"], row["period_end_year"]) == ("提案-3.txt", None, None)


def test_a_body_that_publishes_under_two_names_has_one_row(read_text, agencies):
    plan = read_text(
        "发布机构：安徽省发展改革委 发布日期：2023-04-01\n来源：安徽省发展和改革委员会\n安徽省口岸发展2023年工作要点\n一、工作\n"
    )
    rows = list(document_agency_rows(plan, agencies))
    assert [(row["agency_id"], row["role"], row["mention"]) for row in rows] == [
        ("ah-development-and-reform", "publisher", "安徽省发展改革委")
    ]
    assert rows[0]["document_agency_id"] == "plan.publisher1"


def test_an_issuer_that_no_list_knows_keeps_its_row(read_text, agencies):
    plan = read_text("浙江省口岸开放厅 钱塘江海关文件\n浙商务〔2023〕1号\n浙江省口岸发展2023年工作要点\n一、工作\n")
    rows = list(document_agency_rows(plan, agencies))
    assert [(row["mention"], row["agency_id"]) for row in rows] == [("浙江省口岸开放厅", None), ("钱塘江海关", None)]
    assert [row["document_agency_id"] for row in rows] == ["plan.issuer1", "plan.issuer2"]
