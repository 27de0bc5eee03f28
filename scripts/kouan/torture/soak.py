"""Asks a server for everything, also for what was made to hurt, for minutes on end: what it takes up may not grow."""

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from kouan.torture.grammar import Hostile, Schema, request
from kouan.torture.outcome import Outcome
from kouan.torture.server import LIMIT_SECONDS, schema_of_build
from kouan.torture.service import HOST, Service, serving

CLIENTS = 6
GROWTH = 1.1
"""How many times of what it takes up in its second third a server may take up in its last."""

_EACH = 0.5
_MEGABYTE = 1_000_000
_FAULT, _BUSY = 500, 503


@dataclass
class Soaked:
    """What was seen: answers by status, what should not have been, and samples of bytes and of open files."""

    answers: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    files: list[int] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Return them as figures."""
        return {
            "answers": {str(status): self.answers[status] for status in sorted(self.answers)},
            "megabytes, by tenths of the time": [round(one / _MEGABYTE) for one in medians(self.memory, 10)],
            "megabytes, most": round(max(self.memory, default=0) / _MEGABYTE),
            "open files, by tenths of the time": [round(one) for one in medians(self.files, 10)],
        }


def soak(root: Path, seconds: float) -> Outcome:
    """Serve a project, ask it for that long, and tell whether it took up more and more."""
    with serving(root, root / "build" / "torture" / "soak.log") as service:
        soaked = asyncio.run(_soak(service, schema_of_build(root / "build"), seconds))
        said = ["a traceback, in " + str(service.log)] if "Traceback" in service.said() else []
    grown = [
        f"{name} grew: {', '.join(f'{one:,.0f}' for one in medians(samples, 3))} by thirds of the time"
        for name, samples in (("memory", soaked.memory), ("the number of open files", soaked.files))
        if has_grown(samples)
    ]
    return Outcome({"seconds": seconds, **soaked.figures()}, (*soaked.faults, *grown, *said))


def medians(samples: Sequence[int], parts: int) -> list[float]:
    """Return the median of each of so many parts of samples, none where there are fewer samples than parts."""
    size = len(samples) // parts
    return [statistics.median(samples[start : start + size]) for start in range(0, parts * size, size)] if size else []


def has_grown(samples: Sequence[int]) -> bool:
    """Tell whether samples grew after their first third, in which a server fills its memory of answers."""
    _, second, last = medians(samples, 3) or (0, 0, 0)
    return last > GROWTH * second


async def _soak(service: Service, schema: Schema, seconds: float) -> Soaked:
    soaked, numbers, until = Soaked(), count(), time.monotonic() + seconds

    async def client() -> None:
        while time.monotonic() < until:
            number = next(numbers)
            await _ask(service.port, request(schema, number), number, soaked)

    async def watch() -> None:
        while time.monotonic() < until:
            soaked.memory.append(service.resident())
            soaked.files.append(service.open_files())
            await asyncio.sleep(_EACH)

    await asyncio.gather(watch(), *(client() for _ in range(CLIENTS)))
    return soaked


async def _ask(port: int, hostile: Hostile, number: int, soaked: Soaked) -> None:
    """Send a request over a connection of its own; status 0 is for what the server closed without an answer."""
    try:
        status = await asyncio.wait_for(_status(port, _raw(hostile)), LIMIT_SECONDS)
    except TimeoutError:
        soaked.faults.append(f"request {number}: no answer in {LIMIT_SECONDS} s: {hostile}")
        return
    except (OSError, asyncio.IncompleteReadError):
        status = 0
    soaked.answers[status] += 1
    if status >= _FAULT and status != _BUSY:
        soaked.faults.append(f"request {number}: {status}: {hostile}")


async def _status(port: int, raw: bytes) -> int:
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        writer.write(raw)
        line = await reader.readuntil(b"\r\n")
        while await reader.read(1 << 16):
            pass
    finally:
        writer.close()
    return int(line.split()[1])


def _raw(hostile: Hostile) -> bytes:
    """Return a request as it goes over the wire, with a host where it has none."""
    names = {name for name, _ in hostile.headers}
    headers = [*hostile.headers, *([] if b"host" in names else [(b"host", HOST.encode())]), (b"connection", b"close")]
    lines = [b"%b %b HTTP/1.1" % (hostile.method.encode(), hostile.address), *(b"%b: %b" % pair for pair in headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n"
