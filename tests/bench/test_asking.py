"""What is measured is the same for both: Datasette on its own gives the data that the site gives."""

import asyncio
import itertools
import json
import os
import sys

import httpx
import pytest
from tests.site.conftest import free_port, running

from kouan.bench import asking, roapi, servers
from kouan.bench.asking import READY, SEARCH, STOCK_SEARCH, choose_requests, read_needed, serve_command
from kouan.bench.client import Question, ask_for

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
def needed(build):
    return read_needed(build / "kouan.db")


@pytest.fixture(scope="module")
def requests(needed):
    return choose_requests(needed)


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
    port = int(stock.rpartition(":")[2])
    with pytest.raises(RuntimeError, match=r"nosuch.*404"):
        ask_for(port, iter([Question("/kouan/nosuch.json")]), 5)
    # In one piece, and in chunks.
    for path in ("/kouan/ports.json?_size=5", "/kouan/ports.csv?_size=5"):
        asked = ask_for(port, iter([Question(path)] * 30), 30)
        assert asked.requests == 30
        assert 0 < asked.p95 < 30_000


@pytest.fixture(scope="module")
def other(build):
    if not roapi.PROGRAM.is_file():
        if os.environ.get("KOUAN_NO_SKIP"):
            pytest.fail(f"there is no {roapi.PROGRAM}")
        pytest.skip("ROAPI is not installed: pip install roapi")
    port = servers.free_port()
    with servers.running(roapi.command(build, port), port, roapi.READY) as server:
        yield f"http://127.0.0.1:{server.port}"


def test_roapi_is_asked_the_same_questions(needed, requests, other, site):
    for kind, make in roapi.requests(needed.assignments, needed.words).items():
        for number in NUMBERS:
            question = make(number)
            method = "POST" if question.sent else "GET"
            answer = httpx.request(method, other + question.path, content=question.sent, timeout=30)
            assert answer.status_code == 200, (kind, answer.text)
            ours = ask(site, requests[kind](number))
            if kind == "facet":
                facet = next(one for one in ours["facet_results"].values() if one["name"] == "agency_id")
                expected = [{"value": one["value"], "count": one["count"]} for one in facet["results"]]
                assert answer.json()[: len(expected)] == expected
            else:
                key = ours["columns"].index(
                    {"row JSON": "assignment_id", "canned query": "task_id"}.get(kind, "passage_id")
                )
                (name,) = [ours["columns"][key]]
                assert [one[name] for one in answer.json()] == [row[key] for row in ours["rows"]], (kind, number)


def test_without_roapi_it_is_said_and_the_others_are_asked(build, monkeypatch):
    said = []
    monkeypatch.setattr(roapi, "PROGRAM", build / "nosuch")
    with asking._servers(build.parent, said.append) as running_servers:
        assert set(running_servers) == {asking.STOCK, asking.COLD, asking.WARM}
    assert len(said) == 1
    assert "pip install roapi" in said[0]


def test_two_workers_are_two_processes_that_both_answer(build, requests):
    port = free_port()
    with servers.running(serve_command(build.parent, port, "--cache", "0", "--workers", "2"), port, READY) as server:
        before = {process: servers._processor(process) for process in server.processes}
        assert len(before) >= 3
        make = requests[asking.TABLE]
        ask_for(port, (Question(make(number)) for number in itertools.islice(itertools.count(), 200)), 600)
        busy = [process for process in server.processes if servers._processor(process) > before.get(process, 0)]
        assert len(busy) >= 2
        assert server.memory > 100
