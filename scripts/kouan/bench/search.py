"""How fast a search among a million passages is: Datasette's page of the table, the search page, and a scan with LIKE.

Every word is asked for through each way, several times in turn. Of each round the median and the 95th percentile are
taken; the figures are the median over the rounds, with the least and the greatest beside it. Time on the clock depends
on what else the machine does, so the time of the processor stands beside it.
"""

import asyncio
import re
import sqlite3
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import httpx

from kouan.bench.database import Made, make_database
from kouan.publish.search_terms import search_terms
from kouan.serve import make_site

_WORDS = 20
# A scan takes long and always the same.
_SCANNED = 4

_CHINESE = re.compile("[\u4e00-\u9fff]+")
_PHRASE = re.compile("[\u4e00-\u9fff]{3}、[\u4e00-\u9fff]{3}")

Ask = Callable[[str], Awaitable[None]]


@dataclass(frozen=True)
class Figure:
    """Milliseconds of one kind of query through one way.

    Attributes:
        p50: The median over rounds of the median of a round.
        p95: The same of the 95th percentile.
        p95_least: The least of the rounds.
        p95_greatest: The greatest of the rounds.
        cpu_p95: The 95th percentile of processor time, median over rounds.
    """

    p50: float
    p95: float
    p95_least: float
    p95_greatest: float
    cpu_p95: float


def measure_search(
    build: Path, folder: Path, passages: int, repeats: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """Make the passages, ask, print a table, and return all figures."""
    made = make_database(build, folder, passages, say)
    queries = choose_queries(folder / "kouan.db")
    figures = asyncio.run(_measure(folder, queries, repeats))
    for line in _lines(made, figures):
        say(line)
    return {
        "made": asdict(made),
        "index_to_text": round(made.index_bytes / made.text_bytes, 2),
        "queries": {kind: list(words) for kind, words in queries.items()},
        "milliseconds": {kind: {way: asdict(one) for way, one in ways.items()} for kind, ways in figures.items()},
    }


def choose_queries(database: Path) -> Mapping[str, Sequence[str]]:
    """Return words of each kind from passages that lie evenly over all, so that common words are asked for often."""
    with closing(sqlite3.connect(database)) as connection:
        (last,) = connection.execute("SELECT max(rowid) FROM passages").fetchone()
        # More passages than words: many are too short to have one.
        step = max(1, last // (20 * _WORDS))
        rows = connection.execute("SELECT text FROM passages WHERE rowid % ? = 0 ORDER BY rowid", [step])
        texts = [text for (text,) in rows]
    runs = [max(_CHINESE.findall(text), key=len, default="") for text in texts]
    long = [run for run in runs if len(run) >= 8]  # noqa: PLR2004 - two words of two characters, and space between
    middles = [(run, len(run) // 2) for run in long]
    return {
        "one character": _some(run[middle] for run, middle in middles),
        "two characters": _some(run[middle : middle + 2] for run, middle in middles),
        "four characters": _some(run[middle - 2 : middle + 2] for run, middle in middles),
        "two words": _some(f"{run[:2]} {run[-2:]}" for run in long),
        "a phrase": _some(f'"{found[0]}"' for text in texts if (found := _PHRASE.search(text))),
    }


def _some(words: Any) -> Sequence[str]:
    """Return so many different ones, from first to last."""
    different = list(dict.fromkeys(words))
    return different[:: max(1, len(different) // _WORDS)][:_WORDS]


async def _measure(
    folder: Path, queries: Mapping[str, Sequence[str]], repeats: int
) -> Mapping[str, Mapping[str, Figure]]:
    site = make_site(folder)
    connection = sqlite3.connect(f"{(folder / 'kouan.db').resolve().as_uri()}?mode=ro", uri=True)
    with closing(connection):
        async with site.client as client:
            ways: Mapping[str, Ask] = {
                "table JSON": _asker(client, "/kouan/passages.json", "_search"),
                "search page": _asker(client, "/-/find", "q"),
                "LIKE": _scanner(connection),
            }
            return {
                kind: {
                    way: await _figure(ask, words[:_SCANNED] if way == "LIKE" else words, repeats)
                    for way, ask in ways.items()
                }
                for kind, words in queries.items()
            }


def _asker(client: httpx.AsyncClient, path: str, parameter: str) -> Ask:
    async def ask(query: str) -> None:
        answer = await client.get(path, params={parameter: query})
        answer.raise_for_status()

    return ask


def _scanner(connection: sqlite3.Connection) -> Ask:
    async def ask(query: str) -> None:
        terms = [f"%{term.replace(' ', '_')}%" for term in search_terms(query).terms]
        scan = f"SELECT count(*) FROM passages WHERE {' AND '.join('text LIKE ?' for _ in terms)}"  # noqa: S608
        connection.execute(scan, terms).fetchone()

    return ask


async def _figure(ask: Ask, words: Sequence[str], repeats: int) -> Figure:
    """Ask for each word in turn, once unmeasured: what is read from the disk for the first time is no fault of ours."""
    rounds = []
    for number in range(repeats + 1):
        times = [await _timed(ask, word) for word in words]
        if number:
            rounds.append(times)
    clock = [[one[0] for one in times] for times in rounds]
    p95 = [_p95(times) for times in clock]
    return Figure(
        p50=round(median(map(median, clock)), 1),
        p95=round(median(p95), 1),
        p95_least=round(min(p95), 1),
        p95_greatest=round(max(p95), 1),
        cpu_p95=round(median(_p95([one[1] for one in times]) for times in rounds), 1),
    )


async def _timed(ask: Ask, word: str) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    await ask(word)
    return 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor)


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1]


def _lines(made: Made, figures: Mapping[str, Mapping[str, Figure]]) -> list[str]:
    lines = [
        f"index     {made.index_bytes / made.text_bytes:.2f} times the text, in {made.index_seconds:.0f} s",
        f"{'milliseconds':<18}{'':<14}{'p50':>8}{'p95':>8}  {'of rounds':<16}{'processor':>9}{'of LIKE':>9}",
    ]
    for kind, ways in figures.items():
        for way, one in ways.items():
            spread = f"{one.p95_least:g} – {one.p95_greatest:g}"
            ratio = f"{one.cpu_p95 / ways['LIKE'].cpu_p95:.3f}"
            lines.append(f"{kind:<18}{way:<14}{one.p50:>8}{one.p95:>8}  {spread:<16}{one.cpu_p95:>9}{ratio:>9}")
    return lines
