"""A client that asks a server on this machine over several connections, and costs little beside what it measures.

It is the same for every server: one request after another on each connection, nothing sent ahead, nothing compressed.
What it reads it only measures, so that it takes less of the processor than the fastest server.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import cast

CONNECTIONS = 8

_OK = b"200"
_END_OF_CHUNKS = b"\r\n0\r\n\r\n"


@dataclass(frozen=True)
class Question:
    """What is asked: a GET of a path, or a POST where there is something to send."""

    path: str
    sent: str = ""

    def request(self, port: int) -> bytes:
        """Return the bytes of the request to a port of this machine."""
        body = self.sent.encode()
        method, length = ("POST", f"Content-Length: {len(body)}\r\n") if body else ("GET", "")
        head = f"{method} {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n{length}\r\n"
        return head.encode() + body


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


def ask_for(port: int, questions: Iterator[Question], seconds: float) -> Asked:
    """Ask 127.0.0.1 one question after another over all connections, for some seconds or to the last question.

    Raises RuntimeError for an answer that is not 200.
    """
    return asyncio.run(_ask_for(port, questions, seconds))


async def _ask_for(port: int, questions: Iterator[Question], seconds: float) -> Asked:
    loop = asyncio.get_running_loop()
    times: list[float] = []
    started = time.perf_counter()
    connections = [_Connection(port, questions, started + seconds, times) for _ in range(CONNECTIONS)]
    for one in connections:
        await loop.create_connection(lambda one=one: one, "127.0.0.1", port)  # type: ignore[misc]
    await asyncio.gather(*(one.done for one in connections))
    return Asked(len(times) / (time.perf_counter() - started), 1000 * _p95(times), len(times))


class _Connection(asyncio.Protocol):
    """Asks, waits for the whole answer, asks again."""

    def __init__(self, port: int, questions: Iterator[Question], end: float, times: list[float]) -> None:
        self.done = asyncio.get_running_loop().create_future()
        self._port = port
        self._questions = questions
        self._end = end
        self._times = times
        self._transport: asyncio.Transport
        self._path = ""
        self._asked = 0.0
        self._answer = bytearray()
        # How long the answer is; 0 while that is not known, -1 where it comes in chunks.
        self._length = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        if not self._length:
            self._length = self._read_head()
        if self._answer.endswith(_END_OF_CHUNKS) if self._length < 0 else 0 < self._length <= len(self._answer):
            self._times.append(time.perf_counter() - self._asked)
            self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(RuntimeError(f"{self._path}: the connection broke off ({exc})"))

    def _ask(self) -> None:
        self._asked = time.perf_counter()
        question = next(self._questions, None) if self._asked < self._end else None
        if question is None:
            self.done.set_result(None)
            self._transport.close()
            return
        self._path, self._length = question.path, 0
        self._answer.clear()
        self._transport.write(question.request(self._port))

    def _read_head(self) -> int:
        end = self._answer.find(b"\r\n\r\n")
        if end < 0:
            return 0
        head = bytes(self._answer[:end]).lower()
        if head.split(b" ", 2)[1] != _OK:
            self.done.set_exception(RuntimeError(f"{self._path}: {head.decode('latin-1').splitlines()[0]}"))
            self._transport.close()
            return 0
        _, found, rest = head.partition(b"\r\ncontent-length:")
        return end + 4 + int(rest.partition(b"\r\n")[0]) if found else -1


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
