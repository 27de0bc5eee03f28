"""English forms: every published text has one, and one term has one rendering."""

import re

import pytest

from kouan.resolve.translations import TRANSLATED, number_in_english, translated, untranslated

PLAN = "青海省口岸工作要点\n一、开放\n1．到2027年，建成边境监管场所3个以上。（责任单位：省商务厅）\n"
OFFICIAL = {"中欧安全智能贸易航线"}
"""Names whose official English form does not hold the rendering of a term that they hold."""
PRINTED = {"alias", "deadline_quote", "document_number", "due", "mention", "quote", "scope", "text"}
"""Columns with the words of documents, which stay as they are printed."""
CALLED_OTHERWISE = {"short_name"}
"""Columns whose English form is that of another column, here `name_en`."""
HAN = re.compile("[\u3400-\u9fff]")


def test_whatever_is_chinese_has_an_english_form_unless_it_is_printed(made, package):
    """A new column with Chinese in it needs one, too, and every row of it."""
    for table in package.tables:
        for name in table.column_names:
            chinese = [row for row in made[table.name] if isinstance(row[name], str) and HAN.search(row[name])]
            if not chinese or name in PRINTED | CALLED_OTHERWISE or name.endswith("_en"):
                continue
            assert f"{name}_en" in table.column_names, f"{table.name}.{name}"
            assert [row for row in chinese if not row[f"{name}_en"]] == [], f"{table.name}.{name}"


def test_english_forms_are_english(made, package):
    for table in package.tables:
        for name in (name for name in table.column_names if name.endswith("_en")):
            # What a source prints is quoted as it is.
            said = [re.sub("“[^”]*”", "", str(row[name] or "")) for row in made[table.name]]
            assert [text for text in said if HAN.search(text)] == [], f"{table.name}.{name}"


def test_every_text_of_the_data_set_has_an_english_form(made):
    assert [(row, column) for row, column in untranslated(made)] == []
    for table, columns in TRANSLATED.items():
        for column in columns:
            assert any(row[f"{column}_en"] for row in made[table]), (table, column)


def test_headings_are_translated_one_by_one(reference):
    texts = {entry["text"]: entry["text_en"] for entry in reference["translations"]}
    first, second, *_ = texts
    rows = {name: [] for name in TRANSLATED} | {
        "tasks": [{"heading_path": f"{first} > {second}", "title": "无此标题", "number": "3"}]
    }
    (row,) = translated(rows, reference)["tasks"]
    assert row["heading_path_en"] == f"{texts[first]} > {texts[second]}"
    assert row["title_en"] is None


def test_a_text_without_chinese_is_its_own_form(reference):
    rows = {name: [] for name in TRANSLATED} | {"targets": [{"indicator": None, "unit": "%", "baseline": None}]}
    (row,) = translated(rows, reference)["targets"]
    assert (row["indicator_en"], row["unit_en"]) == (None, "%")


@pytest.mark.parametrize(
    ("number", "english"),
    [
        ("4", "4"),
        ("（三）", "(3)"),
        ("(十二)", "(12)"),
        ("109（2）", "109(2)"),
        ("专栏1-2", "Box 1-2"),
        ("行3", "Row 3"),
        ("行动一", None),
    ],
)
def test_numbers_are_written_anew(number, english):
    assert number_in_english(number) == english


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
