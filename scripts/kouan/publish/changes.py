"""The released versions of CHANGELOG.md, for the feed of changes: changes.json.

A version begins with `## 2026.11.0 (2026-11-23)`; what is not released has no date, and is no version yet.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from kouan.errors import KouanError
from kouan.publish.files import replace_files
from kouan.schema import Package

CHANGES_FILE = "changes.json"

_HEADING = re.compile(r"^## (.{1,300})$", re.MULTILINE)
_VERSION = re.compile(r"(\d{1,9}\.\d{1,9}\.\d{1,9}) \((\d{4}-\d{2}-\d{2})\)")
_UNRELEASED = "Unreleased"
# A link to a file of the project, which is not there where changes are told: in a release, on the site.
_TO_A_FILE = re.compile(r"\[([^\]]{1,300})\]\((?![a-z]{1,20}:)[^)]{0,300}\)")
_CODE = re.compile(r"`([^`]{1,300})`")


@dataclass(frozen=True)
class Version:
    """A released version: its number, its day (YYYY-MM-DD), and what changed, as Markdown in English."""

    version: str
    date: str
    markdown: str

    @property
    def html(self) -> str:
        """What changed, as HTML."""
        return _html(self.markdown)


def publish_changes(package: Package, changelog: Path, folder: Path) -> None:
    """Write changes.json into a folder; KouanError where CHANGELOG.md cannot be read or lacks this version."""
    versions = [
        {"version": one.version, "date": one.date, "html": one.html} for one in released_versions(package, changelog)
    ]
    content = {"author": package.contributors[0], "versions": versions}
    replace_files(folder, {CHANGES_FILE: (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()})


def released_versions(package: Package, changelog: Path) -> list[Version]:
    """Return the versions of CHANGELOG.md, the newest first; KouanError where it cannot be read or lacks this one."""
    try:
        text = changelog.read_text(encoding="utf-8")
    except OSError as error:
        message = f"{changelog}: cannot be read ({error.strerror}). Restore it; what changed is read from it."
        raise KouanError(message) from None
    versions = read_versions(text, str(changelog))
    if package.version not in {version.version for version in versions}:
        message = (
            f"{changelog}: has no version {package.version}, which datapackage.json names. Write what changed in it."
        )
        raise KouanError(message)
    return versions


def read_versions(text: str, place: str) -> list[Version]:
    """Return the versions of a changelog as they stand in it, the newest first; of links to files the text remains."""
    _, *parts = _HEADING.split(text)
    versions = []
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        if heading.strip() == _UNRELEASED:
            continue
        found = _VERSION.fullmatch(heading.strip())
        if not found or not _is_day(found[2]):
            message = f"{place}: expected a heading like “## 2026.11.0 (2026-11-23)”, found “## {heading.strip()}”."
            raise KouanError(message)
        versions.append(Version(found[1], found[2], _TO_A_FILE.sub(r"\1", body.strip())))
    return versions


def has_unreleased_changes(changelog: Path) -> bool:
    """Say whether CHANGELOG.md, which has to be there, tells of changes that belong to no version yet."""
    _, *parts = _HEADING.split(changelog.read_text(encoding="utf-8"))
    bodies = dict(zip((heading.strip() for heading in parts[::2]), parts[1::2], strict=True))
    return bool(bodies.get(_UNRELEASED, "").strip())


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _html(body: str) -> str:
    """Return HTML for the Markdown that a changelog has: headings, lists, paragraphs and code."""
    return "".join(_block(block) for block in re.split(r"\n\s*\n", body.strip()) if block.strip())


def _block(block: str) -> str:
    if block.startswith("### "):
        heading, _, rest = block.removeprefix("### ").partition("\n")
        return f"<h3>{_inline(heading)}</h3>" + (_block(rest) if rest.strip() else "")
    if block.startswith("- "):
        items = re.split(r"^- ", block, flags=re.MULTILINE)[1:]
        return "<ul>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + "</ul>"
    return f"<p>{_inline(block)}</p>"


def _inline(text: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(" ".join(text.split()), quote=False))
