"""Documents to add, and a copy of the project to add them to."""

import json
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kouan.cli import main
from kouan.project import Project

KNOWN = "nm-ports-2022"
Add = Callable[..., Result]


@pytest.fixture
def project(small: Project) -> Project:
    """A project with one document to add to."""
    return small


@pytest.fixture(scope="session")
def add_to() -> Add:
    """Run `kouan add` on a project."""
    return lambda project, *arguments: CliRunner().invoke(
        main, ["add", *map(str, arguments), "--root", str(project.root)]
    )


@pytest.fixture
def add(project: Project, add_to: Add) -> Add:
    """Run `kouan add` on the project with one document."""
    return partial(add_to, project)


@pytest.fixture(scope="session")
def take_out(data: Project, edit: Callable[..., None]) -> Callable[[Project], Path]:
    """Take a document out of a project as if it had never been there; return its file, beside the project."""

    def take(project: Project) -> Path:
        for name in ("documents", "expected"):
            edit(project, name, lambda row: row["document_id"] != KNOWN)
        (project.documents / f"{KNOWN}.txt").unlink()
        (project.datasets / "curation" / f"{KNOWN}.yml").unlink(missing_ok=True)
        descriptor = project.root / "datapackage.json"
        entry = re.compile(rf',?\n    \{{[^{{}}]*"document_id": "{KNOWN}"\n    \}}')
        text = entry.sub("", descriptor.read_text(encoding="utf-8"))
        descriptor.write_text(text, encoding="utf-8")
        assert KNOWN not in [source.get("document_id") for source in json.loads(text)["sources"]]
        return Path(shutil.copyfile(data.documents / f"{KNOWN}.txt", project.root.parent / "cuoshi.txt"))

    return take
