"""What a browser may do with an answer: the headers of every kind of answer, and robots.txt."""

import re
from html.parser import HTMLParser

import pytest

PAGES = [
    "/?_lang=zh",
    "/en/",
    "/kouan",
    "/kouan/tasks",
    "/kouan/tasks/ah-ports-2022.4",
    "/kouan?sql=select+1",
    "/kouan/who_leads_what",
    "/-/find?q=%E5%8F%A3%E5%B2%B8",
    "/-/document/ah-ports-2022",
    "/-/pictures/map",
    "/-/settings",
    "/kouan/nosuch",
    "/kouan/tasks?_sort=nosuch",
]
DATA = [
    "/kouan/tasks.json",
    "/kouan/tasks.csv",
    "/kouan/tasks.excel",
    "/kouan.db",
    "/-/changes.atom",
    "/-/openapi.json",
    "/-/downloads/parquet/tasks.parquet",
    "/static/kouan.css",
    "/kouan/nosuch.json",
    "/llms.txt",
    "/robots.txt",
]


class Inline(HTMLParser):
    """Collects what of a page would run if it came from a stranger."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if (tag == "script" and "src" not in names) or tag in {"style", "iframe", "object", "embed", "base"}:
            self.found.append(tag)
        self.found += [name for name in names if name.startswith("on")]
        self.found += [value for value in names.values() if value and value.lower().startswith("javascript:")]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_scripts_of_the_site_alone(get, path):
    answer = get(path)
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    page = Inline()
    page.feed(answer.text)
    assert page.found == []


@pytest.mark.parametrize("path", PAGES + DATA)
def test_nothing_is_taken_for_what_it_is_not(get, path):
    headers = get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-type"]
    assert headers["cache-control"]
    assert len(headers.get_list("content-security-policy")) == 1


@pytest.mark.parametrize("path", DATA)
def test_data_are_not_a_page(get, path):
    assert get(path).headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize("path", ["/kouan/tasks.json", "/kouan.db", "/-/openapi.json", "/kouan/nosuch.json"])
def test_pages_of_others_may_read_and_do_nothing_else(request_site, path):
    headers = request_site("GET", path, headers={"origin": "https://example.org"}).headers
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    assert not re.search("POST|PUT|DELETE|PATCH", headers.get("access-control-allow-methods", ""))
    asked = {"origin": "https://example.org", "access-control-request-method": "DELETE"}
    assert "access-control-allow-methods" not in request_site("OPTIONS", path, headers=asked).headers


def test_what_was_answered_before_has_the_headers_too(get, request_site):
    first = request_site("GET", "/kouan/tasks?_size=3")
    again = request_site("GET", "/kouan/tasks?_size=3", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


def test_programs_that_follow_links_are_kept_from_questions(get):
    lines = get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /*?" in lines
    assert {"Allow: /static/", "Allow: /kouan/*?_next=", "Allow: /en/kouan/*?_next="} <= set(lines)
