"""How many answers a second the site gives, beside Datasette on its own with the same file.

Every kind of request goes to each server in turn, for some seconds over eight connections, and all of that several
times. A ratio is that of two servers in the same round; the figure is the median of the rounds, beside the least and
the greatest.
"""

import itertools
import math
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from kouan.bench.client import Asked, ask_for

STOCK, COLD, WARM = "stock", "cold", "warm"

SEARCH, DOCUMENT = "search", "document page"

STOCK_SEARCH = "&_fts_table=passages_fts&_fts_pk=rowid"
"""What tells Datasette on its own where the index of a table is, which it does not find."""

# How many different requests of a kind are asked for again and again where answers are kept.
_REPEATED = 20

Make = Callable[[int], str]


@dataclass(frozen=True)
class Spread:
    """The median over rounds, and the least and the greatest of them."""

    median: float
    least: float
    greatest: float


@dataclass(frozen=True)
class Figure:
    """What a server does with a kind of request.

    Attributes:
        per_second: Requests answered in a second.
        p95: Milliseconds within which 95 of 100 are.
        processor: Milliseconds of the processor for each.
        faster: Requests in a second, as a multiple of stock's.
        sooner: Stock's p95, as a multiple of this one.
    """

    per_second: Spread
    p95: Spread
    processor: Spread
    faster: Spread | None
    sooner: Spread | None


@dataclass(frozen=True)
class _Server:
    port: int
    process: int


def measure_asking(root: Path, repeats: int, seconds: float, say: Callable[[str], None]) -> dict[str, Any]:
    """Start the servers, ask, print a table, and return all figures; each kind is asked for that many seconds."""
    build = root / "build"
    kinds = choose_requests(build / "kouan.db")
    with _servers(root) as servers:
        memory = {way: _memory(server.process) for way, server in servers.items()}
        rounds = [{kind: _asked(kind, make, servers, seconds) for kind, make in kinds.items()} for _ in range(repeats)]
        most = {way: _memory(server.process) for way, server in servers.items()}
    figures = {kind: _figures([one[kind] for one in rounds]) for kind in kinds}
    for line in _lines(figures):
        say(line)
    say(f"memory    {', '.join(f'{way} {memory[way]:.0f} to {most[way]:.0f} MB' for way in servers)}")
    return {
        "seconds": seconds,
        "repeats": repeats,
        "memory_megabytes": {way: {"at_start": memory[way], "most": most[way]} for way in servers},
        "kinds": {kind: {way: asdict(one) for way, one in ways.items()} for kind, ways in figures.items()},
    }


def choose_requests(database: Path) -> Mapping[str, Make]:
    """Return, for each kind, what makes the n-th request of it; all of them are different."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        ids = [one for (one,) in connection.execute("SELECT assignment_id FROM task_assignments ORDER BY rowid")]
        texts = [one for (one,) in connection.execute("SELECT title FROM tasks ORDER BY rowid")]
        documents = [one for (one,) in connection.execute("SELECT document_id FROM documents ORDER BY rowid")]
    pairs = (text[at : at + 2] for text in texts for at in range(0, len(text) - 1, 2))
    # Datasette on its own knows no punctuation in a word.
    words = list(dict.fromkeys(quote(pair) for pair in pairs if pair.isalnum() and not pair.isascii()))

    def one_of(among: Sequence[str], number: int) -> str:
        return among[number % len(among)]

    search = "/kouan/passages.json?_size=10&_sort=passage_id"
    return {
        "row JSON": lambda n: f"/kouan/task_assignments/{one_of(ids, n).replace('.', '~2E')}.json",
        "100 rows JSON": lambda n: f"/kouan/passages.json?_size=100&_sort=passage_id&char_start__gt={n}",
        SEARCH: lambda n: f"{search}&_search={one_of(words, n)}&char_start__gt={n // len(words)}",
        "canned query": lambda n: f"/kouan/who_leads_what.json?word={one_of(words, n)}",
        "facet": lambda n: f"/kouan/task_assignments.json?_size=10&_facet=agency_id&char_start__gt={n}",
        "table HTML": lambda n: f"/kouan/tasks?char_start__gt={n}",
        DOCUMENT: lambda n: f"/-/document/{one_of(documents, n)}?span={n + 1}-{n + 40}",
    }


def _asked(kind: str, make: Make, servers: Mapping[str, _Server], seconds: float) -> dict[str, tuple[Asked, float]]:
    """Ask each server in turn, and return what came of it and the milliseconds of the processor for each request."""
    answers = {}
    for way, server in servers.items():
        if way == STOCK and kind == DOCUMENT:
            continue
        if way == WARM:
            some = [make(number) for number in range(_REPEATED)]
            ask_for(server.port, iter(some), math.inf)
            paths: Iterator[str] = itertools.cycle(some)
        else:
            paths = map(make, itertools.count())
            if way == STOCK and kind == SEARCH:
                paths = (path + STOCK_SEARCH for path in paths)
        before = _processor(server.process)
        asked = ask_for(server.port, paths, seconds)
        answers[way] = asked, 1000 * (_processor(server.process) - before) / asked.requests
    return answers


def _figures(rounds: Sequence[Mapping[str, tuple[Asked, float]]]) -> dict[str, Figure]:
    figures = {}
    for way in rounds[0]:
        faster = sooner = None
        if STOCK in rounds[0] and way != STOCK:
            faster = _spread([one[way][0].per_second / one[STOCK][0].per_second for one in rounds])
            sooner = _spread([one[STOCK][0].p95 / one[way][0].p95 for one in rounds])
        figures[way] = Figure(
            per_second=_spread([one[way][0].per_second for one in rounds]),
            p95=_spread([one[way][0].p95 for one in rounds]),
            processor=_spread([one[way][1] for one in rounds]),
            faster=faster,
            sooner=sooner,
        )
    return figures


def _spread(values: Sequence[float]) -> Spread:
    return Spread(round(median(values), 2), round(min(values), 2), round(max(values), 2))


@contextmanager
def _servers(root: Path) -> Iterator[Mapping[str, _Server]]:
    """Run all servers; what they print is of no use to anybody."""
    build = root / "build"
    commands = {
        STOCK: ["-m", "datasette", "serve", "-i", str(build / "kouan.db"), "-m", str(build / "metadata.json")],
        COLD: ["-m", "kouan.cli", "serve", "--root", str(root), "--cache", "0"],
        WARM: ["-m", "kouan.cli", "serve", "--root", str(root)],
    }
    running = []
    try:
        servers = {}
        for way, command in commands.items():
            port = _free_port()
            process = subprocess.Popen(  # noqa: S603 - the programs of this installation
                [sys.executable, *command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            running.append(process)
            _wait_for(port)
            servers[way] = _Server(port, process.pid)
        yield servers
    finally:
        for process in running:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            with urlopen(f"http://127.0.0.1:{port}/kouan.json", timeout=30):
                return
        except URLError:
            time.sleep(0.1)
    raise RuntimeError(f"nobody answers on port {port} of this machine after 30 seconds")


def _processor(process: int) -> float:
    """Return the seconds of the processor that a process has taken so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float:
    """Return the most megabytes that a process has had in memory so far."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1000, 1)


def _lines(figures: Mapping[str, Mapping[str, Figure]]) -> list[str]:
    lines = [
        f"{'answers':<16}{'':<8}{'a second':>9}{'p95, ms':>9}{'CPU, ms':>9}  {'times stock':<22}{'p95 of stock':<20}"
    ]
    for kind, ways in figures.items():
        for way, one in ways.items():
            lines.append(
                f"{kind:<16}{way:<8}{one.per_second.median:>9.0f}{one.p95.median:>9.1f}{one.processor.median:>9.2f}  "
                f"{_shown(one.faster):<22}{_shown(one.sooner):<20}".rstrip()
            )
    return lines


def _shown(ratio: Spread | None) -> str:
    return f"{ratio.median:.1f} ({ratio.least:.1f} – {ratio.greatest:.1f})" if ratio else ""
