"""The real server, and pages of it in the system's Chromium.

A page that logs an error, fails, or asks anybody else for anything fails its test, whatever the test is about.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from tests.site.conftest import free_port, running, serve_command

Visit = Callable[..., Page]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1600, "height": 900}
# In milliseconds: enough for a busy machine.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-screenshots", action="store_true", help="take the pictures of the READMEs anew")


@pytest.fixture(scope="session")
def address(build: Path) -> Iterator[str]:
    """Where the site of the real build is served, without a slash at the end."""
    port = free_port()
    with running(serve_command(build, port), port) as served:
        yield served


# One for each module: while Playwright runs, no other test of the process could use asyncio.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no chromium; `make test` installs it where it may (apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Open a path of the site, with the status that it is to have; other arguments are those of new_context()."""
    tabs: list[Page] = []
    # What a page said, and of which address.
    faults: list[tuple[str, str]] = []

    def listen(said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            faults.append((said.location["url"], said.text))

    def open_tab(path: str, status: int = 200, **options: object) -> Page:
        context = browser.new_context(**{"viewport": DESK, "locale": "zh-CN", "reduced_motion": "reduce", **options})
        tab = context.new_page()
        tabs.append(tab)
        tab.set_default_timeout(PATIENCE)
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("pageerror", lambda error: faults.append((tab.url, str(error))))
        tab.on("console", listen)
        answer = tab.goto(address + path)
        assert answer.status == status, path
        if status >= 400:
            refused.append(answer.url)
        return tab

    asked: list[str] = []
    refused: list[str] = []
    yield open_tab
    for tab in tabs:
        tab.context.close()
    # Chromium logs the status of a page that is an error on purpose.
    faults = [(url, text) for url, text in faults if url not in refused or not text.startswith("Failed to load")]
    assert not faults
    assert not [url for url in asked if not url.startswith((f"{address}/", "data:"))]
