"""A client that asks a server on this machine over several connections, and costs little beside what it measures."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import quantiles

CONNECTIONS = 8

_OK = b"200"


@dataclass(frozen=True)
class Asked:
    """What came of asking for some time.

    Attributes:
        per_second: Requests answered in a second.
        p95: The 95th percentile of the milliseconds from a request to the end of its answer.
        requests: How many there were.
    """

    per_second: float
    p95: float
    requests: int


def ask_for(port: int, paths: Iterator[str], seconds: float) -> Asked:
    """Ask 127.0.0.1 for one path after another over all connections, for some seconds or to the last path.

    Raises RuntimeError for an answer that is not 200.
    """
    return asyncio.run(_ask_for(port, paths, seconds))


async def _ask_for(port: int, paths: Iterator[str], seconds: float) -> Asked:
    times: list[float] = []
    started = time.perf_counter()
    await asyncio.gather(*(_connection(port, paths, started + seconds, times) for _ in range(CONNECTIONS)))
    return Asked(len(times) / (time.perf_counter() - started), 1000 * _p95(times), len(times))


async def _connection(port: int, paths: Iterator[str], end: float, times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 24)
    try:
        for path in paths:
            started = time.perf_counter()
            if started >= end:
                break
            writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n\r\n".encode())
            await _answer(reader, path)
            times.append(time.perf_counter() - started)
    finally:
        writer.close()
        await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader, path: str) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if head.split(b" ", 2)[1] != _OK:
        raise RuntimeError(f"{path}: {head.decode('latin-1').splitlines()[0]}")
    _, found, rest = head.partition(b"\r\ncontent-length:")
    if found:
        await reader.readexactly(int(rest.partition(b"\r\n")[0]))
        return
    while size := int(await reader.readuntil(b"\r\n"), 16):
        await reader.readexactly(size + 2)
    await reader.readexactly(2)


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
