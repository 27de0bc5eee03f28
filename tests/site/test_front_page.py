"""The front page says what the database, the descriptor and metadata.yml say, in both languages."""

import asyncio
import re
import shutil
import sqlite3
from contextlib import closing

import pytest
import yaml
from bs4 import BeautifulSoup
from datasette.utils import format_bytes

from kouan.publish.views import VIEWS
from kouan.serve import make_site

from .conftest import PROJECT, page_text, plain

QUERIES = yaml.safe_load((PROJECT / "metadata.yml").read_text("utf-8"))["databases"]["kouan"]["queries"]
WHOLE = "column_name is null and document_id is null and corpus_document is null and annotated > 0"


@pytest.fixture
def answer(get, t):
    """The front page."""
    return get(t("/?_lang=zh", "/en/"))


@pytest.fixture
def page(answer):
    """The front page, parsed."""
    return BeautifulSoup(answer.text, "html.parser")


def test_it_says_what_this_is_in_the_words_of_the_descriptor(page, package, t):
    assert page.h1.get_text() == t(package.title, package.title_en)
    assert plain(page.select_one(".about").get_text()) == t(package.description, package.description_en)


def test_its_title_is_said_once(page, package, t):
    assert page.title.get_text() == t(package.title, package.title_en)


def test_it_says_what_the_data_do_not_hold(page, database, t):
    said = page.select_one("section[aria-labelledby=documents] > p").get_text()
    count = database.execute("select count(*) from documents").fetchone()[0]
    assert t(f"只收录下面 {count} 份文件", f"these {count} documents only") in said
    assert t("不说明后来做成了没有", "not what was done") in said


def test_each_document_has_a_card_with_what_was_read_from_it(page, database, t):
    cards = {card.a["href"].rpartition("/")[2]: card for card in page.select(".cards.documents > li")}
    rows = database.execute("select * from documents left join divisions using (division_code)").fetchall()
    assert set(cards) == {row["document_id"] for row in rows}
    for row in rows:
        card, document = cards[row["document_id"]], row["document_id"]
        assert card.h3.a["href"] == f"{t.address}-/document/{document}"
        assert card.h3.get_text() == t(row["title"], row["title_en"])
        other = card.select_one(".other-title")
        assert (other.get_text(), other["lang"]) == (t(row["title_en"], row["title"]), t("en", "zh"))
        origin = card.select_one(".origin").get_text()
        assert t(row["name"], row["name_en"]) in origin
        issuers = database.execute(
            "select name, name_en from document_agencies join agencies using (agency_id) "
            "where role = 'issuer' and document_id = ?",
            [document],
        ).fetchall()
        for issuer in issuers:
            assert t(issuer["name"], issuer["name_en"]) in origin
        assert issuers or t("原文没有印发文机关", "the text names no issuer") in origin
        assert (row["published_on"] or row["adopted_on"] or "") in origin
        counted = [
            database.execute(f"select count({what}) from {table} where document_id = ?", [document]).fetchone()[0]
            for table, what in (
                ("tasks", "*"),
                ("targets", "*"),
                ("project_mentions", "distinct project_id"),
                ("port_mentions", "distinct port_id"),
            )
        ]
        assert [int(number.get_text().replace(",", "")) for number in card.select(".counts dd")] == counted


def test_the_share_of_a_document_is_that_of_its_coverage(get, page, t):
    coverage = page_text(get(f"{t.address}-/coverage"))
    for link in page.select(".cards .share a"):
        share = re.search(r"[0-9.]+%", link.get_text()).group()
        assert share in coverage
        assert get(link["href"]).status_code == 200


@pytest.mark.parametrize(("sample", "stage"), [("data_set", "published"), ("held_out", "parsed")])
def test_the_figures_are_those_of_quality(page, database, sample, stage, t):
    measured = database.execute(f"select * from quality where {WHOLE} and sample = ? and stage = ?", [sample, stage])
    rows = {line.th.a["href"].rpartition("/")[2]: line.select("td") for line in page.select("table.quality tbody tr")}
    measured = measured.fetchall()
    assert {row["table_name"] for row in measured} <= set(rows)
    for row in measured:
        cells = rows[row["table_name"]][0:3] if sample == "data_set" else rows[row["table_name"]][3:6]
        said = [plain(cell.get_text(" ")) for cell in cells]
        assert said[0] == f"{row['annotated']:,}"
        for cell, name in zip(said[1:], ("precision", "recall"), strict=True):
            value, low, high = (100 * row[f"{name}{end}"] for end in ("", "_low", "_high"))
            assert cell == f"{value:.1f}% {low:.1f}–{high:.1f}"


def test_the_weakest_figure_is_not_hidden(page, database, package, t):
    name, recall = database.execute(
        f"select table_name, recall from quality where {WHOLE} and sample = 'held_out' order by recall limit 1"
    ).fetchone()
    said = page.select_one("section[aria-labelledby=quality] p > strong").get_text()
    table = next(table for table in package.tables if table.name == name)
    assert t(table.title, table.title_en) in said
    assert f"{100 * recall:.1f}%" in said


def test_the_search_and_its_examples_find_something(get, page, t):
    form = page.select_one("form.front-search")
    assert form["action"] == f"{t.address}-/find"
    assert form["method"] == "get"
    field = form.select_one("input[name=q]")
    assert form.select_one(f"label[for={field['id']}]")
    examples = form.select(".examples a")
    assert len(examples) == 3
    for example in examples:
        found = BeautifulSoup(get(example["href"]).text, "html.parser")
        assert found.select_one("#site-search")["value"] == example.get_text()
        assert found.select_one("main").select("h2")


def test_every_question_stands_here(page, t):
    shown = {link["href"] for link in page.select(".question-titles a")}
    groups = {about["group"] for about in QUERIES.values() if about.get("front_page")}
    assert shown == {f"{t.address}kouan/{name}" for name, about in QUERIES.items() if about["group"] in groups}
    # Only the data behind pictures stand elsewhere.
    assert {about["group"] for about in QUERIES.values()} - groups == {"pictures"}


def test_the_most_useful_questions_can_be_seen_at_once(get, page, t):
    shown = [link["href"] for link in page.select(".subject-grid > div > .question-titles a")]
    assert shown == [f"{t.address}kouan/{name}" for name, about in QUERIES.items() if about.get("front_page")]
    assert 8 <= len(shown) <= 12
    assert page.select_one(f'a.button[href="{t.address}-/questions"]')


def test_each_table_has_a_line_and_its_rows(get, page, database, site, t):
    about = getattr(site, t.code).metadata("databases")["kouan"]["tables"]
    entries = {entry.a["href"].rpartition("/")[2]: entry for entry in page.select(".contents > div")}
    assert list(entries) == list(about)
    for name, entry in entries.items():
        assert entry.a.get_text() == about[name]["title"]
        assert plain(entry.dd.get_text()) == plain(about[name]["summary"])
        rows = database.execute(f"select count(*) from {name}").fetchone()[0]
        said = t("视图", "view") if name in VIEWS else f"{rows:,} {t('行', 'rows')}"
        assert plain(entry.select_one(".count").get_text()) == said
        assert get(entry.select_one(".csv")["href"]).status_code == 200


def test_figures_are_counts(page, database):
    for entry in page.select(".figures > div"):
        name = entry.a["href"].rpartition("/")[2]
        count = database.execute(f"select count(*) from {name}").fetchone()[0]
        assert entry.dd.get_text() == f"{count:,}"


def test_the_whole_database_is_there_with_its_size(get, page, build, t):
    size = (build / "kouan.db").stat().st_size
    download = page.select_one(f'a[href="{t.address}kouan.db"]')
    assert format_bytes(size) in download.parent.get_text()
    # The page of downloads says the same.
    assert format_bytes(size) in page_text(get(f"{t.address}-/downloads"))
    assert get(download["href"]).status_code == 200


def test_it_says_how_to_cite_and_how_to_correct(page, answer, package, t):
    citation = page.select_one(".citation").get_text()
    assert package.version in citation
    assert t(package.title, package.title_en) in citation
    assert page.select_one("main a[rel=license]")["href"] == package.licenses[0].path
    assert t("依据文件里的哪句话", "the words of the document that show it") in page_text(answer)


def test_every_link_of_the_page_leads_somewhere_in_its_language(get, page, t):
    for link in {link["href"] for link in page.select("main a[href]")}:
        if not link.startswith("https://"):
            assert link.startswith("/en/") == (t.code == "en")
            assert get(link.partition("#")[0]).status_code == 200, link


def test_it_works_without_scripts_and_with_one_main_heading(page):
    assert not page.select("script")
    assert len(page.select("h1")) == 1
    identifiers = [tag["id"] for tag in page.select("[id]")]
    assert len(identifiers) == len(set(identifiers))


def test_it_follows_the_database(build, tmp_path, package, t):
    """Nothing is typed twice: other data, other words."""
    for name in ("kouan.db", "settings.json", "layout.json", "metadata.json", "metadata.en.json"):
        shutil.copy(build / name, tmp_path / name)
    with closing(sqlite3.connect(tmp_path / "kouan.db")) as connection:
        connection.execute("delete from quality where sample = 'held_out'")
        connection.execute("delete from document_agencies where document_id = 'ah-ports-2022'")
        connection.execute("delete from targets where document_id = 'ah-ports-2022'")
        connection.commit()
        left = connection.execute("select count(*) from targets").fetchone()[0]
    answer = asyncio.run(make_site(tmp_path).client.get(t("/?_lang=zh", "/en/")))
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 200
    assert page.select_one('.figures a[href$="/targets"]').find_parent("div").dd.get_text() == str(left)
    card = page.select_one('.cards a[href$="/ah-ports-2022"]').find_parent("li")
    assert [number.get_text() for number in card.select(".counts dd")][1] == "0"
    assert t("原文没有印发文机关", "the text names no issuer") in card.get_text()
    assert t("没有测量", "not measured") in page.select_one("table.quality").get_text()
    assert not page.select("section[aria-labelledby=quality] p > strong")


def test_a_site_without_measurements_has_a_front_page(build, tmp_path):
    for name in ("kouan.db", "settings.json", "metadata.json", "metadata.en.json"):
        shutil.copy(build / name, tmp_path / name)
    with closing(sqlite3.connect(tmp_path / "kouan.db")) as connection:
        connection.execute("delete from quality")
        connection.commit()
    answer = asyncio.run(make_site(tmp_path).client.get("/en/"))
    assert answer.status_code == 200
    assert "gave data" not in BeautifulSoup(answer.text, "html.parser").select_one(".cards").get_text()
