"""Lets requests that cost much wait for each other, and refuses those for which there is no room, with 503.

What an address asks for decides its lane: looking something up, filtering and searching, or SQL of a stranger. Each
lane lets some requests through at once and some wait for a while, so that a crowd in one leaves the others their
threads and the processor. An answer from memory needs no lane.
"""

import asyncio
import json
import re
from collections import deque
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl

from kouan.site.app import App, Scope


class Kind(Enum):
    """What a request costs."""

    LIGHT = "light"
    FILTERED = "filtered"
    STRANGE = "strange"


LIGHT, FILTERED, STRANGE = Kind.LIGHT, Kind.FILTERED, Kind.STRANGE

RETRY_AFTER = 2
"""Seconds after which who was refused may ask again."""

REFUSED_AFTER = 1.0
"""Seconds that a refusal takes: who asks again at once, hundreds of times, would keep the server busy with refusing."""


@dataclass(frozen=True)
class Width:
    """How many requests a lane lets through at once, how many wait, and for how many seconds at most."""

    running: int
    waiting: int
    patience: float


WIDTHS = {LIGHT: Width(64, 0, 0), FILTERED: Width(3, 32, 5), STRANGE: Width(2, 16, 3)}

# Bytes of a body after which an answer is only being sent on, as fast as its reader takes it.
_LONG = 8_000_000
_FILES = (".csv", ".excel")
# Files as they lie on the disk; what stands behind a question mark changes nothing about them.
_FIXED = re.compile(r"/(?:en/)?(?:(?:-/)?static|-/downloads)/")
_DATA = (*_FILES, ".json", ".blob", ".jsono")
_WRITTEN = {"sql", "_where"}


@dataclass(frozen=True)
class Asked:
    """What the request that is being answered costs, and whether its answer is a page."""

    kind: Kind
    is_page: bool


_NOTHING = Asked(LIGHT, True)
_NOW: ContextVar[Asked] = ContextVar("asked", default=_NOTHING)


def lane_now() -> Asked:
    """Return the lane of the request that is being answered."""
    return _NOW.get()


def kind_of(path: str, query: bytes) -> Kind:
    """Return the lane for an address."""
    if _FIXED.match(path):
        return LIGHT
    names = (
        {name for name, _ in parse_qsl(query.decode("latin-1"), keep_blank_values=True)} - {"_lang"} if query else ()
    )
    if not names:
        return FILTERED if path.endswith(_FILES) else LIGHT
    return FILTERED if _WRITTEN.isdisjoint(names) else STRANGE


def in_lanes(app: App) -> App:
    """Return the app with lanes."""
    lanes = {kind: Lane(width) for kind, width in WIDTHS.items()}

    async def laned(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        kind = kind_of(scope["path"], scope["query_string"])
        lane = lanes[kind]
        if not await lane.enter():
            await asyncio.sleep(REFUSED_AFTER)
            await _refuse(scope, send)
            return
        place = _Place(lane, kind, send)
        before = _NOW.set(Asked(kind, not scope["path"].endswith(_DATA)))
        try:
            await app(scope, receive, place.send)
        finally:
            _NOW.reset(before)
            place.leave()

    return laned


class Lane:
    """Requests of one kind: those that are being answered and those that wait."""

    def __init__(self, width: Width) -> None:
        self._width = width
        self._free = width.running
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def enter(self) -> bool:
        """Take a place, waiting for it if need be; False where there is none."""
        if self._free:
            self._free -= 1
            return True
        if len(self._waiting) >= self._width.waiting:
            return False
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await asyncio.wait_for(turn, self._width.patience)
        except TimeoutError:
            self._give_up(turn)
            return False
        except asyncio.CancelledError:
            self._give_up(turn)
            raise
        return True

    def _give_up(self, turn: asyncio.Future[None]) -> None:
        if turn.done() and not turn.cancelled():
            self.leave()
        elif turn in self._waiting:
            self._waiting.remove(turn)

    def leave(self) -> None:
        """Give a place to who waits the longest."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class _Place:
    """The place of one request, left as soon as nothing but sending is to be done."""

    def __init__(self, lane: Lane, kind: Kind, send: Any) -> None:
        self._lane = lane
        self._is_light = kind is LIGHT
        self._send = send
        self._size = 0
        self._has_left = False

    async def send(self, message: Scope) -> None:
        self._size += len(message.get("body", b""))
        # A light answer is made before it begins, or it is a file.
        if self._is_light or self._size > _LONG:
            self.leave()
        await self._send(message)

    def leave(self) -> None:
        if not self._has_left:
            self._has_left = True
            self._lane.leave()


async def _refuse(scope: Scope, send: Any) -> None:
    zh, en = "服务器正忙，请稍后再试。", "The server is busy. Try again in a moment."
    message = en if scope["path"].startswith("/en/") else f"{zh}\n{en}"
    if scope["path"].endswith(".json"):
        kind, text = "application/json", json.dumps({"ok": False, "error": message, "status": 503, "title": None})
    else:
        kind, text = "text/plain; charset=utf-8", message + "\n"
    headers = {
        "access-control-allow-origin": "*",
        "cache-control": "no-store",
        "content-type": kind,
        "retry-after": str(RETRY_AFTER),
    }
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 503, "headers": raw})
    await send({"type": "http.response.body", "body": text.encode()})
