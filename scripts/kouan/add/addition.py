"""All that adding a document changes in a project, worked out before anything is written."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kouan.add.identity import check_id, found_id, title_of
from kouan.add.lists import with_rows
from kouan.add.proposals import Proposals, propose
from kouan.add.report import found, masking, not_placed
from kouan.add.sources import with_source
from kouan.build import make_tables, read_documents
from kouan.clean import clean
from kouan.errors import KouanError
from kouan.mask import Run, masked, personal_data
from kouan.outline import outline
from kouan.outline.front import read_front
from kouan.plan import Plan, read_plan
from kouan.project import Project
from kouan.read import Source, read_source
from kouan.read.described import described
from kouan.read.encodings import declared_encoding, decode
from kouan.read.html import is_html
from kouan.read.kinds import Kind, kind_of
from kouan.reference import Reference, read_reference
from kouan.rows import Tables
from kouan.schema import Package
from kouan.validate import validate
from kouan.validate.rules.reviewed import TO_BE_REVIEWED

_SUFFIXES = {Kind.PDF: ".pdf", Kind.DOCX: ".docx"}
_PROBLEMS_SHOWN = 12
_LAST = ("expected", "documents")
"""The lists that register a document: without their rows, what else is there already does no harm."""


@dataclass(frozen=True)
class Addition:
    """A document to be added: its id, what people should see, and the files to be written, by path."""

    document_id: str
    lines: tuple[str, ...]
    files: Mapping[Path, bytes]


@dataclass(frozen=True)
class _Original:
    """The file that a text was read from, where it is to be stored beside the text: its name there and its bytes."""

    file: str
    stored: bytes

    @property
    def sha256(self) -> str:
        """The sum that documents.csv pins it to."""
        return hashlib.sha256(self.stored).hexdigest()


def propose_addition(project: Project, path: Path, document_id: str | None, title_en: str | None) -> Addition:
    """Return what adding a file to a project would show and write. Nothing is written.

    Raises KouanError for a file that cannot be read, lies among the documents already or is one of them, for an id that
    is taken or cannot be found.
    """
    if document_id is not None:
        check_id(document_id)
    if path.resolve().parent == project.documents.resolve():
        message = (
            f"{path}: it lies among the documents already. Move it elsewhere, then add it: its text is stored there."
        )
        raise KouanError(message)
    package, reference = project.package(), project.reference()
    read = read_source(path)
    runs = personal_data(read.text, [entry["surname"] for entry in reference["surnames"]])
    source = _masked_source(read, runs)
    _refuse_same_text(path, source, reference)
    # Read under no id: the plan is that of a document which nobody has registered yet.
    draft = read_plan(replace(source, document_id=""), reference)
    _refuse_same_title(path, draft, project, reference)
    document_id = document_id or found_id(draft, reference)
    _refuse_taken_id(document_id, reference)
    original = _original(path, read, runs, document_id, reference)
    plan = replace(draft, source=_stored_source(source, document_id, original))
    tables = make_tables([plan], reference, package)
    proposals = propose(plan, tables, reference)
    lists = _lists(project, plan, original, proposals, title_en)
    added, after, problems = _read_again(project, plan, lists, package)
    lists["expected"] = with_rows(lists["expected"], _expected(document_id, after, package), in_order=False)
    descriptor = (project.root / "datapackage.json").read_text(encoding="utf-8")
    folder = project.datasets / "reference"
    files = {folder / f"{name}.csv": text.encode() for name, text in lists.items() if name not in _LAST}
    files[project.documents / plan.source.file] = source.text.encode()
    if original:
        files[project.documents / original.file] = original.stored
    files[project.root / "datapackage.json"] = with_source(descriptor, _named_source(added, after, title_en)).encode()
    files |= {folder / f"{name}.csv": lists[name].encode() for name in _LAST}
    lines = (
        f"read      {described(path, read)}",
        *masking(read.text, runs),
        f"id        {document_id}",
        *found(plan, tables),
        *not_placed(plan, tables, reference, proposals),
        *_stored(project, files, proposals),
        *_left_out(read, original, runs),
        *_to_do(document_id, problems),
    )
    return Addition(document_id, lines, files)


def _masked_source(source: Source, runs: Sequence[Run]) -> Source:
    text = masked(source.text, runs)
    return replace(source, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())


def _stored_source(source: Source, document_id: str, original: _Original | None) -> Source:
    """Return a source as the build will read it: under its id, with the original that is stored, if one is."""
    return replace(
        source,
        document_id=document_id,
        file=f"{document_id}.txt",
        original_file=original.file if original else None,
        original_sha256=original.sha256 if original else None,
    )


def _refuse_same_text(path: Path, source: Source, reference: Reference) -> None:
    for entry in reference["documents"]:
        if entry["sha256"] == source.sha256:
            message = f"{path}: this text is there already, as {entry['document_id']}. Nothing was added."
            raise KouanError(message)


def _refuse_same_title(path: Path, draft: Plan, project: Project, reference: Reference) -> None:
    title, number = title_of(draft), draft.front.document_number
    for entry in reference["documents"]:
        cleaned = clean(read_source(project.documents / entry["file"]).text)
        front = read_front(cleaned, outline(cleaned).passages)
        same = [f"the number {number}"] if number and number == front.document_number else []
        same += [f"the title {title}"] if title and front.title and title == cleaned.text[slice(*front.title)] else []
        if same:
            message = (
                f"{path}: {entry['document_id']} has {' and '.join(same)}, too: the document is there already. "
                f"To replace it, take {entry['document_id']} out first; CONTRIBUTING.md says how."
            )
            raise KouanError(message)


def _refuse_taken_id(document_id: str, reference: Reference) -> None:
    if any(entry["document_id"] == document_id for entry in reference["documents"]):
        message = (
            f"{document_id}: another document has this id. Give a different one of region, subject and year, such as "
            f"--id {document_id}-2."
        )
        raise KouanError(message)


def _original(
    path: Path, read: Source, runs: Sequence[Run], document_id: str, reference: Reference
) -> _Original | None:
    """Return the file to be stored beside the text; None where it is the text, or holds personal data."""
    if read.original_file is None or runs:
        return None
    stored = path.read_bytes()
    kind = kind_of(stored)
    if kind is not Kind.TEXT:
        return _Original(f"{document_id}{_SUFFIXES[kind]}", stored)
    page = decode(stored, declared_encoding(stored))
    if not is_html(page, path.suffix.lower()):
        return _Original(f"{document_id}.original.txt", stored)
    # What a page does not show may tell of people as well.
    hidden = personal_data(page, [entry["surname"] for entry in reference["surnames"]])
    return None if hidden else _Original(f"{document_id}.html", stored)


def _lists(
    project: Project, plan: Plan, original: _Original | None, proposals: Proposals, title_en: str | None
) -> dict[str, str]:
    """Return the texts of the lists that change, the new rows in them; the expected counts are not in yet."""
    folder = project.datasets / "reference"
    texts = {name: _text(folder / f"{name}.csv") for name in _LAST}
    texts |= {name: with_rows(_text(folder / f"{name}.csv"), rows) for name, rows in proposals.rows.items() if rows}
    first, last = plan.setting.period or ("", "")
    row = {
        "document_id": plan.document_id,
        "file": plan.source.file,
        "title_en": title_en or "",
        "division_code": plan.setting.division_code or "",
        "period_start_year": str(first),
        "period_end_year": str(last),
        "sha256": plan.source.sha256,
        "original_file": original.file if original else "",
        "original_sha256": original.sha256 if original else "",
        "source": f"{TO_BE_REVIEWED}: read by kouan add",
    }
    texts["documents"] = with_rows(texts["documents"], [row], in_order=False)
    return texts


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _read_again(
    project: Project, plan: Plan, lists: Mapping[str, str], package: Package
) -> tuple[Plan, Tables, list[str]]:
    """Return the plan and the tables of all documents as the next build will read them, and what it will object to.

    Expected counts of the new document are not looked at; those of the others are: new names may change what is read
    there. Where they leave a correction without its row, the tables are those without corrections.
    """
    reference = read_reference(project.datasets / "reference", lists)
    added = read_plan(plan.source, reference)
    others = tuple(entry for entry in reference["documents"] if entry["document_id"] != plan.document_id)
    plans = [*read_documents(project, Reference({**reference.lists, "documents": others})), added]
    try:
        tables = make_tables(plans, reference, package, project.corrections())
    except KouanError as error:
        return added, make_tables(plans, reference, package), [str(error)]
    problems = validate(tables, package, {one.document_id: one.clean for one in plans}, reference)
    counted = f"rows of {plan.document_id}, found"
    return added, tables, [str(problem) for problem in problems if counted not in str(problem)]


def _expected(document_id: str, tables: Tables, package: Package) -> list[dict[str, str]]:
    """Return how many rows the document has in each table that is read from documents."""
    counts: list[dict[str, str]] = []
    for table in package.tables:
        is_counted = {"document_id", "char_start", "method"} <= set(table.column_names)
        if is_counted and table.primary_key != ("document_id",):
            rows = sum(row["document_id"] == document_id for row in tables[table.name])
            counts.append({"document_id": document_id, "table_name": table.name, "rows": str(rows)})
    return counts


def _named_source(plan: Plan, tables: Tables, title_en: str | None) -> dict[str, str]:
    """Return the document's entry under `sources`; what has no English yet stands there in Chinese to be translated."""
    number = plan.front.document_number
    title = f"{title_of(plan) or plan.document_id}{f'（{number}）' if number else ''}"
    names = {row["agency_id"]: row["name_en"] for row in tables["agencies"]}
    issuers = [
        (str(row["mention"]), str(names.get(row["agency_id"]) or row["mention"]))
        for row in tables["document_agencies"]
        if row["document_id"] == plan.document_id and row["role"] == "issuer"
    ]
    return {
        "title": title,
        "title_en": title_en or title,
        "issuer": "、".join(name for name, _ in issuers) or "原文未印发文机关",
        "issuer_en": "; ".join(name for _, name in issuers) or "No issuer printed",
        "document_id": plan.document_id,
    }


def _stored(project: Project, files: Mapping[Path, bytes], proposals: Proposals) -> Iterator[str]:
    yield "\nFiles:"
    for path in files:
        rows = len(proposals.rows.get(path.stem, ()))
        remark = f"  {rows} proposed" if rows and path.suffix == ".csv" else ""
        yield f"  {path.relative_to(project.root)}{remark}"


def _left_out(read: Source, original: _Original | None, runs: Sequence[Run]) -> Iterator[str]:
    """Say why a file is not stored beside its text."""
    if original is None and read.original_file is not None:
        why = "personal data were masked in its text" if runs else "parts of it that are not shown hold personal data"
        yield f"  {read.original_file} itself is not stored: {why}."


def _to_do(document_id: str, problems: Sequence[str]) -> Iterator[str]:
    yield "\nNext:"
    yield "  git diff        shows the new rows: review each, translate it, take its remark out"
    if problems:
        yield f"  what the build will ask for ({len(problems)}):"
        yield from (f"    {problem}" for problem in problems[:_PROBLEMS_SHOWN])
        if len(problems) > _PROBLEMS_SHOWN:
            yield f"    and {len(problems) - _PROBLEMS_SHOWN} more"
    yield "  make            builds the tables; it stops and names the rows that are still to be reviewed"
    yield f"  then compare the tables with {document_id}.txt, correct and annotate: CONTRIBUTING.md, from step 3 on"
