"""Has SQL of strangers run by other processes, so that no query can hold up or fill the server.

Who asks gets rows as SQLite gives them. A process that had to be ended is replaced at the next question.
"""

import asyncio
import os
import sqlite3
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any, BinaryIO, cast

from datasette.database import QueryInterrupted, Results

import kouan
from kouan.site.sql.worker import Answer, Failed, Found, Question, read, write

PROCESSES = 2
"""How many queries of strangers run at once; more would take the processors from everybody else."""


class Row(tuple[Any, ...]):
    """A row with its values by place and by name, as sqlite3.Row has them."""

    __slots__ = ()
    columns: list[str] = []  # noqa: RUF012 - each result has a class of its own

    def keys(self) -> list[str]:
        """Return the names of the columns."""
        return self.columns

    def __getitem__(self, key: Any) -> Any:
        """Return the value of a column by its place or its name."""
        return super().__getitem__(self.columns.index(key) if isinstance(key, str) else key)


class Workers:
    """The processes of one database, each started when it is first needed."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._threads = ThreadPoolExecutor(PROCESSES, thread_name_prefix="strangers")
        self._own = threading.local()
        self._running: set[Popen[bytes]] = set()

    async def ask(self, question: Question) -> Results:
        """Return the rows of a query.

        Raises QueryInterrupted where it took too long, OperationalError where it cannot be run.
        """
        answer = await asyncio.get_running_loop().run_in_executor(self._threads, self._ask, question)
        if isinstance(answer, Failed):
            if answer.is_late:
                raise QueryInterrupted(None, question.sql, question.parameters)
            raise sqlite3.OperationalError(answer.message)
        row = type("Row", (Row,), {"columns": answer.columns, "__slots__": ()})
        return Results([row(values) for values in answer.rows], answer.is_cut, [(name,) for name in answer.columns])

    def close(self) -> None:
        """End the processes."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in list(self._running):
            self._end(process)

    def pids(self) -> Iterator[int]:
        """Yield the ids of the processes that run."""
        return (process.pid for process in sorted(self._running, key=lambda process: process.pid))

    def _ask(self, question: Question) -> Answer:
        process: Popen[bytes] = getattr(self._own, "process", None) or self._start()
        try:
            write(cast("BinaryIO", process.stdin), astuple(question))
            answer = read(cast("BinaryIO", process.stdout))
        except BrokenPipeError:
            answer = None
        if answer is None:
            # It was ended by its timer, or by the system for what it took.
            self._own.process = None
            self._end(process)
            return Failed(True, "")
        is_found, *content = answer
        return Found(*content) if is_found else Failed(*content)

    def _start(self) -> Popen[bytes]:
        places = [str(Path(kouan.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
        process = Popen(  # noqa: S603 - this very program, with the path of the database
            [sys.executable, "-m", "kouan.site.sql.worker", self._path],
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, places))},
        )
        self._own.process = process
        self._running.add(process)
        return process

    def _end(self, process: Popen[bytes]) -> None:
        self._running.discard(process)
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
