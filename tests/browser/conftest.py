"""The real server, and pages of it in the system's Chromium.

A page that logs an error, fails, or asks anybody else for anything fails its test, whatever the test is about.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect
from tests.site.conftest import free_port, running, serve_command

Visit = Callable[..., Page]
PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1600, height=900)
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


@pytest.fixture(scope="module")
def tab_with(browser: Browser) -> Callable[..., Page]:
    """Give a tab of Chromium with these options of Playwright's new_context(): the same for the same, as one costs a second."""
    tabs: dict[str, Page] = {}

    def tab_with_options(**options: object) -> Page:
        key = repr(sorted(options.items()))
        if key not in tabs:
            tabs[key] = browser.new_context(reduced_motion="reduce", **options).new_page()
            tabs[key].set_default_timeout(PATIENCE)
        return tabs[key]

    return tab_with_options


@pytest.fixture
def visit(tab_with: Callable[..., Page], address: str) -> Iterator[Visit]:
    """Open a path of the site, with the status that it is to have; other arguments are those of new_context()."""
    asked: list[str] = []
    refused: list[str] = []
    # What a page said, and of which address.
    faults: list[tuple[str, str]] = []
    listened: list[tuple[Page, str, Callable[..., None]]] = []

    def listen(tab: Page) -> None:
        def console(said: ConsoleMessage) -> None:
            if said.type in {"error", "warning"}:
                faults.append((said.location["url"], said.text))

        for event, note in (
            ("console", console),
            ("pageerror", lambda error: faults.append((tab.url, str(error)))),
            ("request", lambda request: asked.append(request.url)),
        ):
            tab.on(event, note)
            listened.append((tab, event, note))

    def open_page(path: str, status: int = 200, viewport: ViewportSize = DESK, **options: object) -> Page:
        tab = tab_with(**{"locale": "zh-CN", **options})
        tab.set_viewport_size(viewport)
        tab.emulate_media(color_scheme="light")
        # From one place of a page to another would be no visit.
        tab.goto("about:blank")
        listen(tab)
        answer = tab.goto(address + path)
        assert answer.status == status, path
        if status >= 400:
            refused.append(answer.url)
        return tab

    yield open_page
    for tab, event, note in listened:
        tab.remove_listener(event, note)
    # Chromium logs the status of a page that is an error on purpose.
    faults = [(url, text) for url, text in faults if url not in refused or not text.startswith("Failed to load")]
    assert not faults
    assert not [url for url in asked if not url.startswith((f"{address}/", "data:"))]
