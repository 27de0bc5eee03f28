"""Hinders a command: a full disk, no rights, a clock that was set back, another that does the same at the same time."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from kouan.torture.kills import A_MOMENT
from kouan.torture.works import (
    Trial,
    Work,
    command,
    differing,
    forget,
    fresh_copy,
    left_behind,
    next_run,
    run,
    state_of,
    surroundings,
)

_NOBODY = 65534
_MEGABYTE = 1_000_000
_STEPS = 6
"""How many amounts of free space are tried."""


def full_disk(work: Work, folder: Path) -> Iterator[Trial]:
    """Run the command on a small disk, with less and more space, then with enough; none where it cannot be mounted."""
    used = sum(path.stat().st_size for path in work.folder.rglob("*") if path.is_file())
    for step in range(_STEPS):
        size = used + _MEGABYTE // 2 + 2 * step * used // _STEPS
        with _small_disk(folder, size) as is_mounted:
            if not is_mounted:
                return
            shutil.copytree(work.folder, folder, dirs_exist_ok=True)
            done = run(folder, work.words)
            yield _refused(work, folder, done, partial(_mount, folder, f"remount,size={4 * size}"))


def without_rights(work: Work, folder: Path) -> Iterator[Trial]:
    """Run the command as a user that may write nothing, or only a part; none where not allowed."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        return
    # The user may read what root may, since Python lies in root's home on some machines.
    may_read = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    ahead = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups", *may_read]
    for own in ((), ("build",), ("build", "build/downloads", "build/parquet"), ("datasets",)):
        with fresh_copy(work, folder):
            for path in own:
                os.chown(folder / path, _NOBODY, _NOBODY)
            yield _refused(work, folder, run(folder, work.words, ahead), lambda: None)


def _refused(work: Work, folder: Path, done: subprocess.CompletedProcess[str], mend: Callable[[], object]) -> Trial:
    """Return what is there after a command that may have failed, and what is wrong with it."""
    found = state_of(folder, work.written)
    faults = []
    if "Traceback" in done.stderr or done.returncode not in (0, 2):
        faults.append(f"exit code {done.returncode}: {done.stderr.strip()[-300:]}")
    if found != (work.before if done.returncode else work.after):
        faults.append(f"exit code {done.returncode}, and not the files that belong to it: {done.stderr.strip()[-300:]}")
    faults += [f"{name} is left" for name in left_behind(work, folder)]
    mend()
    faults += next_run(work, folder)
    return Trial("the old, and said why" if done.returncode else "the new", tuple(faults))


def clock_set_back(work: Work, folder: Path) -> Iterator[Trial]:
    """Run the command when every file is of the future, and with a clock that stands in the past."""
    program = "import time; time.time = lambda: 1e8; time.time_ns = lambda: 10**17; from kouan.cli import main; main()"
    with fresh_copy(work, folder):
        for path in folder.rglob("*"):
            os.utime(path, (4e9, 4e9))
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", program, *work.words],
            cwd=folder,
            env=surroundings(folder),
            check=False,
            capture_output=True,
            text=True,
        )
        yield _refused(work, folder, done, lambda: None)


def two_at_once(work: Work, folder: Path) -> Iterator[Trial]:
    """Run the command twice at the same time; then once more, and kill the one that is first."""
    for is_killed in (False, True):
        with fresh_copy(work, folder):
            both = [
                subprocess.Popen(  # noqa: S603 - our own command
                    command(work.words),
                    cwd=folder,
                    env=surroundings(folder),
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                )
                for _ in range(2)
            ]
            if is_killed:
                _wait_for_either(both, folder)
                both[0].send_signal(signal.SIGKILL)
            said = [process.communicate()[0] for process in both]
            codes = sorted(process.returncode for process in both)
            faults = [] if codes in ([0, 0], [-signal.SIGKILL, 0]) else [f"exit codes {codes}: {said}"]
            found = state_of(folder, work.written)
            faults += [f"other bytes of {name}" for name in differing(found, work.after)]
            faults += [f"{name} is left" for name in left_behind(work, folder)]
            waited = "one waited" if any("wait " in one for one in said) else "none had to wait"
            yield Trial(f"the new, {'one killed, ' if is_killed else ''}{waited}", tuple(faults))


def _wait_for_either(both: Sequence[subprocess.Popen[str]], folder: Path) -> None:
    while not any((folder / "build").glob(".next/*")) and all(process.poll() is None for process in both):
        time.sleep(A_MOMENT)


@contextmanager
def _small_disk(folder: Path, size: int) -> Iterator[bool]:
    """Mount a disk of that many bytes in memory; gives False where that is not allowed."""
    folder.mkdir()
    is_mounted = _mount(folder, f"size={size}")
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607 - our own folder
        forget(folder)


def _mount(folder: Path, options: str) -> bool:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(words, check=False, capture_output=True).returncode == 0  # noqa: S603 - our own folder
