"""How many answers a second the site gives, beside Datasette on its own with the same file, and ROAPI.

Every kind of request goes to each server in turn, for some seconds over eight connections, and all of that several
times. A ratio is that of two servers in the same round; the figure is the median of the rounds, beside the least and
the greatest.
"""

import itertools
import math
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

from kouan.bench import roapi
from kouan.bench.client import Asked, Question, ask_for
from kouan.bench.servers import Server, free_port, running

STOCK, ROAPI, COLD, WARM = "stock", "ROAPI", "cold", "warm"

SEARCH, TABLE, DOCUMENT = "search", "table HTML", "document page"

STOCK_SEARCH = "&_fts_table=passages_fts&_fts_pk=rowid"
"""What tells Datasette on its own where the index of a table is, which it does not find."""

# How many different requests of a kind are asked for again and again where answers are kept.
_REPEATED = 20

# What a server answers once it is ready.
READY = "/kouan.json"

Make = Callable[[int], str]
MakeQuestion = Callable[[int], Question]


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
        faster: Requests in a second, as a multiple of another server's, by its name.
        sooner: The other server's p95, as a multiple of this one.
    """

    per_second: Spread
    p95: Spread
    processor: Spread
    faster: Mapping[str, Spread]
    sooner: Mapping[str, Spread]


@dataclass(frozen=True)
class Needed:
    """What requests are made of: ids and words of the data, words percent-encoded."""

    assignments: Sequence[str]
    documents: Sequence[str]
    words: Sequence[str]


def measure_asking(root: Path, repeats: int, seconds: float, say: Callable[[str], None]) -> dict[str, Any]:
    """Start the servers, ask, print a table, and return all figures; each kind is asked for that many seconds."""
    build = root / "build"
    needed = read_needed(build / "kouan.db")
    kinds = choose_requests(needed)
    with _servers(root, say) as servers:
        questions = _questions(kinds, needed, servers)
        memory = {way: server.memory for way, server in servers.items()}
        rounds = [{kind: _asked(questions[kind], servers, seconds) for kind in kinds} for _ in range(repeats)]
        most = {way: server.memory for way, server in servers.items()}
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


def read_needed(database: Path) -> Needed:
    """Read what requests are made of."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        ids = [one for (one,) in connection.execute("SELECT assignment_id FROM task_assignments ORDER BY rowid")]
        texts = [one for (one,) in connection.execute("SELECT title FROM tasks ORDER BY rowid")]
        documents = [one for (one,) in connection.execute("SELECT document_id FROM documents ORDER BY rowid")]
    pairs = (text[at : at + 2] for text in texts for at in range(0, len(text) - 1, 2))
    # Datasette on its own knows no punctuation in a word.
    words = dict.fromkeys(quote(pair) for pair in pairs if pair.isalnum() and not pair.isascii())
    return Needed(ids, documents, list(words))


def choose_requests(needed: Needed) -> Mapping[str, Make]:
    """Return, for each kind, what makes the path of the n-th request of it; all of them are different."""
    words = needed.words

    def one_of(among: Sequence[str], number: int) -> str:
        return among[number % len(among)]

    search = "/kouan/passages.json?_size=10&_sort=passage_id"
    return {
        "row JSON": lambda n: f"/kouan/task_assignments/{one_of(needed.assignments, n).replace('.', '~2E')}.json",
        "100 rows JSON": lambda n: f"/kouan/passages.json?_size=100&_sort=passage_id&char_start__gt={n}",
        SEARCH: lambda n: f"{search}&_search={one_of(words, n)}&char_start__gt={n // len(words)}",
        "canned query": lambda n: f"/kouan/who_leads_what.json?word={one_of(words, n)}",
        "facet": lambda n: f"/kouan/task_assignments.json?_size=10&_facet=agency_id&char_start__gt={n}",
        TABLE: lambda n: f"/kouan/tasks?char_start__gt={n}",
        DOCUMENT: lambda n: f"/-/document/{one_of(needed.documents, n)}?span={n + 1}-{n + 40}",
    }


def _questions(
    kinds: Mapping[str, Make], needed: Needed, servers: Mapping[str, Server]
) -> Mapping[str, Mapping[str, MakeQuestion]]:
    """Return, for each kind, what makes the n-th question to each server that can answer it."""
    others = roapi.requests(needed.assignments, needed.words)

    def question_of(kind: str, way: str) -> MakeQuestion | None:
        make = kinds[kind]
        if way == ROAPI:
            return others.get(kind)
        if way == STOCK and kind == DOCUMENT:
            return None
        more = STOCK_SEARCH if way == STOCK and kind == SEARCH else ""
        return lambda number: Question(make(number) + more)

    return {kind: {way: make for way in servers if (make := question_of(kind, way))} for kind in kinds}


def _asked(
    makes: Mapping[str, MakeQuestion], servers: Mapping[str, Server], seconds: float
) -> dict[str, tuple[Asked, float]]:
    """Ask each server in turn, and return what came of it and the milliseconds of the processor for each request."""
    answers = {}
    for way, make in makes.items():
        server = servers[way]
        if way == WARM:
            some = [make(number) for number in range(_REPEATED)]
            ask_for(server.port, iter(some), math.inf)
            questions: Iterator[Question] = itertools.cycle(some)
        else:
            questions = map(make, itertools.count())
        before = server.processor
        asked = ask_for(server.port, questions, seconds)
        answers[way] = asked, 1000 * (server.processor - before) / asked.requests
    return answers


def _figures(rounds: Sequence[Mapping[str, tuple[Asked, float]]]) -> dict[str, Figure]:
    figures = {}
    for way in rounds[0]:
        others = [other for other in (STOCK, ROAPI) if other in rounds[0] and other != way]
        figures[way] = Figure(
            per_second=spread([one[way][0].per_second for one in rounds]),
            p95=spread([one[way][0].p95 for one in rounds]),
            processor=spread([one[way][1] for one in rounds]),
            faster={one: spread([r[way][0].per_second / r[one][0].per_second for r in rounds]) for one in others},
            sooner={one: spread([r[one][0].p95 / r[way][0].p95 for r in rounds]) for one in others},
        )
    return figures


def spread(values: Sequence[float]) -> Spread:
    """Return the median of figures, beside the least and the greatest."""
    return Spread(round(median(values), 2), round(min(values), 2), round(max(values), 2))


@contextmanager
def _servers(root: Path, say: Callable[[str], None]) -> Iterator[Mapping[str, Server]]:
    """Run all servers."""
    build = root / "build"
    stock = [sys.executable, "-m", "datasette", "serve", "-i", str(build / "kouan.db")]
    commands: dict[str, Callable[[int], Sequence[str]]] = {
        STOCK: lambda port: [*stock, "-m", str(build / "metadata.json"), "--port", str(port)],
        ROAPI: lambda port: roapi.command(build, port),
        COLD: lambda port: serve_command(root, port, "--cache", "0"),
        WARM: lambda port: serve_command(root, port),
    }
    if not roapi.PROGRAM.is_file():
        say(f"ROAPI     not asked: there is no {roapi.PROGRAM}. It is on PyPI: pip install roapi")
        del commands[ROAPI]
    with ExitStack() as stack:
        servers = {}
        for way, command in commands.items():
            port = free_port()
            ready = roapi.READY if way == ROAPI else READY
            servers[way] = stack.enter_context(running(command(port), port, ready))
        yield servers


def serve_command(root: Path, port: int, *options: str) -> Sequence[str]:
    """Return the command that serves a project on a port."""
    return [sys.executable, "-m", "kouan.cli", "serve", "--root", str(root), "--port", str(port), *options]


def _lines(figures: Mapping[str, Mapping[str, Figure]]) -> list[str]:
    lines = [
        f"{'answers':<16}{'':<8}{'a second':>9}{'p95, ms':>9}{'CPU, ms':>9}  "
        f"{'times stock':<24}{'p95 of stock':<24}{'times ROAPI':<24}".rstrip()
    ]
    for kind, ways in figures.items():
        for way, one in ways.items():
            ratios = (one.faster.get(STOCK), one.sooner.get(STOCK), one.faster.get(ROAPI))
            lines.append(
                f"{kind:<16}{way:<8}{one.per_second.median:>9.0f}{one.p95.median:>9.1f}{one.processor.median:>9.2f}  "
                f"{''.join(f'{_shown(ratio):<24}' for ratio in ratios)}".rstrip()
            )
    return lines


def _shown(ratio: Spread | None) -> str:
    return f"{ratio.median:.1f} ({ratio.least:.1f} – {ratio.greatest:.1f})" if ratio else ""
