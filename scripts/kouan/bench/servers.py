"""Starts servers on this machine, and tells what they take of it."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_SECONDS = 30


@dataclass(frozen=True)
class Server:
    """A server that runs: its port, and the process that was started, which may have started others."""

    port: int
    process: int

    @property
    def processes(self) -> list[int]:
        """All its processes."""
        tasks = Path(f"/proc/{self.process}/task")
        children = [int(one) for path in sorted(tasks.glob("*/children")) for one in path.read_text("ascii").split()]
        return [self.process, *children]

    @property
    def processor(self) -> float:
        """The seconds of the processor that it has taken so far."""
        return sum(map(_processor, self.processes))

    @property
    def memory(self) -> float:
        """The most megabytes that its processes have had in memory so far, each for itself."""
        return round(sum(map(_memory, self.processes)), 1)


@contextmanager
def running(command: Sequence[str], port: int, path: str) -> Iterator[Server]:
    """Run a server until the block ends; it answers a path once it is ready. What it prints is of no use to anybody.

    Raises RuntimeError if it does not answer in half a minute.
    """
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ours
    try:
        _wait_for(port, path)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """Return a port of this machine that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, path: str) -> None:
    for _ in range(10 * _SECONDS):
        try:
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=_SECONDS):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"nobody answers on port {port} of this machine after {_SECONDS} seconds")


def _processor(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1000
