"""The feed of changes and llms.txt say what the data say, and change only with them."""

import re
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from kouan.errors import KouanError
from kouan.publish.changes import publish_changes, read_versions
from kouan.publish.views import VIEWS
from kouan.site.language import ZH

from .conftest import PROJECT

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def feed(get, t):
    return ET.fromstring(get(f"{t.address}-/changes.atom").content)  # noqa: S314 - our own


def texts(element, name):
    return [one.text for one in element.findall(ATOM + name)]


# --- Atom


def test_the_feed_is_what_rfc_4287_asks_for(get, feed, t):
    answer = get(f"{t.address}-/changes.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert feed.tag == f"{ATOM}feed"
    assert feed.get(LANG) == t.code
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (text,) = texts(part, name)
            assert text.strip()
        moment = texts(part, "updated")[0]
        assert datetime.fromisoformat(moment).tzinfo is not None
        assert texts(part, "id")[0].startswith("urn:uuid:")
    # An author of the feed is one of all its entries.
    assert feed.find(f"{ATOM}author/{ATOM}name").text == "Kouan maintainers"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://localhost{t.address}-/changes.atom"
    assert links["alternate"] == f"http://localhost{t.address}-/downloads"


def test_no_two_entries_have_one_id(feed):
    ids = [*texts(feed, "id"), *(texts(entry, "id")[0] for entry in feed.findall(f"{ATOM}entry"))]
    assert len(ids) == len(set(ids))


def test_the_feed_has_every_version_and_every_document(feed, database, t):
    titles = [texts(entry, "title")[0] for entry in feed.findall(f"{ATOM}entry")]
    changelog = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\d+\.\d+\.\d+) \(", changelog, re.MULTILINE)
    expected = [t(f"版本 {version}", f"Version {version}") for version in versions]
    expected += [
        t(f"文件：{row['title']}", f"Document: {row['title_en']}")
        for row in database.execute("select * from documents")
    ]
    assert sorted(titles) == sorted(expected)


def test_dates_are_those_of_versions_and_documents(feed, database):
    entries = {texts(one, "title")[0]: texts(one, "updated")[0] for one in feed.findall(f"{ATOM}entry")}
    assert list(entries.values()) == sorted(entries.values(), reverse=True)
    assert texts(feed, "updated")[0] == max(entries.values())
    (row,) = database.execute("select * from documents where document_id = 'ah-ports-2022'")
    (day,) = [day for title, day in entries.items() if row["title"] in title or row["title_en"] in title]
    assert day == f"{row['published_on']}T00:00:00Z"
    # A document that prints no date came with the first version.
    (row,) = database.execute("select * from documents where coalesce(published_on, adopted_on) is null")
    (day,) = [day for title, day in entries.items() if row["title"] in title or row["title_en"] in title]
    assert day == "2026-11-23T00:00:00Z"


def test_entries_lead_to_pages_of_the_site(get, feed, t):
    for entry in feed.findall(f"{ATOM}entry"):
        address = urlsplit(entry.find(f"{ATOM}link").get("href"))
        assert address.netloc == "localhost"
        assert address.path.startswith(t.address)
        assert get(address.path).status_code == 200


def test_the_same_data_give_the_same_feed(get, t):
    first, second = (get(f"{t.address}-/changes.atom").content for _ in range(2))
    assert first == second


def test_ids_do_not_depend_on_where_the_site_is(get):
    here, there = (
        ET.fromstring(get("/-/changes.atom", headers={"host": host}).content)  # noqa: S314
        for host in ("localhost", "example.org")
    )
    assert [one.text for one in here.iter(f"{ATOM}id")] == [one.text for one in there.iter(f"{ATOM}id")]


def test_what_changed_is_html_in_its_language(feed, t):
    for entry in feed.findall(f"{ATOM}entry"):
        content = entry.find(f"{ATOM}content")
        assert content.get("type") == "html"
        assert content.get(LANG) in {"en", t.code}
        assert BeautifulSoup(content.text, "html.parser").find()
    (first,) = [e for e in feed.findall(f"{ATOM}entry") if texts(e, "title")[0].endswith("2026.11.0")]
    html = first.find(f"{ATOM}content").text
    assert "<h3>Data</h3><ul><li>Plans of Anhui" in html
    assert "<code>quality</code>" in html
    assert "`" not in html


def test_every_page_names_the_feed(get, t):
    for path in ("kouan/tasks", "-/downloads", "kouan/nosuch"):
        page = BeautifulSoup(get(t.address + path).text, "html.parser")
        link = page.select_one('link[type="application/atom+xml"]')
        assert link["href"] == f"{t.address}-/changes.atom"


# --- the changelog


CHANGELOG = """# Changelog

## Unreleased

- Not yet.

## 2026.12.1 (2026-12-05)

Before you upgrade: `a < b`
still holds.

### Data

- One
  more line.
- Two.

## 2026.12.0 (2026-12-01)

First.
"""


def test_versions_are_read_and_what_is_not_released_is_not():
    first, second = read_versions(CHANGELOG, "CHANGELOG.md")
    assert (first.version, first.date) == ("2026.12.1", "2026-12-05")
    assert first.html == (
        "<p>Before you upgrade: <code>a &lt; b</code> still holds.</p>"
        "<h3>Data</h3><ul><li>One more line.</li><li>Two.</li></ul>"
    )
    assert (second.version, second.html) == ("2026.12.0", "<p>First.</p>")


def test_links_to_files_of_the_project_are_told_without_the_link():
    text = "## 2026.12.0 (2026-12-01)\n\n- [Examples](docs/using.md) and [terms](https://example.org/terms).\n"
    (version,) = read_versions(text, "CHANGELOG.md")
    assert version.markdown == "- Examples and [terms](https://example.org/terms)."


@pytest.mark.parametrize(
    "heading", ["2026.11.0", "2026.11.0 (23 November)", "Version 2026.11.0 (2026-11-23)", "2026.11.0 (2026-13-01)"]
)
def test_a_heading_without_version_or_day_is_refused(heading):
    with pytest.raises(KouanError, match="expected a heading like"):
        read_versions(f"# Changelog\n\n## {heading}\n\nText.\n", "CHANGELOG.md")


def test_the_version_of_the_data_has_to_be_there(package, tmp_path):
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    with pytest.raises(KouanError, match=f"has no version {re.escape(package.version)}"):
        publish_changes(package, tmp_path / "CHANGELOG.md", tmp_path)


# --- llms.txt


def test_llms_txt_says_what_there_is(get, package, site, t):
    answer = get(f"{t.address}llms.txt")
    metadata = getattr(site, t.code).metadata()
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith(f"# {metadata['title']}\n\n> ")
    for name in (*(table.name for table in package.tables), *VIEWS, *metadata["databases"]["kouan"]["queries"]):
        assert f"\n- [{name}](http://localhost{t.address}kouan/{name}.json): " in answer.text
    settings = getattr(site, t.code).settings_dict()
    for said in (metadata["license_url"], str(settings["max_returned_rows"]), str(settings["sql_time_limit_ms"])):
        assert said in answer.text
    assert len(answer.text) < 20_000
    assert unescape(answer.text) == answer.text


def test_llms_txt_speaks_one_language(get):
    # An address shows how to search for Chinese; titles of questions may name Chinese words.
    english = get("/en/llms.txt").text.partition("\n## ")[0]
    assert not re.search("[\u3400-\u9fff]", english)
    assert "Licence" not in get("/llms.txt").text


def test_every_address_in_llms_txt_answers(get, t):
    text = get(f"{t.address}llms.txt").text
    linked = re.findall(r"\]\(http://localhost(\S+)\): ", text)
    addresses = linked + re.findall(r": http://localhost(\S+)", text)
    assert len(addresses) > 40
    for address in addresses:
        assert address.startswith(t.address)
        assert get(address).status_code == 200, address
    (sql,) = [address for address in addresses if "?sql=" in address]
    assert get(sql).json()[0]["n"] > 0


def test_the_example_row_of_llms_txt_exists(get):
    (address,) = re.findall(r"http://localhost(\S+/ah-ports-2022\.4\.json\S*)", get("/llms.txt").text)
    assert get(address).json()[0]["task_id"] == "ah-ports-2022.4"
    assert ZH.address == "/"
