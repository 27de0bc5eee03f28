"""What Datasette itself answers with 500, a fault of the server, is answered here with what is wrong with the request.

docs/reliability.md lists these. Where Datasette has mended one, the first test says so, and what was made against it
here can go.
"""

import asyncio
import json
import subprocess
import sys

import pytest

from kouan.torture.requests import send_to

BAD, MISSING, NOT_ALLOWED = 400, 404, 405
AWAY = ("/\\example.org/", 302)
BIG = "99999999999999999999999"
# The address, its method and headers, and what it is answered here.
FAULTS = {
    "order by a column that is not there": ("/kouan/tasks.json?_sort=nosuch", BAD),
    "two orders": ("/kouan/tasks.json?_sort=title&_sort_desc=title", BAD),
    "page of a view that is no number": ("/kouan/port_overview.json?_next=abc", BAD),
    "page of a view that is too large a number": (f"/kouan/port_overview.json?_next={BIG}", BAD),
    "facet that is broken JSON": ("/kouan/tasks.json?_facet=%7B", BAD),
    "facet that is JSON without a column": ("/kouan/tasks.json?_facet=%7B%7D", BAD),
    "facet of a number": ("/kouan/tasks.json?_facet=%7B%22column%22:1%7D", BAD),
    "facet with NUL": ("/kouan/tasks.json?_facet=a%00", BAD),
    "facet of a kind that is not there": ("/kouan/tasks.json?_facetx=title", BAD),
    "number of facets that is none": ("/kouan/tasks.json?_facet_size=%C2%B2", BAD),
    "comparison with a number of more than 64 bits": (f"/kouan/tasks.json?ordinal__gt={BIG}", BAD),
    "comparison with a digit that is no number": ("/kouan/tasks.json?ordinal__gt=%C2%B2", BAD),
    "list that is broken JSON": ("/kouan/tasks.json?ordinal__in=%5B", BAD),
    "list of objects": ("/kouan/tasks.json?ordinal__in=%5B%7B%7D%5D", BAD),
    "list of numbers of more than 64 bits": (f"/kouan/tasks.json?ordinal__notin=%5B{BIG}%5D", BAD),
    "condition with a parameter": ("/kouan/tasks.json?_where=:x", BAD),
    "condition of two statements": ("/kouan/tasks.json?_where=1%3Bselect+2", BAD),
    "condition with NUL": ("/kouan/tasks.json?_where=%00", BAD),
    "way through another table that is broken JSON": ("/kouan/tasks.json?_through=x", BAD),
    "way through a table that is not there": (
        "/kouan/tasks.json?_through=%7B%22table%22:%22x%22,%22column%22:%22y%22,%22value%22:1%7D",
        BAD,
    ),
    "time limit that is no number": ("/kouan/tasks.json?_timelimit=x", BAD),
    "infinity that is neither on nor off": ("/kouan/tasks.json?_json_infinity=x", BAD),
    "time to keep that is no number": ("/kouan/tasks.json?_ttl=%C2%B2", BAD),
    "database as CSV without SQL": ("/kouan.csv", BAD),
    "database as a list without SQL": ("/kouan.json?_shape=array", BAD),
    "file below a file": ("/-/static/table.js/x", MISSING),
    "file with too long a name": ("/-/static/" + "a" * 300, MISSING),
    "POST to a table": ("/kouan/tasks", NOT_ALLOWED, "POST"),
    "method that Datasette does not know": ("/kouan/tasks", NOT_ALLOWED, "TRACE"),
    "cookie that is not UTF-8": ("/kouan/tasks.json?_size=1", 200, "GET", [(b"cookie", b"\xff")]),
}


# In a process of its own: plugins are those of a process, and not of a Datasette.
STOCK = """
import asyncio, json, sys
from datasette.app import Datasette
from datasette import handle_exception
from kouan.torture.requests import send_to

handle_exception.rich = None

async def status(app, address, _, method="GET", headers=()):
    try:
        return (await send_to(app, address, method, [[part.encode("latin-1") for part in pair] for pair in headers]))[:2]
    except UnicodeDecodeError:
        return 500, {}

async def main():
    datasette = Datasette(immutables=[sys.argv[1]], settings={"suggest_facets": False})
    await datasette.invoke_startup()
    app = datasette.app()
    return [await status(app, *asked) for asked in json.loads(sys.argv[2])]

print(json.dumps(asyncio.run(main())))
"""


@pytest.fixture(scope="module")
def stock(build):
    """What Datasette answers as it is: status and headers by the name of a fault, and for an address with a backslash."""
    asked = json.dumps([*FAULTS.values(), AWAY], default=lambda raw: raw.decode("latin-1"))
    command = [sys.executable, "-c", STOCK, build / "kouan.db", asked]
    answers = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return dict(zip([*FAULTS, AWAY], answers, strict=True))


@pytest.mark.parametrize("name", FAULTS)
def test_datasette_still_fails(stock, name):
    assert stock[name][0] == 500


@pytest.mark.parametrize("name", FAULTS)
def test_here_it_is_said_what_is_wrong(send_raw, name, capfd):
    address, expected, *options = FAULTS[name]
    for prefix in ("", "/en"):
        status, body = send_raw(prefix + address, *options)
        assert status == expected
        assert body
    assert "Traceback" not in capfd.readouterr().err


def test_a_redirect_of_datasette_leaves_the_site_and_none_here_does(site, stock):
    assert stock[AWAY][1]["location"] == "/\\example.org"
    _, here, _ = asyncio.run(send_to(site.app, AWAY[0]))
    assert here["location"] == "/~5Cexample~2Eorg/"
