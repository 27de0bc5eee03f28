"""A server of the site as `kouan serve` runs it, on this machine, for as long as it is needed."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kouan.errors import KouanError

HOST = "127.0.0.1"
_START_SECONDS = 60.0
_END_SECONDS = 1.0


@dataclass(frozen=True)
class Service:
    """A server: its port, its process, and where it writes what it has to say."""

    port: int
    pid: int
    log: Path

    def resident(self) -> int:
        """Return the bytes of memory of the server and its processes."""
        return sum(_resident(pid) for pid in self._pids())

    def open_files(self) -> int:
        """Return how many files and connections they have open."""
        return sum(_open_files(pid) for pid in self._pids())

    def said(self) -> str:
        """Return all that it wrote."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def _pids(self) -> tuple[int, ...]:
        return (self.pid, *_children(self.pid))


@contextmanager
def serving(root: Path, log: Path) -> Iterator[Service]:
    """Run a server until the block ends.

    Raises KouanError where it does not start.
    """
    port = free_port()
    command = [sys.executable, "-m", "kouan.cli", "serve", "--root", str(root), "--port", str(port)]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:  # noqa: S603 - ourselves
        try:
            _wait(port, process, log)
            yield Service(port, process.pid, log)
        finally:
            process.terminate()
            _end(process)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            with socket.create_connection((HOST, port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise KouanError(f"the server does not start; {log} says why")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for the end of a process that is asked to end, and not for those who still wait for its answers."""
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _resident(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0)


def _open_files(pid: int) -> int:
    try:
        return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return 0


def _children(pid: int) -> list[int]:
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return [int(child) for task in tasks for child in (task / "children").read_text(encoding="ascii").split()]
    except OSError:
        return []
