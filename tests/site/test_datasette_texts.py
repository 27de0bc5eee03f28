"""The list of what Datasette says and what stands there instead, against the Datasette that is installed."""

import inspect
import re
from pathlib import Path

import datasette
import pytest
import yaml
from datasette.filters import Filters
from jinja2 import Environment

import kouan.serve

TEMPLATES = Path(datasette.__file__).parent / "templates"
TEXTS = yaml.safe_load((kouan.serve._SITE / "datasette_texts.yml").read_text(encoding="utf-8"))
HAN = re.compile("[\u3400-\u9fff]")

REPLACED = [(name, text) for name, texts in TEXTS["templates"].items() for text in texts]


@pytest.fixture(scope="module")
def translated(site):
    """A message of Datasette's in Chinese, as templates get it."""
    return site.zh.jinja_env.globals["datasette_message"]


@pytest.fixture(autouse=True, scope="module")
def started(get):
    get("/")
    get("/en/")


@pytest.mark.parametrize(("name", "text"), REPLACED, ids=lambda value: str(value)[:50])
def test_every_text_is_in_the_installed_template(name, text):
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    # An earlier replacement may not take a later one's text away.
    for other, before in REPLACED[: REPLACED.index((name, text))]:
        if other == name:
            source = source.replace(before["text"], before["zh"])
    assert text["text"] in source


@pytest.mark.parametrize(("name", "text"), REPLACED, ids=lambda value: str(value)[:50])
def test_chinese_is_chinese_and_english_is_not(name, text):
    assert set(text) <= {"text", "zh", "en"}
    assert text["zh"] != text["text"]
    assert not HAN.search(text.get("en", ""))
    # What people read is Chinese, or comes from an expression; tags and statements may be cut at the ends.
    words = re.sub(r"(?s)\{\{.*?\}\}|\{%.*?(%\}|$)|<[^>]*(>|$)|^[^<>]*>", " ", text["zh"])
    assert HAN.search(text["zh"]) or not re.search("[a-z]{3,}", words)


@pytest.mark.parametrize("name", TEXTS["templates"])
@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_replaced_templates_are_still_templates(site, name, code):
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    env = getattr(site, code).jinja_env
    for extension in env.extensions.values():
        source = extension.preprocess(source, name, str(TEMPLATES / name))
    env.parse(source)


def test_templates_of_our_own_are_left_alone(site):
    for extension in site.zh.jinja_env.extensions.values():
        assert extension.preprocess("Next page", "table.html", "/elsewhere/table.html") == "Next page"
        assert extension.preprocess("Next page", None) == "Next page"


def test_every_filter_has_a_name():
    words = {display for _, display, _ in Filters([]).lookups() if re.search("[a-z]", display)}
    assert words == set(TEXTS["filters"])


def test_every_format_has_a_name(site):
    # Datasette offers no link to single binary values.
    assert set(site.zh.renderers) - {"blob"} == set(TEXTS["formats"])


MESSAGES = {
    "no such table: nosuch": "没有 <code>nosuch</code> 这张表。",
    "no such column: <b>x</b>": "没有 <code>&lt;b&gt;x&lt;/b&gt;</code> 这一列。",
    'near "from": syntax error': "<code>from</code> 附近语法有误。",
    "_size must be <= 1000": "<code>_size</code> 不能大于 1000。",
    "Table not found": "没有这张表、视图或问题。",
    "something <new>": '<span lang="en">something &lt;new&gt;</span>',
    "": "",
}


@pytest.mark.parametrize(("message", "said"), MESSAGES.items())
def test_messages_are_translated_or_marked_as_english(translated, message, said):
    assert translated(message) == said


def test_messages_in_english_stay_where_the_list_has_no_better_one(site):
    translated = site.en.jinja_env.globals["datasette_message"]
    assert translated("no such table: <b>") == "no such table: <b>"
    assert translated("Database not found") == "There is no page at this address. It may be misspelt."


def test_in_files_and_rows_chinese_lists_have_chinese_commas(get):
    for path in ("/kouan/tasks", "/kouan/tasks?_size=5", "/kouan/ports_to_open", "/kouan/tasks/ah-ports-2022.2"):
        lines = re.findall(r"<p[^>]*>[^<]*(?:数据|行)[^<]*<a.*?</p>", get(path).text, re.DOTALL)
        assert lines
        assert not [line for line in lines if re.search(r"</a>\s*,|、\s", line)]


@pytest.mark.parametrize("pattern", TEXTS["messages"])
def test_a_message_has_a_place_for_each_group(pattern):
    said = TEXTS["messages"][pattern]
    texts = said if isinstance(said, dict) else {"zh": said}
    groups = re.compile(pattern).groups
    for code, text in texts.items():
        assert text.count("{}") in {groups, 0}
        assert text.format(*"x" * groups)
        assert bool(HAN.search(text)) == (code == "zh")


def test_messages_that_datasette_writes_are_on_the_list(translated):
    """Every message that Datasette's own modules raise without anything of the request in it."""
    from datasette import filters, utils
    from datasette.views import base, database, row, table

    pattern = r'(?:NotFound|BadRequest|Forbidden|DatasetteError|InvalidSql)\(\s*f?"([^"{]+)"'
    modules = (filters, utils, base, database, row, table)
    found = {message for module in modules for message in re.findall(pattern, inspect.getsource(module))}
    assert len(found) > 15
    # Nothing can be written here, so nobody is told that they may not.
    for message in found - {"Database is immutable"}:
        assert 'lang="en"' not in translated(message), message


def test_the_environment_knows_the_language(site):
    assert isinstance(site.zh.jinja_env, Environment)
    assert site.zh.jinja_env.datasette_texts_language == "zh"
    assert site.en.jinja_env.datasette_texts_language == "en"
