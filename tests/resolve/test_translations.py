"""English forms: every published text has one, and one term has one rendering."""

import re

import pytest

from kouan.resolve.translations import TRANSLATED, translated, untranslated

PLAN = "青海省口岸工作要点\n一、开放\n1．到2027年，建成边境监管场所3个以上。（责任单位：省商务厅）\n"
OFFICIAL = {"中欧安全智能贸易航线"}
"""Names whose official English form does not hold the rendering of a term that they hold."""


def test_every_text_of_the_data_set_has_an_english_form(made):
    assert [(row, column) for row, column in untranslated(made)] == []
    for table, columns in TRANSLATED.items():
        for column in columns:
            assert any(row[f"{column}_en"] for row in made[table]), (table, column)


def test_headings_are_translated_one_by_one(reference):
    texts = {entry["text"]: entry["text_en"] for entry in reference["translations"]}
    first, second, *_ = texts
    rows = {name: [] for name in TRANSLATED} | {"tasks": [{"heading_path": f"{first} > {second}", "title": "无此标题"}]}
    (row,) = translated(rows, reference)["tasks"]
    assert row["heading_path_en"] == f"{texts[first]} > {texts[second]}"
    assert row["title_en"] is None


def test_a_text_without_chinese_is_its_own_form(reference):
    rows = {name: [] for name in TRANSLATED} | {"targets": [{"indicator": None, "unit": "%"}]}
    (row,) = translated(rows, reference)["targets"]
    assert (row["indicator_en"], row["unit_en"]) == (None, "%")


def test_what_a_new_document_lacks_is_one_issue(data, plans, reference, package):
    from kouan.resolve.tables import complete, resolve

    chosen = [plans["nm-ports-2022"]]
    bare = type(reference)({**reference.lists, "translations": ()})
    (issue,) = [
        row for row in complete(resolve(chosen, bare), chosen, bare, package)["issues"] if row["kind"] == "untranslated"
    ]
    assert issue["severity"] == "info"
    assert re.fullmatch(r"\d+ titles, .*", issue["description_en"])


SINGULAR = ((r"ies$", "y"), (r"(?<=ss|sh|ch)es$", ""), (r"(?<=x)es$", ""), (r"(?<=[^s])s$", ""))


def singular(word: str) -> str:
    ending = next((pair for pair in SINGULAR if re.search(pair[0], word)), None)
    return re.sub(*ending, word) if ending else {"integrated": "integration"}.get(word, word)


def words(text: str) -> list[str]:
    """English words in the singular: zones and zone are one."""
    found = (re.sub(r"'s?$", "", word) for word in re.findall(r"[a-z0-9&+']+", text.lower().replace("-", " ")))
    return [singular(word) for word in found]


def holds(text: str, rendering: str) -> bool:
    long, short = words(text), words(rendering)
    return any(long[place : place + len(short)] == short for place in range(len(long) - len(short) + 1))


def terms_in(text: str, terms: list[str]) -> set[str]:
    """The terms of a text, where several begin the longest."""
    pattern = re.compile("|".join(map(re.escape, sorted(terms, key=len, reverse=True))))
    return set(pattern.findall(text.replace("呑", "吞")))


def test_one_term_has_one_rendering(reference):
    rendering = {entry["term"]: entry["term_en"] for entry in reference["terms"]}
    wrong = [
        (term, rendering[term], entry["text"], entry["text_en"])
        for entry in reference["translations"]
        if not any(name in entry["text"] for name in OFFICIAL)
        for term in sorted(terms_in(entry["text"], list(rendering)))
        if not holds(entry["text_en"], rendering[term])
    ]
    assert wrong == []


def test_translations_are_english(reference):
    for entry in reference["translations"]:
        assert not re.search(r"[\u2e80-\u9fff\uff00-\uffef]", entry["text_en"]), entry
        assert entry["text_en"].strip() == entry["text_en"] != ""
    texts = [entry["text"] for entry in reference["translations"]]
    assert texts == sorted(texts)


@pytest.mark.parametrize(
    ("text", "rendering", "is_there"),
    [
        ("Build comprehensive bonded zones", "comprehensive bonded zone", True),
        ("Open the port of entry", "ports of entry", True),
        ("Open the harbour", "port of entry", False),
    ],
)
def test_renderings_are_found_in_any_number(text, rendering, is_there):
    assert holds(text, rendering) is is_there
