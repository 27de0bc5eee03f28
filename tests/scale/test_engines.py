"""Engines: a cluster that loses a worker in mid-run gives the bytes of this machine's; addresses, and what goes wrong."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import fsspec
import pytest

from kouan.errors import KouanError
from kouan.scale import Engine, build_partitions, open_engine

pytestmark = pytest.mark.usefixtures("few_in_a_shard")

PROJECT = Path(__file__).parents[2]
WORKERS = 3
SECONDS = 60
QUIET = {
    "DASK_LOGGING__DISTRIBUTED": "error",
    "PYTHONPATH": f"{PROJECT / 'scripts'}:{os.environ.get('PYTHONPATH', '')}",
}


@pytest.fixture
def cluster(tmp_path):
    """A Dask scheduler and workers, each a process of its own on 127.0.0.1: the scheduler's address."""
    known = tmp_path / "scheduler.json"
    common = ["--scheduler-file", str(known), "--no-dashboard"]
    commands = [["scheduler", "--host", "127.0.0.1", "--port", "0", *common]]
    commands += [["worker", "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", *common]] * WORKERS
    processes = []
    try:
        for command in commands:
            arguments = [sys.executable, "-m", "dask", *command]
            processes.append(
                subprocess.Popen(
                    arguments,
                    env=os.environ | QUIET,
                    cwd=tmp_path,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            )
            wait_for(known.is_file)
        yield json.loads(known.read_text(encoding="utf-8"))["address"]
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def wait_for(condition):
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "the cluster did not start"
        time.sleep(0.05)


def kill_one_at_work(client):
    """Kill a worker that is working on a task, by its own process id."""
    pids = client.run(os.getpid)
    at_work = sorted(address for address, tasks in client.processing().items() if tasks)
    os.kill(pids[at_work[0]], signal.SIGKILL)


@pytest.fixture
def here(folder, partitions, snapshot, tmp_path):
    """The partitions of eight plans as this process makes them."""
    partitions(folder, tmp_path / "here")
    return snapshot(tmp_path / "here")


def test_a_worker_killed_in_mid_run_changes_no_byte(cluster, folder, data, here, snapshot):
    from distributed import Client

    with Client(cluster, timeout=SECONDS, set_as_default=False) as client:
        client.wait_for_workers(WORKERS, timeout=SECONDS)
        killed, there = [], folder.with_name("there")

        class Losing(Engine):
            def run(self, function, tasks):
                for result in super().run(function, tasks):
                    if not killed:
                        kill_one_at_work(client)
                        killed.append(result.name)
                    yield result

        with open_engine(cluster) as engine:
            losing = Losing(engine.executor, engine.in_flight)
            build_partitions(data, folder.as_uri(), there.as_uri(), losing, lambda _: None)
        assert killed[0].startswith("shard-")
        wait_for(lambda: len(client.scheduler_info(n_workers=-1)["workers"]) == WORKERS - 1)
    assert snapshot(there) == here


def test_documents_and_partitions_may_lie_where_fsspec_reaches(folder, partitions, here):
    memory = fsspec.filesystem("memory")
    try:
        for path in folder.iterdir():
            memory.pipe_file(f"/plans/{path.name}", path.read_bytes())
        for _ in range(2):
            partitions("memory://plans", "memory://tables")
        files = {name.removeprefix("/tables/"): memory.cat_file(name) for name in memory.find("/tables")}
    finally:
        memory.store.clear()
    assert files == here


def test_no_scheduler_at_the_address(monkeypatch):
    monkeypatch.setattr("kouan.scale.engines._SECONDS", 1)
    message = r"tcp://127.0.0.1:9: no Dask scheduler answers there"
    with pytest.raises(KouanError, match=message), open_engine("tcp://127.0.0.1:9"):
        pass


def test_no_engine_of_that_kind():
    with pytest.raises(KouanError, match="nowhere: no Dask scheduler answers there"), open_engine("nowhere"):
        pass


def test_without_dask_or_fsspec_people_are_told_what_to_install(monkeypatch):
    from kouan.scale.storage import open_folder

    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(KouanError, match=r"pip install 'kouan\[scale\]'"), open_engine("tcp://127.0.0.1:8786"):
        pass
    with pytest.raises(KouanError, match=r"pip install 'kouan\[scale\]'"):
        open_folder("sftp://nowhere/plans")


def test_a_folder_that_nobody_reaches(partitions, tmp_path):
    with pytest.raises(KouanError, match="nosuch://plans: it cannot be reached"):
        partitions("nosuch://plans", tmp_path / "out")
