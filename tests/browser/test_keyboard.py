"""Without a mouse: past the head, along the menu, into a table's columns and through the marks of a document."""

import re

import pytest
from playwright.sync_api import expect

from kouan.site.language import LANGUAGES

PORTS = "/-/document/ah-ports-2022"


def tab_to(tab, what, most=60):
    """Press Tab until what is wanted has the focus."""
    wanted = tab.locator(what).first
    for _ in range(most):
        tab.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return wanted
    pytest.fail(f"{most} times Tab do not lead to {what}")


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
def test_the_first_key_leads_past_the_head(visit, t):
    tab = visit(f"{t.address}kouan/tasks?_size=4")
    skip = tab.get_by_role("link", name=t("跳到正文", "Skip to content"))
    expect(skip).not_to_be_in_viewport()
    tab.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    tab.keyboard.press("Enter")
    expect(tab.locator("main")).to_be_focused()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
def test_all_of_the_menu_is_on_the_way(visit, t):
    tab = visit(f"{t.address}-/questions")
    met = []
    while not met or tab.evaluate("document.activeElement.closest('header, .skip') !== null"):
        tab.keyboard.press("Tab")
        met.append(tab.evaluate("document.activeElement.outerHTML"))
        assert len(met) < 50
    links = tab.locator("header :is(a, input, button)").evaluate_all("all => all.map((one) => one.outerHTML)")
    assert len(links) > 8
    assert met[1:-1] == links


def test_a_word_is_searched_for_without_a_mouse(visit):
    tab = visit("/kouan")
    tab_to(tab, "#site-search")
    tab.keyboard.type("铁路")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("搜索“铁路”")


def test_the_menu_of_a_column_opens_and_closes(visit):
    tab = visit("/kouan/tasks?_size=4")
    icon = tab.locator("th[data-column=title] .dropdown-menu-icon")
    icon.focus()
    tab.keyboard.press("Enter")
    menu = tab.locator(".dropdown-menu")
    expect(menu).to_be_visible()
    assert tab.evaluate("document.activeElement.closest('.dropdown-menu') !== null")
    tab.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(icon).to_be_focused()
    tab.keyboard.press(" ")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("_sort=title"))


def test_a_mark_is_reached_and_opened(visit):
    tab = visit(f"{PORTS}#task-ah-ports-2022.4")
    mark = tab_to(tab, "section.task[id='task-ah-ports-2022.4'] a.port_mentions")
    expect(mark).to_be_in_viewport()
    title = mark.get_attribute("title")
    assert title
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"/kouan/port_mentions/|/rows\?"))


def test_marks_that_are_not_shown_are_not_on_the_way(visit):
    tab = visit(PORTS)
    # The title of the document is a mark that is always shown.
    reached = """() => [...document.querySelectorAll(".document-text a.m:not(.documents)")]
        .filter((one) => one.tabIndex >= 0).map((one) => one.matches(".targets, :has(.targets)"))"""
    assert len(tab.evaluate(reached)) > 100
    for box in tab.locator(".legend input").all():
        box.press(" ")
    assert not tab.evaluate(reached)
    tab.locator("#show-targets").press(" ")
    shown = tab.evaluate(reached)
    assert shown
    assert all(shown)
