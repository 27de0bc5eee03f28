"""Chinese search finds what a scan for the substring finds, at every length, and survives whatever is typed."""

import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from datasette.utils import detect_fts

from kouan.publish import publish_sqlite
from kouan.publish.folding import fold
from kouan.publish.fulltext import INDEXES, index_sql, index_text
from kouan.publish.search_terms import match_expression
from kouan.rows import Tables
from kouan.schema import Package

DOCUMENTS = Path(__file__).parents[2] / "datasets" / "documents"
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("口岸", "口岸 岸"),
        ("口", "口"),
        ("芜湖LNG内河站", "芜湖 湖l ln ng g内 内河 河站 站"),
        ("货量达到11.6万吨", "货量 量达 达到 到1 11 1． ．6 6万 万吨 吨"),
        ("國際，ＲＣＥＰ", "国际 际 rc ce ep p"),
        ("——，。“”\n", ""),
    ],
)
def test_text_is_indexed_by_pairs_of_characters(text: str, tokens: str) -> None:
    assert index_text(text) == tokens


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """Every line of two plans, one with full-width and one with ASCII punctuation."""
    names = ("sn-ports-2021.txt", "nm-ports-2022.txt")
    texts = [(DOCUMENTS / name).read_text(encoding="utf-8") for name in names]
    return [line for text in texts for line in text.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def index(lines: list[str]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE lines USING fts5(text, tokenize='ascii')")
        connection.executemany("INSERT INTO lines VALUES (?)", ((index_text(line),) for line in lines))
        yield connection


def _search(index: sqlite3.Connection, query: str) -> set[int]:
    rows = index.execute("SELECT rowid FROM lines WHERE lines MATCH ?", (match_expression(query),))
    return {rowid - 1 for (rowid,) in rows}


@pytest.mark.parametrize("length", range(1, 13))
def test_chinese_words_of_every_length_find_exactly_what_a_scan_finds(
    length: int, lines: list[str], index: sqlite3.Connection
) -> None:
    chooser = random.Random(length)  # noqa: S311
    runs = [run for line in lines for run in CHINESE.findall(line) if len(run) >= length]
    for run in chooser.sample(runs, 60):
        start = chooser.randint(0, len(run) - length)
        word = run[start : start + length]
        scanned = {number for number, line in enumerate(lines) if word in line}
        assert scanned
        assert _search(index, word) == scanned, word


def test_any_stretch_of_text_finds_exactly_the_lines_that_hold_it(lines: list[str], index: sqlite3.Connection) -> None:
    chooser = random.Random(2022)  # noqa: S311
    tried = 0
    while tried < 400:
        line = chooser.choice(lines)
        start = chooser.randrange(len(line))
        stretch = fold(line[start : start + chooser.randint(1, 20)])
        if stretch:
            tried += 1
            scanned = {number for number, text in enumerate(lines) if stretch in fold(text)}
            assert _search(index, f'"{stretch}"') == scanned, stretch


def test_white_space_means_and(lines: list[str], index: sqlite3.Connection) -> None:
    scanned = {number for number, line in enumerate(lines) if "海关" in line and "铁路局" in line}
    assert scanned
    assert _search(index, "海关 铁路局") == scanned


def test_endless_query_is_no_error(index: sqlite3.Connection) -> None:
    assert _search(index, "口岸 " * 5000)
    assert _search(index, "口岸" * 5000) == set()


@pytest.fixture
def database(tables: Tables, package: Package, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    publish_sqlite(tables, package, tmp_path / "kouan.db")
    with closing(sqlite3.connect(tmp_path / "kouan.db")) as connection:
        yield connection


def _found(database: sqlite3.Connection, table: str, query: str) -> list[str]:
    """Search as the site does: by rowid, in the index with the name of the table."""
    index = f"{table}_fts"
    sql = f'SELECT * FROM "{table}" WHERE rowid IN (SELECT rowid FROM "{index}" WHERE "{index}" MATCH ?)'
    return [row[0] for row in database.execute(sql, (match_expression(query),))]


def test_datasette_finds_no_index_by_itself(database: sqlite3.Connection) -> None:
    """Its own search would take 口岸 for a word and 口 for none, and say nothing."""
    for index in INDEXES:
        assert detect_fts(database, index.table) is None
        (sql,) = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", [index.name]).fetchone()
        assert sql == index_sql(index)


def test_a_single_character_has_a_list_of_its_own(database: sqlite3.Connection) -> None:
    """Without it, FTS5 merges the lists of all pairs that begin with the character: a third of a second in a million."""
    for index in INDEXES:
        assert "prefix='1'" in index_sql(index)


@pytest.mark.parametrize(
    ("table", "query", "ids"),
    [
        ("tasks", "水运口岸", ["ah-ports-2022.2"]),
        ("tasks", "国际枢纽", ["sn-ports-2021.4-1-1"]),
        ("tasks", "口", ["ah-ports-2022.2", "sn-ports-2021.4-1-1"]),
        ("tasks", "路口", []),
        ("passages", "rcep 6小时", ["ah-ports-2022.p2"]),
        ("targets", "集装箱", ["ah-ports-2022.t1"]),
        ("targets", "11.6万吨", ["sn-ports-2021.t1"]),
        ("targets", "1.6万", ["sn-ports-2021.t1"]),
        ("targets", "16万", []),
        ("agencies", "Port Office", ["ah-ports-office"]),
        ("agencies", "ort off", ["ah-ports-office"]),
    ],
)
def test_rows_are_found_by_their_text(database: sqlite3.Connection, table: str, query: str, ids: list[str]) -> None:
    assert _found(database, table, query) == ids


@pytest.mark.parametrize(
    ("table", "query", "ids"),
    [
        ("agencies", "省政府口岸办", ["ah-ports-office"]),
        ("ports", "芜宣机场", ["wuhu-xuanzhou-airport"]),
        ("projects", "货运枢纽港", ["wuhu-air-cargo-hub"]),
    ],
)
def test_bodies_and_places_are_found_by_the_names_that_documents_give_them(
    database: sqlite3.Connection, table: str, query: str, ids: list[str]
) -> None:
    assert _found(database, table, query) == ids


def test_indexed_columns_can_be_read_through_the_index(database: sqlite3.Connection) -> None:
    for index in INDEXES:
        database.execute(f'SELECT {", ".join(index.columns)} FROM "{index.name}"').fetchall()
    # 水运 stands in the text of a task and in no title.
    for column, found in (("title", 0), ("text", 1)):
        query = f"SELECT count(*) FROM tasks_fts WHERE {column} MATCH ?"
        assert database.execute(query, (match_expression("水运"),)).fetchone() == (found,)
