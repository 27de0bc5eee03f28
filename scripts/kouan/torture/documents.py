"""Reads mutated documents, and checks what is made of each: no exception, sound tables, true spans, no long time."""

import random
import signal
import statistics
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from kouan.build import make_tables
from kouan.errors import KouanError
from kouan.mask import masked, personal_data
from kouan.plan import Plan, read_plan
from kouan.project import Project
from kouan.read import Source, read_source
from kouan.reference import Reference
from kouan.schema import Package
from kouan.torture.mutations import LONGEST, as_bytes, mutated
from kouan.torture.outcome import Outcome
from kouan.validate import validate
from kouan.validate.problems import Problem

_BATCH = 50
"""How many documents are made into tables together."""

_AS_FILES = 0.15
"""What share is read from a file, in some encoding."""

_LONGEST_SECONDS = 60
_SLOW = 5.0
"""How many times as long as a sound document of its length one may take."""

_LENGTHS = (100, 500, 1000, LONGEST)
_SHOWN = 200

_EXPECTED = (
    "the sources of datapackage.json name it 0 times",
    "is not on the list datasets/reference/",
    "is not listed. Add it to datasets/reference/units.csv",
    "expected 0 rows of mutant-",
    "is not in Unicode's normal form C",
)


@dataclass(frozen=True)
class Mutant:
    """A mutated document: its number, what was done to it, and its text; or its bytes, where it is read from a file."""

    number: int
    names: tuple[str, ...]
    text: str
    stored: bytes | None = None

    def __str__(self) -> str:
        """Say which it is."""
        return f"document {self.number} ({', '.join(self.names)})"


@dataclass
class Found:
    """What came out of some documents.

    Attributes:
        read: How many gave tables.
        refused: How many files were refused with a message.
        names: How often each mutation was made.
        faults: What should not have happened.
        slowest: The largest multiples of the normal time, with the documents.
    """

    read: int = 0
    refused: int = 0
    names: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)

    def add(self, other: "Found") -> None:
        """Count others, too."""
        self.read += other.read
        self.refused += other.refused
        self.names += other.names
        self.faults += other.faults
        self.slowest = sorted([*self.slowest, *other.slowest], reverse=True)[:5]


def torture_documents(root: Path, count: int, seed: int, workers: int, *, is_timed: bool) -> Outcome:
    """Read that many mutated documents and return what came out.

    Args:
        root: The project; documents are cut from its texts.
        count: How many documents.
        seed: Chooses the mutations; the same seed makes the same documents.
        workers: How many processes read.
        is_timed: Whether to compare the time of each with that of a sound one of its length.
    """
    total = Found()
    begun = time.monotonic()
    batches = [range(first, min(count, first + _BATCH)) for first in range(0, count, _BATCH)]
    work = partial(read_documents, root, seed, is_timed=is_timed)
    if workers == 1:
        for batch in batches:
            total.add(work(batch))
    else:
        with ProcessPoolExecutor(workers) as pool:
            for found in pool.map(work, batches):
                total.add(found)
    figures: dict[str, object] = {
        "documents": count,
        "read": total.read,
        "refused with a message": total.refused,
        "mutations": dict(sorted(total.names.items())),
        "seed": seed,
    }
    if is_timed:
        figures["slowest, in times of a sound document of its length"] = [
            {"times": round(times, 1), "document": which} for times, which in total.slowest
        ]
        figures["seconds"] = round(time.monotonic() - begun)
    return Outcome(figures, tuple(total.faults))


def mutants(project: Project, numbers: Sequence[int], seed: int) -> Iterator[Mutant]:
    """Yield the documents of these numbers; each is the same whatever others are made."""
    texts = [path.read_bytes().decode("utf-8") for path in sorted(project.documents.glob("*.txt"))]
    for number in numbers:
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - nothing secret
        text, names = mutated(_cut(texts, chance), chance)
        if chance.random() < _AS_FILES:
            stored, what = as_bytes(text, chance)
            yield Mutant(number, (*names, what), text, stored)
        elif any(character.isalnum() for character in text):
            yield Mutant(number, names, text)
        else:
            # As a file it is refused.
            yield Mutant(number, names, text, text.encode())


def _cut(texts: Sequence[str], chance: random.Random) -> str:
    """Return a part of a text, sometimes of two, from a few characters to the longest."""
    length = int(10 ** chance.uniform(1, 3.3))
    parts = []
    for _ in range(chance.choice((1, 1, 1, 2))):
        text = chance.choice(texts)
        start = chance.randrange(max(1, len(text) - length))
        parts.append(text[start : start + length])
    return "\n".join(parts)[:LONGEST]


@dataclass(frozen=True)
class _Reader:
    """What documents are read with."""

    project: Project
    reference: Reference
    package: Package
    surnames: tuple[str, ...]
    seconds: tuple[float, ...]  # of sound documents, by _LENGTHS


_readers: dict[tuple[Path, bool], _Reader] = {}


def _reader(root: Path, *, is_timed: bool) -> _Reader:
    """Return what to read with; made once in each process."""
    if (root, is_timed) not in _readers:
        project = Project(root)
        reference = project.reference()
        surnames = tuple(entry["surname"] for entry in reference["surnames"])
        seconds = tuple(_normal(project, reference, length) for length in _LENGTHS) if is_timed else ()
        _readers[root, is_timed] = _Reader(project, reference, project.package(), surnames, seconds)
    return _readers[root, is_timed]


def _normal(project: Project, reference: Reference, length: int) -> float:
    """Return the seconds in which a sound document of a length is read: the median of parts of the texts."""
    texts = [path.read_bytes().decode("utf-8") for path in sorted(project.documents.glob("*.txt"))]
    parts = [
        text[start : start + length] for text in texts for start in range(1000, len(text) - length, len(text) // 4)
    ]
    return statistics.median(_seconds(Source("sound", "sound.txt", "0" * 64, part), reference)[0] for part in parts)


def _seconds(source: Source, reference: Reference) -> tuple[float, Plan]:
    began = time.process_time()
    plan = read_plan(source, reference)
    return time.process_time() - began, plan


def read_documents(root: Path, seed: int, numbers: Sequence[int], *, is_timed: bool) -> Found:
    """Read the documents of these numbers, and return what came out."""
    reader = _reader(root, is_timed=is_timed)
    found = Found()
    plans: dict[str, tuple[Mutant, Plan]] = {}
    for mutant in mutants(reader.project, numbers, seed):
        found.names.update(mutant.names[:-1] if mutant.stored is not None else mutant.names)
        try:
            with _limit():
                plan = _read(reader, mutant, found, is_timed=is_timed)
                if plan is not None:
                    plans[plan.document_id] = mutant, plan
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            found.faults.append(f"{mutant}: {_told(error)}")
    found.read += len(plans)
    if _problems(reader, [plan for _, plan in plans.values()]):
        # Two documents may disagree with each other; what counts is each by itself.
        for mutant, plan in plans.values():
            found.faults += [f"{mutant}: {problem}" for problem in _problems(reader, [plan])[:3]]
    return found


def _read(reader: _Reader, mutant: Mutant, found: Found, *, is_timed: bool) -> Plan | None:
    """Return the plan that a mutant is read as when it is masked, as on entry; None where its file was refused."""
    name = f"mutant-{mutant.number}"
    if mutant.stored is None:
        source = Source(name, f"{name}.txt", "0" * 64, mutant.text)
    else:
        with TemporaryDirectory() as folder:
            path = Path(folder, f"{name}.txt")
            path.write_bytes(mutant.stored)
            try:
                source = read_source(path)
            except KouanError:
                found.refused += 1
                return None
    source = replace(source, text=_masked(reader, mutant, source.text, found))
    seconds, plan = _seconds(source, reader.reference)
    if is_timed:
        times = seconds / _expected(reader, len(source.text))
        for _ in range(2):
            if times > _SLOW:
                times = min(times, _seconds(source, reader.reference)[0] / _expected(reader, len(source.text)))
        found.slowest = sorted([*found.slowest, (times, str(mutant))], reverse=True)[:5]
        if times > _SLOW:
            found.faults.append(
                f"{mutant}: it takes {times:.1f} times as long as a sound one of {len(source.text)} characters"
            )
    return plan


def _expected(reader: _Reader, length: int) -> float:
    """Return the normal seconds of a length, between those that were measured."""
    lengths, seconds = _LENGTHS, reader.seconds
    for (short, least), (long, most) in pairwise(zip(lengths, seconds, strict=True)):
        if length <= long:
            return least + (most - least) * max(0, length - short) / (long - short)
    return seconds[-1] * length / lengths[-1]


def _masked(reader: _Reader, mutant: Mutant, text: str, found: Found) -> str:
    result = masked(text, personal_data(text, reader.surnames))
    if len(result) != len(text):
        found.faults.append(f"{mutant}: masking changes its length")
    found.faults += [f"{mutant}: masking leaves a {run.kind}" for run in personal_data(result, reader.surnames)]
    return result


def _problems(reader: _Reader, plans: Sequence[Plan]) -> list[Problem | str]:
    """Return what is wrong with the tables of documents; that the package does not name them is not."""
    documents = {plan.document_id: plan.clean for plan in plans}
    try:
        with _limit():
            tables = make_tables(plans, reader.reference, reader.package)
            problems = validate(tables, reader.package, documents, reader.reference)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return [_told(error)]
    ends = {str(row["document_id"]): row["char_end"] for row in tables["passages"]}
    gaps = [plan.document_id for plan in plans if ends.get(plan.document_id) != len(plan.source.text)]
    return [
        *(one for one in problems if not _is_expected(one)),
        *(f"{one}: its passages end too soon" for one in gaps),
    ]


def _is_expected(problem: Problem) -> bool:
    """Say whether a problem has to be there: the contract and the lists name no such document.

    A mark that belongs to the letter before it (e and U+0301 for é) is told and not put right, either: what is cleaned
    has a character for each that is stored.
    """
    is_about_years = (problem.table, problem.column) == ("datapackage.json", "temporal")
    is_expected = any(words in problem.message for words in _EXPECTED)
    return is_about_years or is_expected or problem.table == "expected.csv"


def _told(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}: {str(error)[:_SHOWN]}"


class _limit:  # noqa: N801 - reads as a statement
    """Ends what takes too long with TimeoutError: by the time of the processor, so that a busy machine is no fault."""

    def __enter__(self) -> None:
        signal.signal(signal.SIGPROF, _too_long)
        signal.setitimer(signal.ITIMER_PROF, _LONGEST_SECONDS)

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _too_long(_: int, __: FrameType | None) -> None:
    message = f"more than {_LONGEST_SECONDS} seconds of the processor"
    raise TimeoutError(message)
