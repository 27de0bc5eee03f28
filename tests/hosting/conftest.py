"""A project that is nothing but a descriptor and releases of the agreed layout, of which every file is small."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kouan.project import Project

Release = Callable[..., Path]


@pytest.fixture
def project(data, tmp_path) -> Project:
    root = tmp_path / "project"
    root.mkdir()
    (root / "datapackage.json").write_bytes((data.root / "datapackage.json").read_bytes())
    return Project(root)


@pytest.fixture
def release(project) -> Release:
    """Make a release as the project's version, with other content where it is given."""

    def make(version: str, date: str = "2026-11-23", **contents: str) -> Path:
        path = project.root / "datapackage.json"
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**descriptor, "version": version}), encoding="utf-8")
        folder = project.build / "release" / version
        files = {
            "README.html": f"<h1>{version}</h1>\n",
            "CITATION.cff": f"version: {version}\ndate-released: '{date}'\n",
            "NOTES.md": "notes\n",
            f"kouan-{version}.zip": "zip" * 1000,
            "csv/tasks.csv": f"task_id\n{version}\n",
            "documents/规划.txt": "口岸\n",
            "parquet/tasks.parquet": "PAR1",
            **contents,
        }
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
        write_sums(folder, files)
        return folder

    return make


def write_sums(folder: Path, names) -> None:
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in sorted(names)}
    lines = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
    (folder / "SHA256SUMS").write_text(lines, encoding="utf-8")
