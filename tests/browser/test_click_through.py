"""What a person comes for, from the front page on, by clicking."""

import csv
import io
import re

import httpx
import pytest
from playwright.sync_api import expect

from kouan.site.language import LANGUAGES


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
def test_from_two_characters_to_the_sentence_its_row_and_its_agency(visit, t):
    tab = visit(f"{t.address}?_lang=zh")
    box = tab.get_by_role("main").get_by_role("searchbox")
    box.fill("联运")
    box.press("Enter")

    expect(tab.locator("#tasks mark").first).to_have_text("联运")
    hit = tab.locator("#tasks .hit", has_text="多式联运建设提升工程")
    hit.get_by_role("link", name=t("看原文这一处", "See it in the document")).click()

    expect(tab).to_have_url(re.compile(r"/-/document/ah-ports-2022\?span=(\d+-\d+)#c\1$"))
    expect(tab.locator("html")).to_have_attribute("lang", t.code)
    here = tab.locator("mark.here")
    expect(here.first).to_be_in_viewport()
    # In every scheme of colours the mark is painted over, not only underlined.
    paint = "one => getComputedStyle(one).backgroundColor"
    assert here.first.evaluate(paint) not in {"rgba(0, 0, 0, 0)", tab.locator("body").evaluate(paint)}
    assert "联运" in "".join(here.all_inner_texts())

    mark = tab.locator("mark.here a.task_assignments:not(.clause)").first
    called = mark.inner_text()
    mark.click()
    expect(tab).to_have_url(re.compile("/kouan/task_assignments/"))
    expect(tab.locator(".row-context mark.here")).to_have_text(called)

    tab.locator(".col-agency_id .value a").click()
    tab.locator(".row-page a").click()
    expect(tab).to_have_url(re.compile(rf"{t.address}-/agency/"))
    expect(tab.locator("#work")).to_be_visible()
    assert called in tab.locator("main").inner_text()


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
def test_a_table_is_narrowed_down_and_taken_away(visit, address, database, t):
    tab = visit(f"{t.address}kouan/task_assignments")
    tab.locator("#facet-role a", has_text=t("牵头", "lead")).click()
    expect(tab).to_have_url(re.compile("role=lead"))
    tab.locator("select[name=_filter_column]").select_option("mention")
    tab.locator("select[name=_filter_op]").select_option("contains")
    tab.locator("input[name=_filter_value]").fill("合肥")
    tab.locator("form.filters input[type=submit]").click()
    expect(tab).to_have_url(re.compile("mention__contains="))

    wanted = [
        row[0]
        for row in database.execute(
            "select assignment_id from task_assignments where role = 'lead' and mention like '%合肥%'"
        )
    ]
    assert tab.locator("h2.count").inner_text().startswith(f"{len(wanted)} ")

    link = tab.locator(".export-links").get_by_role("link", name="CSV", exact=True)
    link.evaluate("one => one.download = ''")
    with tab.expect_download() as downloaded:
        link.click()
    taken = downloaded.value.path().read_bytes()
    assert taken == httpx.get(address + link.get_attribute("href")).content
    rows = list(csv.DictReader(io.StringIO(taken.decode("utf-8"))))
    assert sorted(row["assignment_id"] for row in rows) == sorted(wanted)
    assert all("合肥" in row["mention"] for row in rows)


@pytest.mark.parametrize(
    "path",
    [
        "kouan/tasks?_search=合肥&_size=3",
        "-/document/ah-ports-2022?span=1000-1100",
        "-/find?q=口岸",
        "-/agency/hefei-customs",
    ],
)
def test_the_same_page_in_the_other_language_and_back(visit, path):
    tab = visit(f"/{path}")
    heading = tab.locator("h1").inner_text()
    tab.get_by_role("link", name="English").click()
    expect(tab.locator("html")).to_have_attribute("lang", "en")
    assert "/en/" in tab.url
    assert tab.locator("h1").inner_text() != heading
    tab.get_by_role("link", name="中文").click()
    expect(tab.locator("html")).to_have_attribute("lang", "zh")
    assert tab.locator("h1").inner_text() == heading


@pytest.mark.parametrize(("locale", "code"), [("zh-CN", "zh"), ("en-GB", "en"), ("fr-FR", "zh")])
def test_the_front_page_speaks_the_language_of_the_browser(visit, locale, code):
    tab = visit("/", locale=locale)
    expect(tab.locator("html")).to_have_attribute("lang", code)
    # Who wants the other language gets it, whatever the browser says, and keeps it.
    tab.locator("a.language-switch").click()
    other = {"zh": "en", "en": "zh"}[code]
    expect(tab.locator("html")).to_have_attribute("lang", other)
    tab.locator(".site-navigation a").nth(1).click()
    expect(tab.locator("html")).to_have_attribute("lang", other)
    tab.locator(".site-name").click()
    expect(tab.locator("html")).to_have_attribute("lang", other)


def test_a_question_is_answered_with_other_words(visit, database):
    tab = visit("/")
    tab.get_by_role("link", name="这件事谁牵头？").click()
    word = tab.locator("form.sql input[type=text]").first
    word.fill("LNG")
    word.press("Enter")
    expect(tab).to_have_url(re.compile("word=LNG"))
    tasks = tab.locator("td.col-task_id")
    expect(tasks.first).to_be_visible()
    for task in tasks.all_inner_texts():
        assert "LNG" in database.execute("select text from tasks where task_id = ?", (task.strip(),)).fetchone()[0]


def test_a_place_that_no_mark_has_is_shown_by_its_address_alone(visit):
    """An address that ends in #c…-… is kept by whoever cites it; where no row has that span, the page asks for it."""
    tab = visit("/-/document/nm-ports-2022#c1003-1047")
    expect(tab).to_have_url(re.compile(r"\?span=1003-1047#c1003-1047$"))
    expect(tab.locator("mark.here").first).to_be_in_viewport()


def test_a_snippet_is_copied(visit):
    tab = visit("/kouan/tasks?_size=4", permissions=["clipboard-read", "clipboard-write"])
    tab.locator(".snippets summary").click()
    snippet = tab.locator(".snippet").first
    snippet.locator(".copy").click()
    assert tab.evaluate("navigator.clipboard.readText()") == snippet.locator("code").inner_text()
