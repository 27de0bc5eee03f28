"""Where tasks run: processes of this machine, or a Dask cluster that is there already. Both give futures."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from kouan.errors import KouanError

LOCAL = "local"
_PER_WORKER = 4
"""How many tasks wait or run for each worker: enough that none is idle, few enough that results do not pile up."""
_RETRIES = 3
_SECONDS = 10

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Engine:
    """An executor, and how many tasks it is given at once."""

    executor: Executor
    in_flight: int

    def run(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the result of each task as it is there; the order is any. Tasks are made as they are needed."""
        waiting = iter(tasks)
        running: set[Future[Result]] = {
            self.executor.submit(function, task) for task in islice(waiting, self.in_flight)
        }
        try:
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                running |= {self.executor.submit(function, task) for task in islice(waiting, len(done))}
                for future in done:
                    yield future.result()
        except BrokenProcessPool:
            message = (
                "a process of the build was ended, perhaps for want of memory. What was there before stays; "
                "build again: what is finished is not done anew."
            )
            raise KouanError(message) from None
        finally:
            for future in running:
                future.cancel()


@contextmanager
def open_engine(address: str = LOCAL, processes: int | None = None) -> Iterator[Engine]:
    """Give the engine at an address: `local`, or a Dask scheduler such as tcp://host:8786.

    Args:
        address: Where tasks run.
        processes: How many of this machine; as many as it has processors if not given.

    KouanError where no scheduler answers, or Dask is not installed.
    """
    if address == LOCAL:
        count = processes or len(os.sched_getaffinity(0))
        # Fresh processes have the same state everywhere, and no threads to inherit.
        with ProcessPoolExecutor(count, multiprocessing.get_context("spawn")) as pool:
            yield Engine(pool, count * _PER_WORKER)
        return
    try:
        from distributed import Client
    except ImportError:
        message = f"{address}: an engine of several machines needs Dask. Install it: pip install 'kouan[scale]'."
        raise KouanError(message) from None
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"{address}: no Dask scheduler answers there ({error}). Start one, or build with --engine local."
        raise KouanError(message) from None
    with client:
        workers = max(1, sum(client.nthreads().values()))
        yield Engine(client.get_executor(retries=_RETRIES, pure=False), workers * _PER_WORKER)
