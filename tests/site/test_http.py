"""What programs rely on over the wire: HEAD, other sites' pages, Chinese that can be read, files that Excel opens."""

import csv
import io

import httpx
import pytest

from .conftest import free_port, running, serve_command

PATHS = [
    "/?_lang=zh",
    "/en/",
    "/kouan",
    "/kouan/tasks",
    "/en/kouan/tasks/ah-ports-2022.4",
    "/kouan/tasks.json?_search=口岸",
    "/kouan/tasks/ah-ports-2022.4.json",
    "/kouan/tasks.csv",
    "/kouan/tasks.excel",
    "/kouan/who_leads_what.json?word=LNG",
    "/kouan.json?sql=select+1",
    "/-/find?q=口岸",
    "/-/document/ah-ports-2022?span=600-640",
    "/-/downloads",
    "/-/downloads/parquet/tasks.parquet",
    "/-/openapi.json",
]


@pytest.fixture(scope="module")
def client(build):
    port = free_port()
    with running(serve_command(build, port), port) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.mark.parametrize("path", PATHS)
def test_head_says_what_get_says(client, path):
    head, whole = client.head(path), client.get(path)
    assert (head.status_code, whole.status_code) == (200, 200)
    assert head.content == b""
    assert head.headers["content-type"] == whole.headers["content-type"]


@pytest.mark.parametrize(
    "path", [path for path in PATHS if any(end in path for end in (".json", ".csv", ".excel", ".parquet"))]
)
def test_a_page_of_another_site_may_read_data(client, path):
    answer = client.get(path, headers={"origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "set-cookie" not in answer.headers


def test_errors_can_be_read_by_other_sites_too(client):
    answer = client.get("/kouan/tasks.json?nosuch=1", headers={"origin": "https://example.org"})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (400, "*")
    assert client.options("/kouan/tasks.json").headers["access-control-allow-origin"] == "*"


def test_chinese_in_json_is_written_as_it_is(client):
    answer = client.get("/kouan/tasks.json?_size=3&_shape=array")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.json()[0]["title"].encode() in answer.content
    assert b"\\u4e" not in answer.content


def test_excel_finds_the_mark_of_its_encoding(client):
    whole = client.get("/kouan/tasks.excel")
    assert whole.content.startswith(b"\xef\xbb\xbf")
    plain = client.get("/kouan/tasks.csv")
    assert not plain.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(whole.content.decode("utf-8-sig"), newline="")))
    assert [row["task_id"] for row in rows] == [
        row["task_id"] for row in csv.DictReader(io.StringIO(plain.text, newline=""))
    ]


@pytest.mark.parametrize(
    "path", ["/kouan.csv", "/kouan.excel", "/en/kouan.json?_shape=array", "/kouan.json?_shape=arrayfirst"]
)
def test_rows_that_were_cut_are_refused_where_nothing_can_say_so(client, path):
    join = "&" if "?" in path else "?"
    sql = "sql=select+a.rowid+from+passages+a,passages+b"
    answer = client.get(f"{path}{join}{sql}")
    assert answer.status_code == 400
    assert "2,000" in answer.text
    assert ("/en/kouan.db" if path.startswith("/en") else "/kouan.db") in answer.text
    assert client.get(f"{path}{join}{sql}+limit+2000").status_code == 200


def test_json_that_can_say_so_says_so(client):
    answer = client.get("/kouan.json?sql=select+a.rowid+from+passages+a,passages+b").json()
    assert answer["truncated"] is True
    assert client.get("/kouan.json?sql=select+1").json()["truncated"] is False
    assert client.get("/kouan/tasks.json?_search=口岸&_size=5").json()["next_url"]
    assert 'rel="next"' in client.get("/kouan/tasks.json?_search=口岸&_size=5&_shape=array").headers["link"]
