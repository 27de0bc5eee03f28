"""The commands that write, each ready to be run on a copy of a project whose files before and after it are known."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

State = Mapping[str, str]
"""The sum of each file by its path."""

_INPUTS = ("CHANGELOG.md", "datapackage.json", "metadata.yml")
_LISTS = ("documents", "reference", "curation")
_LONGEST = 300
"""Seconds that no command takes."""

_HIDDEN = re.compile(r"(^|/)\.")


@dataclass(frozen=True)
class Work:
    """A command that writes, the folder that it is run in, and what is there before and after it, undisturbed.

    Attributes:
        name: What it is called in the outcome.
        folder: A folder as it is before; each trial copies it.
        words: The words behind `kouan`, run in a copy of the folder.
        written: Which of its files the command writes.
        before: Those files before it.
        after: Those files after it.
        known: All files and folders that are there before or after it; whatever else is there was left behind.
    """

    name: str
    folder: Path
    words: tuple[str, ...]
    written: Callable[[str], bool]
    before: State
    after: State
    known: frozenset[str]


@dataclass(frozen=True)
class Trial:
    """What came of one disturbed command: where it stood when it ended, and what is wrong."""

    state: str
    faults: tuple[str, ...] = ()


def prepare(root: Path, place: Path) -> list[Work]:
    """Return the build of a project after a change of a list, reading a file and adding a document, ready to be run."""
    project = place / "project"
    copy_project(root, project)
    run(project, ("build",))
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
    run(done, words)
    known = frozenset(path for path in (*_paths(folder), *_paths(done)) if not _HIDDEN.search(path))
    work = Work(name, folder, words, written, state_of(folder, written), state_of(done, written), known)
    if work.before == work.after:
        message = f"kouan {' '.join(words)}: it changes nothing, so nothing can be seen"
        raise ValueError(message)
    return work


def _is_output(path: str) -> bool:
    return path.startswith("build/") or (path.startswith("datasets/") and path.count("/") == 1)


def state_of(folder: Path, written: Callable[[str], bool]) -> State:
    """Return the files that a command writes, as they are now; hidden ones are on their way."""
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in _paths(folder)
        if written(name) and not _HIDDEN.search(name) and (folder / name).is_file()
    }


def differing(one: State, other: State) -> list[str]:
    """Return the names of the files that two states do not have alike."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def left_behind(work: Work, folder: Path) -> list[str]:
    """Return what lies in the folder, or in that for temporary files, and belongs neither before nor after."""
    beside = _temporary(folder)
    return [*sorted({*_paths(folder)} - work.known), *(f"{beside.name}/{name}" for name in _paths(beside))]


def _paths(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def _temporary(folder: Path) -> Path:
    """Return where the commands that are run in a folder put temporary files."""
    return folder.with_name(f"{folder.name}-temporary")


def command(words: Sequence[str]) -> list[str]:
    """Return the words that run `kouan`."""
    return [sys.executable, "-m", "kouan.cli", *words]


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of the commands that are run in a folder."""
    _temporary(folder).mkdir(exist_ok=True)
    return {**os.environ, "TMPDIR": str(_temporary(folder))}


def run(folder: Path, words: Sequence[str], ahead: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder to its end; `ahead` are the words of a command that runs it."""
    return subprocess.run(  # noqa: S603 - our own command
        [*ahead, *command(words)],
        cwd=folder,
        env=surroundings(folder),
        check=False,
        capture_output=True,
        text=True,
        timeout=_LONGEST,
    )


def next_run(work: Work, folder: Path) -> Iterator[str]:
    """Run the command undisturbed, and yield what is wrong then."""
    done = run(folder, work.words)
    # A document that is there already is refused; then the first run had done it all.
    if done.returncode and not (work.name == "add" and "there already" in done.stderr):
        yield f"the next run fails: {done.stderr.strip()[-300:]}"
    found = state_of(folder, work.written)
    yield from (f"the next run makes other bytes of {name}" for name in differing(found, work.after))
    yield from (f"{name} is left" for name in left_behind(work, folder))


@contextmanager
def fresh_copy(work: Work, folder: Path) -> Iterator[None]:
    """Copy the folder as it is before the command, for as long as it is needed."""
    shutil.copytree(work.folder, folder)
    try:
        yield
    finally:
        forget(folder)


def forget(folder: Path) -> None:
    """Remove a folder in which commands were run, and their temporary files."""
    shutil.rmtree(folder)
    shutil.rmtree(_temporary(folder), ignore_errors=True)
