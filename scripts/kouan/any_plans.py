"""Reads any plans, registered or not, into tables of their own: what `kouan extract` does."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from kouan.build import make_tables, summary
from kouan.errors import KouanError
from kouan.plan import read_plan
from kouan.project import Project
from kouan.publish import publish_csv
from kouan.publish.switch import switched, write_files
from kouan.read import Source, read_source
from kouan.read.described import described
from kouan.reference import Reference
from kouan.unplaced import unplaced

Say = Callable[[str], None]


def extract_plans(files: Sequence[Path], output: Path, project: Project, say: Say) -> list[str]:
    """Write the tables of plans as CSV into a folder, each plan's text beside them; return what is to be known of them.

    Nothing is written where a plan cannot be read. Raises KouanError for that, for two plans with one stem, and for a
    folder that cannot be written to or in which a plan would be overwritten.
    """
    package, reference = project.package(), project.reference()
    _check_stems(files)
    if output.exists() and not output.is_dir():
        message = f"{output}: it is not a folder. Give a folder for the CSV files."
        raise KouanError(message)
    sources = [read_source(path) for path in files]
    texts = {source.file: source.text.encode() for source in sources}
    _keep_plans(files, output, texts)
    changed = _changed(sources, reference)
    lists = _without(reference, changed)
    tables = make_tables([read_plan(one, lists) for one in sources], lists, package)
    try:
        with switched(output, output, say) as staging:
            publish_csv(tables, package, staging)
            write_files(staging, texts)
    except OSError as error:
        message = f"{output}: it cannot be written ({error.strerror}). Give a folder that you may write to."
        raise KouanError(message) from None
    for path, source in zip(files, sources, strict=True):
        say(f"read      {described(path, source)}")
    say(f"\n{summary(tables, package)}")
    return [*_notes(changed), *(str(one) for one in unplaced(tables["issues"]))]


def _check_stems(files: Sequence[Path]) -> None:
    """Refuse two files that would be one document."""
    stems = Counter(path.stem for path in files)
    twice = next((stem for stem, count in stems.items() if count > 1), None)
    if twice is not None:
        message = f"{twice}: two files have this stem, which is the document's id. Rename one of them."
        raise KouanError(message)


def _keep_plans(files: Sequence[Path], output: Path, texts: Mapping[str, bytes]) -> None:
    """Refuse an output folder in which the text that was read would replace a plan that is something else."""
    plans = {path.resolve(): path for path in files}
    for name, text in texts.items():
        plan = plans.get((output / name).resolve())
        if plan is not None and plan.read_bytes() != text:
            message = f"{plan}: its text would be written over it. Give another folder than {output}."
            raise KouanError(message)


def _changed(sources: Sequence[Source], reference: Reference) -> set[str]:
    """Return the ids under which another text is registered."""
    registered = {entry["document_id"]: entry["sha256"] for entry in reference["documents"]}
    return {one.document_id for one in sources if registered.get(one.document_id, one.sha256) != one.sha256}


def _without(reference: Reference, documents: set[str]) -> Reference:
    """Return the lists as if some documents were not registered."""
    if not documents:
        return reference
    kept = tuple(entry for entry in reference["documents"] if entry["document_id"] not in documents)
    return Reference({**reference.lists, "documents": kept})


def _notes(changed: set[str]) -> Iterator[str]:
    for document_id in sorted(changed):
        yield (
            f"note: {document_id}: a document of this id is registered with another text; this one is read as one "
            "that is not registered."
        )
