"""What verifying says of a sound release, of one that lies in all formats alike, and of what is no release."""

import errno
import os
import re
import shutil
import socket
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from kouan.cli import main
from kouan.diff import compare, diff_files, read_json
from kouan.project import Project
from kouan.publish import publish_parquet, publish_sqlite, read_table
from kouan.release.make import make_release
from kouan.verify import checks
from kouan.verify.release import opened

CHECKS = [
    "sums", "descriptor", "files", "schema", "tables", "frictionless", "keys", "documents", "quotes", "rules", "parquet",
    "sqlite", "workbook", "zip", "diff", "pages", "descriptions", "bill", "rebuild",
]  # fmt: skip


def verify(place, *options):
    """Run the command; return its exit code and its lines."""
    done = CliRunner().invoke(main, ["verify", str(place), *options])
    return done.exit_code, done.output.splitlines()


@pytest.fixture
def offline(monkeypatch):
    def refuse(*_):
        raise AssertionError("the network was asked")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_sound_release(release, data, package, offline, snapshot):
    before = snapshot(release)
    code, lines = verify(release, "--rebuild")
    assert code == 0, lines
    assert [line.split()[0] for line in lines[:-1]] == CHECKS
    assert lines[-1].endswith(": everything is as it ought to be")
    said = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines[:-1]}
    rows = {table.name: len(read_table(data.root / table.path, table)) for table in package.tables}
    values = sum(rows[table.name] * len(table.columns) for table in package.tables)
    size = sum(map(len, before.values()))
    assert said["sums"] == f"{len(before)} files, {size:,} bytes, each with its sum"
    assert said["tables"].startswith(f"{len(rows)} CSV files, {sum(rows.values()):,} rows, {values:,} cells")
    assert said["quotes"].endswith(f" spans read back in {rows['documents']} documents")
    assert said["parquet"].startswith(f"{len(rows)} files, {values:,} values")
    assert said["rebuild"] == f"{sum(rows.values()):,} rows made again from {rows['documents']} documents"
    assert snapshot(release) == before, "verifying changed the release"


def test_a_lie_in_all_formats_alike_is_seen_by_making_the_tables_again(released, package, tmp_path):
    """A row that a person corrected is said to be as code read it, and the whole release is made from that."""
    shutil.copytree(released.root, tmp_path / "forged", ignore=shutil.ignore_patterns("release"))
    project = Project(tmp_path / "forged")
    tables = {table.name: read_table(project.root / table.path, table) for table in package.tables}
    row = next(row for row in tables["targets"] if row["method"] == "curated")
    row["method"] = "parsed"
    path = project.datasets / "targets.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith(f"{row['target_id']},"))
    lines[place] = lines[place].removesuffix("curated") + "parsed"
    path.write_text("\n".join(lines), encoding="utf-8")
    publish_parquet(tables, package, project.build / "parquet")
    publish_sqlite(tables, package, project.build / "kouan.db")
    code, lines = verify(make_release(project, lambda _: None), "--rebuild")
    assert code == 1
    assert [line.split()[0] for line in lines[:-1]] == CHECKS, lines
    assert lines[-1] == (
        f"csv/targets.csv, row {row['target_id']}, column method: expected 'curated', found 'parsed'; "
        "the documents give the former"
    )


def test_it_stops_at_the_first_kind_of_lie(copy):
    copy.replace("csv/targets.csv", "235万标箱", "285万标箱")
    copy.put("more.txt", "")
    code, lines = verify(copy.folder)
    assert code == 1
    assert lines[0].split(maxsplit=1) == ["sums", "NOT AS IT OUGHT TO BE"]
    assert [line.split(":")[0] for line in lines[1:]] == ["csv/targets.csv", "more.txt"]


def test_many_findings_of_a_kind_are_counted(copy):
    for number in range(25):
        copy.put(f"more-{number}.txt", "")
    code, lines = verify(copy.folder)
    assert (code, len(lines), lines[-1]) == (1, 22, "… and 5 more of this kind")


@pytest.mark.parametrize("beside", [True, False])
def test_the_zip_by_itself(release, package, tmp_path, beside):
    name = f"{package.name}-{package.version}.zip"
    shutil.copyfile(release / name, tmp_path / name)
    if beside:
        shutil.copyfile(release / "SHA256SUMS", tmp_path / "SHA256SUMS")
    code, lines = verify(tmp_path / name)
    assert code == 0, lines
    wanted = (
        "the zip has the sum that SHA256SUMS lists" if beside else "no SHA256SUMS beside the zip to compare it with"
    )
    assert wanted in lines[0]
    assert [line.split()[0] for line in lines[:-1]] == ["zip", *CHECKS[1 : CHECKS.index("rules") + 1]]


def test_a_zip_that_was_tampered_with(release, package, tmp_path):
    name = f"{package.name}-{package.version}.zip"
    with zipfile.ZipFile(release / name) as old, zipfile.ZipFile(tmp_path / name, "w") as new:
        for about in old.infolist():
            new.writestr(about, old.read(about).replace("235万标箱".encode(), "285万标箱".encode()))
    code, lines = verify(tmp_path / name)
    assert code == 1
    assert lines[-1].startswith("datapackage.json, resources[")
    shutil.copyfile(release / "SHA256SUMS", tmp_path / "SHA256SUMS")
    code, lines = verify(tmp_path / name)
    assert code == 1
    assert lines[-1].startswith(f"{name}: expected ")


@pytest.fixture
def compared(copy, release, tmp_path):
    """A release that is compared with one before it, in which rows were others."""
    shutil.copytree(release, tmp_path / "old")
    old = type(copy)(tmp_path / "old")
    old.edit_json("datapackage.json", lambda descriptor: descriptor.update(version="2026.10.0"))
    old.put_cell("targets", "ah-ports-2022.t5", "value", "230")
    old.put_rows("ports", old.rows("ports")[1:])
    for name, content in diff_files(compare(old.folder, release)).items():
        copy.put(name, content)
    return copy


def found_in_diff(copy):
    with opened(copy.folder) as there:
        return [str(finding) for finding in dict(checks(there, rebuild=False))["diff"]().findings]


def test_a_comparison_with_the_last_release(compared):
    assert found_in_diff(compared) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            '"new": "235"',
            '"new": "285"',
            ", row ah-ports-2022.t5, tables[targets], column value: expected '235', found '285'",
        ),
        ('"old": {before}', '"old": {after}', ", tables[ports].rows: expected 0, found 1"),
        ('"new": {after}', '"new": {before}', ", tables[ports].rows.new: expected {after}, found {before}"),
        ('"new": "{version}"', '"new": "2999.1.0"', ", new: expected '{version}', found '2999.1.0'"),
        ('"name": "ports"', '"name": "harbours"', ", tables: expected ['documents', "),
    ],
)
def test_a_comparison_that_lies_in_all_three_files(compared, package, old, new, says):
    after = len(compared.rows("ports"))
    known = {"before": after - 1, "after": after, "version": package.version}
    old, new, says = (re.sub(r"\{(\w+)\}", lambda match: str(known[match[1]]), text) for text in (old, new, says))
    compared.replace("diff.json", old, new)
    for name, content in diff_files(read_json((compared.folder / "diff.json").read_text(encoding="utf-8"))).items():
        compared.put(name, content)
    assert found_in_diff(compared)[0].startswith(f"diff.json{says}")


def test_what_is_no_release(release, released, tmp_path):
    (tmp_path / "text.zip").write_text("text", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    with zipfile.ZipFile(tmp_path / "climbing.zip", "w") as archive:
        archive.writestr("../a.txt", "a")
    for place, message in (
        (tmp_path / "nothing", "cannot be read (No such file or directory)"),
        (tmp_path, "it is no release; it has neither datapackage.json nor SHA256SUMS"),
        (released.root, "it is no release; it has no SHA256SUMS. `kouan validate` checks a project"),
        (tmp_path / "text.zip", "it is no whole zip"),
        (tmp_path / "other.zip", "it is no data package"),
        (tmp_path / "climbing.zip", "../a.txt leads out of the folder"),
    ):
        code, lines = verify(place)
        assert code == 2
        assert message in lines[-1]
    assert not (tmp_path.parent / "a.txt").exists()
    (name,) = (path for path in release.iterdir() if path.suffix == ".zip")
    code, lines = verify(name, "--rebuild")
    assert code == 2
    assert "Give the whole folder to --rebuild" in lines[-1]


def test_what_may_not_be_read_is_no_lie(copy, monkeypatch):
    """Rights alone would not do: whoever runs the tests as root may read everything."""
    opened = Path.open

    def refuse(path, *args, **named):
        if path.name == "tasks.csv":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, *args, **named)

    monkeypatch.setattr(Path, "open", refuse)
    code, lines = verify(copy.folder)
    assert code == 2
    assert "tasks.csv: cannot be read" in lines[-1]


def test_a_release_without_its_sums_or_descriptor_is_found_out(copy):
    (copy.folder / "SHA256SUMS").rename(copy.folder.parent / "SHA256SUMS")
    code, lines = verify(copy.folder)
    assert (code, lines[-1]) == (1, "SHA256SUMS: expected the list of all sums, found no such file")
    (copy.folder.parent / "SHA256SUMS").rename(copy.folder / "SHA256SUMS")
    (copy.folder / "datapackage.json").unlink()
    code, lines = verify(copy.folder)
    assert (code, lines[-1]) == (1, "datapackage.json: expected a file, as SHA256SUMS lists it, found none")
