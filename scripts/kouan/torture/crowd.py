"""Hundreds of slow and heavy clients at once, and one that asks for something light: it is to be answered soon.

Some send the head of a request byte by byte, some never end it, some read an answer byte by byte, some ask for SQL that
takes as long as it may, and some ask for whole tables, filtered and sorted.
"""

import asyncio
import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kouan.torture.outcome import Outcome
from kouan.torture.service import HOST, serving

LIGHT_SECONDS = 1.0
"""How long something light may take."""

_HEAVY_SQL = quote("select count(*) from passages a, passages b, passages c")
_EACH_TENTH = 0.1
_KEPT = ("/?_lang=zh", "/en/", "/static/kouan.css")
_OK, _FAULT, _BUSY = 200, 500, 503


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

    def faults(self, most: float) -> tuple[str, ...]:
        """Say what should not have been, where something light may take so many seconds at most."""
        slow = [taken for taken in self.light if taken > most]
        refused = self.light_statuses.total() - self.light_statuses[_OK]
        bare = self.answers[_BUSY] - self.with_retry
        broken = sum(count for status, count in self.answers.items() if status >= _FAULT and status != _BUSY)
        said = {
            f"{len(slow)} light requests took longer than {most} s, one {max(slow, default=0):.2f} s": slow,
            f"{refused} light requests had no answer 200": refused,
            f"{bare} refusals did not say when to come back": bare,
            f"{broken} answers to the crowd were faults of the server": broken,
            "nobody was refused, so this was no crowd": not self.answers[_BUSY],
        }
        return tuple(fault for fault, is_so in said.items() if is_so)


def crowd_around(root: Path, clients: int, seconds: float, most: float = LIGHT_SECONDS) -> Outcome:
    """Serve a project, let that many clients do their worst for a time, and tell how long something light took."""
    with serving(root, root / "build" / "torture" / "crowd.log") as service:
        seen = asyncio.run(crowd(service.port, clients, seconds, rows_of(root)))
        said = () if "Traceback" not in service.said() else (f"a traceback, in {service.log}",)
    return Outcome({"clients at once": clients, "seconds": seconds, **seen.figures()}, (*seen.faults(most), *said))


def rows_of(root: Path) -> Sequence[str]:
    """Return the addresses of the rows of a table, as data and as pages."""
    with closing(sqlite3.connect(f"{(root / 'build/kouan.db').resolve().as_uri()}?mode=ro", uri=True)) as database:
        ids = [row[0] for row in database.execute("select passage_id from passages order by passage_id")]
    return [f"/kouan/passages/{one}{'.json' if number % 2 else ''}" for number, one in enumerate(ids)]


async def crowd(port: int, clients: int, seconds: float, rows: Sequence[str]) -> Seen:
    """Let that many clients do their worst for a time, and ask for something light all the while.

    Light are rows, which nobody asked for before, and in turn with them what everybody asks for: that was asked for
    once, as on any server that is not new.
    """
    seen = Seen()
    for path in _KEPT:
        await fetch(port, path)
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
        number = len(seen.light)
        status, _ = await fetch(port, _KEPT[number // 2 % len(_KEPT)] if number % 2 else rows[number // 2 % len(rows)])
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
    await _ask(port, lambda turn: f"/kouan.json?sql={_HEAVY_SQL}%20--%20{number}.{turn}", until, seen)


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
        seen.with_retry += status == _BUSY and "retry-after" in headers
        await asyncio.sleep(_EACH_TENTH)
