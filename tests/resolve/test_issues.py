"""Nothing is dropped in silence: what is wrong with the five sources, and what code cannot place."""

import pytest

from kouan.build import ISSUE_TABLES
from kouan.resolve.issues import KINDS
from kouan.resolve.tables import complete, resolve


@pytest.fixture(scope="module")
def issues(read_text, reference, package):
    """The issues of a text."""

    def read(text, document_id="plan"):
        plan = read_text(text, document_id)
        return complete(resolve([plan], reference), [plan], reference, package)["issues"]

    return read


def kinds(rows):
    return [row["kind"] for row in rows]


# --- the five sources


def test_the_missing_page_of_shaanxi_is_told_where_the_text_breaks_off(parsed, rows_of, plans):
    (row,) = rows_of(parsed, "issues", document_id="sn-ports-2021", kind="missing_text")
    stored = plans["sn-ports-2021"].source.text
    assert row["severity"] == "warning"
    assert "空间布局" in row["description"]
    assert row["char_start"] < stored.index("“一核”") <= row["char_end"] + 10


def test_the_stray_bytes_of_inner_mongolia_are_told(parsed, rows_of, plans):
    rows = rows_of(parsed, "issues", document_id="nm-ports-2022", kind="stray_bytes")
    stored = plans["nm-ports-2022"].source.text
    assert rows
    for row in rows:
        assert set(stored[row["char_start"] : row["char_end"]]) == {"?"}
    assert sum(row["char_end"] - row["char_start"] for row in rows) == stored.count("?")


def test_the_second_printing_of_the_yangtze_delta_is_told(parsed, rows_of, plans):
    (row,) = rows_of(parsed, "issues", document_id="ah-yrd-2022", kind="repeated_text")
    stored = plans["ah-yrd-2022"].source.text
    assert row["severity"] == "info"
    assert row["quote"] is None
    again = stored.index("1、编制实施合肥都市圈", stored.index("1、编制实施合肥都市圈") + 1)
    assert row["char_start"] < again < row["char_end"]
    assert stored.index("1、编制实施合肥都市圈") < row["char_start"]


def test_a_missing_issuer_is_told(parsed, rows_of):
    rows = rows_of(parsed, "issues", kind="no_issuer")
    assert {row["document_id"] for row in rows} == {"nm-ports-2022", "ah-yrd-2022"}
    assert {(row["severity"], row["char_start"], row["quote"]) for row in rows} == {("info", None, None)}


def test_no_registered_document_has_an_error(made):
    assert [row for row in made["issues"] if row["severity"] == "error"] == []


def test_issues_are_said_in_both_languages(parsed):
    for row in parsed["issues"]:
        assert any("一" <= character <= "鿿" for character in row["description"])
        assert row["description_en"].isascii() or row["kind"] not in ("no_issuer", "no_tasks", "repeated_text")


# --- what code cannot place


def test_an_unknown_agency_is_a_warning_in_a_document_that_is_not_registered(issues):
    text = "安徽省口岸发展2023年工作要点\n一、开放\n1．扩大开放。（责任单位：省商务厅、省口岸开放促进局）\n"
    (row,) = [row for row in issues(text) if row["kind"] == "unknown_agency"]
    assert (row["severity"], row["quote"]) == ("warning", "省口岸开放促进局")
    assert text[row["char_start"] : row["char_end"]] == "省口岸开放促进局"
    assert "省口岸开放促进局" in row["description"]
    assert "省口岸开放促进局" in row["description_en"]


def test_an_unknown_agency_is_an_error_in_a_registered_document(issues):
    text = "安徽省口岸发展2023年工作要点\n一、开放\n1．扩大开放。（责任单位：省口岸开放促进局）\n"
    (row,) = [row for row in issues(text, "ah-ports-2022") if row["kind"] == "unknown_agency"]
    assert row["severity"] == "error"


def test_an_unknown_name_is_one_issue_of_a_document_with_the_names_nearest_to_it(issues):
    """Not one for each time that it is printed: a long plan names a body that nobody listed in every clause."""
    text = "山东省口岸发展2023年工作要点\n一、开放\n1．扩大。（责任单位：省商贸厅）\n2．完善。（责任单位：省财政厅、省商贸厅）\n"
    (row,) = [row for row in issues(text) if row["kind"] == "unknown_agency"]
    assert row["char_start"] == text.index("省商贸厅")
    assert row["description"].startswith("参考名录中没有这一机构：省商贸厅。共2处。相近的已知名称：省商委、省商务厅、")
    assert "Printed 2 times. Nearest known names: 省商委, 省商务厅, " in row["description_en"]


def test_an_unknown_issuer_is_an_issue_too(issues):
    rows = issues("浙江省口岸开放厅文件\n浙江省口岸发展2023年工作要点\n一、开放\n1．扩大开放。\n")
    assert [row["quote"] for row in rows if row["kind"] == "unknown_agency"] == ["浙江省口岸开放厅"]


@pytest.mark.parametrize(("document_id", "severity"), [("plan", "warning"), ("ah-ports-2022", "error")])
def test_unknown_ports_and_projects(issues, document_id, severity):
    text = (
        "安徽省口岸发展2023年工作要点\n一、开放\n"
        "1．推动衢州机场口岸临时开放。\n2．完善衢州机场航空口岸功能，建设衢州国际海铁联运物流园项目。\n"
    )
    rows = issues(text, document_id)
    ports = [row for row in rows if row["kind"] == "unknown_port"]
    assert len(ports) == 2, "one for each task that names it"
    assert any(row["kind"] == "unknown_project" and "物流园" in row["description"] for row in rows)
    assert {row["severity"] for row in rows if row["kind"].startswith("unknown_")} == {severity}


def test_a_text_without_tasks(issues):
    rows = issues("推进口岸开放，提升通关效率，服务外贸企业。")
    assert "no_tasks" in kinds(rows)
    assert "no_issuer" in kinds(rows)


def test_a_text_without_title(issues):
    assert "no_title" in kinds(issues("一、开放\n1．扩大开放。\n"))
    assert "no_title" not in kinds(issues("安徽省口岸发展2023年工作要点\n一、开放\n1．扩大开放。\n"))


def test_a_number_that_is_skipped(issues):
    text = "安徽省口岸发展2023年工作要点\n一、开放\n1．扩大开放。\n2．完善功能。\n4．改进服务。\n"
    (row,) = [row for row in issues(text) if row["kind"] == "numbering_gap"]
    assert row["quote"].startswith("4")


def test_a_clause_that_cannot_be_split(issues):
    text = "安徽省口岸发展2023年工作要点\n一、开放\n1．扩大开放。（责任单位：详见附件）\n"
    (row,) = [row for row in issues(text) if row["kind"] == "unread_clause"]
    assert row["quote"] == "（责任单位：详见附件）"


def test_a_clause_outside_any_task(issues):
    rows = issues("安徽省口岸发展2023年工作要点\n各单位要密切配合，抓好落实。（责任单位：省商务厅）\n")
    (row,) = [row for row in rows if row["kind"] == "clause_outside_tasks"]
    assert row["quote"] == "（责任单位：省商务厅）"
    inside = issues("安徽省口岸发展2023年工作要点\n一、开放\n1．扩大开放。（责任单位：省商务厅）\n")
    assert "clause_outside_tasks" not in kinds(inside)


def test_a_body_that_a_clause_names_twice(issues):
    text = "安徽省口岸发展2023年工作要点\n一、开放\n1．扩大开放。（责任单位：省商务厅、合肥海关、省商务厅，配合单位：省商务厅）\n"
    (row,) = [row for row in issues(text) if row["kind"] == "repeated_agency"]
    assert (row["quote"], row["char_start"]) == ("省商务厅", text.index("、省商务厅") + 1)


def test_every_kind_belongs_to_a_table(parsed, package):
    tables = {table.name for table in package.tables}
    assert set(ISSUE_TABLES.values()) <= tables
    assert {row["kind"] for row in parsed["issues"]} <= set(KINDS)
    for kind in KINDS.values():
        assert kind.severity in package.table("issues").column("severity").enum


def test_a_text_in_traditional_characters_is_told(issues):
    (row,) = [
        row
        for row in issues("一、擴大開放。推進國際貨運發展，優化營商環境。（責任單位：省商務廳）\n")
        if row["kind"] == "traditional_text"
    ]
    assert (row["severity"], row["char_start"]) == ("warning", None)
    assert "繁体字" in row["description"]
    assert "traditional characters" in row["description_en"]
