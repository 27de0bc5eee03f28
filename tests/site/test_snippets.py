"""What people copy from a page fetches the rows of that very page, whichever tool they use."""

import ast
import csv
import io
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec

import httpx
import pytest
from bs4 import BeautifulSoup

from kouan.publish.views import VIEWS
from kouan.schema import load_package
from kouan.site.language import LANGUAGES

from .conftest import PROJECT, free_port, running, serve_command

TOOLS = ("curl", "pandas", "polars", "duckdb", "r", "sql")
NAMES = [*(table.name for table in load_package(PROJECT / "datapackage.json").tables), *VIEWS]
ADDRESS = re.compile(r"""["'](http://[^"']*)["']""")

# Pages with filters, and how many rows each has.
FILTERED = {
    "kouan/tasks?document_id=ah-ports-2022": None,
    "kouan/tasks?document_id=ah-ports-2022&_size=2&_facet=method&_next=2142%2Cah-ports-2022~2E4": 23,
    "kouan/tasks?_search=合肥&title__contains=口岸&_sort_desc=ordinal": None,
    'kouan/tasks?_search=it\'s "so" %26 <b> $HOME `id` \\': 0,
    "kouan/tasks?_where=title like '%25口岸%25'&_col=title": None,
    "kouan/ports?kind__in=airport,bonded_zone": None,
    "kouan/port_overview?kind=airport": None,
    "kouan/who_leads_what?word=LNG": None,
    "kouan?sql=select+task_id+from+tasks+where+title+like+:a&a=%25口岸%25": None,
}


def snippets(answer):
    """The snippets of a page by tool."""
    page = BeautifulSoup(answer.text, "html.parser")
    return {part.h3["id"].removeprefix("snippet-"): part.code.get_text() for part in page.select(".snippets .snippet")}


def fetched(get, address):
    """The rows that an address of a snippet gives, whatever the format."""
    answer = get(address.removeprefix("http://localhost"))
    assert answer.status_code == 200, address
    if "csv" in answer.headers["content-type"]:
        return list(csv.DictReader(io.StringIO(answer.text, newline="")))
    return answer.json()


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_snippets_of_its_own(get, database, name):
    t = LANGUAGES[len(name) % 2]
    found = snippets(get(f"{t.address}kouan/{name}"))
    assert tuple(found) == TOOLS
    (count,) = database.execute(f"select count(*) from {name}").fetchone()
    for tool in TOOLS[:-1]:
        data = [one for one in ADDRESS.findall(found[tool]) if "/kouan/" in one]
        assert data
        assert all(one.startswith(f"http://localhost{t.address}kouan/{name}.") for one in data)
    for address in ADDRESS.findall(found["curl"]):
        assert len(fetched(get, address)) == count
    files = [one for one in ADDRESS.findall(found["pandas"]) if one.endswith(".parquet")]
    assert files == ([] if name in VIEWS else [f"http://localhost{t.address}-/downloads/parquet/{name}.parquet"])
    assert all(get(one.removeprefix("http://localhost")).status_code == 200 for one in files)


@pytest.mark.parametrize(("path", "count"), FILTERED.items())
def test_the_rows_are_those_of_the_page(get, path, count, t):
    page, found = get(t.address + path), snippets(get(t.address + path))
    shown = len(BeautifulSoup(page.text, "html.parser").select("tbody tr"))
    if not found:
        # A query without rows has nothing to take away.
        assert (shown, count) == (0, None)
        return
    data, json_data = (fetched(get, address) for address in ADDRESS.findall(found["curl"]))
    assert len(data) == len(json_data) == (shown if count is None else count) or "_size" not in path
    assert count is None or len(data) == count
    assert len(data) >= shown
    expected = {str(one) for row in json_data for one in row.values() if one not in {None, ""}}
    assert {value for row in data for value in row.values() if value} <= expected | {"0", "1"}
    for tool in ("pandas", "polars", "duckdb", "r"):
        assert ADDRESS.findall(found[tool])[0] == ADDRESS.findall(found["curl"])[0]


def test_no_address_ends_its_quotation_marks(get, t):
    """Whatever a page was asked for stands percent-encoded, so that no shell and no language takes it for code."""
    for path in FILTERED:
        for code in snippets(get(t.address + path)).values():
            for address in ADDRESS.findall(code):
                assert re.fullmatch(r"[A-Za-z0-9:/?&=%._~+*-]*", address), address


@pytest.mark.parametrize("path", [*FILTERED, "kouan/targets", "-/downloads"])
def test_python_snippets_are_python(get, path, t):
    found = snippets(get(t.address + path))
    for tool in ("pandas", "polars"):
        if found:
            names = {node.id for node in ast.walk(ast.parse(found[tool])) if isinstance(node, ast.Name)}
            assert names & {"pd", "pl"}


def test_how_a_page_looks_is_left_out(get):
    page = get("/kouan/tasks?_size=3&_facet=method&_facet_size=2&_shape=objects&_nocount=1&_labels=on&method=parsed")
    (address, _) = ADDRESS.findall(snippets(page)["curl"])
    assert address == "http://localhost/kouan/tasks.csv?_labels=on&method=parsed"


def test_the_host_is_that_of_the_request(get):
    page = get("/kouan/tasks", headers={"host": "data.example.org"})
    assert "'http://data.example.org/kouan/tasks.csv'" in snippets(page)["curl"]


def test_the_downloads_page_has_an_example(get, t):
    page = get(f"{t.address}-/downloads")
    found = snippets(page)
    assert tuple(found) == TOOLS
    assert f"http://localhost{t.address}kouan/tasks.csv" in found["curl"]
    assert BeautifulSoup(page.text, "html.parser").select_one("details.snippets").has_attr("open")


def test_a_page_without_rows_to_take_has_no_snippets(get):
    for path in ("/kouan", "/kouan/tasks/ah-ports-2022.4", "/kouan?sql=select+1+where+0", "/-/find?q=口岸"):
        assert snippets(get(path)) == {}, path


def test_snippets_need_no_script(get, t):
    page = BeautifulSoup(get(f"{t.address}kouan/tasks").text, "html.parser")
    details = page.select_one("details.snippets")
    assert details.summary.get_text() == t("在程序里用这些数据", "Use these data in a program")
    # The script shows the buttons; without it there is nothing that does not work.
    assert all(button.has_attr("hidden") for button in details.select("button"))
    assert {button.get_text() for button in details.select("button")} == {t("复制", "Copy")}
    (script,) = [one["src"] for one in page.select("script[src*='copy.js']")]
    assert get(script).status_code == 200


# --- with the tools themselves, where this machine has them


@pytest.fixture(scope="module")
def address(build):
    port = free_port()
    with running(serve_command(build, port), port) as address:
        yield address


@pytest.fixture
def on_server(get, address):
    """The snippets of a page with the address of the running server."""
    host = address.removeprefix("http://")
    return lambda path: snippets(get(path, headers={"host": host}))


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_python_snippets_run(on_server, address, library):
    if not find_spec(library):
        pytest.skip(f"{library} is not installed")
    for path, name, rows in (
        ("/kouan/tasks?document_id=nm-ports-2022", "tasks", 32),
        ("/en/kouan/targets", "targets", None),
    ):
        code = on_server(path)[library]
        frames = [part + "\n" for part in re.split(r"\n\n# .*\n", code)]
        script = f"{frames[0]}\nprint(len({name}))\n{frames[1]}\nprint(len({name}))\n"
        environment = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
        )
        first, second = map(int, done.stdout.split())
        assert first == (rows or second)
        assert second > 0


def test_curl_snippets_run(on_server, tmp_path):
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    code = on_server("/kouan/tasks?document_id=nm-ports-2022")["curl"]
    subprocess.run(["sh", "-ec", code], cwd=tmp_path, check=True, capture_output=True)
    with (tmp_path / "tasks.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 32
    assert (tmp_path / "tasks.json").read_text(encoding="utf-8").startswith("[{")


def test_sql_snippets_run(on_server, tmp_path):
    if not (shutil.which("curl") and shutil.which("sqlite3")):
        pytest.skip("curl or sqlite3 is not installed")
    code = on_server("/kouan/port_overview")["sql"]
    done = subprocess.run(["sh", "-ec", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert len(list(csv.reader(io.StringIO(done.stdout)))) == 11


def test_duckdb_snippets_run(on_server, tmp_path):
    """DuckDB reads from the web by an extension that it fetches itself; where it is not there, the files are fetched."""
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    code = on_server("/kouan/tasks?document_id=nm-ports-2022")["duckdb"]
    statements = [one.query for one in duckdb.extract_statements(code)]
    assert len(statements) == 2
    for number, address in enumerate(ADDRESS.findall(code)):
        place = tmp_path / f"{number}.{'parquet' if address.endswith('.parquet') else 'csv'}"
        place.write_bytes(httpx.get(address, timeout=30).content)
        statements = [one.replace(address, str(place)) for one in statements]
    filtered, whole = (duckdb.sql(one) for one in statements)
    assert len(filtered.fetchall()) == 32
    assert filtered.columns == whole.columns
    assert dict(zip(whole.columns, map(str, whole.types), strict=True))["char_start"] == "BIGINT"
    assert len(whole.fetchall()) > 32


def test_duckdb_snippets_of_all_pages_are_sql(get):
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    for path in FILTERED:
        assert duckdb.extract_statements(snippets(get(f"/{path}")).get("duckdb", "select 1"))


def test_r_snippets_run(on_server):
    if not shutil.which("Rscript"):
        pytest.skip("R is not installed (Debian: r-base-core)")
    if subprocess.run(["Rscript", "-e", "library(jsonlite)"], capture_output=True, check=False).returncode:
        pytest.skip("R has no jsonlite (Debian: r-cran-jsonlite)")
    code = on_server("/kouan/tasks?document_id=nm-ports-2022")["r"]
    first, second = re.split(r"\n\n# .*\n", code)
    look = 'cat(nrow(tasks), class(tasks$char_start), tasks$title[1], "\n")\n'
    environment = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()} | {
        "LC_ALL": "C.UTF-8"
    }
    done = subprocess.run(
        ["Rscript", "-e", f"{first}\n{look}{second}\n{look}"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    by_csv, by_json = (line.split() for line in done.stdout.splitlines())
    assert by_csv == by_json
    assert by_csv[:2] == ["32", "integer"]
    assert re.search("[\u4e00-\u9fff]", by_csv[2])
