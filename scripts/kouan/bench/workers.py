"""How much more two workers of the server answer than one, where the server is what takes long.

Nothing is kept, and each page is another one, so that the program that asks has next to nothing to do. More than the
processors of the machine it cannot be; what else these do is taken from both.
"""

import itertools
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kouan.bench.asking import READY, TABLE, Make, Spread, choose_requests, read_needed, serve_command, spread
from kouan.bench.client import Question, ask_for
from kouan.bench.servers import free_port, running

# Pages asked for first, so that each worker is ready.
_FIRST = 40


@dataclass(frozen=True)
class Figure:
    """What so many workers do.

    Attributes:
        per_second: Pages answered in a second.
        processors: How many processors they keep busy.
        memory: The most megabytes of all of them together, with those of the process that starts them.
    """

    per_second: Spread
    processors: Spread
    memory: float


def measure_workers(root: Path, repeats: int, seconds: float, say: Callable[[str], None]) -> dict[str, Any]:
    """Ask one worker, then two, print what they did, and return all figures."""
    make = choose_requests(read_needed(root / "build" / "kouan.db"))[TABLE]
    figures = {workers: _figure(root, make, workers, repeats, seconds) for workers in (1, 2)}
    for workers, one in figures.items():
        say(
            f"workers   {workers}: {one.per_second.median:.0f} pages a second, {one.processors.median:.2f} processors, "
            f"{one.memory:.0f} MB"
        )
    more = round(figures[2].per_second.median / figures[1].per_second.median, 2)
    say(f"workers   two answer {more:.2f} times as many as one")
    return {"workers": {number: asdict(one) for number, one in figures.items()}, "two_to_one": more}


def _figure(root: Path, make: Make, workers: int, repeats: int, seconds: float) -> Figure:
    port = free_port()
    per_second, processors = [], []
    with running(serve_command(root, port, "--cache", "0", "--workers", str(workers)), port, READY) as server:
        ask_for(port, map(Question, map(make, range(_FIRST))), seconds)
        for number in range(1, repeats + 1):
            before = server.processor
            asked = ask_for(port, map(Question, map(make, itertools.count(_FIRST * number))), seconds)
            per_second.append(asked.per_second)
            processors.append((server.processor - before) * asked.per_second / asked.requests)
        return Figure(spread(per_second), spread(processors), server.memory)
