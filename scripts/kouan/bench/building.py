"""How long many documents take to build into partitions, how much memory, and what one changed document costs."""

import os
import re
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

from kouan.bench.file import make_single_file
from kouan.bench.plans import made_plan, read_forms
from kouan.project import Project
from kouan.publish import read_table
from kouan.scale import build_partitions, open_engine

_WARM_UP = 20
"""How many documents are built before, so that every process has its lists and its patterns ready."""
_MEGA = 1_000_000


@dataclass(frozen=True)
class Built:
    """A build and what it took.

    Attributes:
        documents: How many there were.
        megabytes: Of their texts, in UTF-8, in millions of bytes.
        processes: How many worked beside the one that dealt out the work.
        seconds: On the clock, without the start of the processes.
        processor_seconds: Of all processes, without their start.
        driver_megabytes: The most memory of the process that dealt out the work.
        worker_megabytes: The most memory of any other.
        output_megabytes: Of the partitions.
    """

    documents: int
    megabytes: float
    processes: int
    seconds: float
    processor_seconds: float
    driver_megabytes: int
    worker_megabytes: int
    output_megabytes: float


def measure_building(root: Path, folder: Path, counts: Sequence[int], say: Callable[[str], None]) -> Mapping[str, Any]:
    """Build that many documents each, with one process and with two, change one, and return what each took."""
    project = Project(root)
    warm_up = make_documents(project, folder / "warm-up", _WARM_UP)
    builds: list[Built] = []
    for count in counts:
        documents = make_documents(project, folder / f"{count}" / "documents", count)
        for processes in (1, 2):
            output = folder / f"{count}" / f"tables-{processes}"
            shutil.rmtree(output, ignore_errors=True)
            builds.append(_apart(root, warm_up, documents, output, processes))
            say(_line(builds[-1]))
    again = _changed(root, warm_up, folder / f"{counts[-1]}", builds[-1])
    share = again.processor_seconds / builds[-1].processor_seconds
    say(f"one changed of {counts[-1]:,}: {share:.1%} of the processor's time of a build from nothing")
    file = make_single_file(project.package(), folder / f"{counts[-1]}" / "tables-2", folder / "kouan.db")
    say(f"kouan.db of {counts[-1]:,}: {file['seconds']:.1f} s, {file['megabytes']:.1f} MB")
    each = [one.processor_seconds / one.megabytes for one in builds if one.processes == 1]
    return {
        "builds": [asdict(one) for one in builds],
        "most_to_least_for_a_megabyte": max(each) / min(each),
        "one_process_to_two": builds[-2].seconds / builds[-1].seconds,
        "one_changed": {"share": share, **asdict(again)},
        "single_file": file,
    }


def make_documents(project: Project, folder: Path, count: int) -> Path:
    """Write that many made plans into a folder and return it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    table = project.package().table("passages")
    forms = read_forms(read_table(project.root / table.path, table), project.reference()["divisions"])
    for number in range(count):
        (folder / f"made-{number:08}.txt").write_text(made_plan(forms, number), encoding="utf-8")
    return folder


def _apart(root: Path, warm_up: Path, documents: Path, output: Path, processes: int) -> Built:
    """Build in a process of its own, whose memory and time, and that of its workers, are then those of the build."""
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        return apart.submit(_build, root, warm_up, documents, output, processes).result()


def _build(root: Path, warm_up: Path, documents: Path, output: Path, processes: int) -> Built:
    project = Project(root)
    with open_engine(processes=processes) as engine:
        for number in range(processes):
            build_partitions(project, str(warm_up), f"{warm_up}-{processes}-{number}", engine, _quiet)
        before, started = _processor_seconds(), time.perf_counter()
        manifest = build_partitions(project, str(documents), str(output), engine, _quiet)
        seconds, after = time.perf_counter() - started, _processor_seconds()
        workers = [_most_megabytes(child.pid) for child in active_children()]
    return Built(
        documents=manifest["documents"],
        megabytes=sum(path.stat().st_size for path in documents.iterdir()) / _MEGA,
        processes=processes,
        seconds=seconds,
        processor_seconds=after - before,
        driver_megabytes=_most_megabytes(os.getpid()),
        worker_megabytes=max(workers),
        output_megabytes=sum(part["bytes"] for part in manifest["parts"]) / _MEGA,
    )


def _processor_seconds() -> float:
    """Return what this process and its workers have had of the processors."""
    ticks = 0
    for pid in (os.getpid(), *(child.pid for child in active_children())):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _most_megabytes(pid: int | None) -> int:
    """Return the most memory that a process has had."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) // 1024 if found else 0


def _changed(root: Path, warm_up: Path, folder: Path, full: Built) -> Built:
    """Change one document and build again over the result of two processes."""
    path = folder / "documents" / f"made-{full.documents // 2:08}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("支持", "扶持", 1), encoding="utf-8")
    return _apart(root, warm_up, folder / "documents", folder / "tables-2", 2)


def _line(built: Built) -> str:
    each = built.processor_seconds / built.megabytes
    return (
        f"{built.documents:>7,} documents, {built.processes} at work: {each:5.1f} s of a processor for a MB, "
        f"{built.seconds:6.1f} s on the clock; memory {built.driver_megabytes} MB, {built.worker_megabytes} MB each"
    )


def _quiet(_: str) -> None:
    """Say nothing."""
