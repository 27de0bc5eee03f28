"""The zip of the data package: the same files as in the folder, and nothing hidden between them."""

import hashlib
import zipfile
from collections.abc import Iterator
from io import BytesIO

from kouan.publish.archives import zip_bytes
from kouan.release.files import archive_name
from kouan.release.readme import ZIPPED
from kouan.release.sums import SUMS
from kouan.verify.findings import Checked, Finding, expected
from kouan.verify.release import Release


def check_archive(release: Release) -> Checked:
    """Compare what is in the zip with the files of the folder."""
    file = archive_name(release.package)
    contents = {path: release.read(path) for path in release.paths if path.startswith(ZIPPED)}
    found = release.read(file)
    # Another zlib packs the same files into other bytes.
    findings = () if found == zip_bytes(contents) else tuple(_findings(file, found, contents))
    return Checked(f"{len(contents)} files, the same as in the folder", findings)


def _findings(file: str, content: bytes, contents: dict[str, bytes]) -> Iterator[Finding]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(BytesIO(zip_bytes(contents))) as wanted:
            yield from _difference(file, archive, wanted)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        yield Finding(file, None, None, f"it is no whole zip ({error})")


def _difference(file: str, found: zipfile.ZipFile, wanted: zipfile.ZipFile) -> Iterator[Finding]:
    if found.namelist() != wanted.namelist():
        names = sorted({*found.namelist()} ^ {*wanted.namelist()}) or ["their order, or one of them twice"]
        there = names[0] in found.namelist()
        message = f"expected {'no such file in it' if there else 'the files of the folder in it'}: {names[0]}"
        yield Finding(file, None, None, message)
        return
    for one, other in zip(wanted.infolist(), found.infolist(), strict=True):
        if wanted.read(one) != found.read(other):
            yield Finding(file, None, one.filename, "it is not the file of that name in the folder")
        elif _about(one) != _about(other):
            yield Finding(file, None, one.filename, expected(_about(one), _about(other)))
    # What the list of contents does not name would lie between, before or behind the files.
    used = sum(len(one.FileHeader()) + one.compress_size for one in found.infolist())
    if found.start_dir != used or found.comment:
        yield Finding(
            file, None, None, f"expected the files to end at byte {used}, found {found.start_dir} or a comment"
        )


def _about(one: zipfile.ZipInfo) -> tuple[object, ...]:
    return one.date_time, one.create_system, one.external_attr, one.comment, one.extra


def check_sum_beside(release: Release) -> Checked:
    """Compare a zip by itself with the list of sums, where that lies beside it."""
    place = release.archive
    sums = place.parent / SUMS if place else None
    if place is None or sums is None or not sums.is_file():
        return Checked(f"{len(release.paths)} files unpacked; no {SUMS} beside the zip to compare it with")
    found = hashlib.sha256(place.read_bytes()).hexdigest()
    lines = dict(
        line.split("  ", 1)[::-1]
        for line in sums.read_text(encoding="utf-8", errors="replace").splitlines()
        if "  " in line
    )
    findings = (
        []
        if lines.get(place.name) == found
        else [Finding(place.name, None, None, expected(lines.get(place.name), found))]
    )
    return Checked(f"{len(release.paths)} files unpacked, the zip has the sum that {SUMS} lists", tuple(findings))
