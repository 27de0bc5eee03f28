"""The search box finds what a plain scan for the words finds, and no query breaks it."""

from urllib.parse import quote

import pytest

SEARCHED = {
    "passages": ("passage_id", ("text",)),
    "tasks": ("task_id", ("title", "text")),
    "targets": ("target_id", ("indicator", "quote")),
}


def found(get, table, query):
    key = SEARCHED[table][0]
    answer = get(f"/kouan/{table}.json?_search={quote(query)}&_size=max&_shape=array")
    assert answer.status_code == 200
    return {row[key] for row in answer.json()}


def scanned(database, table, *words):
    """The rows that have every word somewhere in a searched column."""
    key, columns = SEARCHED[table]
    has = [" or ".join(f"instr(lower({column}), lower(?))" for column in columns) for _ in words]
    values = [word for word in words for _ in columns]
    query = f"select {key} from {table} where ({') and ('.join(has)})"
    return {row[0] for row in database.execute(query, values)}


@pytest.mark.parametrize("word", ["口岸", "合肥", "铁路", "LNG", "中欧班列", "港", "一", "2025年", "国际航空货邮"])
@pytest.mark.parametrize("table", SEARCHED)
def test_search_finds_what_a_scan_finds(get, database, table, word):
    assert found(get, table, word) == scanned(database, table, word)


@pytest.mark.parametrize("word", ["口岸", "合肥", "铁路", "LNG", "港"])
def test_search_finds_something(get, word):
    assert found(get, "passages", word)


def test_several_words_must_all_be_there(get, database):
    both = found(get, "tasks", "合肥 机场")
    assert both == scanned(database, "tasks", "合肥", "机场")
    assert 0 < len(both) < len(found(get, "tasks", "合肥"))


def test_a_word_that_is_nowhere_is_not_found(get):
    assert found(get, "passages", "又岸") == set()


def test_a_body_is_found_by_the_name_that_documents_give_it(get):
    rows = get(f"/kouan/agencies.json?_search={quote('安徽边检总站')}&_shape=objects").json()["rows"]
    assert [row["name"] for row in rows] == ["安徽出入境边防检查总站"]


def test_one_column_can_be_searched(get, database):
    rows = get(f"/kouan/tasks.json?_search_title={quote('口岸')}&_size=max&_shape=array").json()
    titles = {row[0] for row in database.execute("select task_id from tasks where instr(title, '口岸')")}
    assert {row["task_id"] for row in rows} == titles


HOSTILE = [
    "",
    " ",
    '"',
    '""',
    '"口岸',
    "口岸*",
    "*",
    "^口岸",
    "-口岸",
    "口岸 AND",
    "NOT 口岸",
    "NEAR(口岸 合肥)",
    "text:口岸",
    "text : (",
    "(((",
    "口岸)",
    "{text} : 口岸",
    "'; drop table tasks; --",
    "%",
    "_",
    "\\",
    "\x00",
    "口\x00岸",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "。，！",
    "\u200b",
    "\ufeff口岸",
    "口" * 2000,
    "a " * 2000,
    "口 " * 1000,
]


@pytest.mark.parametrize("suffix", ["", ".json"])
@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_text_breaks_the_search(get, query, suffix):
    for name in ("_search", "_search_text"):
        assert get(f"/kouan/tasks{suffix}?{name}={quote(query)}").status_code == 200


def test_bytes_that_are_no_text_do_not_break_the_search(get):
    assert get("/kouan/tasks?_search=%ff%fe%E5%8F").status_code == 200


def test_raw_syntax_is_refused_or_answered_but_no_fault(get):
    for query in ("口岸", '"', "NEAR(", "nosuch:a"):
        assert get(f"/kouan/tasks.json?_searchmode=raw&_search={quote(query)}").status_code in {200, 400}
