"""Every page speaks the language of its address, and leads to itself in the other one."""

import asyncio
import json
import re
from dataclasses import dataclass
from functools import cache
from html import unescape

import pytest
from bs4 import BeautifulSoup, Comment, Doctype

from kouan.publish.site import METADATA_FILES
from kouan.publish.views import VIEWS
from kouan.site.app import prefers_english
from kouan.site.language import EN, LANGUAGES, ZH, marked, path_in

from .conftest import PROJECT

# Kinds of page, without the address of the language, and the status of the answer.
PAGES = {
    "?_lang=zh": 200,
    "kouan": 200,
    "kouan?_show_hidden=1": 200,
    "-/questions": 200,
    "kouan/tasks": 200,
    "kouan/tasks?_search=合肥&document_id=ah-ports-2022&_sort_desc=ordinal&_size=5&_facet=method": 200,
    "kouan/tasks?title__contains=口岸&text__notblank=1&_where=1=1&_size=max": 200,
    "kouan/targets?_facet_size=2&_next=ah-ports-2022.t5": 200,
    "kouan/passages?_size=max&kind=heading": 200,
    "kouan/tasks?document_id=nosuch": 200,
    "kouan/tasks/ah-ports-2022.4": 200,
    "kouan/targets/ah-ports-2022.t5": 200,
    "kouan/documents/ah-ports-2022": 200,
    "kouan/port_overview": 200,
    "kouan/who_leads_what": 200,
    "kouan/who_leads_what?word=nosuch&_show_sql=1": 200,
    "kouan/coverage": 200,
    "kouan?sql=select+*+from+targets": 200,
    "kouan?sql=select+:a+as+b": 200,
    "kouan?sql=select+a.rowid+from+passages+a,+passages+b": 200,
    "kouan?sql=select+1+where+0": 200,
    "kouan?sql=select+*+from+nosuch": 400,
    "kouan?sql=select": 400,
    "kouan?sql=drop+table+tasks": 400,
    "kouan?sql=with+recursive+n(i)+as+(select+1+union+all+select+i%2B1+from+n)+select+count(*)+from+n": 400,
    "kouan/tasks?_size=many": 400,
    "kouan/tasks?_search_nosuch=a": 400,
    "kouan/tasks?no_such=a": 400,
    "kouan/tasks?_sort=nosuch": 400,
    "kouan/tasks?_through=nonsense": 400,
    "kouan/tasks/nosuch": 404,
    "kouan/nosuch": 404,
    "nosuch": 404,
    "nosuch/tasks": 404,
    "-/pictures": 200,
    "-/pictures/map?document=nm-ports-2022": 200,
    "-/pictures/responsibilities": 200,
    "-/pictures/targets": 200,
    "-/pictures/timeline?kind=milestone": 200,
    "-/pictures/timeline?document=ah-ftz-2021": 200,
    "-/pictures/nosuch": 404,
    "-/port/xian-airport": 200,
    "-/port/nosuch": 404,
    "-/agency/hefei-customs": 200,
    "-/agency/nosuch": 404,
    "-/permissions": 404,
    "_internal": 403,
    "-/settings": 200,
    "-/downloads": 200,
    "-/downloads/nosuch": 404,
}

# Names that are the same in Chinese.
NAMES = {"CSV", "Datasette", "Excel", "GeoNames", "JSON", "Kouan", "LOCODE", "PyPI", "SQLite", "UTF", "Unicode"}
NAMES |= {"GLOB", "LIKE", "SELECT", "SQL", "WHERE"}
NAMES |= {"Atom", "Frictionless", "OpenAPI", "Parquet", "SHA"}

# What shows data, code or the other language; the rest of a page is ours or Datasette's to say.
NOT_WORDS = (
    "script, style, code, pre, textarea, td, em, .value, .facet-info ul, [lang]:not(html), .metadata-description"
)


@dataclass(frozen=True)
class Page:
    """What is looked at of a page; the whole of it, read into a tree, takes long and is large."""

    status: int
    language: str
    switch: dict[str, str]
    alternate: str
    said: tuple[str, ...]


@pytest.fixture(scope="module")
def page_of(get):
    """Get a page and take it apart, each once."""

    @cache
    def page(path):
        answer = get(path)
        soup = BeautifulSoup(answer.text, "html.parser")
        switch, alternate = soup.select_one("a.language-switch").attrs, soup.select_one("link[hreflang]")["href"]
        return Page(answer.status_code, soup.html["lang"], switch, alternate, tuple(says(soup)))

    return page


def says(soup):
    """All that a page says, its data and code left out: text, and what only a screen reader says."""
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment | Doctype)):
        comment.extract()
    for tag in soup.select(NOT_WORDS):
        tag.extract()
    said = [text.strip() for text in soup.find_all(string=True) if text.strip()]
    for tag in soup.find_all(True):
        said += [tag[name] for name in ("aria-label", "alt", "placeholder") if tag.get(name)]
        if tag.name == "input" and tag.get("type") == "submit":
            said.append(tag["value"])
    return said


@pytest.fixture(scope="module")
def metadata_texts(build):
    """All that the metadata of each language says, with its SQL left out."""

    def texts(part):
        if isinstance(part, str):
            yield unescape(re.sub("<[^>]*>", " ", part))
        for key, value in part.items() if isinstance(part, dict) else enumerate(part if isinstance(part, list) else ()):
            if key != "sql":
                yield from texts(value)

    return {
        code: " ".join(texts(json.loads((build / name).read_text(encoding="utf-8"))))
        for code, name in METADATA_FILES.items()
    }


@pytest.fixture(scope="module")
def names_of_data(package, database):
    """Tables, columns and everything that SQL may hold: their names are no words of a language."""
    names = {table.name for table in package.tables} | set(VIEWS)
    for (name,) in database.execute("select name from sqlite_schema where type in ('table', 'view')"):
        names |= {name} | {row[1] for row in database.execute(f'pragma table_info("{name}")')}
    return {word for name in names for word in re.findall("[A-Za-z_]+", name)}


@pytest.mark.parametrize(("path", "status"), PAGES.items())
def test_a_chinese_page_has_no_english_words(page_of, metadata_texts, names_of_data, path, status):
    page = page_of(f"/{path}")
    assert page.status == status
    assert page.language == "zh"
    known = NAMES | names_of_data | set(re.findall("[A-Za-z_]+", metadata_texts["zh"]))
    asked = set(re.findall("[A-Za-z_]+", path))
    # What somebody asked for, and names such as kouan.db.
    for said in page.said:
        words = set(re.findall("[A-Za-z_]{3,}", said)) - known - asked - {"kouan", "MB", "json", "settings"}
        assert not words, f"{said!r} on {path}"


@pytest.mark.parametrize(("path", "status"), PAGES.items())
def test_an_english_page_has_no_chinese(page_of, metadata_texts, path, status):
    page = page_of(f"/en/{path}")
    assert page.status == status
    assert page.language == "en"
    for said in page.said:
        for words in re.findall("[\u3400-\u9fff]+", said):
            assert words in metadata_texts["en"] or words in path, f"{said!r} on {path}"


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_leads_to_itself_in_the_other_language(page_of, path, t):
    page = page_of(t.address + path)
    other = EN if t == ZH else ZH
    assert page.switch["lang"] == page.switch["hreflang"] == other.code
    assert page.alternate == page.switch["href"]
    there = page_of(page.switch["href"])
    assert there.language == other.code
    back = there.switch["href"]
    assert back.partition("?")[0].replace("~2E", ".") == t.address + path.partition("?")[0]


def test_the_other_language_is_asked_the_same(get):
    page = get("/kouan/tasks?_search=合肥&document_id=ah-ports-2022&_size=3")
    link = BeautifulSoup(page.text, "html.parser").select_one("a.language-switch")["href"]
    there = BeautifulSoup(get(link).text, "html.parser")
    assert there.select_one("#_search")["value"] == "合肥"
    assert len(there.select("tbody tr")) == 3


@pytest.mark.parametrize(
    ("header", "goes"),
    [
        (None, None),
        ("zh-CN,zh;q=0.9,en;q=0.8", None),
        ("zh", None),
        ("fr", None),
        ("*", None),
        ("", None),
        ("en;q=nonsense", None),
        ("en;q=0, zh;q=0", None),
        ("en-GB,en;q=0.9", "/en/"),
        ("en-US, zh;q=0.5", "/en/"),
        ("EN", "/en/"),
        ("fr, en;q=0.3", "/en/"),
        ("zh;q=0.4,*;q=0.5", "/en/"),
    ],
)
def test_the_front_page_goes_by_the_language_of_the_browser(get, header, goes):
    headers = {} if header is None else {"accept-language": header}
    answer = get("/", headers=headers)
    assert answer.headers.get("location") == goes
    assert answer.status_code == (302 if goes else 200)
    assert "Accept-Language" in answer.headers["vary"]
    assert prefers_english(header or "") == bool(goes)


def test_what_the_address_says_outweighs_the_browser(get):
    english, chinese = {"accept-language": "en"}, {"accept-language": "zh"}
    assert 'lang="zh"' in get("/?_lang=zh", headers=english).text[:100]
    assert 'lang="en"' in get("/en/", headers=chinese).text[:100]
    for path in ("/kouan", "/kouan/tasks", "/kouan/tasks.json", "/.json", "/static/kouan.css"):
        answer = get(path, headers=english)
        assert answer.status_code == 200
        assert "accept-language" not in answer.headers.get("vary", "").lower()
    assert get("/?x=1", headers=english).headers["location"] == "/en/?x=1"


def test_a_link_to_the_front_page_stays_in_the_language(get):
    page = BeautifulSoup(get("/kouan/tasks").text, "html.parser")
    link = page.select_one("a.site-name")["href"]
    assert 'lang="zh"' in get(link, headers={"accept-language": "en"}).text[:100]


@pytest.mark.parametrize("path", ["/en", "/en/kouan/", "/en/kouan/tasks/"])
def test_redirects_stay_in_the_language(get, path):
    answer = get(path)
    assert answer.status_code == 302
    assert get(answer.headers["location"]).status_code == 200
    assert answer.headers["location"].startswith("/en/")


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_sets_a_cookie(get, path, t):
    assert "set-cookie" not in get(t.address + path).headers


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
def test_methods_that_write_are_refused_in_the_language(request_site, method, t):
    answer = request_site(method, f"{t.address}kouan/tasks")
    assert answer.status_code == 405
    assert t("本站只能读", "This site can be read") in answer.text
    assert f'lang="{t.code}"' in answer.text
    assert "set-cookie" not in answer.headers
    assert request_site(method, f"{t.address}kouan/tasks.json").json()["status"] == 405


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize(
    "path",
    [
        "-/questions",
        "kouan",
        "kouan/tasks?_size=2&_where=1=1&_facet_size=1",
        "kouan/tasks/ah-ports-2022.4",
        "kouan/who_leads_what",
    ],
)
def test_every_link_leads_somewhere_in_the_same_language(get, path, t):
    page = BeautifulSoup(get(t.address + path).text, "html.parser")
    for link in {link["href"] for link in page.select("a[href]:not(.language-switch)")}:
        address = link.removeprefix("http://localhost").partition("#")[0]
        if address and not address.startswith("https://"):
            assert address.startswith("/en/") == (t == EN)
            assert get(address).status_code == 200, address


def test_data_keep_their_language(get):
    english = BeautifulSoup(get("/en/kouan/agencies?_size=5").text, "html.parser")
    assert {cell.get("lang") for cell in english.select("td.col-name")} == {"zh"}
    assert {cell.get("lang") for cell in english.select("td.col-name_en")} == {None}
    chinese = BeautifulSoup(get("/kouan/agencies?_size=5").text, "html.parser")
    assert {cell.get("lang") for cell in chinese.select("td.col-name")} == {None}
    assert {cell.get("lang") for cell in chinese.select("td.col-name_en")} == {"en"}


def test_both_languages_serve_the_same_data(get):
    for path in (
        "kouan/tasks.json?_shape=array&_size=max",
        "kouan/who_leads_what.json?_shape=array&word=中欧班列",
        "kouan/ports.csv",
    ):
        assert get(f"/{path}").content == get(f"/en/{path}").content
    answer = get("/en/kouan/tasks.json?_size=1").json()
    assert answer["license"].endswith("International")
    assert get(answer["next_url"].removeprefix("http://localhost")).status_code == 200


def test_errors_in_json_are_those_of_datasette(get):
    for address in ("/", "/en/"):
        assert get(f"{address}kouan/nosuch.json").json()["error"] == "Table not found"


def test_chinese_words_in_english_texts_are_marked(get):
    assert marked("listed as 每月, <每季度>（季）", EN) == (
        'listed as <span lang="zh">每月</span>, &lt;<span lang="zh">每季度</span>&gt;（<span lang="zh">季）</span>'
    )
    assert marked("每月 & monthly", ZH) == "每月 &amp; monthly"
    page = BeautifulSoup(get("/en/kouan/targets").text, "html.parser")
    assert page.select_one('.note span[lang="zh"]').get_text() == "每月"
    assert page.select('.column-descriptions span[lang="zh"]')
    assert BeautifulSoup(get("/en/kouan/what_plans_say").text, "html.parser").select_one(".hint span[lang=zh]")


def test_paths_change_language():
    assert path_in(EN, "/kouan/tasks") == path_in(EN, "/en/kouan/tasks") == "/en/kouan/tasks"
    assert path_in(ZH, "/kouan/tasks") == path_in(ZH, "/en/kouan/tasks") == "/kouan/tasks"
    assert path_in(EN, "/") == path_in(EN, "/en/") == path_in(EN, "/en") == "/en/"
    assert path_in(ZH, "/") == path_in(ZH, "/en/") == "/?_lang=zh"
    assert path_in(EN, "/english") == "/en/english"


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
def test_a_page_of_our_own_has_head_and_foot(get, site, t):
    get(t.address)
    html = asyncio.run(getattr(site, t.code).render_template("page.html", {"heading": "A <b>", "lede": "about it"}))
    page = BeautifulSoup(html, "html.parser")
    assert page.html["lang"] == t.code
    assert page.h1.get_text() == "A <b>"
    assert page.title.get_text().startswith("A <b> · ")
    assert page.select_one("main#main .lede").get_text() == "about it"
    assert page.select_one("a.skip")["href"] == "#main"
    assert page.select_one("form[role=search]")["action"] == f"{t.address}-/find"
    assert page.select_one("nav.site-navigation a").get_text() == t("首页", "Front page")
    assert "CC BY 4.0" in page.footer.get_text()


def test_no_template_of_ours_says_anything_in_one_language_only():
    """Words outside tags, expressions and t() would be the same in both languages."""
    for template in sorted((PROJECT / "scripts/kouan/site/templates").rglob("*.html")):
        text = template.read_text("utf-8")
        for code in (
            r"\{#.*?#\}",
            r"\{% block body_class %\}.*?%\}",
            r"\{%.*?%\}|\{\{.*?\}\}",
            r"<(script|textarea).*?</\1>",
        ):
            text = re.sub(f"(?s){code}", "", text)
        text = re.sub(r"(?s)<(\w+) [^>]*lang=[^>]*>.*?</\1>|<[^>]*>|&\w+;", " ", text)
        words = set(re.findall("[A-Za-z]{3,}|[\u3400-\u9fff]+", text))
        assert {word.lower() for word in words} <= {"datasette", "json", "csv", "excel", "geojson", "sql", "sqlite"}, (
            template.name
        )
