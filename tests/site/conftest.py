"""The site of the real build, in this process. `make` builds it; without a build these tests are skipped."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from httpx import Response

from kouan.publish.views import VIEWS
from kouan.schema import Package

PROJECT = Path(__file__).parents[2]
Get = Callable[..., Response]


@pytest.fixture(scope="session")
def get(site: Any) -> Get:
    def request(path: str, **options: Any) -> Response:
        return asyncio.run(site.client.get(path, **options))

    return request


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


def page_text(response: Response) -> str:
    """What a person reads on a page, with white space made one."""
    return " ".join(BeautifulSoup(response.text, "html.parser").get_text(" ").split())


def plain(text: str) -> str:
    """A text with white space made one, to look for on a page."""
    return " ".join(text.split())
