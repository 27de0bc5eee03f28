"""However common a word is, the page of a table finds the same rows in the same order, only counted or not."""

import pytest
from bs4 import BeautifulSoup

from kouan.site.language import LANGUAGES
from kouan.site.search import table_search
from kouan.site.search.table_search import TOO_MANY

from .conftest import page_text

WORDS = ["口", "口岸", "中欧班列", "海关 铁路", '"口岸、铁路"']


def rows(get, path):
    """All rows of a table's JSON, page by page, and what the first page says."""
    found, first, address = [], None, path
    while address:
        answer = get(address).json()
        first = first or answer
        found += [next(value for key, value in row.items() if key.endswith("_id")) for row in answer["rows"]]
        address = answer["next_url"] and answer["next_url"].removeprefix("http://localhost")
    return found, first


@pytest.fixture
def get(request_site):
    """Ask the site each time: what a page says changes within these tests."""
    return lambda path: request_site("GET", path)


@pytest.fixture
def common(monkeypatch):
    """Take a few rows for more than can be counted."""

    def take(share):
        monkeypatch.setattr(table_search, "MOST_COUNTED", 3)
        monkeypatch.setattr(table_search, "_DENSE", share)

    return take


@pytest.mark.parametrize("share", [0.0, 2.0], ids=["asking the index", "by the list"])
@pytest.mark.parametrize(
    "order", ["", "&_sort=char_start", "&_sort_desc=char_start", "&_sort=kind", "&_sort=heading_path"]
)
@pytest.mark.parametrize("word", WORDS)
def test_a_common_word_finds_what_a_rare_one_would(get, word, order, share, common):
    path = f"/kouan/passages.json?_search={word}&_size=50&_shape=objects{order}"
    expected, counted = rows(get, path)
    assert counted["filtered_table_rows_count"] == len(expected)
    assert counted["facet_results"]
    common(share)
    found, first = rows(get, path)
    assert found == expected
    if len(expected) > 3 and "heading_path" not in order:
        assert TOO_MANY in first["query"]["sql"]
        assert ("exists (" in first["query"]["sql"]) == (share == 0)
        assert first["filtered_table_rows_count"] is None
        assert first["facet_results"] == {}


def test_a_search_with_filters_is_counted(get, common):
    path = "/kouan/passages.json?_search=口岸&kind=heading"
    expected = get(path).json()
    common(0.0)
    found = get(path).json()
    assert found["rows"] == expected["rows"]
    assert found["filtered_table_rows_count"] == expected["filtered_table_rows_count"] > 3


def test_files_of_a_common_word_have_all_rows(get, common):
    for extension in ("csv", "excel"):
        expected = get(f"/kouan/passages.{extension}?_search=口岸").text
        common(0.0)
        assert get(f"/kouan/passages.{extension}?_search=口岸").text == expected


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda t: t.code)
def test_a_page_says_that_there_are_more_and_where_all_are(get, t, common):
    common(0.0)
    answer = get(f"{t.address}kouan/passages?_search=口岸")
    notice = BeautifulSoup(answer.text, "html.parser").select_one(".rows-cut")
    assert t("这一页有 50 行，一共多于 3 行", "This page has 50 rows of more than 3") in " ".join(
        notice.get_text().split()
    )
    links = [link["href"] for link in notice.select("a")]
    assert [get(link).status_code for link in links] == [200] * 4
    page = get(f"{t.address}-/find?q=口岸")
    assert t("多于 3", "more than 3") in page_text(page)
    assert t("不再一一计数", "too many to count") in page_text(page)


def test_an_empty_search_shows_all_rows(get, database):
    (count,) = database.execute("select count(*) from tasks").fetchone()
    for empty in ("", "%20", "+"):
        assert get(f"/kouan/tasks.json?_search={empty}").json()["filtered_table_rows_count"] == count
    assert get("/kouan/tasks.json?_search=，").json()["filtered_table_rows_count"] == 0


def test_every_table_with_an_index_has_a_search_box(get):
    for table in ("tasks", "passages", "ports"):
        page = BeautifulSoup(get(f"/kouan/{table}?_search=口岸").text, "html.parser")
        assert page.select_one("#_search")["value"] == "口岸"
    assert BeautifulSoup(get("/kouan/divisions").text, "html.parser").select_one("#_search") is None


def test_the_database_is_mapped_into_memory(site):
    import asyncio

    async def size():
        await site.zh.invoke_startup()
        return (await site.zh.get_database("kouan").execute("pragma mmap_size")).single_value()

    assert asyncio.run(size()) > 0
