"""A release of the real data, made once; copies of it to tamper with."""

import csv
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from kouan.release.make import make_release


@dataclass(frozen=True)
class Copy:
    """A copy of a release, of links to its files: each is replaced, never written on."""

    folder: Path

    def path(self, name):
        """Return a file that may be written on."""
        path = self.folder / name
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
        return path

    def put(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def replace(self, name, old, new, count=1):
        """Replace text in a file, which has to be there."""
        text = (self.folder / name).read_bytes().decode()
        assert old in text, f"{name} has no {old}"
        self.put(name, text.replace(old, new, count))

    def rows(self, table):
        with (self.folder / f"csv/{table}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def put_rows(self, table, rows):
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self.put(f"csv/{table}.csv", text.getvalue())

    def put_cell(self, table, key, column, value):
        """Change a cell of the row with that key, its first column."""
        rows = self.rows(table)
        (row,) = [row for row in rows if next(iter(row.values())) == key]
        assert row[column] != value
        row[column] = value
        self.put_rows(table, rows)

    def edit_json(self, name, change):
        content = json.loads((self.folder / name).read_bytes())
        change(content)
        self.put(name, json.dumps(content, ensure_ascii=False, indent=2) + "\n")

    def edit_contract(self, change):
        """Change the descriptor of the release, and the one that it was made from, alike."""
        self.edit_json("datapackage.json", change)
        self.edit_json("source/datapackage.json", change)

    def run_sql(self, *statements):
        with closing(sqlite3.connect(self.path("kouan.db"))) as database:
            database.execute("PRAGMA writable_schema = ON")
            for statement in statements:
                assert database.execute(statement).rowcount
            database.commit()

    def sum_up(self):
        """Recompute every sum, as somebody would who does not want to be found out."""

        def resum(descriptor):
            for resource in descriptor["resources"]:
                path = self.folder / resource["path"]
                if path.is_file():
                    resource["bytes"] = path.stat().st_size
                    resource["hash"] = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"

        self.edit_json("datapackage.json", resum)
        paths = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())
        sums = {path: hashlib.sha256((self.folder / path).read_bytes()).hexdigest() for path in paths}
        self.put("SHA256SUMS", "".join(f"{sums[path]}  {path}\n" for path in paths if path != "SHA256SUMS"))


@pytest.fixture(scope="session")
def released(data, build, copy_data, tmp_path_factory):
    """A project with what `make` built, and a release of it. Not to be changed."""
    project = copy_data(tmp_path_factory.mktemp("project"))
    (project.root / "docs").mkdir()
    for name in ("LICENSE-DATA.md", "docs/licences.csv", "requirements.txt"):
        shutil.copyfile(data.root / name, project.root / name)
    for path in data.datasets.glob("*.csv"):
        shutil.copyfile(path, project.datasets / path.name)
    (project.build / "parquet").mkdir(parents=True)
    for path in (build / "kouan.db", *(build / "parquet").iterdir()):
        shutil.copyfile(path, project.build / path.relative_to(build))
    (project.root / ".gitignore").write_text("/build\n", encoding="utf-8")
    for words in (["init", "--initial-branch=main"], ["add", "."], ["commit", "--message=data"]):
        who = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
        subprocess.run(
            ["git", *who, *words, "--quiet"] if words[0] != "add" else ["git", *words], cwd=project.root, check=True
        )
    make_release(project, lambda _: None)
    return project


@pytest.fixture(scope="session")
def release(released, package):
    """The folder of the release. Not to be changed."""
    return released.build / "release" / package.version


@pytest.fixture
def copy(release: Path, tmp_path: Path) -> Copy:
    shutil.copytree(release, tmp_path / "release", copy_function=os.link)
    return Copy(tmp_path / "release")
