"""Verifies a downloaded release by itself: nothing is fetched, and nobody has to be believed.

Sums alone prove only that a download is whole, since whoever changes a file can change its sum. So whatever follows
from something else in the release is made again and compared: quotes from the documents, every format from CSV, every
description from the contract, and with `rebuild` the tables from the documents.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from kouan.errors import KouanError
from kouan.verify.archive import check_archive, check_sum_beside
from kouan.verify.contract import Contract
from kouan.verify.database import check_database
from kouan.verify.derived import check_bill, check_descriptions, check_diff, check_pages
from kouan.verify.described import check_descriptor_of
from kouan.verify.findings import Checked, Finding
from kouan.verify.layout import check_layout
from kouan.verify.parquet import check_parquet
from kouan.verify.rebuild import check_rebuild
from kouan.verify.release import SOURCE, Release, opened
from kouan.verify.sums import check_sums
from kouan.verify.workbook import check_workbook

__all__ = ["Finding", "checks", "verify"]

Say = Callable[[str], None]

_Check = Callable[[], Checked]


def verify(place: Path, say: Say, *, rebuild: bool = False) -> list[Finding]:
    """Check a release, and return what the first check that found something has found; nothing if all is as it ought.

    Args:
        place: The release's folder, or the zip of the data package.
        say: Is told, a line for each check, what was checked and how much of it.
        rebuild: Whether to make the tables again from the documents as well.

    Raises:
        KouanError: The place is no release, or it cannot be read.
    """
    with opened(place) as release:
        if rebuild and release.archive is not None:
            message = f"{place}: a zip has not all that the tables are made from. Give the whole folder to --rebuild."
            raise KouanError(message)
        for name, check in checks(release, rebuild=rebuild):
            try:
                checked = check()
            except OSError as error:
                message = f"{error.filename or place}: cannot be read ({error.strerror}). Give yourself the right to."
                raise KouanError(message) from None
            say(f"{name:<14}{'NOT AS IT OUGHT TO BE' if checked.findings else checked.said}")
            if checked.findings:
                return list(checked.findings)
    return []


def checks(release: Release, *, rebuild: bool) -> Iterator[tuple[str, _Check]]:
    """Yield the checks by name, in their order: each may rely on those before it."""
    yield from ((name, partial(_run, release, check)) for name, check in _of(release, rebuild=rebuild))


def _of(release: Release, *, rebuild: bool) -> Iterator[tuple[str, _Check]]:
    contract = Contract(release)
    whole = release.archive is None
    yield ("sums", lambda: check_sums(release)) if whole else ("zip", lambda: check_sum_beside(release))
    yield "descriptor", lambda: check_descriptor_of(release)
    yield "files", lambda: check_layout(release)
    yield "schema", contract.check_schema
    yield "tables", contract.check_tables
    yield "frictionless", contract.check_by_frictionless
    yield "keys", contract.check_keys
    yield "documents", contract.check_documents
    yield "quotes", contract.check_quotes
    yield "rules", contract.check_rules
    if whole:
        yield "parquet", lambda: check_parquet(release)
        yield "sqlite", lambda: check_database(release)
        yield "workbook", lambda: check_workbook(release)
        yield "zip", lambda: check_archive(release)
        yield "diff", lambda: check_diff(release)
        yield "pages", lambda: check_pages(release)
        yield "descriptions", lambda: check_descriptions(release)
        yield "bill", lambda: check_bill(release)
    if rebuild:
        yield "rebuild", lambda: check_rebuild(release)


def _run(release: Release, check: _Check) -> Checked:
    """Run a check; what cannot be made sense of is something found."""
    try:
        return check()
    except KouanError as error:
        said = str(error).replace(f"{release.folder}/", "").replace(f"{release.scratch}/", "")
        # Where the documents lie while the tables are made again.
        said = said.replace(f"{SOURCE}/datasets/documents/", "documents/")
        file, _, message = said.partition(": ")
        return Checked("", (Finding(file, None, None, message),))
