"""Sends the site requests that were made to hurt, one after another, in this process: what it may never do is fail."""

import asyncio
import contextlib
import io
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kouan.publish.site import METADATA_FILES
from kouan.publish.site_metadata import DATABASE
from kouan.serve import make_site
from kouan.site.language import ZH
from kouan.torture.attacks import End, attacks
from kouan.torture.grammar import Hostile, Schema, request
from kouan.torture.outcome import Outcome
from kouan.torture.requests import send_to

LIMIT_SECONDS = 15.0
"""How long any answer may take, on a machine that does other things as well."""

_FAULT = 500
_ROWS = 3
_AWAY = ("//", "http:", "https:")


class Tormented:
    """The site of a build, and what it answered."""

    def __init__(self, build: Path) -> None:
        self.site = make_site(build)
        self.schema = schema_of_build(build)
        self.seen: Counter[int] = Counter()
        self.faults: list[str] = []
        self.slowest = 0.0
        self._loop = asyncio.Runner()

    def ask(self, hostile: Hostile, name: str) -> tuple[int, dict[str, str], bytes]:
        """Send a request, note what it should not have led to, and return the answer: status 0 where there is none."""
        said, begun = io.StringIO(), time.monotonic()
        sent = send_to(self.site.app, hostile.address, hostile.method, hostile.headers)
        status, body, reason = 0, b"", ""
        headers: dict[str, str] = {}
        try:
            with contextlib.redirect_stderr(said):
                status, headers, body = self._loop.run(asyncio.wait_for(sent, LIMIT_SECONDS))
        except TimeoutError:
            reason = f"no answer in {LIMIT_SECONDS} s"
        except Exception as error:  # noqa: BLE001 - any is a fault of the site
            reason = repr(error)
        self.seen[status] += 1
        self.slowest = max(self.slowest, time.monotonic() - begun)
        reason = reason or _wrong(status, headers, body, said.getvalue())
        if reason:
            self.faults.append(f"{name}: {reason}: {hostile}")
        return status, headers, body

    def outcome(self, wanted: int) -> Outcome:
        """Return what was found."""
        figures = {
            "requests": self.seen.total(),
            "requests wanted": wanted,
            "answers by status": {str(status): self.seen[status] for status in sorted(self.seen)},
            "slowest answer, seconds": round(self.slowest, 2),
            "limit, seconds": LIMIT_SECONDS,
        }
        return Outcome(figures, tuple(self.faults))

    def close(self) -> None:
        """Let go of everything."""
        self.site.close()
        self._loop.close()


def torment(root: Path, count: int, seconds: float, first: int = 0) -> Outcome:
    """Send the site of a project the requests of the grammar, by their numbers, as long as there is time."""
    with closing(Tormented(root / "build")) as tormented:
        until = time.monotonic() + seconds
        for number in range(first, first + count):
            if time.monotonic() > until:
                break
            tormented.ask(request(tormented.schema, number), f"request {number}")
        return tormented.outcome(count)


def attack_all(root: Path) -> Outcome:
    """Try each attack by SQL."""
    with closing(Tormented(root / "build")) as tormented:
        tried = list(_attacking(tormented))
        return Outcome({"attacks by SQL": len(tried)}, (*tormented.faults, *filter(None, tried)))


def _attacking(tormented: Tormented) -> Iterator[str]:
    for attack in attacks():
        address = b"/kouan.json?_timelimit=300&sql=" + quote(attack.sql).encode()
        status, _, _ = tormented.ask(Hostile(address), attack.name)
        expected = (400, 403) if attack.end is End.REFUSED else (200, 400)
        yield "" if status in expected else f"attack “{attack.name}”: {status}"


def schema_of_build(build: Path) -> Schema:
    """Return what there is to ask the site of a build for."""
    said = json.loads((build / METADATA_FILES[ZH.code]).read_text(encoding="utf-8"))
    metadata: dict[str, Any] = said["databases"][DATABASE]
    with closing(sqlite3.connect(f"{(build / 'kouan.db').resolve().as_uri()}?mode=ro", uri=True)) as database:
        listed = database.execute("select name, type from sqlite_master where type in ('table', 'view') order by name")
        kinds = {name: kind for name, kind in listed.fetchall() if "_fts" not in name}
        tables = {name: _columns(database, name) for name in kinds}
        rows = {name: _first_ids(database, name) for name, kind in kinds.items() if kind == "table"}
    questions: dict[str, Sequence[str]] = {
        name: sorted(query.get("params") or {}) for name, query in metadata["queries"].items()
    }
    return Schema(tables, questions, rows)


def _columns(database: sqlite3.Connection, table: str) -> Sequence[str]:
    return [row[1] for row in database.execute(f"pragma table_info([{table}])")]


def _first_ids(database: sqlite3.Connection, table: str) -> Sequence[str]:
    return [str(row[0]) for row in database.execute(f"select * from [{table}] limit {_ROWS}")]  # noqa: S608


def _wrong(status: int, headers: dict[str, str], body: bytes, said: str) -> str:
    """Say what is wrong with an answer, if anything is; `said` is what was written meanwhile for whoever runs it."""
    if status >= _FAULT:
        return f"{status} {_last_line(said)}"
    if b"Traceback (most recent" in body or "Traceback (most recent" in said:
        return f"{status} with a traceback {_last_line(said)}"
    if headers.get("location", "").replace("\\", "/").startswith(_AWAY):
        return f"{status} leads away to {headers['location'][:100]}"
    return ""


def _last_line(said: str) -> str:
    return said.strip().rpartition("\n")[2]
