"""The search finds what a plain scan for the words finds, and nothing else; no query breaks it."""

from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kouan.publish.folding import fold
from kouan.publish.fulltext import INDEXES
from kouan.publish.search_terms import LONGEST_QUERY, match_expression, search_terms

REFERENCE = yaml.safe_load(Path(__file__).with_name("reference_queries.yml").read_text(encoding="utf-8"))
BY_TABLE = {index.table: index for index in INDEXES}

# Every so many characters of what is searched, a window is looked for.
STEP = 31


@pytest.fixture(scope="module")
def texts(database):
    """What is searched of each row, read from the tables and not from the indexes: {table: {rowid: texts}}."""
    found = {}
    for index in INDEXES:
        columns = ", ".join(index.columns)
        key = index.called.key if index.called else "rowid"
        rows = database.execute(f"select rowid, {key}, {columns} from {index.table} order by rowid").fetchall()
        names = {}
        if index.called:
            for row_key, name in database.execute(f"select {key}, {index.called.column} from {index.called.table}"):
                names.setdefault(row_key, []).append(name)
        found[index.table] = {row[0]: [text for text in (*row[2:], *names.get(row[1], [])) if text] for row in rows}
    return found


def indexed(database, table, query):
    sql = f"select rowid from {table}_fts where {table}_fts match ?"
    return {row[0] for row in database.execute(sql, [match_expression(query)])}


@pytest.mark.parametrize("length", [1, 2, 3])
@pytest.mark.parametrize("table", BY_TABLE)
def test_every_window_finds_exactly_the_rows_that_hold_it(table, length, texts, database):
    """Recall and precision are 1.0 against a scan of the stored texts themselves."""
    rows = {rowid: [plain(text) for text in own] for rowid, own in texts[table].items()}
    together = "\n".join(text for own in texts[table].values() for text in own)
    step = min(STEP, len(together) // 100)
    windows = {together[start : start + length] for start in range(0, len(together) - length + 1, step)}
    windows = sorted(window for window in windows if window.isalnum())
    assert len(windows) >= 20
    for window in windows:
        scanned = {rowid for rowid, own in rows.items() if any(plain(window) in text for text in own)}
        assert scanned, window
        assert indexed(database, table, window) == scanned, window


def plain(text):
    """The two foldings that the texts need; what is searched has one variant (呑), and capital letters."""
    return text.lower().replace("呑", "吞")


@pytest.mark.parametrize("length", [2, 3, 7, 15])
@pytest.mark.parametrize("table", BY_TABLE)
def test_windows_with_punctuation_are_found_as_phrases(table, length, texts, database):
    rows = {rowid: [fold(text) for text in own] for rowid, own in texts[table].items()}
    together = "\n".join(text for own in texts[table].values() for text in own)
    windows = {together[start : start + length] for start in range(0, len(together) - length + 1, 5 * STEP)}
    for window in sorted(window for window in windows if fold(window) and not set(window) & {'"', "\n"}):
        scanned = {rowid for rowid, own in rows.items() if any(fold(window) in text for text in own)}
        assert scanned, window
        assert indexed(database, table, f'"{window}"') == scanned, window


def test_reference_queries_are_many_and_of_all_kinds():
    assert len(REFERENCE) >= 60
    assert {reference["table"] for reference in REFERENCE} == set(BY_TABLE)
    assert all(reference["must"] or reference.get("only") for reference in REFERENCE)
    assert all(reference["must_not"] for reference in REFERENCE)


@pytest.mark.parametrize("reference", REFERENCE, ids=lambda reference: f"{reference['table']}-{reference['query']}")
def test_reference_query(reference, get, database, texts):
    table, query = reference["table"], reference["query"]
    key = database.execute("select name from pragma_table_info(?) where pk", [table]).fetchone()[0]
    answer = get(f"/kouan/{table}.json?_search={quote(query)}&_size=max&_shape=array")
    assert answer.status_code == 200
    found = {row[key] for row in answer.json()}
    assert found >= set(reference["must"])
    assert not found & set(reference["must_not"])
    if reference.get("only"):
        assert found == set(reference["must"])
    keys = dict(database.execute(f"select rowid, {key} from {table}").fetchall())
    assert set(reference["must"] + reference["must_not"]) <= set(keys.values())
    assert found == {keys[rowid] for rowid in scan(texts[table], search_terms(query).terms)}


def scan(rows, terms):
    """The rows that have every term in one of their texts."""
    folded = {rowid: [fold(text) for text in own] for rowid, own in rows.items()}
    has = {rowid: all(any(term in text for text in own) for term in terms) for rowid, own in folded.items()}
    return {rowid for rowid in rows if terms and has[rowid]}


def test_one_column_can_be_searched(get, database):
    rows = get(f"/kouan/tasks.json?_search_title={quote('口岸')}&_size=max&_shape=array").json()
    titles = {row[0] for row in database.execute("select task_id from tasks where instr(title, '口岸')")}
    assert {row["task_id"] for row in rows} == titles
    both = get(
        f"/kouan/tasks.json?_search_title={quote('口岸')}&_search_text={quote('铁路')}&_size=max&_shape=array"
    ).json()
    assert 0 < len(both) < len(rows)


def test_every_column_that_is_searched_can_be_searched_by_itself(get):
    for index in INDEXES:
        for column in index.columns:
            assert get(f"/kouan/{index.table}.json?_search_{column}=a&_size=1").status_code == 200


# The page


def find(get, query, address="/-/find", **parameters):
    answer = get(address, params={"q": query, **parameters})
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def counts(page):
    return {
        link["href"].lstrip("#"): int(link.find_next("span").text.replace(",", "")) for link in page.select(".found a")
    }


@pytest.mark.parametrize("query", ["口岸", "港", "合肥 机场", "LNG", "2025", "海关", "省商务厅", "hefei"])
def test_page_counts_what_a_scan_counts(query, get, texts):
    expected = {table: len(scan(rows, search_terms(query).terms)) for table, rows in texts.items()}
    expected = {table: count for table, count in expected.items() if count}
    assert expected
    for address in ("/-/find", "/en/-/find"):
        assert counts(find(get, query, address)) == expected


def test_hits_are_marked_and_lead_to_the_row_and_to_its_place(get, database):
    page = find(get, "吞吐量")
    first = page.select_one("#passages .hit")
    row = get(first.h3.a["href"])
    assert row.status_code == 200
    passage_id = first.h3.a["href"].rpartition("/")[2].replace("~2E", ".")
    document, start, end, text = database.execute(
        "select document_id, char_start, char_end, text from passages where passage_id = ?", [passage_id]
    ).fetchone()
    assert f"/-/document/{document}" in first.select_one(".where a")["href"]
    assert first.select_one(".where a")["href"].endswith(f"#c{start}-{end}")
    assert {fold(mark.text) for mark in first.select("mark")} == {"吞吐量"}
    assert first.select_one(".excerpt").text.strip("…").split(" … ")[0] in text


@pytest.mark.parametrize(("query", "page"), [("合肥海关", "agency/hefei-customs"), ("策克口岸", "port/ceke")])
def test_a_port_and_a_body_lead_to_all_that_is_known_of_them(get, query, page):
    for address in ("/", "/en/"):
        links = find(get, query, f"{address}-/find").select(".hit .where a")
        assert f"{address}-/{page}" in [link["href"] for link in links]


def test_every_link_of_a_page_leads_somewhere(get):
    for address, query in (("/-/find", "中欧班列"), ("/en/-/find", "Hefei")):
        for link in find(get, query, address).select("main a[href]"):
            href = link["href"]
            if not href.startswith("#"):
                assert href.startswith("/en/") == address.startswith("/en/")
                assert get(href.partition("#")[0]).status_code == 200, href


@pytest.mark.parametrize(
    ("query", "table", "first"),
    [
        ("省商务厅", "agencies", "ah-commerce"),
        ("合肥海关", "agencies", "hefei-customs"),
        ("Hefei Customs", "agencies", "hefei-customs"),
        ("哈铁局集团公司", "agencies", "china-railway-harbin"),
        ("策克口岸", "ports", "ceke"),
        ("HFE", "ports", "hefei-airport"),
        ("加快建设高水平开放的沿江口岸带", "tasks", "ah-ports-2022.2"),
    ],
)
def test_what_is_called_just_that_comes_first(query, table, first, get):
    page = find(get, query)
    assert page.select_one("main section")["id"] == table
    assert page.select_one(f"#{table} .hit a")["href"].endswith(first.replace(".", "~2E"))


def test_furniture_and_contents_come_last(get, database):
    kinds = dict(database.execute("select passage_id, kind from passages").fetchall())
    found = []
    for number in range(1, 20):
        page = find(get, "口岸", table="passages", page=number)
        found += [link["href"].rpartition("/")[2].replace("~2E", ".") for link in page.select(".hit h3 a")]
        if not page.select_one("a[rel=next]"):
            break
    aside = [kinds[key] in {"contents", "furniture", "repeat"} for key in found]
    assert any(aside)
    assert aside == sorted(aside)
    assert len(set(found)) == len(found) == len(indexed(database, "passages", "口岸"))


def test_pages_follow_each_other_and_end(get):
    first = find(get, "口岸", table="passages")
    assert first.select_one("a[rel=prev]") is None
    address = first.select_one("a[rel=next]")["href"]
    assert "page=2" in address
    second = BeautifulSoup(get(address).text, "html.parser")
    assert second.select_one("a[rel=prev]")["href"].endswith("page=1")
    last = find(get, "口岸", table="passages", page="999")
    assert last.select(".hit")
    assert last.select_one("a[rel=next]") is None
    for page in ("0", "-1", "x", "", "１", "9" * 400):
        assert find(get, "口岸", table="passages", page=page).select(".hit")


def test_more_leads_to_all_hits_and_to_the_table(get):
    section = find(get, "口岸").select_one("#tasks")
    more, rows = (link["href"] for link in section.select(".more a"))
    assert "table=tasks" in more
    assert rows == f"/kouan/tasks?_search={quote('口岸')}"
    count = section.select_one(".count").text.strip()
    page = BeautifulSoup(get(rows).text, "html.parser")
    assert count in page.get_text()


def test_query_and_language_are_kept(get):
    for address, other in (("/-/find", "/en/-/find"), ("/en/-/find", "/-/find")):
        page = find(get, '合肥 "机场"', address)
        assert page.select_one("#site-search")["value"] == '合肥 "机场"'
        switch = get(page.select_one(".language-switch")["href"])
        assert switch.url.path == other
        assert BeautifulSoup(switch.text, "html.parser").select_one("#site-search")["value"] == '合肥 "机场"'
        assert page.html["lang"] == ("en" if address.startswith("/en") else "zh")


def test_english_pages_call_things_by_their_english_names(get):
    hit = find(get, "合肥海关", "/en/-/find").select_one("#agencies .hit")
    assert hit.h3.get_text(strip=True) == "Hefei Customs"
    assert hit.select_one(".other-names mark").text == "合肥海关"
    assert hit.select_one(".other-names [lang=zh]")
    for tag in find(get, "铁路", "/en/-/find").select(".hit .excerpt"):
        assert tag["lang"] == "zh"


def test_page_does_without_scripts_and_fits_into_the_site(get):
    page = find(get, "口岸")
    assert not page.select("main script")
    assert page.select_one("h1").text == "搜索“口岸”"
    assert len(page.select("h1")) == 1
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("query", "zh", "en"),
    [
        ("", "搜索任务、原文、目标", "Search the tasks, passages"),
        ("，。！", "标点和符号不参与搜索", "Punctuation and symbols are not searched"),
        ("😀", "标点和符号不参与搜索", "Punctuation and symbols are not searched"),
        ("又岸", "没有含有这个词的行", "No row has this"),
        ("合肥 zzzz", "没有一行同时含有这些词", "No row has all of this"),
        ("口岸 " + "铁路" * LONGEST_QUERY, "搜索词太长", "That is a long query"),
    ],
)
def test_page_says_what_to_do(query, zh, en, get):
    assert zh in find(get, query).main.get_text()
    assert en in find(get, query, "/en/-/find").main.get_text()


def test_words_that_never_meet_are_offered_one_by_one(get, texts):
    page = find(get, "满洲里 zzzz")
    link = page.select_one(f'main a[href$="q={quote("满洲里")}"]')
    total = sum(len(scan(rows, ["满洲里"])) for rows in texts.values())
    assert link.find_next("span").text == f"{total}"
    assert find(get, "满洲里 zzzz", table="ports").select_one(".note")


def test_markup_in_a_query_and_in_a_text_is_text(get):
    page = get("/-/find", params={"q": '<script>alert(1)</script>"><b>口岸'}).text
    assert "<script>alert" not in page
    assert "<b>口岸" not in page


HOSTILE = [
    "",
    " ",
    '"',
    '""',
    '"口岸',
    "“口岸",
    "口岸*",
    "*",
    "^口岸",
    "-口岸",
    "口岸 AND",
    "NOT 口岸",
    "OR",
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
    "😀",
    "👩‍👩‍👧",
    "。，！",
    "\u200b",
    "\ufeff口岸",
    "\ue000",
    "\U0010ffff",
    "e\u0301\u0301",
    "가각",
    "口" * 2000,
    "a " * 2000,
    "口 " * 1000,
    "".join(chr(0x4E00 + number) + " " for number in range(900)),
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_text_breaks_the_search(get, query):
    for address in ("/kouan/tasks?_search=", "/kouan/tasks.json?_search=", "/kouan/tasks.json?_search_text="):
        assert get(address + quote(query)).status_code == 200
    for address in ("/-/find?q=", "/en/-/find?q=", "/-/find?table=passages&page=2&q="):
        assert get(address + quote(query)).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.text(
        st.sampled_from("口岸合肥LNG5\"'“”*()^:-+ANDORNEAR{}% \t\n，\x00😀é") | st.characters(codec="utf-8"),
        max_size=40,
    ),
    table=st.sampled_from(["", "passages", "agencies", "nosuch"]),
)
def test_no_text_at_all_breaks_the_page(get, query, table):
    assert get(f"/-/find?q={quote(query)}&table={table}").status_code == 200
    assert get(f"/kouan/agencies.json?_search={quote(query)}").status_code == 200


def test_bytes_that_are_no_text_do_not_break_the_search(get):
    for address in ("/kouan/tasks?_search=", "/-/find?q=", "/-/find?q=a&table="):
        assert get(f"{address}%ff%fe%E5%8F%ED%A0%80").status_code == 200


def test_raw_syntax_is_refused_or_answered_but_no_fault(get):
    for query in ("口岸", '"', "NEAR(", "nosuch:a"):
        assert get(f"/kouan/tasks.json?_searchmode=raw&_search={quote(query)}").status_code in {200, 400}
