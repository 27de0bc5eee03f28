"""The questions by subject: their own page, the page of the database, and each question among its neighbours."""

import csv
import io

import pytest
import yaml
from bs4 import BeautifulSoup

from .conftest import PROJECT, page_text, plain

KOUAN = yaml.safe_load((PROJECT / "metadata.yml").read_text("utf-8"))["databases"]["kouan"]
GROUPS, QUERIES = KOUAN["query_groups"], KOUAN["queries"]


@pytest.fixture
def page(get, t):
    """The list of all questions."""
    return BeautifulSoup(get(f"{t.address}-/questions").text, "html.parser")


def test_all_questions_stand_under_their_subjects(page, t):
    sections = page.select("main section")
    assert [section.h2.get_text() for section in sections] == [
        t(one["title"], one["title_en"]) for one in GROUPS.values()
    ]
    listed = {
        section.h2["id"]: [link["href"].rpartition("/")[2] for link in section.select("h3 a")] for section in sections
    }
    assert listed == {group: [name for name, about in QUERIES.items() if about["group"] == group] for group in GROUPS}
    for link in page.select("main h3 a"):
        about = QUERIES[link["href"].rpartition("/")[2]]
        assert link.get_text() == t(about["title"], about["title_en"])
        assert link["href"].startswith(f"{t.address}kouan/")


def test_each_says_what_it_answers_and_what_can_be_filled_in(page, t):
    for item in page.select("li.question"):
        about = QUERIES[item.a["href"].rpartition("/")[2]]
        text = plain(item.get_text())
        assert plain(about[t("description", "description_en")]) in text
        for parameter in about.get("parameters", {}).values():
            assert plain(t(parameter["title"], parameter["title_en"])) in text


def test_each_can_be_taken_away(get, page):
    for item in page.select("li.question"):
        files = {link.get_text(): get(link["href"]) for link in item.select(".files a")}
        plain_csv, excel, json_rows, sql = files.values()
        assert {answer.status_code for answer in files.values()} == {200}
        rows = json_rows.json()["rows"]
        assert len(list(csv.DictReader(io.StringIO(plain_csv.text)))) == len(rows)
        assert excel.content.startswith("\ufeff".encode())
        assert "select" in BeautifulSoup(sql.text, "html.parser").select_one("#sql-query").get_text()


def test_jumps_lead_to_subjects(page):
    for link in page.select("nav.subjects a"):
        assert page.select_one(link["href"])


def test_the_navigation_leads_there(get, t):
    menu = BeautifulSoup(get(f"{t.address}kouan/tasks").text, "html.parser").select("nav.site-navigation a")
    assert f"{t.address}-/questions" in [link["href"] for link in menu]


def test_the_page_of_the_database_has_them_by_subject(get, t):
    page = BeautifulSoup(get(f"{t.address}kouan").text, "html.parser")
    for group, about in GROUPS.items():
        head = page.select_one(f"h2#queries ~ h3#{group}")
        assert head.get_text() == t(about["title"], about["title_en"])
        listed = [link["href"].rpartition("/")[2] for link in head.find_next_sibling("dl").select("dt a")]
        assert listed == [name for name, query in QUERIES.items() if query["group"] == group]


def test_a_question_stands_among_its_neighbours(get, t):
    page = BeautifulSoup(get(f"{t.address}kouan/port_history").text, "html.parser")
    crumbs = [link["href"] for link in page.select("nav.crumbs a")]
    assert crumbs[1:] == [f"{t.address}-/questions", f"{t.address}-/questions#ports"]
    neighbours = {link["href"].rpartition("/")[2] for link in page.select("nav.related a")}
    assert neighbours == {name for name, about in QUERIES.items() if about["group"] == "ports"} - {"port_history"}


def test_sql_of_ones_own_has_no_neighbours(get):
    page = get("/kouan?sql=select+1")
    assert page.status_code == 200
    assert not BeautifulSoup(page.text, "html.parser").select("nav.related")
    assert "select 1" in page_text(page)
