"""Puts mutants before the validation, each in a copy of the project, and says whether it was caught."""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from kouan.errors import KouanError
from kouan.mutants.kinds import KINDS, MOST
from kouan.mutants.mutant import Mutant
from kouan.mutants.sound import DESCRIPTOR, Sound, read_sound
from kouan.project import Project
from kouan.reread import check_reading, read_anew, validate_project
from kouan.rows import Tables
from kouan.validate import validate_files
from kouan.validate.framework import check_data

_COPIED = ("documents", "reference", "curation")


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant.

    Attributes:
        kind: The kind of fault.
        place: Where it was put.
        is_caught: Whether the validation found anything wrong.
        is_caught_as_it_stands: Whether it did without reading the documents anew.
    """

    kind: str
    place: str
    is_caught: bool
    is_caught_as_it_stands: bool


def judge_all(project: Project) -> Iterator[Verdict]:
    """Yield the verdict on every mutant of every kind, in the order of the kinds, working on all processors.

    Raises KouanError where the project itself is not valid: a fault in it would hide in every mutant.
    """
    report = validate_project(project)
    if not report.is_valid:
        message = f"{project.root}: the data set is not valid as it is. Run `kouan validate` and put it right first."
        raise KouanError(message)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for verdicts in pool.map(partial(_judge_kind, project.root), range(len(KINDS))):
            yield from verdicts


def _judge_kind(root: Path, kind: int) -> list[Verdict]:
    """Judge the mutants of a kind, told by its number; kinds themselves cannot be sent to another process."""
    return judge(Project(root), KINDS[kind].mutants(_sound(root), MOST))


def judge(project: Project, mutants: list[Mutant]) -> list[Verdict]:
    """Return the verdicts on mutants of a project's data."""
    with TemporaryDirectory(prefix="kouan-mutants-") as folder:
        copy = _copy(project, Path(folder) / "project")
        return [_verdict(copy, _sound(project.root), project, mutant) for mutant in mutants]


def _copy(project: Project, root: Path) -> Project:
    for name in _COPIED:
        shutil.copytree(project.datasets / name, root / "datasets" / name)
    for path, content in _sound(project.root).files.items():
        (root / path).write_bytes(content)
    return Project(root)


def _verdict(copy: Project, sound: Sound, project: Project, mutant: Mutant) -> Verdict:
    _write(copy.root, dict(mutant.change))
    # The tables that the documents give depend on nothing that was changed, unless it is the descriptor.
    reader = read_anew if DESCRIPTOR in mutant.change else lambda _: _read(project.root)
    try:
        # What validate_project does, the dearest parts last, until something is found.
        standing = not validate_files(copy.root, by_frictionless=False).is_valid
        standing = standing or any(check_data(copy.root / DESCRIPTOR, copy.package()))
        caught = standing or bool(check_reading(copy, reader).problems)
    finally:
        _write(copy.root, {path: sound.files.get(path) for path in mutant.change})
    return Verdict(mutant.kind, mutant.place, is_caught=caught, is_caught_as_it_stands=standing)


def _write(root: Path, files: dict[str, bytes | None]) -> None:
    for path, content in files.items():
        if content is None:
            (root / path).unlink()
        else:
            (root / path).write_bytes(content)


@cache
def _sound(root: Path) -> Sound:
    return read_sound(Project(root))


@cache
def _read(root: Path) -> Tables:
    return read_anew(Project(root))
