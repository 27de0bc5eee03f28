"""Texts in the data that look like HTML, a link or a formula are shown as texts, wherever they are shown."""

import asyncio
import csv
import io
import shutil
import sqlite3
from contextlib import closing
from xml.etree import ElementTree as ET

import httpx
import pytest
from bs4 import BeautifulSoup

from kouan.publish.views import VIEWS
from kouan.schema import load_package
from kouan.serve import make_site

from .conftest import PROJECT

PACKAGE = load_package(PROJECT / "datapackage.json")
TABLES = [table.name for table in PACKAGE.tables]
EVIL = "=1+<b id='evil' onclick='x()'>1</b><script>x()</script>\"'><img src=x onerror=x()>{{7*7}}"
LINK = "javascript:x()"
PAGES = [
    "/?_lang=zh",
    "/en/",
    "/kouan",
    "/-/find?q=口岸",
    "/en/-/find?q=port",
    "/-/coverage",
    "/-/port/xian-airport",
    "/-/agency/hefei-customs",
    "/en/-/port/xian-airport",
    "/-/pictures/map",
    "/-/pictures/targets",
    "/-/pictures/timeline",
    "/-/pictures/responsibilities",
    "/kouan/who_leads_what?word=口岸",
    "/kouan?sql=select+title,+text+from+tasks",
    *(f"/kouan/{name}?_size=20" for name in (*TABLES, *VIEWS)),
    *(f"/en/kouan/{name}?_size=5" for name in ("tasks", "ports", "documents", "targets")),
]


@pytest.fixture(scope="module")
def evil(build, tmp_path_factory):
    """Get a page of a build in which every text that people wrote begins like HTML and a formula."""
    folder = tmp_path_factory.mktemp("evil") / "build"
    shutil.copytree(build, folder, ignore=shutil.ignore_patterns("downloads", "parquet", "release", "docs", "torture"))
    with closing(sqlite3.connect(folder / "kouan.db")) as database:
        database.execute("pragma ignore_check_constraints = 1")
        for table in PACKAGE.tables:
            for column in table.column_names:
                (found,) = database.execute(
                    f"select count(*) from [{table.name}] where [{column}] glob '*[\u4e00-\u9fff]*'"
                ).fetchone()
                if column.endswith("_url"):
                    database.execute(f"update [{table.name}] set [{column}] = ?", [LINK])
                elif found or column.endswith("_en"):
                    database.execute(f"update [{table.name}] set [{column}] = ? || [{column}]", [EVIL])
        database.commit()
    site = make_site(folder)
    yield lambda path: asyncio.run(site.client.get(path))
    site.close()


@pytest.fixture(scope="module")
def rows(build):
    """The address of a row of each table."""
    with closing(sqlite3.connect(build / "kouan.db")) as database:
        ids = {
            table.name: database.execute(f"select {table.primary_key[0]} from [{table.name}]").fetchone()[0]
            for table in PACKAGE.tables
        }
    return [f"/kouan/{table}/{one}" for table, one in ids.items()]


def assert_text(answer: httpx.Response) -> None:
    """Nothing of what is stored became a part of a page."""
    assert answer.status_code == 200, answer.url
    page = BeautifulSoup(answer.text, "html.parser")
    assert not page.select("#evil, [onclick], [onerror], script:not([src]), img[src=x]"), answer.url
    assert not [link for link in page.select("[href], [src]") if LINK in (link.get("href"), link.get("src"))], (
        answer.url
    )
    assert "1+49" not in page.get_text()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shows_it_as_text(evil, path):
    assert_text(evil(path))


def test_rows_show_it_as_text(evil, rows):
    for row in rows:
        assert_text(evil(row))


def test_it_is_there_to_be_seen(evil):
    text = BeautifulSoup(evil("/kouan/tasks?_size=20").text, "html.parser").get_text()
    assert "<script>x()</script>" in text
    assert evil("/kouan/tasks.json?_size=1&_shape=array").json()[0]["title"].startswith(EVIL)


@pytest.mark.parametrize(
    "path", ["/kouan/tasks.excel", "/kouan/ports.excel", "/kouan.excel?sql=select+title+from+tasks"]
)
def test_a_sheet_runs_no_formula(evil, path):
    cells = [cell for row in csv.reader(io.StringIO(evil(path).content.decode("utf-8-sig"))) for cell in row]
    assert any(cell.startswith("'=1+") for cell in cells)
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "@"))]


def test_feeds_and_texts_for_programs_hold_it_as_text(evil):
    feed = ET.fromstring(evil("/-/changes.atom").content)  # noqa: S314 - our own
    names = {element.tag.partition("}")[2] for element in feed.iter()}
    assert not names & {"b", "script", "img"}
    assert not [link for link in feed.iter() if link.get("href", "").startswith("javascript:")]
    for path in ("/llms.txt", "/kouan/tasks.csv", "/kouan/tasks.json"):
        assert not evil(path).headers["content-type"].startswith("text/html")
