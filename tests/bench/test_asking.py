"""What is measured is the same for both: Datasette on its own gives the data that the site gives."""

import asyncio
import json
import sys

import httpx
import pytest
from tests.site.conftest import free_port, running

from kouan.bench.asking import SEARCH, STOCK_SEARCH, choose_requests
from kouan.bench.client import ask_for

NUMBERS = (0, 5, 77, 800)
# What a page says of itself, and the pages behind a facet.
DATA = (
    "rows",
    "columns",
    "database",
    "table",
    "truncated",
    "filtered_table_rows_count",
    "primary_keys",
    "next",
    "query",
)


@pytest.fixture(scope="module")
def stock(build):
    port = free_port()
    command = ["-m", "datasette", "serve", "-i", str(build / "kouan.db"), "-m", str(build / "metadata.json")]
    with running([sys.executable, *command, "--port", str(port)], port) as address:
        yield address


@pytest.fixture(scope="module")
def requests(build):
    return choose_requests(build / "kouan.db")


def test_requests_of_a_kind_differ(requests):
    for make in requests.values():
        assert len({make(number) for number in range(1_000)}) == 1_000


@pytest.mark.parametrize("kind", ["row JSON", "100 rows JSON", "search", "canned query", "facet"])
def test_the_site_gives_the_data_that_datasette_gives(kind, requests, stock, site):
    for number in NUMBERS:
        path = requests[kind](number)
        where = STOCK_SEARCH if kind == SEARCH else ""
        theirs, ours = httpx.get(stock + path + where, timeout=30).json(), ask(site, path)
        assert theirs["rows"]
        # A search has a condition of its own, so its SQL is another.
        for name in (name for name in DATA if kind != SEARCH or name != "query"):
            assert ours.get(name) == theirs.get(name), (path, name)
        for name, facet in theirs.get("facet_results", {}).items():
            counts = [(one["value"], one["count"]) for one in ours["facet_results"][name]["results"]]
            expected = [(one["value"], one["count"]) for one in facet["results"]]
            assert counts[: len(expected)] == expected[: len(counts)]


def ask(site, path):
    return json.loads(asyncio.run(site.client.get(path)).content)


def test_the_client_reads_whole_answers_and_stops(stock):
    with pytest.raises(RuntimeError, match=r"nosuch.*404"):
        ask_for(int(stock.rpartition(":")[2]), iter(["/kouan/nosuch.json"]), 5)
    asked = ask_for(int(stock.rpartition(":")[2]), iter(["/kouan/ports.json?_size=5"] * 30), 30)
    assert asked.requests == 30
    assert 0 < asked.p95 < 30_000
