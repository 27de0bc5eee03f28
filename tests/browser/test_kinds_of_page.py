"""Every kind of page in both languages: usable by everybody, and neither a phone nor a wide screen is too small for it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from kouan.site.language import LANGUAGES, ZH

from .conftest import DESK, PHONE

# Kinds of page, without the address of the language, and the status of the answer; with few rows where there may be many.
KINDS = {
    "?_lang=zh": 200,
    "kouan": 200,
    "kouan/tasks?_size=4": 200,
    "kouan/tasks?_search=合肥&document_id=ah-ports-2022&title__contains=口岸&_sort_desc=ordinal&_size=2&_facet=method": 200,
    "kouan/targets?_size=4&_facet_size=2": 200,
    "kouan/passages?_size=4": 200,
    "kouan/tasks?document_id=nosuch": 200,
    "kouan/port_overview?_size=4": 200,
    "kouan/tasks/ah-ports-2022.4": 200,
    "kouan/ports/xian-airport": 200,
    "kouan/who_leads_what?word=LNG": 200,
    "kouan/who_leads_what?word=nosuch": 200,
    "kouan/busiest_agencies?kind=customs": 200,
    "kouan?sql=select+*+from+targets+limit+4": 200,
    "kouan?sql=select+:a+as+b": 200,
    "kouan?sql=select+*+from+nosuch": 400,
    "-/questions": 200,
    "-/find": 200,
    "-/find?q=满洲里": 200,
    "-/find?q=nosuch": 200,
    "-/document/sn-ports-2021?span=4000-4400": 200,
    "-/document/ah-ports-2022/rows?span=2098-2200": 200,
    "-/coverage": 200,
    "-/coverage/nm-ports-2022": 200,
    "-/pictures": 200,
    "-/pictures/map?document=nm-ports-2022": 200,
    "-/pictures/responsibilities?document=nm-ports-2022": 200,
    "-/pictures/targets": 200,
    "-/pictures/timeline?document=nm-ports-2022": 200,
    "-/port/xian-airport": 200,
    "-/agency/hefei-customs": 200,
    "-/downloads": 200,
    "-/settings": 200,
    "kouan/tasks?_size=many": 400,
    "kouan/nosuch": 404,
}

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
# What takes half of the time; dark colours are the same in both languages, so they are looked at in one.
NO_COLOURS = WCAG | {"rules": {"color-contrast": {"enabled": False}}}

# What reaches beyond the right edge of the window, unless it is inside a box that scrolls or cuts by itself.
TOO_WIDE = """() => {
  const edge = document.documentElement.clientWidth + 1;
  const isBoxed = (one) => {
    for (let box = one.parentElement; box; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible") return true;
    return false;
  };
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > edge && one.getBoundingClientRect().width && !isBoxed(one))
    .map((one) => `<${one.tagName.toLowerCase()} class="${one.getAttribute("class")}">`);
}"""

# What the keyboard can reach, but nobody can see that it did. Focus by script is shown as that of the key pressed before.
FOCUS_NOT_SEEN = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && one.type !== "hidden" && !one.disabled)
  .filter((one) => {
    one.focus({preventScroll: true});
    const style = getComputedStyle(document.activeElement);
    const isShown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return document.activeElement !== one || !isShown && !one.closest(".CodeMirror");
  })
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize(("path", "status"), KINDS.items())
def test_a_page_is_good_for_everybody_on_every_screen(visit, path, status, t):
    tab = visit(t.address + path, status=status)
    assert tab.locator("html").get_attribute("lang") == t.code
    found = []
    for screen, colours, rules in ((DESK, "light", WCAG), (PHONE, "dark", WCAG if t == ZH else NO_COLOURS)):
        tab.set_viewport_size(screen)
        tab.emulate_media(color_scheme=colours)
        where = f"{screen['width']} px, {colours}: "
        if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{where}scrolls sideways")
        found += [f"{where}too wide: {one}" for one in tab.evaluate(TOO_WIDE)]
        axe = Axe().run(tab, options=rules)
        if axe.violations_count:
            found.append(where + axe.generate_report())
    tab.keyboard.press("Tab")
    found += [f"focus is not seen: {one}" for one in tab.evaluate(FOCUS_NOT_SEEN)]
    assert not found, "\n".join(found)


def test_wrong_pages_are_found_to_be_wrong(visit):
    """What the tests above rest on finds faults where there are some."""
    tab = visit("/-/settings")
    tab.set_viewport_size(PHONE)
    main = "document.querySelector('main')"
    tab.evaluate(f"""() => {{
        {main}.insertAdjacentHTML("beforeend", "<img src='data:,'><p style='width:900px;color:#ccc'>Pale</p>");
        {main}.insertAdjacentHTML("beforeend", "<a href='#' style='outline:none'>Unseen</a>");
    }}""")
    assert tab.evaluate(TOO_WIDE) == ['<p class="null">']
    rules = {one["id"] for one in Axe().run(tab, options=WCAG).response["violations"]}
    assert {"color-contrast", "image-alt"} <= rules
    tab.keyboard.press("Tab")
    assert ["Unseen" in one for one in tab.evaluate(FOCUS_NOT_SEEN)] == [True]
