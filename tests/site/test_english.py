"""Who reads English only can browse and search: English forms come first, and what is Chinese is still there."""

import re
from urllib.parse import quote

import pytest

from kouan.publish.views import VIEWS

HAN = re.compile("[\u3400-\u9fff]")


def heads(page):
    return [head["data-column"] for head in page.select("th[data-column]")]


def words(tag):
    return " ".join(tag.get_text(" ").split())


def test_english_columns_stand_before_those_that_they_translate(soup, database, names):
    translated = 0
    for name in names:
        stored = [row[1] for row in database.execute(f"pragma table_info({name})")]
        assert heads(soup(f"/kouan/{name}?_size=1")) == stored
        shown = heads(soup(f"/en/kouan/{name}?_size=1"))
        assert sorted(shown) == sorted(stored)
        for column in stored:
            if f"{column}_en" in stored:
                translated += 1
                assert shown.index(f"{column}_en") == shown.index(column) - 1
    assert translated > 20


@pytest.mark.parametrize("name", ["tasks", "targets", "port_overview"])
def test_cells_stay_under_their_heads(soup, database, name):
    page = soup(f"/en/kouan/{name}?_size=5")
    for line in page.select("tbody tr"):
        assert [cell["class"][0].removeprefix("col-") for cell in line.select("td")] == heads(page)
    key = heads(page)[0]
    for line in page.select("tbody tr"):
        row_id = words(line.select_one(f"td.col-{key}"))
        row = database.execute(f"select * from {name} where {key} = ?", [row_id]).fetchone()
        for column in (column for column in row.keys() if column.endswith("_en") and row[column]):  # noqa: SIM118
            assert words(line.select_one(f"td.col-{column}")) == " ".join(row[column].split())


def test_views_have_an_english_form_of_everything_but_quotes(database):
    for name in VIEWS:
        for row in database.execute(f"select * from {name}"):
            for column in row.keys():  # noqa: SIM118
                if (
                    isinstance(row[column], str)
                    and HAN.search(row[column])
                    and column not in {"quote", "text", "mention"}
                ):
                    assert row[f"{column}_en"], f"{name}.{column}: {row[column]}"
                    assert not HAN.search(row[f"{column}_en"])


def test_rows_of_other_tables_are_called_by_their_english_names(soup, database):
    page = soup("/en/kouan/targets?task_id=ah-ports-2022.7")
    (title,) = database.execute("select title_en from tasks where task_id = 'ah-ports-2022.7'").fetchone()
    assert page.select("tbody tr")
    assert {cell.a.get_text() for cell in page.select("td.col-task_id")} == {title}
    for path in ("tasks/ah-ports-2022.4", "targets/ah-ports-2022.t5", "port_mentions/nm-ports-2022.1.manzhouli"):
        for link in soup(f"/en/kouan/{path}").select(".record dd.value a"):
            assert not HAN.search(link.get_text()), path


def test_facets_count_english_values(soup):
    page = soup("/en/kouan/port_mentions?_size=1")
    assert "Comprehensive hub port of entry" in words(page.select_one(".facet-results"))
    assert not HAN.search(words(page.select_one(".facet-results")))
    assert "综合枢纽口岸" in words(soup("/kouan/port_mentions?_size=1").select_one(".facet-results"))


def test_questions_show_english_columns_first(soup):
    page = soup("/en/kouan/who_leads_what")
    shown = [head["class"][0].removeprefix("col-") for head in page.select("th[class^=col-]")]
    for column in ("document", "number", "task", "responsible"):
        assert shown.index(f"{column}_en") == shown.index(column) - 1
    assert page.select_one("input[name=word]")["value"] == "freight train"
    assert "Vigorously develop the freight train economy" in {words(cell) for cell in page.select("td.col-task_en")}


@pytest.mark.parametrize("path", ["port/manzhouli", "agency/hefei-customs", "pictures/timeline", "pictures/targets"])
def test_gathered_pages_are_in_english_but_for_what_is_printed(soup, path):
    page = soup(f"/en/-/{path}")
    printed = page.main.select("blockquote, .lede[lang=zh], .facts dd[lang=zh], td.col-quote, a[lang=zh]")
    for tag in printed:
        tag.extract()
    assert not HAN.search(page.main.get_text())
    # Links in Chinese are words of documents: quotes, and what they call a body.
    for link in (tag for tag in printed if tag.name == "a"):
        assert "/project_mentions/" in link["href"] or "/-/document/" in link["href"], link


def test_a_port_has_its_class_and_tasks_in_english(soup):
    page = soup("/en/-/port/manzhouli")
    assert "Comprehensive hub port of entry" in {words(cell) for cell in page.select("td.class")}
    assert any(
        "Vigorously develop" in words(item) or "Task 1 " in words(item) for item in page.select("#tasks ~ ul li")
    )


# Documents


def test_contents_of_a_document_are_in_english(soup, database):
    """Only what heads nothing but its own paragraph is as printed: no table has it, hence it has no English form."""
    for (document_id,) in database.execute("select document_id from documents").fetchall():
        page = soup(f"/en/-/document/{document_id}")
        entries = page.select(".document-contents a")
        paths = database.execute("select heading_path from passages where document_id = ?", [document_id]).fetchall()
        headings = {heading for (path,) in paths if path for heading in path.split(" > ")}
        assert entries
        for entry in entries:
            place = page.find(id=entry["href"].removeprefix("#"))
            is_chinese = bool(HAN.search(entry.get_text()))
            assert entry.get("lang") == ("zh" if is_chinese else None)
            if is_chinese:
                assert place.name != "section"
                assert place.get_text().rstrip("。") not in headings
    titles = {words(entry) for entry in soup("/en/-/document/sn-ports-2021").select(".document-contents a")}
    assert {
        "(1) Opportunities for development",
        "3. General approach",
        "1. Build air ports of entry to a high standard",
    } <= titles


def test_a_mark_says_in_english_what_its_row_is(soup, t):
    page = soup(f"{t.address}-/document/ah-ports-2022")
    titles = {link.get("title") for link in page.select(".document-text a.m")}
    assert t("责任分工", "Task assignments: Hefei Municipal People's Government") in titles
    if t.code == "en":
        assert "Tasks: Speed up the construction of Hefei as the core hub of ports of entry" in titles
        assert not [title for title in titles if title and HAN.search(title)]


def test_sections_of_the_coverage_are_in_english(soup, database):
    for (document_id,) in database.execute("select document_id from documents").fetchall():
        for head in soup(f"/en/-/coverage/{document_id}").select("tbody th"):
            assert not HAN.search(head.get_text()), document_id


def test_documents_lead_to_where_they_can_be_read(get, soup, database, t):
    column = t("title", "title_en")
    for (document_id,) in database.execute("select document_id from documents").fetchall():
        wanted = [f"{t.address}-/document/{document_id}", f"{t.address}-/coverage/{document_id}"]
        row = next(
            line for line in soup(f"{t.address}kouan/documents").select("tbody tr") if line.a.get_text() == document_id
        )
        assert [link["href"] for link in row.select(f"td.col-{column} a")] == wanted
        own = soup(f"{t.address}kouan/documents/{document_id}")
        assert own.select_one(".row-page a")["href"] == wanted[0]
        for path in wanted:
            assert get(path).status_code == 200


# Search


@pytest.mark.parametrize(
    ("table", "query", "first"),
    [
        ("tasks", "vigorously develop the freight train economy", "nm-ports-2022.8"),
        ("targets", "modern system of ports of entry initially built", "ah-ports-2022.t1"),
        ("projects", "Wuhu LNG", "wuhu-lng"),
        ("ports", "ceke port of entry", "ceke"),
        ("agencies", "hefei customs", "hefei-customs"),
    ],
)
def test_the_search_finds_english_names_first(soup, table, query, first, t):
    hit = soup(f"{t.address}-/find?q={quote(query)}").select_one(f"#{table} .hit")
    assert hit.h3.a["href"].rpartition("/")[2].replace("~2E", ".") == first
    marked = {mark.get_text().lower() for mark in hit.select("mark")}
    assert any(word in marked for word in query.lower().split()) or query.lower() in marked
    heading, others = words(hit.h3), [words(name) for name in hit.select(".other-names span[lang]")]
    assert bool(HAN.search(heading)) == (t.code == "zh")
    # The other name says its language, whichever that is.
    for name in hit.select(".other-names > span:not([aria-hidden])"):
        assert name.get("lang") == (t("en", None) if not HAN.search(name.get_text()) else t(None, "zh"))
    assert others


def test_where_a_hit_stands_is_said_in_english(soup):
    places = soup(f"/en/-/find?q={quote('口岸')}").select("#passages .where")
    assert places
    assert not [place for place in places if HAN.search(place.get_text())]
