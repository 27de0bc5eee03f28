"""Serves the build that lies in a folder now: a new one is opened without a restart.

At most once a second, a request looks whether a file of the build was replaced. Files are replaced one after another,
so the new build is opened once they are the same from one look to the next, and only if it is whole. The request that
finds it waits for that; all others go on with the old one, which answers to their end the requests that it has.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, Protocol

from kouan.errors import KouanError
from kouan.site.app import App, Scope
from kouan.site.build import Stamp

_LOG = logging.getLogger("uvicorn.error")


class Opened(Protocol):
    """A site made of a build."""

    @property
    def app(self) -> App:
        """Answers requests."""

    @property
    def stamp(self) -> Stamp:
        """What the build was told by when it was opened."""

    def close(self) -> None:
        """Let go of everything."""


class CurrentSite:
    """The ASGI app of the build that is there now."""

    def __init__(self, opener: Callable[[], Opened], stamp: Callable[[], Stamp], interval: float) -> None:
        """Open the build.

        Args:
            opener: Opens the build; raises KouanError where it is not whole.
            stamp: Returns what differs from one build to another.
            interval: Seconds between two looks at it.
        """
        self._opener = opener
        self._stamp = stamp
        self._interval = interval
        self._looked = time.monotonic()
        self._served = _Served(opener())
        self._seen = self._refused = self._served.stamp
        self._is_opening = False

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Answer from the build that is there."""
        if not self._is_opening and time.monotonic() - self._looked >= self._interval:
            await self._look()
        await self._served(scope, receive, send)

    def close(self) -> None:
        """Let go of everything."""
        self._served.retire()

    async def _look(self) -> None:
        self._looked = time.monotonic()
        before, self._seen = self._seen, self._stamp()
        if self._seen == before != self._served.stamp:
            self._is_opening = True
            try:
                self._replace(await asyncio.to_thread(self._opener))
            except (KouanError, OSError, ValueError) as error:
                self._refuse(error)
            finally:
                self._is_opening = False

    def _replace(self, opened: Opened) -> None:
        old, self._served = self._served, _Served(opened)
        old.retire()

    def _refuse(self, error: Exception) -> None:
        """Say once what is wrong with a build; it is looked at again, since a part of it may still come."""
        if self._refused != self._seen:
            self._refused = self._seen
            _LOG.warning("A new build cannot be served, so the one before still is: %s", error)


class _Served:
    """A build that is or was served, and how many requests it is answering."""

    def __init__(self, opened: Opened) -> None:
        self.stamp = opened.stamp
        self._opened = opened
        self._answering = 0
        self._is_retired = False

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        self._answering += 1
        try:
            await self._opened.app(scope, receive, send)
        finally:
            self._answering -= 1
            self._close_if_idle()

    def retire(self) -> None:
        """Let go of everything, once no request is being answered."""
        self._is_retired = True
        self._close_if_idle()

    def _close_if_idle(self) -> None:
        if self._is_retired and not self._answering:
            self._opened.close()
