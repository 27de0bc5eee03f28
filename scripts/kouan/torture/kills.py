"""Kills a command at a random moment, and looks at what is there then, what is served, and what the next run makes."""

import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kouan.publish.switch import is_interrupted
from kouan.torture.served import ServedSite
from kouan.torture.works import Trial, Work, command, forget, fresh_copy, next_run, run, state_of, surroundings

A_MOMENT = 0.0005
"""Seconds between two looks at what a command has done."""


@dataclass(frozen=True)
class Moment:
    """When a process is killed: seconds after it began, or after it made something that lies in the folder."""

    seconds: float
    after: str = ""


def moments(work: Work, number: int, chance: random.Random) -> Iterator[Moment]:
    """Yield random moments: a third of them anywhere, a third while it writes, a third while it puts in place."""
    place = work.folder.with_name("timed")
    shutil.copytree(work.folder, place)
    began = time.monotonic()
    run(place, work.words)
    seconds = time.monotonic() - began
    forget(place)
    for rank in range(number):
        yield (
            Moment(chance.uniform(0, 0.01), ".ready"),
            Moment(chance.uniform(0, seconds / 4), ".next/*"),
            Moment(chance.uniform(0, seconds)),
        )[rank % 3]


def killed(work: Work, folder: Path, moment: Moment) -> Trial:
    """Kill the command at a moment, and return what it left, and what is wrong with that or with the next run."""
    with fresh_copy(work, folder):
        site = ServedSite(folder) if work.name == "build" else None
        process = subprocess.Popen(  # noqa: S603 - our own command
            command(work.words),
            cwd=folder,
            env=surroundings(folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _wait_for(process, folder, moment)
        process.kill()
        process.wait()
        is_ready = any(is_interrupted(path) for path in (folder, *folder.iterdir()) if path.is_dir())
        found = state_of(folder, work.written)
        name = "the old" if found == work.before else "the new" if found == work.after else "half in place"
        state = f"{name}, to be finished" if is_ready else name
        faults = [f"{moment}: neither the old files nor the new"] if state == "half in place" else []
        if site:
            # The site finishes what was interrupted, if it may write.
            is_new = is_ready or found != work.before
            faults += [f"{moment}, {state}: {fault}" for fault in site.faults(work, is_new=is_new)]
        faults += [f"{moment}, {state}: {fault}" for fault in next_run(work, folder)]
        if site:
            faults += [f"{moment}, after the next run: {fault}" for fault in site.faults(work, is_new=True)]
            site.close()
        return Trial(state, tuple(faults))


def _wait_for(process: subprocess.Popen[bytes], folder: Path, moment: Moment) -> None:
    if moment.after:
        while process.poll() is None and not any(folder.glob(f"*/{moment.after}")):
            time.sleep(A_MOMENT)
    ends = time.monotonic() + moment.seconds
    while process.poll() is None and time.monotonic() < ends:
        time.sleep(A_MOMENT)
