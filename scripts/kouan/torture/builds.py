"""Disturbs the commands that write: killed at random moments, on a full disk, without rights, with the clock set back.

Each trial begins with a fresh copy of a project whose last build is known byte by byte, disturbs the command that makes
the next one, and compares what is there then, what is served then, and what the undisturbed next run makes, with the
bytes of the last build and of the next.
"""

import asyncio
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from kouan.publish.switch import is_interrupted
from kouan.serve import current_site, make_site
from kouan.torture.outcome import Outcome

State = Mapping[str, str]
"""The sum of each file by its path."""

_INPUTS = ("CHANGELOG.md", "datapackage.json", "metadata.yml")
_LISTS = ("documents", "reference", "curation")
_ASKED = (
    "/kouan/ports.json?_shape=array&_size=max&_col=name_en",
    "/en/kouan/port_overview.csv",
    "/-/downloads/datasets/ports.csv",
)
_LONGEST = 300
"""Seconds that no command takes."""

_A_MOMENT = 0.0005
_NOBODY = 65534
_MEGABYTE = 1_000_000
_HIDDEN = re.compile(r"(^|/)\.")
_STEPS = 6
"""How many amounts of free space are tried."""


@dataclass(frozen=True)
class Work:
    """A command that writes, the folder that it is run in, and what is there before and after it, undisturbed.

    Attributes:
        name: What it is called in the outcome.
        folder: A folder as it is before; each trial copies it.
        words: The words behind `kouan`, run in a copy of the folder.
        written: Which of its files the command writes.
    """

    name: str
    folder: Path
    words: tuple[str, ...]
    written: Callable[[str], bool]
    before: State
    after: State


@dataclass(frozen=True)
class Trial:
    """What came of one disturbed command: where it stood when it ended, and what is wrong."""

    state: str
    faults: tuple[str, ...] = ()


def torture_builds(root: Path, kills: int, kills_of_others: int, seed: int) -> Outcome:
    """Disturb the build of the project, and `kouan extract` and `kouan add`, and return what came out."""
    figures: dict[str, object] = {}
    faults: list[str] = []
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    with TemporaryDirectory(prefix="kouan-torture-") as place:
        works = prepare(root, Path(place))
        build, *others = works
        for work, number in ((build, kills), *((other, kills_of_others) for other in others)):
            trials = [killed(work, Path(place, "trial"), moment) for moment in moments(work, number, chance)]
            figures[f"{work.name} killed"] = {
                "times": number,
                "left": dict(sorted(Counter(t.state for t in trials).items())),
            }
            faults += [f"{work.name} killed, seed {seed}: {fault}" for trial in trials for fault in trial.faults]
        for name, disturb in (
            ("full disk", full_disk),
            ("without rights", without_rights),
            ("clock set back", clock_set_back),
            ("two at once", two_at_once),
        ):
            trials = list(disturb(build, Path(place, "trial")))
            figures[f"build, {name}"] = {
                "times": len(trials),
                "left": dict(sorted(Counter(t.state for t in trials).items())) or "skipped: not possible here",
            }
            faults += [f"build, {name}: {fault}" for trial in trials for fault in trial.faults]
    return Outcome(figures, tuple(faults))


# --- what is disturbed


def prepare(root: Path, place: Path) -> list[Work]:
    """Return the build of a project after a change of a list, reading a file and adding a document, ready to be run."""
    project = place / "project"
    copy_project(root, project)
    _run(project, ("build",))
    _rename_ports(project)
    build = _work("build", project, ("build",), _is_output)
    text = max((root / "datasets" / "documents").glob("*.txt"))
    shutil.copyfile(text, project / "plan.txt")
    extract = _work(
        "extract", project, ("extract", "plan.txt", "--output", "tables"), lambda path: path[:7] == "tables/"
    )
    plan = project / "plan.txt"
    plan.write_text(
        "浙江省口岸发展2023年工作要点\n一、扩大开放\n1．完善衢州机场口岸功能。（责任单位：省商务厅）\n",
        encoding="utf-8",
    )
    add = _work("add", project, ("add", "plan.txt"), lambda path: path.startswith("data"))
    return [build, extract, add]


def copy_project(root: Path, folder: Path) -> None:
    """Copy what a build reads."""
    folder.mkdir(parents=True)
    for name in _INPUTS:
        shutil.copyfile(root / name, folder / name)
    for name in _LISTS:
        if (root / "datasets" / name).is_dir():
            shutil.copytree(root / "datasets" / name, folder / "datasets" / name, copy_function=shutil.copyfile)


def _rename_ports(project: Path) -> None:
    """Change a list so that the next build differs in the tables, the database and the files to download."""
    path = project / "datasets" / "reference" / "ports.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(" Port of Entry,", " Border Port,"), encoding="utf-8")


def _work(name: str, project: Path, words: tuple[str, ...], written: Callable[[str], bool]) -> Work:
    folder, done = project.with_name(f"{name}-before"), project.with_name(f"{name}-after")
    shutil.copytree(project, folder)
    shutil.copytree(project, done)
    _run(done, words)
    work = Work(name, folder, words, written, _state(folder, written), _state(done, written))
    if work.before == work.after:
        message = f"kouan {' '.join(words)}: it changes nothing, so nothing can be seen"
        raise ValueError(message)
    return work


def _is_output(path: str) -> bool:
    return path.startswith("build/") or (path.startswith("datasets/") and path.count("/") == 1)


def _state(folder: Path, written: Callable[[str], bool]) -> State:
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in sorted(files.items())
        if written(name) and not _HIDDEN.search(name)
    }


def _hidden(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob(".*"))


def command(words: Sequence[str]) -> list[str]:
    """Return the words that run `kouan`."""
    return [sys.executable, "-m", "kouan.cli", *words]


def _run(folder: Path, words: Sequence[str], ahead: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [*ahead, *command(words)], cwd=folder, check=False, capture_output=True, text=True, timeout=_LONGEST
    )


# --- killed


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
    _run(place, work.words)
    seconds = time.monotonic() - began
    shutil.rmtree(place)
    for rank in range(number):
        yield (
            Moment(chance.uniform(0, 0.01), ".ready"),
            Moment(chance.uniform(0, seconds / 4), ".next/*"),
            Moment(chance.uniform(0, seconds)),
        )[rank % 3]


def killed(work: Work, folder: Path, moment: Moment) -> Trial:
    """Kill the command at a moment, and return what it left, and what is wrong with that or with the next run."""
    with _fresh(work, folder):
        site = _Site(folder) if work.name == "build" else None
        process = subprocess.Popen(  # noqa: S603 - our own command
            command(work.words),
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _wait_for(process, folder, moment)
        process.kill()
        process.wait()
        is_ready = any(is_interrupted(path) for path in (folder, *folder.iterdir()) if path.is_dir())
        found = _state(folder, work.written)
        name = "the old" if found == work.before else "the new" if found == work.after else "half in place"
        state = f"{name}, to be finished" if is_ready else name
        faults = [f"{moment}: neither the old files nor the new"] if state == "half in place" else []
        if site:
            # The site finishes what was interrupted, if it may write; none of it was in place where the old is there.
            is_new = found != work.before
            faults += [f"{moment}, {state}: {fault}" for fault in site.faults(work, is_new=is_new)]
        faults += [f"{moment}, {state}: {fault}" for fault in _next_run(work, folder)]
        if site:
            faults += [f"{moment}, after the next run: {fault}" for fault in site.faults(work, is_new=True)]
            site.close()
        return Trial(state, tuple(faults))


def _wait_for(process: subprocess.Popen[bytes], folder: Path, moment: Moment) -> None:
    if moment.after:
        while process.poll() is None and not any(folder.glob(f"*/{moment.after}")):
            time.sleep(_A_MOMENT)
    ends = time.monotonic() + moment.seconds
    while process.poll() is None and time.monotonic() < ends:
        time.sleep(_A_MOMENT)


def _next_run(work: Work, folder: Path) -> Iterator[str]:
    """Run the command undisturbed, and yield what is wrong then."""
    done = _run(folder, work.words)
    # A document that is there already is refused; then the first run had done it all.
    if done.returncode and not (work.name == "add" and "there already" in done.stderr):
        yield f"the next run fails: {done.stderr.strip()[-300:]}"
    found = _state(folder, work.written)
    yield from (f"the next run makes other bytes of {name}" for name in _differing(found, work.after))
    yield from (f"{name} is left" for name in _hidden(folder))


def _differing(one: State, other: State) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


@contextmanager
def _fresh(work: Work, folder: Path) -> Iterator[None]:
    shutil.copytree(work.folder, folder)
    try:
        yield
    finally:
        shutil.rmtree(folder)


class _Site:
    """The site that serves a project all the time."""

    def __init__(self, folder: Path) -> None:
        self._app = current_site(folder, 8, interval=0)
        asyncio.run(_answers(self._app))

    def faults(self, work: Work, *, is_new: bool) -> Iterator[str]:
        """Yield what is not answered as the build that counts answers it."""
        # The first look finds a new build, the second that it is settled.
        for _ in range(2):
            asyncio.run(_answers(self._app))
        expected = _expected(work.folder.with_name("build-after" if is_new else "build-before"))
        for path, found, right in zip(_ASKED, asyncio.run(_answers(self._app)), expected, strict=True):
            if found != right:
                yield f"{path} is not answered from the {'new' if is_new else 'old'} build"

    def close(self) -> None:
        self._app.close()


def _expected(folder: Path) -> list[str]:
    site = make_site(folder / "build")
    try:
        return asyncio.run(_answers(site.app))
    finally:
        site.close()


async def _answers(app: object) -> list[str]:
    """Return the answers, as sums."""
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        answers = [await client.get(path) for path in _ASKED]
    return [f"{answer.status_code} {hashlib.sha256(answer.content).hexdigest()}" for answer in answers]


# --- other disturbances


def full_disk(work: Work, folder: Path) -> Iterator[Trial]:
    """Run the command on a small disk, with less and more space, then with enough; none where it cannot be mounted."""
    used = sum(path.stat().st_size for path in work.folder.rglob("*") if path.is_file())
    for step in range(_STEPS):
        size = used + _MEGABYTE // 2 + 2 * step * used // _STEPS
        with _small_disk(folder, size) as is_mounted:
            if not is_mounted:
                return
            shutil.copytree(work.folder, folder, dirs_exist_ok=True)
            done = _run(folder, work.words)
            yield _refused(work, folder, done, partial(_mount, folder, f"remount,size={4 * size}"))


def without_rights(work: Work, folder: Path) -> Iterator[Trial]:
    """Run the command as a user that may write nothing, or only a part; none where not allowed."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        return
    # The user may read what root may, since Python lies in root's home on some machines.
    may_read = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    ahead = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups", *may_read]
    for own in ((), ("build",), ("build", "build/downloads", "build/parquet"), ("datasets",)):
        with _fresh(work, folder):
            for path in own:
                os.chown(folder / path, _NOBODY, _NOBODY)
            yield _refused(work, folder, _run(folder, work.words, ahead), lambda: None)


def _refused(work: Work, folder: Path, done: subprocess.CompletedProcess[str], mend: Callable[[], object]) -> Trial:
    """Return what is there after a command that may have failed, and what is wrong with it."""
    found = _state(folder, work.written)
    faults = []
    if "Traceback" in done.stderr or done.returncode not in (0, 2):
        faults.append(f"exit code {done.returncode}: {done.stderr.strip()[-300:]}")
    if found != (work.before if done.returncode else work.after):
        faults.append(f"exit code {done.returncode}, and not the files that belong to it: {done.stderr.strip()[-300:]}")
    faults += [f"{name} is left" for name in _hidden(folder)]
    mend()
    faults += _next_run(work, folder)
    return Trial("the old, and said why" if done.returncode else "the new", tuple(faults))


def clock_set_back(work: Work, folder: Path) -> Iterator[Trial]:
    """Run the command when every file is of the future, and with a clock that stands in the past."""
    program = "import time; time.time = lambda: 1e8; time.time_ns = lambda: 10**17; from kouan.cli import main; main()"
    with _fresh(work, folder):
        for path in folder.rglob("*"):
            os.utime(path, (4e9, 4e9))
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", program, *work.words], cwd=folder, check=False, capture_output=True, text=True
        )
        yield _refused(work, folder, done, lambda: None)


def two_at_once(work: Work, folder: Path) -> Iterator[Trial]:
    """Run the command twice at the same time; then once more, and kill the one that is first."""
    for is_killed in (False, True):
        with _fresh(work, folder):
            both = [
                subprocess.Popen(  # noqa: S603 - our own command
                    command(work.words), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
                )
                for _ in range(2)
            ]
            if is_killed:
                _wait_for_either(both, folder)
                both[0].send_signal(signal.SIGKILL)
            said = [process.communicate()[0] for process in both]
            codes = sorted(process.returncode for process in both)
            faults = [] if codes in ([0, 0], [-signal.SIGKILL, 0]) else [f"exit codes {codes}: {said}"]
            found = _state(folder, work.written)
            faults += [f"other bytes of {name}" for name in _differing(found, work.after)]
            faults += [f"{name} is left" for name in _hidden(folder)]
            waited = "one waited" if any("wait " in one for one in said) else "none had to wait"
            yield Trial(f"the new, {'one killed, ' if is_killed else ''}{waited}", tuple(faults))


def _wait_for_either(both: Sequence[subprocess.Popen[str]], folder: Path) -> None:
    while not any((folder / "build").glob(".next/*")) and all(process.poll() is None for process in both):
        time.sleep(_A_MOMENT)


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
        folder.rmdir()


def _mount(folder: Path, options: str) -> bool:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(words, check=False, capture_output=True).returncode == 0  # noqa: S603 - our own folder
