"""The pages of documents: every span is marked where it stands, and nothing of the text is lost or changed."""

import asyncio
import re
from array import array
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from itertools import pairwise
from urllib.parse import urlparse

import pytest
from bs4 import BeautifulSoup
from lxml import html

from kouan.publish.layout import LAYOUT_FILE
from kouan.publish.site_metadata import DATABASE
from kouan.schema import load_package
from kouan.site.document.blocks import Page
from kouan.site.document.coverage import all_sentences, by_section, by_table, coverage
from kouan.site.document.document import Document, Passage
from kouan.site.document.kinds import BY_TABLE, KINDS
from kouan.site.document.layout import Layout, read_layout
from kouan.site.document.segments import cut
from kouan.site.document.store import _known, document_ids, document_of
from kouan.site.language import LANGUAGES

from .conftest import PROJECT, page_text

DOCUMENTS = sorted(path.stem for path in (PROJECT / "datasets" / "documents").glob("*.txt"))
TABLES = load_package(PROJECT / "datapackage.json").tables
SPANNED = [table for table in TABLES if "char_start" in table.column_names]
# What stands between passages, and what a span over several of them reads there.
BREAKS = re.compile(r"[\n|]")
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(scope="module", params=DOCUMENTS)
def document_id(request):
    return request.param


@pytest.fixture(scope="module")
def read(site):
    """Read a document of the site."""
    return cache(lambda document_id: asyncio.run(document_of(site.zh, document_id)))


@pytest.fixture(scope="module")
def document(read, document_id):
    return read(document_id)


# Where spans stand


def test_every_character_stands_where_the_stored_document_has_it(document, plans, document_id):
    clean = plans[document_id].clean
    stored = dict(zip(clean.positions, clean.text, strict=True))
    for aside in clean.asides:
        stored.update(zip(aside.positions, aside.text, strict=True))
    text = "".join(passage.text for passage in document.passages)
    assert len(text) == len(document.layout.places)
    assert text == "".join(stored[place] for place in document.layout.places)
    assert list(document.layout.places) == sorted(set(document.layout.places))


@pytest.mark.parametrize("table", SPANNED, ids=lambda table: table.name)
def test_every_span_of_every_row_is_found_in_the_text(read, database, plans, table):
    prefixes = [name.removesuffix("char_start") for name in table.column_names if name.endswith("char_start")]
    seen = 0
    for row in database.execute(f"select * from {table.name} where document_id is not null"):
        document, clean = read(row["document_id"]), plans[row["document_id"]].clean
        for prefix in prefixes:
            span = row[f"{prefix}char_start"], row[f"{prefix}char_end"]
            if span[0] is None:
                continue
            start, end = document.place(*span)
            wanted = BREAKS.sub("", clean.quote(*span))
            if not wanted:
                # Stray bytes were left out; the next character stands for them.
                assert table.name == "issues"
                assert document.layout.places[start] >= span[0]
                continue
            seen += 1
            assert document.quote(start, end).replace("|", "") == wanted, row[0]
            if table.name not in {"passages", "issues"}:
                assert document.stored(start, end) == span, row[0]
            if f"{prefix}quote" in table.column_names and row[f"{prefix}quote"]:
                assert document.quote(start, end).replace("|", "") == BREAKS.sub("", row[f"{prefix}quote"])
    assert seen


def test_every_row_has_a_mark_and_every_mark_the_words_of_its_row(document):
    marked = {(mark.table, mark.row_id) for mark in document.marks}
    for kind in KINDS:
        for row in document.rows[kind.table]:
            assert (kind.table, row[kind.key]) in marked or row["char_start"] is None
    for mark in document.marks:
        words = document.quote(mark.start, mark.end)
        if mark.table in {"tasks", "documents", "document_agencies"}:
            assert words == mark.label


def test_a_layout_of_another_file_is_not_used(build, document):
    assert read_layout(build, document.document_id, document.row["sha256"]) is not None
    assert read_layout(build, document.document_id, "0" * 64) is None
    assert read_layout(build, "no-such-document", document.row["sha256"]) is None
    assert read_layout(build / "nowhere", document.document_id, document.row["sha256"]) is None
    assert (build / LAYOUT_FILE).stat().st_size < 20_000


# Segments


TEXT = "甲乙丙丁戊己庚辛壬癸"


def small(*spans, texts=(TEXT,), kinds=None):
    """A document of some passages, one character of layout after each, with targets at stored spans."""
    passages, places, offset, stored = [], [], 0, 0
    for number, text in enumerate(texts):
        kind = (kinds or {}).get(number, "paragraph")
        passages.append(Passage(f"p{number}", kind, (), None, text, offset, (stored, stored + len(text) + 1), False))
        places += range(stored, stored + len(text))
        offset, stored = offset + len(text), stored + len(text) + 1
    rows = {kind.table: [] for kind in KINDS}
    rows["targets"] = [
        {
            "target_id": f"t{number}",
            "indicator": "指标",
            "indicator_en": "Indicator",
            "char_start": start,
            "char_end": end,
        }
        | {"deadline_char_start": None, "deadline_char_end": None}
        for number, (start, end) in enumerate(spans)
    ]
    row = {"document_id": "small", "title": "小", "title_en": "Small"}
    return Document(row, tuple(passages), Layout(array("l", places), frozenset()), rows)


def segments(document, number=0):
    passage = document.passages[number]
    return [
        (one.text, [mark.row_id for mark in one.marks]) for one in cut(document, passage, passage.offset, passage.end)
    ]


@pytest.mark.parametrize(
    ("spans", "wanted"),
    [
        ((), [(TEXT, [])]),
        (((2, 4),), [("甲乙", []), ("丙丁", ["t0"]), ("戊己庚辛壬癸", [])]),
        (((0, 10), (2, 4)), [("甲乙", ["t0"]), ("丙丁", ["t0", "t1"]), ("戊己庚辛壬癸", ["t0"])]),
        (
            ((1, 4), (3, 6)),
            [("甲", []), ("乙丙", ["t0"]), ("丁", ["t0", "t1"]), ("戊己", ["t1"]), ("庚辛壬癸", [])],
        ),
        (((2, 4), (2, 4)), [("甲乙", []), ("丙丁", ["t0", "t1"]), ("戊己庚辛壬癸", [])]),
    ],
    ids=["none", "one", "nested", "overlapping", "the same"],
)
def test_segments_know_all_rows_that_cover_them(spans, wanted):
    assert segments(small(*spans)) == wanted


def test_a_span_over_passages_is_marked_in_each_and_not_in_the_furniture_between():
    document = small((2, 12), texts=("甲乙丙丁", "页脚", "戊己庚辛"), kinds={1: "furniture"})
    assert segments(document, 0) == [("甲乙", []), ("丙丁", ["t0"])]
    assert segments(document, 1) == [("页脚", [])]
    assert segments(document, 2) == [("戊己庚辛", ["t0"])]


def test_a_span_in_furniture_alone_is_marked_there():
    document = small((5, 7), texts=("甲乙丙丁", "页脚", "戊己庚辛"), kinds={1: "furniture"})
    assert segments(document, 1) == [("页脚", ["t0"])]


# The page


def test_the_page_has_the_whole_text_and_nothing_else(get, document, t):
    page = BeautifulSoup(get(f"{t.address}-/document/{document.document_id}").text, "html.parser")
    article = page.select_one(".document-text")
    assert article["lang"] == "zh"
    for ours in article.select(".task-link, summary"):
        ours.decompose()
    shown = re.sub(r"\s", "", article.get_text())
    assert shown == re.sub(r"\s", "", "".join(passage.text for passage in document.passages))


def test_every_name_on_the_page_is_there_once_and_every_span_has_one(soup, document):
    page = soup(f"/-/document/{document.document_id}")
    names = [tag["id"] for tag in page.select("[id]")]
    assert len(names) == len(set(names))
    wanted = {mark.anchor for mark in document.marks} | {f"task-{row['task_id']}" for row in document.rows["tasks"]}
    wanted |= {f"c{passage.span[0]}-{passage.span[1]}" for passage in document.passages}
    assert wanted <= set(names)


def test_every_row_can_be_reached_from_its_words(get, soup, document):
    """A mark leads to its row, or to a list that has it."""
    page = soup(f"/-/document/{document.document_id}")
    reached, lists = set(), {}
    for link in page.select(".document-text a.m"):
        path = link["href"].replace("~2E", ".")
        if "/rows?" in path:
            lists[path] = link
        else:
            reached.add(path.removeprefix("/kouan/"))
    for path in lists:
        for found in html.fromstring(get(path).text).find_class("rows-here"):
            reached |= {link.get("href").replace("~2E", ".").removeprefix("/kouan/") for link in found.iter("a")}
    wanted = {f"{mark.table}/{mark.row_id}" for mark in document.marks if mark.row_id}
    assert wanted <= reached


def test_a_mark_with_one_row_stands_on_words_of_that_row(soup, document):
    quotes = {}
    for mark in document.marks:
        quotes.setdefault(f"/kouan/{mark.table}/{mark.row_id}", []).append(document.quote(mark.start, mark.end))
    for link in soup(f"/-/document/{document.document_id}").select(".document-text a.m"):
        path = link["href"].replace("~2E", ".")
        if "/rows?" not in path:
            assert any(link.get_text() in quote for quote in quotes[path]), path


def test_links_keep_the_language(get, soup, document):
    page = soup(f"/en/-/document/{document.document_id}")
    links = [link["href"] for link in page.select(".document a") if not link["href"].startswith("#")]
    assert links
    assert all(link.startswith("/en/") for link in links)
    assert get(links[len(links) // 2]).status_code == 200


def test_contents_lead_to_headings_and_tasks(soup, document):
    page = soup(f"/-/document/{document.document_id}")
    entries = page.select(".document-contents a")
    for entry in entries:
        place = page.find(id=entry["href"].removeprefix("#"))
        assert entry.get_text() in place.get_text()
    tasks = {entry["href"] for entry in entries if entry["href"].startswith("#task-")}
    assert tasks == {f"#task-{row['task_id']}" for row in document.rows["tasks"]}
    levels = [int(tag.name[1]) for tag in page.select("h1, .document-text :is(h2, h3, h4, h5, h6)")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_section_of_a_task_links_to_its_row(soup, document):
    page = soup(f"/-/document/{document.document_id}")
    for row in document.rows["tasks"]:
        section = page.find(id=f"task-{row['task_id']}")
        assert section.name == "section"
        assert section.a["href"].replace("~2E", ".") == f"/kouan/tasks/{row['task_id']}"
        assert row["title"] in section.get_text()


def test_legend_counts_the_rows_of_each_table(soup, document, t):
    page = soup(f"{t.address}-/document/{document.document_id}")
    titles = {table.name: t(table.title, table.title_en) for table in TABLES}
    shown = {box["data-marks"]: box.parent.get_text(" ").split() for box in page.select(".legend input[type=checkbox]")}
    wanted = {name: len(rows) for name, rows in document.rows.items() if rows and name != "documents"}
    assert {name: int(words[-1].replace(",", "")) for name, words in shown.items()} == wanted
    assert {name: " ".join(words[:-1]) for name, words in shown.items()} == {name: titles[name] for name in wanted}


def test_boxes_are_boxes_and_a_table_has_rows(soup):
    page = soup("/-/document/sn-ports-2021")
    boxes = page.select(".printed-box")
    assert [box.find(["h3", "h4", "h5"]).get_text()[:3] for box in boxes] == [f"专栏{number}" for number in range(1, 8)]
    assert len(page.select(".printed-box section.task")) == 17
    rows = [[cell.get_text() for cell in row.select("td")] for row in page.select("table.printed tr")]
    assert rows == [["全国", "陕西", "河南", "湖北", "重庆", "山西", "甘肃"], ["313", "1", "3", "4", "2", "3", "3"]]


def test_what_is_no_text_is_folded_away_with_a_word_of_what_it_is(soup):
    folded = soup("/-/document/ah-yrd-2022").select(".document-text details")
    assert len(folded) >= 2
    assert not any(one.has_attr("open") for one in folded)
    assert "又印了一遍（7,564 字）" in folded[-1].summary.get_text()
    assert "目录（" in soup("/-/document/sn-ports-2021").select_one(".document-text details summary").get_text()


def test_a_heading_run_in_before_its_text_is_a_heading(soup):
    headings = [tag.get_text() for tag in soup("/-/document/ah-ports-2022").select(".document-text h3")]
    assert headings[:3] == ["（一）指导思想。", "（二）发展目标。", "（一）优化口岸布局行动。"]


# Addresses


@pytest.mark.parametrize(
    ("document_id", "span"),
    [
        ("nm-ports-2022", (1000, 1100)),
        ("nm-ports-2022", (700, 701)),
        ("nm-ports-2022", (266, 272)),
        ("ah-yrd-2022", (0, 40)),
        ("sn-ports-2021", (2000, 4000)),
        ("ah-ports-2022", (9470, 9480)),
    ],
)
def test_any_span_of_an_address_is_marked(soup, read, document_id, span):
    document = read(document_id)
    page = soup(f"/-/document/{document_id}?span={span[0]}-{span[1]}")
    shown = "".join(mark.get_text() for mark in page.select(".document-text mark.here"))
    assert shown == document.quote(*document.place(*span))
    assert page.find(id=f"c{span[0]}-{span[1]}")


@pytest.mark.parametrize("span", ["9999998-9999999", "10302-999999999"])
def test_a_span_behind_the_end_is_the_last_character(soup, read, span):
    page = soup(f"/-/document/nm-ports-2022?span={span}")
    assert page.select_one("mark.here").get_text() == read("nm-ports-2022").passages[-1].text[-1]
    assert page.find(id=f"c{span}")


def test_a_span_in_what_is_folded_away_opens_it(soup):
    page = soup("/-/document/ah-yrd-2022?span=9000-9010")
    opened = [one for one in page.select(".document-text details") if one.has_attr("open")]
    assert len(opened) == 1
    assert opened[0].select_one("mark.here")


@pytest.mark.parametrize(
    "span", ["abc", "12", "12-", "30-20", "20-20", "-5-10", "１-２", "1-99999999999999999999", "<b>"]
)
@pytest.mark.parametrize("page", ["", "/rows"])
def test_a_span_that_is_none_is_refused(get, span, page, t):
    answer = get(f"{t.address}-/document/ah-ports-2022{page}", params={"span": span})
    assert answer.status_code == 400
    assert "123-130" in answer.text
    assert "<b>" not in answer.text


def test_documents_that_are_not_there_are_not_found(get, t):
    for path in ("-/document/no-such", "-/coverage/no-such", "-/document/no-such/rows?span=1-2", "-/document/a.b"):
        answer = get(t.address + path)
        assert answer.status_code == 404
    assert get(f"{t.address}-/document/ah-ports-2022/rows").status_code == 400


def test_the_list_of_rows_says_when_there_is_none(get, t):
    text = page_text(get(f"{t.address}-/document/ah-ports-2022/rows?span=700-701"))
    assert t("这处文字没有对应的行。", "These words gave no row.") in text


def test_a_clause_leads_to_the_list_of_its_rows(soup, database):
    link = soup("/-/document/ah-ports-2022").select_one("#task-ah-ports-2022\\.2 a.clause")
    rows = [one["href"].rpartition("/")[2].replace("~2E", ".") for one in soup(link["href"]).select(".rows-here a")]
    query = (
        "select assignment_id from task_assignments where task_id = 'ah-ports-2022.2' and clause = 1 order by ordinal"
    )
    assert rows == [row[0] for row in database.execute(query)]
    assert link.get_text().startswith("（责任单位")


# Text is text


def test_text_that_looks_like_html_is_shown_as_text(site, get):
    evil = "<script>alert(1)</script><b onclick='x'>&amp;\"{{ 7*7 }}"
    document = small((2, 9), texts=(evil, "<i>二</i>。"), kinds={0: "heading"})
    document = replace(document, row={**document.row, "title": evil, "title_en": evil})
    for datasette in (site.zh, site.en):
        _known.setdefault(datasette.get_database(DATABASE), {})["evil"] = document
    try:
        for path in ("document/evil", "coverage/evil", "document/evil/rows?span=0-9", "document/evil?span=3-12"):
            for t in LANGUAGES:
                answer = get(f"{t.address}-/{path}")
                assert answer.status_code == 200
                assert "<script>alert" not in answer.text
                assert "onclick='x'>" not in answer.text
                assert "<i>" not in answer.text
                assert "49" not in answer.text.partition("<main")[2].partition("</main>")[0]
    finally:
        for datasette in (site.zh, site.en):
            del _known[datasette.get_database(DATABASE)]["evil"]


# Coverage


def test_the_counts_of_sections_add_up(document):
    total = coverage(document)
    parts = [counts for _, counts in by_section(document)]
    for name in ("sentences", "sentences_with_rows", "sentences_in_tasks_only", "characters", "characters_with_rows"):
        assert sum(getattr(counts, name) for counts in parts) == getattr(total, name)
    assert 0 < total.sentences_with_rows + total.sentences_in_tasks_only <= total.sentences
    assert 0 < total.sentence_share < 1
    assert 0 < total.character_share < 1


def test_every_task_target_and_assignment_is_in_a_sentence_that_counts(document):
    met = {(mark.table, mark.row_id) for one in all_sentences(document) for mark in one.marks}
    for table in ("tasks", "targets", "task_assignments"):
        for row in document.rows[table]:
            assert (table, row[BY_TABLE[table].key]) in met
    assert {table: rows for table, rows, _ in by_table(document)} == {
        kind.table: len(document.rows[kind.table]) for kind in KINDS if kind.is_data
    }


def test_sentences_are_the_whole_of_a_paragraph(document):
    sentences = all_sentences(document)
    for passage in document.passages:
        if passage.kind in {"paragraph", "cell"}:
            assert "".join(one.text for one in sentences if one.passage == passage).endswith(passage.text[-20:])
        elif passage.kind in {"contents", "furniture", "repeat", "title", "header"}:
            assert not any(one.passage == passage for one in sentences)


def test_sentences_are_counted_as_one_would_by_hand():
    document = small(
        (0, 3),
        (17, 19),
        texts=("到二〇二五年。没有什么！“真的？”还有；末了", "又一句。", "页脚。"),
        kinds={2: "furniture"},
    )
    assert [(one.text, one.state) for one in all_sentences(document)] == [
        ("到二〇二五年。", "row"),
        ("没有什么！", "none"),
        ("“真的？”", "none"),
        ("还有；", "row"),
        ("末了", "none"),
        ("又一句。", "none"),
    ]
    total = coverage(document)
    assert (total.sentences, total.sentences_with_rows, total.characters, total.characters_with_rows) == (6, 2, 26, 10)


def test_a_clause_ends_a_sentence(read):
    document = read("ah-ports-2022")
    texts = [one.text for one in all_sentences(document)]
    assert any(text.startswith("加快芜湖专业航空货运枢纽港建设") for text in texts)
    assert not any("）加快芜湖" in text for text in texts)


def test_coverage_page_shows_counts_and_sentences(soup, document, t):
    path = f"{t.address}-/coverage/{document.document_id}"
    page, total = soup(path), coverage(document)
    text = " ".join(page.main.get_text(" ").split())
    assert f"{100 * total.sentence_share:.1f}%" in text
    sentences = page.select(".coverage-text a")
    assert [one.get_text() for one in sentences] == [one.text for one in all_sentences(document)]
    assert len(page.select(".coverage-text .s-row")) == total.sentences_with_rows
    without = soup(page.select_one(".coverage-filter a")["href"].partition("#")[0])
    assert not without.select(".coverage-text .s-row")
    assert len(without.select(".coverage-text a")) == total.sentences - total.sentences_with_rows
    place = urlparse(sentences[-1]["href"])
    marked = soup(f"{place.path}?{place.query}").select("mark.here")
    assert "".join(mark.get_text() for mark in marked) == sentences[-1].get_text()


def test_coverage_of_all_documents_has_a_row_for_each(site, get, t):
    page = BeautifulSoup(get(f"{t.address}-/coverage").text, "html.parser")
    ids = [link["href"].rpartition("/")[2] for link in page.select("tbody a")]
    assert ids == asyncio.run(document_ids(site.zh))
    assert sorted(ids) == DOCUMENTS


# Rows in their context


@pytest.mark.parametrize("table", SPANNED, ids=lambda table: table.name)
def test_the_page_of_a_row_shows_its_words_in_context(get, read, database, table, t):
    key, order = table.primary_key[0], "order by document_id, rowid"
    query = f"select * from {table.name} where char_start is not null {order}"
    rows = database.execute(query).fetchall()
    for row in {row[key]: row for row in (rows[0], rows[len(rows) // 2], rows[-1])}.values():
        page = BeautifulSoup(get(f"{t.address}kouan/{table.name}/{row[key]}").text, "html.parser")
        document = read(row["document_id"])
        context = page.select_one("section.row-context")
        assert context.blockquote["lang"] == "zh"
        shown = "".join(mark.get_text() for mark in context.select("mark.here"))
        own = document.quote(*document.place(row["char_start"], row["char_end"]))
        wanted = row["title"] if table.name == "tasks" else own[:500]
        assert shown == wanted
        paragraphs = [part.get_text().strip("… ") for part in context.select("blockquote p")]
        for part in paragraphs:
            assert part in "".join(passage.text for passage in document.passages)
        link = urlparse(context.select("a")[0]["href"])
        assert link.path == f"{t.address}-/document/{row['document_id']}"
        # A whole document for each row: lxml reads it many times faster.
        target = html.fromstring(get(f"{link.path}?{link.query}").text)
        assert target.get_element_by_id(link.fragment) is not None
        marks = target.find_class("document-text")[0].iterfind(".//mark[@class='here']")
        assert "".join(mark.text_content() for mark in marks) == own


@pytest.mark.parametrize("path", ["agencies/hefei-government", "indicators", "divisions/340000"])
def test_pages_without_a_span_have_no_context(get, path):
    page = get(f"/kouan/{path}")
    assert page.status_code == 200
    assert "row-context" not in page.text


def test_an_issue_about_a_whole_document_stands_at_its_head(soup):
    assert not soup("/kouan/issues/nm-ports-2022.i1").select(".row-context")
    note = soup("/-/document/nm-ports-2022").select_one("ul.note a")
    assert note["href"].replace("~2E", ".") == "/kouan/issues/nm-ports-2022.i1"


# Well made


@pytest.mark.parametrize(
    "path",
    ["document/sn-ports-2021", "document/sn-ports-2021/rows?span=4000-4400", "coverage", "coverage/sn-ports-2021"],
)
def test_pages_speak_one_language_at_a_time(get, path):
    english = BeautifulSoup(get(f"/en/-/{path}").text, "html.parser")
    for tag in english.select("[lang=zh]"):
        tag.decompose()
    assert not HAN.search(english.main.get_text())
    chinese = BeautifulSoup(get(f"/-/{path}").text, "html.parser")
    for tag in chinese.select(".document-text, .coverage-text, blockquote, .rows-here, .task-link, code"):
        tag.decompose()
    assert not re.search(r"[A-Za-z]{3,}", chinese.main.get_text())


def test_pages_of_documents_are_of_a_sane_size(get, document_id):
    assert len(get(f"/-/document/{document_id}").content) < 500_000


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour, share, paper):
    parts = [round(share * int(colour[i : i + 2], 16) + (1 - share) * int(paper[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in parts)


def test_marks_can_be_told_from_the_paper_and_text_from_the_marks():
    static = PROJECT / "scripts" / "kouan" / "site" / "static"
    # The first of each pair of blocks is light, the second dark.
    schemes = [{}, {}]
    for name in ("kouan.css", "document.css"):
        blocks = re.findall(r":root \{(.*?)\}", (static / name).read_text(encoding="utf-8"), re.DOTALL)[:2]
        for scheme, block in zip(schemes, blocks, strict=True):
            scheme.update(re.findall(r"--([\w-]+): (#\w{6}|\d+%);", block))
    lines = set()
    css = (static / "document.css").read_text(encoding="utf-8")
    for kind in KINDS:
        lines.add(re.search(rf"^\.{kind.table} \{{.*?text-decoration: ([^;]+);", css, re.MULTILINE)[1])
        for scheme in schemes:
            paper = scheme["paper"]
            assert contrast(scheme[kind.table], paper) >= 3
            tint = mixed(scheme[kind.table], int(scheme["tint"][:-1]) / 100, paper)
            assert contrast(scheme["ink"], tint) >= 4.5
            assert contrast(scheme["ink"], scheme["here"]) >= 4.5
    assert len(lines) == len(KINDS)


def test_where_a_span_begins_a_stored_offset_names_it(read):
    """What an address holds are offsets of the stored file: they mean the same after any rebuild of the same bytes."""
    document = read("ah-ftz-2021")
    page = Page(document, (23882, 23909))
    assert page.here[0].anchor == "c23882-23909"
    assert document.layout.places[bisect_left(document.layout.places, 23882)] == 23882
