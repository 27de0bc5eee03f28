"""The pipeline: read, clean, outline, extract, resolve, curate, validate, publish."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kouan.clean import CleanText
from kouan.curate import Correction, curate, curated_share
from kouan.errors import KouanError
from kouan.plan import Plan, read_plan
from kouan.project import Project
from kouan.publish import publish_csv, publish_parquet, publish_sqlite
from kouan.publish.changes import publish_changes
from kouan.publish.downloads import publish_downloads
from kouan.publish.layout import publish_layout
from kouan.publish.openapi import publish_openapi
from kouan.publish.site import publish_site
from kouan.publish.switch import switched
from kouan.read import Source, read_source
from kouan.reference import Entry, Reference
from kouan.resolve.issues import KINDS
from kouan.resolve.tables import complete, resolve
from kouan.rows import Tables
from kouan.schema import Package
from kouan.validate import validate

Say = Callable[[str], None]

_SHOWN = 20
"""How many problems of a build that is not valid are shown."""


def read_documents(project: Project, reference: Reference) -> list[Plan]:
    """Return the registered documents, read, in the order of documents.csv.

    Raises KouanError where a registered file is missing or changed, or a file of the folder is not registered.
    """
    entries = reference["documents"]
    registered = {entry["file"] for entry in entries} | {entry["original_file"] for entry in entries}
    unknown = sorted(_present(project.documents) - registered)
    if unknown:
        message = (
            f"{project.documents / unknown[0]}: the document is not registered. "
            "Move the file away, then add it with `kouan add`; see CONTRIBUTING.md."
        )
        raise KouanError(message)
    return [read_plan(stored_source(project.documents, entry), reference) for entry in entries]


def stored_source(folder: Path, entry: Entry) -> Source:
    """Return a registered document with its original; KouanError where either is not what was registered."""
    path = folder / entry["file"]
    source = read_source(path, entry["document_id"])
    _check_pin(path, source.original_sha256 or source.sha256, entry["sha256"])
    if not entry["original_file"]:
        return source
    original = folder / entry["original_file"]
    if not original.is_file():
        message = f"{original}: there is no such file. Restore the original of {path.name}; documents.csv names it."
        raise KouanError(message)
    found = hashlib.sha256(original.read_bytes()).hexdigest()
    _check_pin(original, found, entry["original_sha256"])
    return replace(source, original_file=original.name, original_sha256=found)


def _check_pin(path: Path, found: str, registered: str) -> None:
    """Refuse a file that was changed after it was registered: rows and corrections point at its characters."""
    if found != registered:
        message = (
            f"{path}: it is not the file that was registered: its SHA-256 is {found}, documents.csv has "
            f"{registered or 'none'}. Restore it; if the change is meant, write the new sum there and review every row."
        )
        raise KouanError(message)


def _present(folder: Path) -> set[str]:
    """Return the names of the files in a folder, hidden ones aside."""
    return {path.name for path in folder.glob("*") if not path.name.startswith(".")}


def make_tables(
    plans: Sequence[Plan], reference: Reference, package: Package, corrections: Sequence[Correction] = ()
) -> Tables:
    """Return all tables for documents that have been read, corrections applied."""
    documents = {plan.document_id: plan.clean for plan in plans}
    curated = curate(resolve(plans, reference), corrections, documents, package)
    return complete(curated, plans, reference, package)


def build(project: Project, say: Say) -> Tables:
    """Build all outputs of a project and return its tables.

    Nothing is put in place before everything is made and found valid: a failed build leaves the last good one. What
    an interrupted build had ready is put in place first; of two builds at once, the second waits.
    """
    with switched(project.root, project.build, say) as staging:
        return _build(project, staging, say)


def _build(project: Project, staging: Path, say: Say) -> Tables:
    package, reference = project.package(), project.reference()
    plans = read_documents(project, reference)
    say(f"read      {len(plans)} documents, {sum(len(plan.source.text) for plan in plans):,} characters")
    corrections = project.corrections()
    tables = make_tables(plans, reference, package, corrections)
    tasks, clauses = len(tables["tasks"]), sum(len(plan.outline.clauses) for plan in plans)
    say(f"extract   {tasks} tasks, {clauses} responsibility clauses, {len(tables['targets'])} targets")
    say(f"curate    {len(corrections)} corrections: {_share(tables)}")
    documents = {plan.document_id: plan.clean for plan in plans}
    problems = validate(tables, package, documents, reference, project.documents)
    if problems:
        shown = "\n".join(f"  {problem}" for problem in problems[:_SHOWN])
        message = f"the build is not valid, the last good one stays in place. Problems: {len(problems)}\n{shown}"
        raise KouanError(message)
    say(f"validate  {sum(len(rows) for rows in tables.values()):,} rows, no problems")
    _publish(project, package, tables, documents, staging)
    say("publish   datasets/*.csv, build/kouan.db, build/parquet/*.parquet, build/metadata.json")
    return tables


def _publish(
    project: Project, package: Package, tables: Tables, documents: Mapping[str, CleanText], staging: Path
) -> None:
    """Make every output, below the folder that stands for the project's."""
    datasets, build = (staging / folder.relative_to(project.root) for folder in (project.datasets, project.build))
    try:
        publish_csv(tables, package, datasets)
        publish_parquet(tables, package, build / "parquet")
        publish_sqlite(tables, package, build / "kouan.db")
        publish_site(package, project.root / "metadata.yml", build)
        publish_openapi(package, build)
        publish_layout(tables, documents, build)
        publish_changes(package, project.root / "CHANGELOG.md", build)
        publish_downloads(package, project.root, datasets, build)
    except sqlite3.Error as error:
        message = f"{project.build / 'kouan.db'}: it cannot be written ({error}). Free space, then build again."
        raise KouanError(message) from None
    except OSError as error:
        message = (
            f"{error.filename or project.build}: it cannot be written ({error.strerror}). "
            "Free space, or give yourself the right to write there."
        )
        raise KouanError(message) from None


def _share(tables: Tables) -> str:
    """Say how much people corrected: `2 of 83 targets (2.4 %)`."""
    shares = [
        f"{corrected} of {total} {name} ({corrected / total:.1%})"
        for name, (corrected, total) in curated_share(tables).items()
        if corrected
    ]
    return ", ".join(shares) or "no row corrected"


ISSUE_TABLES: Mapping[str, str] = {name: kind.table for name, kind in KINDS.items()}
"""The table that each kind of issue is about."""


def summary(tables: Tables, package: Package) -> str:
    """Return a table for people: each table, its rows, and the issues that concern it."""
    issues = Counter(ISSUE_TABLES[str(row["kind"])] for row in tables["issues"])
    lines = [f"{'table':<20}{'rows':>8}{'issues':>8}", "-" * 36]
    counts = ((table.name, len(tables[table.name]), issues[table.name] or "") for table in package.tables)
    lines += [f"{name:<20}{rows:>8,}{found:>8}".rstrip() for name, rows, found in counts]
    return "\n".join(lines)
