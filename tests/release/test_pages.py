"""The pages of a release say what the contract and the tables say, in both languages, to people and their tools."""

import json
import re
from importlib import resources
from urllib.parse import unquote

import check_jsonschema
import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt

from kouan.pages import cell
from kouan.publish.site_texts import citation
from kouan.release.accuracy import figures
from kouan.site.language import EN

NAMES = {"zh": "dictionary", "en": "dictionary.en"}


def words(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture(params=["html", "md"])
def dictionary(released, t, request):
    """The text of the dictionary as readers see it, in each language and format."""
    text = (released / f"{NAMES[t.code]}.{request.param}").read_text(encoding="utf-8")
    if request.param == "md":
        text = MarkdownIt("commonmark").enable("table").render(text)
    return BeautifulSoup(text, "html.parser")


def test_the_dictionary_tells_all_of_every_table_and_column(dictionary, package, tables, t):
    heads = {re.sub(r".* ", "", head.get_text()): head for head in dictionary.select("h2")}
    text = words(dictionary.get_text())
    assert words(citation(package, t)) in text
    for table in package.tables:
        assert table.name in heads
        assert f"{len(tables[table.name]):,}" in text
        for said in re.split("注意：|Note: ", t(table.description, table.description_en)):
            assert words(said)[1:] in text, table.name
        rows = {row.select("th,td")[0].get_text(): row for row in columns_of(heads[table.name])}
        assert list(rows) == list(table.column_names)
        for column in table.columns:
            check_column(words(rows[column.name].get_text()), table, column, t)


def columns_of(head):
    """The rows of the first table after a heading, its head aside."""
    return head.find_next("table").select("tbody tr")


def check_column(text, table, column, t):
    place = f"{table.name}.{column.name}"
    assert words(t(column.title, column.title_en)) in text, place
    assert words(t(column.description, column.description_en)) in text, place
    assert not column.unit or t("", column.unit) in text, place
    for value, label in column.labels.items():
        assert words(f"{value}{t(*label)}") in text, place
    for rule in (column.minimum, column.maximum, column.pattern):
        assert rule is None or str(rule) in text, place
    assert (t("必填", "required") in text) == column.required or t("必填", "required") in column.description_en, place
    for key in table.foreign_keys:
        assert key.column != column.name or f"{key.table}.{key.reference}" in text, place


def test_the_dictionary_has_every_figure_of_accuracy(dictionary, package, tables):
    shown = [row.get_text("|") for row in dictionary.select("tbody tr")]
    found = figures(tables["quality"])
    assert {(one.table, one.column) for one in found} > {("tasks", None), ("targets", "unit")}
    for one in found:
        assert [row for row in shown if all(share in row for share in one.shares)], one


def test_html_needs_nothing_else_and_says_its_language(released, t):
    text = (released / f"{NAMES[t.code]}.html").read_text(encoding="utf-8")
    assert f'<html lang="{t.code}">' in text
    assert not re.search(r"<script|<link|<img|url\(| on\w+=", text)
    links = {link["href"] for link in BeautifulSoup(text, "html.parser").select("a")}
    inside = {link for link in links if not link.startswith("https:")}
    assert links - inside == {"https://creativecommons.org/licenses/by/4.0/"}
    ids = {f"#{part['id']}" for part in BeautifulSoup(text, "html.parser").select("[id]")}
    assert {link for link in inside if link.startswith("#")} <= ids
    assert all((released / link).is_file() for link in inside if not link.startswith("#"))


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_html_is_readable_for_everybody(released, browser, language, scheme):
    page = browser.new_page(color_scheme=scheme)
    page.goto((released / f"{NAMES[language]}.html").as_uri())
    assert Axe().run(page).response["violations"] == []
    page.close()


def test_text_that_looks_like_markdown_is_shown_as_it_is():
    text = "a|b *c* <d> `e` \\f"
    page = MarkdownIt("commonmark").enable("table").render(f"| x |\n| --- |\n| {cell(text)} |\n")
    assert BeautifulSoup(page, "html.parser").td.get_text() == text


# --- README, NOTES, CITATION


@pytest.mark.parametrize("name", ["README.md", "NOTES.md", "dictionary.md", "dictionary.en.md", "LICENSE-DATA.md"])
def test_links_lead_to_files_of_the_release(released, name):
    text = (released / name).read_text(encoding="utf-8")
    found = re.findall(r"\]\(([^)#][^)]*)\)", text)
    assert found
    links = [link for link in found if not link.startswith("https://")]
    assert [link for link in links if not (released / link).exists()] == []


@pytest.mark.parametrize("name", ["README", "NOTES"])
def test_markdown_can_be_read_in_a_browser(released, browser, name):
    page = browser.new_page()
    page.goto((released / f"{name}.html").as_uri())
    assert page.evaluate("document.characterSet") == "UTF-8"
    assert page.title() == page.locator("h1").first.inner_text()
    shown = words(page.locator("main").inner_text())
    text = (released / f"{name}.md").read_text(encoding="utf-8")
    assert (
        words(BeautifulSoup(MarkdownIt("commonmark").enable("table").render(text), "html.parser").get_text()) == shown
    )
    assert Axe().run(page).response["violations"] == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    links = [link.get_attribute("href") for link in page.locator("a[href]").all()]
    assert {"README": "NOTES.html", "NOTES": "dictionary.en.html"}[name] in links
    for link in links:
        if link.startswith("#"):
            assert page.locator(f'[id="{unquote(link[1:])}"]').count() == 1
        else:
            assert link.startswith("https://") or (released / link).is_file()
    page.close()


def test_the_readme_says_which_part_is_chinese(released):
    english, chinese = BeautifulSoup((released / "README.html").read_text(encoding="utf-8"), "html.parser")("section")
    assert (english.get("lang"), chinese["lang"]) == (None, "zh")
    assert chinese.h1.get_text() in english.find_previous("main").get_text()


def test_descriptions_name_folders_that_a_release_has_as_well(released):
    said = descriptions_of(json.loads((released / "datapackage.json").read_text(encoding="utf-8")))
    for folder, place in (("documents/", ""), ("reference/", "source/datasets/"), ("curation/", "source/datasets/")):
        assert [one for one in said if f"the folder {folder}" in one], folder
        assert [one for one in said if f"文件夹 {folder}" in one], folder
        assert (released / place / folder).is_dir()
    assert not [one for one in said if "datasets/" in one]


def descriptions_of(part):
    """All descriptions in a descriptor, in both languages."""
    if isinstance(part, list):
        return [one for item in part for one in descriptions_of(item)]
    if not isinstance(part, dict):
        return []
    found = [part[key] for key in ("description", "description_en") if isinstance(part.get(key), str)]
    return [*found, *(one for item in part.values() for one in descriptions_of(item))]


def test_the_first_release_does_not_promise_rows_that_changed(released):
    assert "All of it, row by row" not in (released / "NOTES.md").read_text(encoding="utf-8")


def test_the_readme_names_everything_at_the_top_in_both_languages(released):
    top = {path.name + ("/" if path.is_dir() else "") for path in released.iterdir()}
    english, chinese = (released / "README.md").read_text(encoding="utf-8").split("\n# 口岸", 1)
    for text in (english, chinese):
        shown = [line for line in text.splitlines() if line.startswith("| `")]
        assert {name for line in shown for name in re.findall(r"`([^`]+)`", line.split(" | ")[0])} == top


def test_the_readme_says_how_to_check_and_what_the_bytes_depend_on(released, data):
    text = (released / "README.md").read_text(encoding="utf-8")
    pins = dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", (data.root / "requirements.txt").read_text(), re.MULTILINE))
    for name in ("pyarrow", "xlsxwriter", "pyyaml"):
        assert text.count(f"{name} {pins[name]}") == 2
    assert text.count("sha256sum --check SHA256SUMS") == 2
    assert all(f" {name} " in text for name in ("SQLite", "zlib"))


def test_notes_tell_changes_rows_accuracy_and_limits(released, package, tables, version):
    text = (released / "NOTES.md").read_text(encoding="utf-8")
    assert version.markdown in text
    assert version.date in text
    assert (released / "diff.txt").read_text(encoding="utf-8").strip() in text
    for table in package.tables:
        assert f"| `{table.name}` | {len(tables[table.name]):,} |" in text
        limit = table.description_en.partition("Note: ")[2]
        assert f"- `{table.name}`: {limit[0].upper()}{limit[1:]}" in text
    whole = [one for one in figures(tables["quality"]) if one.column is None]
    assert {one.sample for one in whole} == {"data_set", "held_out", "development"}
    for one in whole:
        assert [line for line in text.splitlines() if f"`{one.table}`" in line and " | ".join(one.shares) in line]
    for row in tables["issues"]:
        assert f"| {row['severity']} | `{row['kind']}` |" in text


def test_figures_are_those_of_quality_with_their_intervals(tables):
    (row,) = [row for row in tables["quality"] if row["quality_id"] == "held-out.project-mentions.rows.parsed"]
    (figure,) = [
        one
        for one in figures(tables["quality"])
        if (one.table, one.column, one.sample) == ("project_mentions", None, "held_out")
    ]
    assert figure.annotated == row["annotated"]
    assert figure.shares[1] == (
        f"{100 * row['recall']:.1f} % ({100 * row['recall_low']:.1f}–{100 * row['recall_high']:.1f} %)"
    )


@pytest.fixture(scope="module")
def cited(released):
    return yaml.safe_load((released / "CITATION.cff").read_text(encoding="utf-8"))


def test_the_citation_says_what_the_package_says(cited, package, version):
    assert cited["cff-version"] == "1.2.0"
    assert cited["type"] == "dataset"
    assert (cited["title"], cited["abstract"]) == (package.title_en, package.description_en)
    assert (cited["version"], cited["date-released"]) == (package.version, version.date)
    assert cited["authors"] == [{"name": name} for name in package.contributors]
    assert cited["license"] == [licence.name for licence in package.licenses]
    assert cited["keywords"] == list(package.keywords)
    assert cited["message"]
    assert all(isinstance(cited[name], str) for name in ("version", "date-released"))
    assert f"{cited['title']}, version {cited['version']}" in citation(package, EN)


def test_the_citation_follows_the_schema_of_the_format(cited):
    """The schema of CFF 1.2.0, as the package check-jsonschema carries it."""
    schema = resources.files(check_jsonschema) / "builtin_schemas" / "vendor" / "citation-file-format.json"
    Draft7Validator(yaml.safe_load(schema.read_text(encoding="utf-8"))).validate(cited)
