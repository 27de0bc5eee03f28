"""Files to take away are what the build made, named, summed and sent as HTTP has it; data can be read by any page."""

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from frictionless import Package as FrictionlessPackage
from hypothesis import given
from hypothesis import strategies as st

from kouan.site.files import asked_range

from .conftest import PROJECT

PARQUET = "/-/downloads/parquet/tasks.parquet"


@pytest.fixture(scope="module")
def listed(build):
    """What the build lists."""
    return json.loads((build / "downloads.json").read_text(encoding="utf-8"))["files"]


# --- the files


def test_every_table_can_be_taken_in_every_format(listed, package):
    names = [one["name"] for one in listed]
    tables = [table.name for table in package.tables]
    assert names == [
        "kouan.db",
        "kouan.zip",
        "datapackage.json",
        *(f"datasets/{table}.csv" for table in tables),
        *(f"parquet/{table}.parquet" for table in tables),
    ]


def test_the_list_tells_size_and_sum_of_what_is_there(listed, build):
    for one in listed:
        content = (build / one["path"]).read_bytes()
        assert len(content) == one["bytes"], one["name"]
        assert hashlib.sha256(content).hexdigest() == one["sha256"], one["name"]


def test_files_are_those_of_the_project(build, package):
    assert (build / "downloads/datapackage.json").read_bytes() == (PROJECT / "datapackage.json").read_bytes()
    for table in package.tables:
        assert (build / "downloads" / table.path).read_bytes() == (PROJECT / table.path).read_bytes()


def test_every_file_is_served_whole_with_its_type(get, listed, t):
    types = {"db": "application/vnd.sqlite3", "zip": "application/zip", "json": "application/vnd.datapackage+json"}
    types |= {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}
    for one in listed:
        answer = get(f"{t.address}-/downloads/{one['name']}")
        assert answer.status_code == 200
        assert hashlib.sha256(answer.content).hexdigest() == one["sha256"], one["name"]
        assert answer.headers["content-length"] == str(one["bytes"])
        assert answer.headers["content-type"] == types[one["name"].rpartition(".")[2]]
        assert answer.headers["content-disposition"] == f'attachment; filename="{one["name"].rpartition("/")[2]}"'


@pytest.mark.parametrize(
    "name", ["nosuch", "settings.json", "downloads/kouan.zip", "%2e%2e/settings.json", "datasets/reference/quality.csv"]
)
def test_nothing_else_is_served(get, t, name):
    answer = get(f"{t.address}-/downloads/{name}", follow_redirects=True)
    assert answer.status_code == 404
    assert t("没有这个文件", "There is no such file") in answer.text or name.endswith(".json")


def test_the_page_shows_every_file_with_size_and_sum(get, listed, t):
    page = BeautifulSoup(get(f"{t.address}-/downloads").text, "html.parser")
    links = {link["href"]: link for link in page.select("main a")}
    sums = {code.get_text() for code in page.select("code.sum")}
    for one in listed:
        assert f"{t.address}-/downloads/{one['sha256'][:16]}/{one['name']}" in links
        assert one["sha256"] in sums
    assert t("任务", "Tasks") in page.main.get_text()
    assert len(page.select("main .number")) == len(listed)
    for link in links:
        assert get(link).status_code == 200, link


def test_the_page_is_reached_from_every_other(get, t):
    page = BeautifulSoup(get(f"{t.address}kouan/tasks").text, "html.parser")
    assert f"{t.address}-/downloads" in {link["href"] for link in page.select("nav.site-navigation a")}


def test_the_list_in_json_has_whole_addresses(get, listed, t):
    answer = get(f"{t.address}-/downloads.json").json()
    assert [(one["name"], one["bytes"], one["sha256"]) for one in answer["files"]] == [
        (one["name"], one["bytes"], one["sha256"]) for one in listed
    ]
    for one in answer["files"]:
        assert one["url"] == f"http://localhost{t.address}-/downloads/{one['name']}"
        assert one["fixed_url"] == f"http://localhost{t.address}-/downloads/{one['sha256'][:16]}/{one['name']}"


def test_sums_are_in_the_form_that_sha256sum_reads(get, listed):
    lines = get("/-/downloads/SHA256SUMS").text.splitlines()
    assert lines == [f"{one['sha256']}  {one['name']}" for one in listed]


def test_the_descriptor_leads_to_its_tables_on_the_web(get):
    address = "http://localhost/-/downloads/datapackage.json"
    for resource in get(address).json()["resources"]:
        assert get(urljoin(address, resource["path"])).status_code == 200


def test_the_zip_is_a_valid_package(build, package, tmp_path):
    with zipfile.ZipFile(build / "downloads/kouan.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    described = FrictionlessPackage(str(tmp_path / "datapackage.json"))
    assert [resource.name for resource in described.resources] == [table.name for table in package.tables]
    for name in ("documents", "targets", "issues"):
        report = described.get_resource(name).validate()
        assert report.valid, report.flatten(["message"])


def test_the_zip_has_the_documents_whose_characters_spans_count(build, data):
    texts = {path.name: path.read_bytes() for path in data.documents.glob("*.txt")}
    assert texts
    with zipfile.ZipFile(build / "downloads/kouan.zip") as archive:
        assert {name: archive.read(f"datasets/documents/{name}") for name in texts} == texts


def test_the_database_is_one(get, tmp_path):
    (tmp_path / "kouan.db").write_bytes(get("/-/downloads/kouan.db").content)
    with closing(sqlite3.connect(tmp_path / "kouan.db")) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)


# --- as HTTP has it


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-3", slice(0, 4)),
        ("bytes=100-199", slice(100, 200)),
        ("bytes=-4", slice(-4, None)),
        ("bytes=90000-", slice(90000, None)),
        ("bytes=0-99999999", slice(None)),
        ("bytes=-99999999", slice(None)),
    ],
)
def test_a_part_of_a_file(get, header, part):
    whole = get(PARQUET).content
    answer = get(PARQUET, headers={"range": header})
    assert answer.status_code == 206
    assert answer.content == whole[part]
    start, end, _ = part.indices(len(whole))
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(whole)}"
    assert answer.headers["content-length"] == str(end - start)


@pytest.mark.parametrize("header", ["bytes=99999999-", "bytes=-0"])
def test_a_part_that_is_not_there(get, header):
    answer = get(PARQUET, headers={"range": header})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(get(PARQUET).content)}"


@pytest.mark.parametrize("header", ["bytes=0-1,4-5", "bytes=9-2", "lines=0-1", "bytes=-", "bytes=a-b", "", "bytes=1-²"])
def test_what_is_no_single_range_gets_the_whole_file(get, header):
    answer = get(PARQUET, headers={"range": header.encode()})
    assert answer.status_code == 200
    assert answer.content == get(PARQUET).content


@given(
    st.integers(0, 50),
    st.text("0123456789-bytes=,", max_size=9) | st.from_regex(r"bytes=\d{0,2}-\d{0,2}", fullmatch=True),
)
def test_a_range_lies_in_the_file(size, header):
    part = asked_range(header, size)
    if part:
        assert 0 <= part[0] < part[1] <= size


def test_who_has_the_file_is_told_so(get, listed):
    tag = get(PARQUET).headers["etag"]
    (known,) = [one["sha256"] for one in listed if one["name"] == "parquet/tasks.parquet"]
    assert tag == f'"{known}"'
    for header in (tag, f'"other", W/{tag}', "*"):
        answer = get(PARQUET, headers={"if-none-match": header})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    assert get(PARQUET, headers={"if-none-match": '"other"'}).status_code == 200
    assert get(PARQUET).headers["cache-control"] == "no-cache"


def test_bytes_have_an_address_under_which_they_may_be_kept_for_ever(get, listed, t):
    for one in listed:
        whole = get(f"{t.address}-/downloads/{one['name']}")
        fixed = get(f"{t.address}-/downloads/{one['sha256'][:16]}/{one['name']}")
        assert fixed.content == whole.content
        assert dict(fixed.headers) == {
            **whole.headers,
            "cache-control": "public, max-age=31536000, immutable",
        }
        known = get(fixed.url.path, headers={"if-none-match": fixed.headers["etag"]})
        assert (known.status_code, known.headers["cache-control"]) == (304, fixed.headers["cache-control"])
        part = get(fixed.url.path, headers={"range": "bytes=0-9"})
        assert (part.status_code, part.content) == (206, whole.content[:10])


@pytest.mark.parametrize("name", ["parquet/tasks.parquet", "datasets/tasks.csv", "datapackage.json", "kouan.db"])
def test_an_older_sum_leads_to_no_other_bytes(get, listed, t, name):
    (other,) = [one["sha256"][:16] for one in listed if one["name"] == "kouan.zip"]
    for digest in ("0123456789abcdef", other):
        answer = get(f"{t.address}-/downloads/{digest}/{name}")
        assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-cache")
        assert f"{t.address}-/downloads/{name}" in answer.text
    assert get(f"{t.address}-/downloads/{other}/nosuch").status_code == 404
    assert get(f"{t.address}-/downloads/{other.upper()}/{name}").status_code == 404


def test_a_download_goes_on_only_with_the_same_file(get):
    tag = get(PARQUET).headers["etag"]
    assert get(PARQUET, headers={"range": "bytes=5-", "if-range": tag}).status_code == 206
    assert get(PARQUET, headers={"range": "bytes=5-", "if-range": '"old"'}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/?_lang=zh",
        "/kouan",
        "/kouan/tasks",
        "/en/kouan/tasks.json?_size=2",
        "/kouan/tasks.csv",
        "/kouan/tasks.excel?_size=2",
        "/kouan/tasks/ah-ports-2022.4.json",
        "/kouan/who_leads_what.csv",
        "/kouan.db",
        "/-/downloads",
        "/-/downloads.json",
        PARQUET,
        "/en/-/openapi.json",
        "/llms.txt",
        "/-/changes.atom",
        "/-/find?q=口岸",
        "/static/kouan.css",
        "/kouan/nosuch.json",
        "/-/downloads/nosuch",
    ],
)
def test_head_is_get_without_the_body(get, request_site, path):
    head, whole = request_site("HEAD", path), get(path)
    assert head.status_code == whole.status_code
    assert head.content == b""
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize(
    "path",
    [
        "kouan.json",
        "kouan/tasks.json",
        "kouan/tasks.csv",
        "kouan/tasks.excel?_size=1",
        "kouan/tasks/ah-ports-2022.4.json",
        "kouan/who_leads_what.json",
        "kouan.json?sql=select+1",
        "kouan.csv?sql=select+1",
        "kouan.json?sql=select+nosuch",
        "kouan.csv?sql=select+nosuch",
        "kouan/nosuch.json",
        "kouan/tasks/nosuch.json",
        "-/metadata.json",
        "-/downloads.json",
        "-/downloads/SHA256SUMS",
        "-/downloads/kouan.db",
        "-/openapi.json",
        "-/changes.atom",
        "llms.txt",
        "kouan.db",
    ],
)
def test_pages_of_other_sites_may_read_data(get, path, t):
    assert get(t.address + path).headers["access-control-allow-origin"] == "*"


def test_a_page_may_ask_first(request_site):
    for path in ("/kouan/tasks.json", "/kouan/tasks.csv"):
        answer = request_site("OPTIONS", path)
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "*"


# --- CSV of any page


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("kouan/tasks.csv", "tasks.csv"),
        ("kouan/tasks.csv?document_id=ah-ports-2022", "tasks.csv"),
        ("kouan/port_overview.csv", "port_overview.csv"),
        ("kouan/who_leads_what.csv?word=LNG", "who_leads_what.csv"),
        ("kouan.csv?sql=select+1", "kouan.csv"),
    ],
)
def test_csv_has_a_type_and_a_name(get, path, name, t):
    answer = get(t.address + path)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == f'inline; filename="{name}"'
    saved = get(f"{t.address}{path}{'&' if '?' in path else '?'}_dl=1")
    assert saved.headers["content-disposition"].startswith("attachment")
    assert saved.content == answer.content


def test_sql_that_fails_gives_no_empty_file(get):
    for sql in ("select+nosuch", "select+*+from+nosuch", "with+x+as+(nonsense)+select+*+from+x"):
        answer = get(f"/kouan.csv?sql={sql}")
        assert answer.status_code == 400
        assert "content-disposition" not in answer.headers
    empty = get("/kouan.csv?sql=select+1+as+a+where+0")
    assert (empty.status_code, empty.text) == (200, "a\r\n")
    assert get("/kouan/tasks.csv?document_id=nosuch").text.count("\n") == 1


def test_csv_of_a_table_has_all_rows_and_the_values_of_the_file(get, package):
    for table in package.tables:
        served = list(csv.reader(io.StringIO(get(f"/kouan/{table.name}.csv").text, newline="")))
        path = PROJECT / table.path
        filed = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        assert served[0] == filed[0]
        assert len(served) == len(filed), table.name
        texts = [served[0].index(column.name) for column in table.columns if column.type == "string"]
        assert sorted([row[i] for i in texts] for row in served) == sorted([row[i] for i in texts] for row in filed)
