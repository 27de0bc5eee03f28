"""The pipeline on copies of the project: all outputs or none, the same bytes everywhere, and plain words for faults."""

import csv
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kouan.build import build, summary
from kouan.errors import KouanError

DOCUMENT = "nm-ports-2022"
STORED = Path(__file__).parents[1] / "datasets" / "documents"
CORRECTION = {
    "table": "targets",
    "action": "change",
    "where": {"quote": "支持甘其毛都重点专业口岸打造5000万吨级"},
    "expect": {"value": 5000},
    "set": {"indicator": "专用通道过货能力"},
    "reason": "试。",
}


def quiet(_):
    pass


@pytest.fixture(scope="module")
def built(copy_data, tmp_path_factory):
    """The whole project, built once in a copy: the project, its tables, and what the build said."""
    project, said = copy_data(tmp_path_factory.mktemp("built") / "copy"), []
    return project, build(project, said.append), said


# --- a good build


def test_a_build_makes_every_output(built, package, snapshot):
    project, _, _ = built
    names = [table.name for table in package.tables]
    assert set(snapshot(project.root / "build")) == {
        "changes.json",
        "downloads.json",
        "downloads/datapackage.json",
        "downloads/kouan.zip",
        "kouan.db",
        "layout.json",
        "metadata.en.json",
        "metadata.json",
        "openapi.en.json",
        "openapi.json",
        "settings.json",
        *(f"downloads/datasets/{name}.csv" for name in names),
        *(f"parquet/{name}.parquet" for name in names),
    }
    assert {path.name for path in project.datasets.glob("*.csv")} == {f"{name}.csv" for name in names}


def test_outputs_hold_the_tables_that_a_build_returns(built, package):
    project, tables, _ = built
    with sqlite3.connect(project.build / "kouan.db") as database:
        for table in package.tables:
            content = (project.datasets / f"{table.name}.csv").read_text(encoding="utf-8")
            assert len(list(csv.DictReader(io.StringIO(content, newline="")))) == len(tables[table.name]) > 0
            (count,) = database.execute(f"select count(*) from {table.name}").fetchone()
            assert count == len(tables[table.name])


def test_committed_tables_are_what_a_build_makes(built, data, package):
    """Where this fails, run `make` and commit what it changed."""
    project, _, _ = built
    differing = [
        table.name
        for table in package.tables
        if (data.datasets / f"{table.name}.csv").read_bytes() != (project.datasets / f"{table.name}.csv").read_bytes()
    ]
    assert differing == []


def test_a_build_elsewhere_gives_the_same_bytes(built, copy_data, snapshot, tmp_path):
    """Another process, hash seed, time zone, language, working folder and place on disk."""
    project, _, _ = built
    other = copy_data(tmp_path / "elsewhere")
    environment = os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONUTF8": "0"}
    command = [sys.executable, "-c", "from kouan.cli import main; main()", "build", "--root", str(other.root)]
    subprocess.run(command, env=environment, cwd="/", check=True, capture_output=True)
    first, second = snapshot(project.root), snapshot(other.root)
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_building_again_over_the_old_gives_the_same_bytes(small, snapshot):
    before = snapshot(small.root)
    (small.datasets / "targets.csv").write_text("old", encoding="utf-8")
    (small.build / "kouan.db").write_bytes(b"old")
    (small.build / ".next").mkdir()
    (small.build / ".next" / "left over from a build that was interrupted").write_bytes(b"old")
    build(small, quiet)
    assert snapshot(small.root) == before


def test_a_build_says_what_it_does_step_by_step(built):
    _, tables, said = built
    assert [line.split()[0] for line in said] == ["read", "extract", "curate", "validate", "publish"]
    assert "5 documents" in said[0]
    assert f"{len(tables['tasks'])} tasks" in said[1]


def test_the_summary_counts_rows_and_issues(built, package):
    _, tables, _ = built
    lines = summary(tables, package).splitlines()
    cells = {line.split()[0]: line.split()[1:] for line in lines[2:]}
    assert list(cells) == [table.name for table in package.tables]
    assert cells["task_assignments"][0] == f"{len(tables['task_assignments']):,}"
    assert sum(int(counts[1]) for counts in cells.values() if len(counts) > 1) == len(tables["issues"])
    assert all(line == line.rstrip() for line in lines)


def test_nothing_built_names_this_machine(built, snapshot, data):
    project, _, _ = built
    for name, content in snapshot(project.root / "build").items():
        for place in (str(project.root), str(data.root)):
            assert place.encode() not in content, name


def test_a_correction_is_built_in_and_its_share_told(small):
    correct()(small)
    said = []
    tables = build(small, said.append)
    (row,) = [row for row in tables["targets"] if row["indicator"] == "专用通道过货能力"]
    assert row["method"] == "curated"
    assert f"1 corrections: 1 of {len(tables['targets'])} targets (" in said[2]
    with sqlite3.connect(small.build / "kouan.db") as database:
        assert database.execute("select target_id from targets where method = 'curated'").fetchall() == [
            (row["target_id"],)
        ]


# --- builds that fail


def replace(old, new):
    def change(project):
        path = project.documents / f"{DOCUMENT}.txt"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        register(project)

    return change


def register(project):
    """Write down the sum of the stored text as it is now, as if it had been meant."""
    path = project.datasets / "reference" / "documents.csv"
    sums = [
        hashlib.sha256((folder / f"{DOCUMENT}.txt").read_bytes()).hexdigest() for folder in (STORED, project.documents)
    ]
    path.write_text(path.read_text(encoding="utf-8").replace(*sums), encoding="utf-8")


def write(place, content):
    def change(project):
        path = project.root / place
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return change


def correct(**changes):
    def change(project):
        entries = yaml.safe_dump([CORRECTION | changes], allow_unicode=True)
        write(f"datasets/curation/{DOCUMENT}.yml", entries)(project)

    return change


def remove(place):
    return lambda project: (project.root / place).unlink()


def cut_last_measure(project):
    path = project.documents / f"{DOCUMENT}.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex("(三十二)")], encoding="utf-8")
    register(project)


def change_a_number(project):
    path = project.documents / f"{DOCUMENT}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("5000万吨级", "6000万吨级"), encoding="utf-8")


def store_an_original(project):
    """Register an original beside the text, then change it."""
    (project.documents / f"{DOCUMENT}.html").write_bytes(b"<p>new</p>")
    path = project.datasets / "reference" / "documents.csv"
    changed = path.read_text(encoding="utf-8").replace(",,,14th", f",{DOCUMENT}.html,{'0' * 64},14th")
    path.write_text(changed, encoding="utf-8")


def break_descriptor(project):
    path = project.root / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"][0]["schema"]["fields"][0]["type"] = "text"
    path.write_text(json.dumps(package), encoding="utf-8")


def misprint_a_unit(project):
    path = project.datasets / "reference" / "ports.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",matched", ",found"), encoding="utf-8")


FAULTS = {
    "a document lost a task": (cut_last_measure, ["tasks.csv", "expected 32 rows of nm-ports-2022, found 31"]),
    "an agency that no list knows": (
        replace(
            "呼和浩特海关、满洲里海关、内蒙古出入境边防检查总站,呼和浩特铁路局、哈尔滨铁路局,沈阳铁路局、相关盟",
            "口岸开放促进局、相关盟",
        ),
        ["task_assignments.csv", "no body is known as 口岸开放促进局", "agency_aliases.csv"],
    ),
    "a file that nobody registered": (
        write("datasets/documents/sn-ports-2021.txt", "陕西省口岸发展规划"),
        ["sn-ports-2021.txt: the document is not registered", "kouan add"],
    ),
    "a file that is no text beside the documents": (
        write("datasets/documents/plan.pdf", b"%PDF\x00"),
        ["plan.pdf: the document is not registered"],
    ),
    "a document that is gone": (
        remove(f"datasets/documents/{DOCUMENT}.txt"),
        ["nm-ports-2022.txt: there is no such file"],
    ),
    "a document that is another than was registered": (
        change_a_number,
        ["nm-ports-2022.txt: it is not the file that was registered", "documents.csv has", "Restore it"],
    ),
    "a document in another encoding": (
        write(f"datasets/documents/{DOCUMENT}.txt", "推进口岸开放，提升通关效率。".encode("gb18030")),
        ["nm-ports-2022.txt: it is not the file that was registered"],
    ),
    "an original that is another than was registered": (
        store_an_original,
        ["nm-ports-2022.html: it is not the file that was registered", "0" * 64],
    ),
    "a reference list that is gone": (
        remove("datasets/reference/units.csv"),
        ["units.csv: there is no such file", "Restore"],
    ),
    "a reference list with a value that is not allowed": (misprint_a_unit, ["ports.csv", "match_status", "found"]),
    "a correction that hangs in the air": (
        correct(where={"quote": "没有这句"}),
        ["nm-ports-2022.yml, correction 1", "matches 0 rows", "remove the correction"],
    ),
    "a correction that makes a row unsound": (
        correct(set={"value": 5000, "value_max": 10, "comparator": "range"}),
        ["targets.csv", "value_max"],
    ),
    "a corrections file that names nothing": (
        write(f"datasets/curation/{DOCUMENT}.yml", "# 暂无\n"),
        ["nm-ports-2022.yml: it names nothing", "CONTRIBUTING.md"],
    ),
    "a descriptor with a type that does not exist": (break_descriptor, ["datapackage.json", "has to be one of string"]),
    "a descriptor that is no JSON": (write("datapackage.json", "{"), ["datapackage.json"]),
    "no metadata for Datasette": (remove("metadata.yml"), ["metadata.yml"]),
    "no changelog": (remove("CHANGELOG.md"), ["CHANGELOG.md", "Restore"]),
    "a changelog without this version": (
        write("CHANGELOG.md", "# Changelog\n"),
        ["CHANGELOG.md: has no version 2026."],
    ),
    "metadata for Datasette that is no YAML": (write("metadata.yml", "a: [b"), ["metadata.yml"]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_build_that_fails_leaves_the_last_good_one(small, snapshot, fault):
    change, told = FAULTS[fault]
    change(small)
    before = snapshot(small.root)
    with pytest.raises(KouanError) as caught:
        build(small, quiet)
    assert [part for part in told if part not in str(caught.value)] == [], str(caught.value)
    assert snapshot(small.root) == before


def test_expected_counts_guard_every_table(small, edit, snapshot):
    def one_more(row):
        row["rows"] = str(int(row["rows"]) + (row["table_name"] == "targets"))
        return True

    edit(small, "expected", one_more)
    before = snapshot(small.root)
    with pytest.raises(KouanError, match=r"targets\.csv.*expected \d+ rows of nm-ports-2022"):
        build(small, quiet)
    assert snapshot(small.root) == before


def test_a_place_that_cannot_be_written_is_told(small, snapshot):
    shutil.rmtree(small.build)
    small.build.write_text("in the way", encoding="utf-8")
    before = snapshot(small.root)
    with pytest.raises(KouanError, match="cannot be written"):
        build(small, quiet)
    assert snapshot(small.root) == before


def test_many_problems_are_counted_and_the_first_shown(small, edit):
    edit(small, "project_aliases", lambda _: False)
    edit(small, "projects", lambda _: False)
    with pytest.raises(KouanError) as caught:
        build(small, quiet)
    first, *shown = str(caught.value).splitlines()
    assert first.startswith("the build is not valid, the last good one stays in place. Problems: ")
    assert len(shown) == 20
    assert int(first.split()[-1]) > 20


def test_hidden_files_beside_the_documents_are_nobody_s_business(small):
    (small.documents / ".DS_Store").write_bytes(b"\x00")
    assert build(small, quiet)["documents"]


def test_an_unknown_agency_stops_the_build_of_a_registered_document_without_an_english_title(small, edit):
    edit(small, "agency_aliases", lambda row: row["division_code"] != "150000")
    path = small.datasets / "reference" / "documents.csv"
    title = "Inner Mongolia Measures for the Tasks of the 14th Five-Year Plan for Ports of Entry"
    path.write_text(path.read_text(encoding="utf-8").replace(title, ""), encoding="utf-8")
    with pytest.raises(KouanError, match="no body is known as"):
        build(small, quiet)
