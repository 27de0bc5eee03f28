"""The site of the real build, in this process. `make` builds it; without a build these tests are skipped."""

import asyncio
import contextlib
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from bs4 import BeautifulSoup
from datasette.utils import tilde_decode
from httpx import Response

from kouan.publish.views import VIEWS
from kouan.schema import Package
from kouan.torture.requests import send_to

PROJECT = Path(__file__).parents[2]
Get = Callable[..., Response]


@pytest.fixture(scope="session")
def request_site(site: Any) -> Get:
    """Send a request with any method to the app that serves both languages; redirects are not followed."""

    return lambda method, path, **options: asyncio.run(site.client.request(method, path, **options))


@pytest.fixture(scope="session")
def get(request_site: Get) -> Get:
    """Get a page of either language: get("/kouan/tasks"), get("/en/kouan/tasks").

    The site does not change, so a page that was asked for without more than its path is not asked for again.
    """
    remembered = lru_cache(maxsize=1000)(lambda path: request_site("GET", path))
    return lambda path, **options: request_site("GET", path, **options) if options else remembered(path)


@pytest.fixture(scope="session")
def send_raw(site: Any) -> Callable[..., tuple[int, bytes]]:
    """Ask for an address just as it is, which a client library would put right first or refuse: its status and body."""

    def sent(
        address: str | bytes, method: str = "GET", headers: Sequence[tuple[bytes, bytes]] = ()
    ) -> tuple[int, bytes]:
        return asyncio.run(send_to(site.app, address, method, headers))[::2]

    return sent


@pytest.fixture(scope="session")
def soup(get: Get) -> Callable[[str], BeautifulSoup]:
    """Get a page that is there and parse it, each time anew: a test may take parts out of it."""

    def parsed(path: str) -> BeautifulSoup:
        answer = get(path)
        assert answer.status_code == 200, path
        return BeautifulSoup(answer.text, "html.parser")

    return parsed


@pytest.fixture(scope="session")
def database(build: Path) -> Iterator[sqlite3.Connection]:
    """The built database, with rows by column name."""
    with closing(sqlite3.connect(f"{(build / 'kouan.db').as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


@pytest.fixture(scope="session")
def names(package: Package) -> list[str]:
    """All tables and views."""
    return [*(table.name for table in package.tables), *VIEWS]


def linked(page: BeautifulSoup, table: str) -> set[str]:
    """The ids of the rows of a table to which a page leads."""
    return {tilde_decode(link["href"].rpartition("/")[2]) for link in page.select(f"main a[href*='/kouan/{table}/']")}


def page_text(response: Response) -> str:
    """What a person reads on a page, with white space made one."""
    page = BeautifulSoup(response.text, "html.parser")
    # Words of another language inside a sentence are marked, but no words of their own.
    for span in page.select("span[lang]"):
        span.unwrap()
    page.smooth()
    return " ".join(page.get_text(" ").split())


def plain(text: str) -> str:
    """A text with white space made one, to look for on a page."""
    return " ".join(text.split())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def serve_command(build: Path, port: int) -> list[str]:
    """What serves the project of a build as `kouan serve` does."""
    code = "from kouan.cli import main; main()"
    return [sys.executable, "-c", code, "serve", "--root", str(build.parent), "--port", str(port)]


@contextlib.contextmanager
def running(command: list[str], port: int) -> Iterator[str]:
    """Run a server; give its address once it answers, and stop it afterwards."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            if process.poll() is not None:
                pytest.fail(process.stderr.read().decode())
            with contextlib.suppress(httpx.TransportError):
                httpx.get(address, timeout=10)
                break
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stderr.close()
