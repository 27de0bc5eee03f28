"""Hundreds of slow and heavy clients at once, and one that asks for something light: it is to be answered soon.

Some send the head of a request byte by byte, some never end it, some read an answer byte by byte, some ask for SQL that
takes as long as it may, and some ask for whole tables, filtered and sorted.
"""

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from kouan.torture.service import HOST

LIGHT = ("/kouan/tasks/ah-ports-2022.4.json", "/?_lang=zh", "/kouan/documents/ah-ports-2022", "/static/kouan.css")
HEAVY_SQL = quote("select count(*) from passages a, passages b, passages c")
_EACH_TENTH = 0.1


@dataclass
class Seen:
    """What the clients saw: answers by status, refusals that say when to come back, and seconds of light requests."""

    answers: Counter[int] = field(default_factory=Counter)
    with_retry: int = 0
    light: list[float] = field(default_factory=list)
    light_statuses: Counter[int] = field(default_factory=Counter)

    def figures(self) -> dict[str, Any]:
        """Return them as figures."""
        ordered = sorted(self.light)
        return {
            "answers to the crowd": {str(status): count for status, count in sorted(self.answers.items())},
            "503 with Retry-After": self.with_retry,
            "light requests": len(ordered),
            "light requests by status": {str(status): count for status, count in sorted(self.light_statuses.items())},
            "light, seconds, median": round(statistics.median(ordered), 3) if ordered else None,
            "light, seconds, slowest": round(ordered[-1], 3) if ordered else None,
        }


async def crowd(port: int, clients: int, seconds: float) -> Seen:
    """Let that many clients do their worst for a time, and ask for something light all the while."""
    seen = Seen()
    until = time.monotonic() + seconds
    kinds: tuple[Callable[[int, int, float, Seen], Coroutine[Any, Any, None]], ...] = (
        _slow_head,
        _slow_reader,
        _heavy_sql,
        _heavy_sql,
        _heavy_table,
    )
    tasks = [asyncio.create_task(kinds[number % len(kinds)](port, number, until, seen)) for number in range(clients)]
    await asyncio.sleep(min(1.0, seconds / 2))
    while time.monotonic() < until:
        begun = time.monotonic()
        # An address of its own each time: nothing is answered from memory.
        path = LIGHT[len(seen.light) % len(LIGHT)]
        status, _ = await fetch(port, path)
        seen.light.append(time.monotonic() - begun)
        seen.light_statuses[status] += 1
        await asyncio.sleep(_EACH_TENTH)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return seen


async def fetch(port: int, path: str) -> tuple[int, dict[str, str]]:
    """Return the status and the headers of an answer, once it was read to its end."""
    reader, writer = await asyncio.open_connection(HOST, port, limit=1 << 20)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        while await reader.read(1 << 16):
            pass
    finally:
        writer.close()
    headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
    return int(head[0].split()[1]), headers


async def _slow_head(port: int, number: int, until: float, seen: Seen) -> None:
    """Send a head byte by byte, or only its beginning; when the server closes, begin again."""
    while time.monotonic() < until:
        _, writer = await asyncio.open_connection(HOST, port)
        try:
            writer.write(b"GET /kouan/tasks HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            while time.monotonic() < until and not writer.is_closing():
                if number % 2:
                    writer.write(b"a")
                    await writer.drain()
                await asyncio.sleep(_EACH_TENTH)
        except OSError:
            seen.answers[0] += 1
        finally:
            writer.close()


async def _slow_reader(port: int, number: int, until: float, _: Seen) -> None:
    """Ask for the largest answers, over and over on one connection, and read a byte now and then."""
    reader, writer = await asyncio.open_connection(HOST, port, limit=1)
    path = ("/kouan/passages.csv", "/kouan.db", "/kouan/task_assignments.json?_size=max")[number % 3]
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * 3)
        while time.monotonic() < until:
            await reader.read(1)
            await asyncio.sleep(_EACH_TENTH)
    except OSError:
        pass
    finally:
        writer.close()


async def _heavy_sql(port: int, number: int, until: float, seen: Seen) -> None:
    await _ask(port, lambda turn: f"/kouan.json?sql={HEAVY_SQL}%20--%20{number}.{turn}", until, seen)


async def _heavy_table(port: int, number: int, until: float, seen: Seen) -> None:
    kinds = ("", ".csv", ".json")
    table = "/kouan/task_assignments{}?_size=max&_sort=quote&task_id__contains=a{}&_facet=document_id&_facet=mention"
    await _ask(port, lambda turn: table.format(kinds[turn % 3], "" if number % 2 else turn % 7), until, seen)


async def _ask(port: int, path: Callable[[int], str], until: float, seen: Seen) -> None:
    turn = 0
    while time.monotonic() < until:
        turn += 1
        try:
            status, headers = await fetch(port, path(turn))
        except (OSError, asyncio.IncompleteReadError):
            status, headers = 0, {}
        seen.answers[status] += 1
        seen.with_retry += status == 503 and "retry-after" in headers  # noqa: PLR2004
        await asyncio.sleep(_EACH_TENTH)
