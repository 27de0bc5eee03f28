"""A sound folder broken in one way at a time: bytes, headers, cells, descriptor and what lies beside the tables."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kouan.validate import framework, validate_files

AH = "ah-ports-2022"


@dataclass(frozen=True)
class Fault:
    """How to break the folder, where the problem has to be, and words that its message has to hold."""

    name: str
    do: Callable
    table: str
    row: str | int | None
    column: str | None
    words: str


def edit(table, change):
    """Change the bytes of a table's file."""

    def do(folder):
        path = folder / "datasets" / f"{table}.csv"
        before = path.read_bytes()
        after = change(before)
        assert after != before, "the fault changes nothing"
        path.write_bytes(after)

    return do


def replace(table, old, new):
    return edit(table, lambda content: content.replace(old.encode(), new.encode(), 1))


def lines(table, change):
    """Change the lines of a table's file."""
    return edit(table, lambda content: b"\n".join(change(content.split(b"\n"))))


def describe(change):
    """Change the descriptor."""

    def do(folder):
        path = folder / "datapackage.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content)
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    return do


def table_of(content, name):
    return next(resource for resource in content["resources"] if resource["name"] == name)


def column_of(content, table, name):
    return next(field for field in table_of(content, table)["schema"]["fields"] if field["name"] == name)


def remove(path):
    return lambda folder: (folder / path).unlink()


def swap_first_columns(content):
    """Exchange the first two columns of the header and of all rows that need no quotes."""
    return [b",".join([*line.split(b",")[1::-1], *line.split(b",")[2:]]) if line else line for line in content]


def edit_document(folder):
    path = folder / f"datasets/documents/{AH}.txt"
    path.write_bytes(path.read_bytes().replace(b"235", b"236"))


def repeat_name(folder):
    path = folder / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace("{", '{"name": "other",', 1), encoding="utf-8")


FILE_FAULTS = [
    Fault("BOM", edit("divisions", lambda content: b"\xef\xbb\xbf" + content), "divisions", 1, None, "byte order mark"),
    Fault("CRLF", edit("divisions", lambda content: content.replace(b"\n", b"\r\n")), "divisions", 1, None, "carriage return"),
    Fault("NUL", replace("divisions", "Wuhu", "Wu\0hu"), "divisions", 6, None, "NUL"),
    Fault("not UTF-8", edit("divisions", lambda content: content.replace("芜湖市".encode(), "芜湖市".encode("gb18030"))), "divisions", 6, None, "UTF-8"),
    Fault("cut off", edit("divisions", lambda content: content[:-3]), "divisions", 7, None, "cut off"),
    Fault("empty", edit("divisions", lambda _: b""), "divisions", None, None, "empty"),
    Fault("missing", remove("datasets/quality.csv"), "quality", None, None, "cannot be read"),
    Fault("stray file", lambda folder: (folder / "datasets/notes.csv").write_text("a\n"), "notes.csv", None, None, "not described"),
    Fault("header lacks a column", replace("divisions", ",latitude", ""), "divisions", 1, "latitude", "missing"),
    Fault("header has one more", replace("divisions", ",latitude", ",remark,latitude"), "divisions", 1, "remark", "not described"),
    Fault("header in another order", lines("agency_aliases", swap_first_columns), "agency_aliases", 1, "alias", "expected alias_id"),
    Fault("header has one twice", replace("divisions", "short_name,", "name,"), "divisions", 1, "name", "twice"),
    Fault("row too short", replace("divisions", "340100,合肥市,", "340100,"), "divisions", 5, None, "expected 8 cells, found 7"),
    Fault("row too long", replace("divisions", "合肥市,", "合肥,市,"), "divisions", 5, None, "expected 8 cells, found 9"),
    Fault("quotation mark left open", replace("divisions", "Chizhou", '"Chizhou'), "divisions", 7, None, "not CSV"),
    Fault("full-width digits", replace("targets", ",235,", ",２３５,"), "targets", f"{AH}.t3", "value", "finite number"),
    Fault("decimals in an integer", replace("targets", ",2025,", ",2025.0,"), "targets", f"{AH}.t1", "deadline_year", "whole number"),
    Fault("leading zero", replace("targets", ",235,", ",0235,"), "targets", f"{AH}.t3", "value", "plain form"),
    Fault("thousands separator", replace("targets", ",2350000,", ',"2,350,000",'), "targets", f"{AH}.t3", "value_si", "finite number"),
    Fault("NaN", replace("targets", ",235,", ",NaN,"), "targets", f"{AH}.t3", "value", "finite number"),
    Fault("boolean in capitals", replace("targets", ",false,", ",FALSE,"), "targets", f"{AH}.t2", "is_milestone", "true or false"),
    Fault("loose date", replace("documents", "2022-11-07", "2021-1-1"), "documents", AH, "adopted_on", "YYYY-MM-DD"),
    Fault("edge space", replace("divisions", ",Hefei,", ", Hefei,"), "divisions", "340100", "name_en", "edge"),
    Fault("radical left", replace("targets", "水运集装箱吞吐量,", "⽔运集装箱吞吐量,"), "targets", f"{AH}.t3", "indicator", "U+2F54"),
    Fault("not NFC", replace("divisions", "Hefei", "He\u0301fei"), "divisions", "340100", "name_en", "normal form"),
    Fault("null in required", replace("divisions", "芜湖市", ""), "divisions", "340200", "name", "required"),
    Fault("value not in enum", replace("ports", ",airport,", ",aerodrome,"), "ports", "hefei-airport", "kind", "one of"),
    Fault("needless quotes", replace("divisions", "Hefei", '"Hefei"'), "divisions", 5, None, "as the build writes it"),
    Fault("needless decimals", replace("targets", ",235,", ",235.0,"), "targets", 4, None, "as the build writes it"),
    Fault("row lost", lines("targets", lambda rows: rows[:-2] + rows[-1:]), "targets", None, "document_id", "expected 1 rows"),
    Fault("primary key twice", lines("divisions", lambda rows: rows[:-1] + rows[-2:]), "divisions", "341700", "division_code", "unique"),
    Fault("unique key twice", replace("agencies", "芜湖市人民政府", "池州市人民政府"), "agencies", "wuhu-government", "name", "unique"),
    Fault("reference to nothing", replace("projects", ",hefei-land-port\n", ",hefei-port\n"), "projects", "hefei-land-port", "port_id", "ports.csv"),
    Fault("quote edited", replace("targets", "235万标箱以上,", "236万标箱以上,"), "targets", f"{AH}.t3", "quote", "235万标箱以上"),
]  # fmt: skip

DOCUMENT_FAULTS = [
    Fault("document missing", remove(f"datasets/documents/{AH}.txt"), f"{AH}.txt", None, None, "no such file"),
    Fault("document edited", edit_document, "documents", AH, "sha256", "stored file has"),
    Fault(
        "reference list missing",
        remove("datasets/reference/expected.csv"),
        "datasets/reference",
        None,
        None,
        "expected.csv",
    ),
]

DESCRIPTOR_FAULTS = [
    ("no descriptor", remove("datapackage.json"), None, "cannot be read"),
    ("not JSON", lambda folder: (folder / "datapackage.json").write_text("{"), None, "not JSON"),
    ("property twice", repeat_name, None, "name twice"),
    ("misspelt property of the package", describe(lambda p: p.update(licences=p.pop("licenses"))), None, "licences"),
    ("misspelt property of a table", describe(lambda p: table_of(p, "tasks").update(titel="任务")), None, "titel"),
    ("misspelt constraint", describe(lambda p: column_of(p, "tasks", "title").update(constraints={"requird": True})), None, "requird"),
    ("no resources", describe(lambda p: p.update(resources=[])), None, "resources"),
    ("unknown profile", describe(lambda p: p.update({"$schema": "https://example.org/x.json"})), "$schema", "example.org"),
    ("no profile of a table", describe(lambda p: table_of(p, "tasks").pop("$schema")), "$schema", "table tasks"),
    ("no English title", describe(lambda p: column_of(p, "tasks", "title").pop("title_en")), None, "title_en"),
    ("English title in Chinese", describe(lambda p: table_of(p, "tasks").update(title_en="任务")), "title_en", "table tasks"),
    ("Chinese title in English", describe(lambda p: column_of(p, "tasks", "title").update(title="The title")), "title", "column title"),
    ("no Chinese description", describe(lambda p: p.update(description="Plans for ports")), "description", "the package"),
    ("English description in Chinese", describe(lambda p: table_of(p, "tasks").update(description_en="一行是一个任务（task）")), "description_en", "table tasks"),
    ("enum without labels", describe(lambda p: column_of(p, "tasks", "method").pop("labels")), None, "labels"),
    ("label in one language", describe(lambda p: column_of(p, "tasks", "method")["labels"].update(parsed=["parsed", "parsed"])), "labels", "parsed"),
    ("unknown type", describe(lambda p: column_of(p, "tasks", "title").update(type="list")), None, "type"),
    ("pattern that is none", describe(lambda p: column_of(p, "tasks", "task_id")["constraints"].update(pattern="[a-z")), None, "pattern"),
    ("column twice", describe(lambda p: column_of(p, "tasks", "title").update(name="text")), None, "text twice"),
    ("key over no column", describe(lambda p: table_of(p, "tasks")["schema"].update(primaryKey=["id"])), None, "id"),
    ("foreign key to nowhere", describe(lambda p: table_of(p, "projects")["schema"]["foreignKeys"][0]["reference"].update(resource="places")), None, "places"),
    ("foreign key forgotten", describe(lambda p: table_of(p, "projects")["schema"].update(foreignKeys=[])), "foreignKeys", "table projects"),
    ("file elsewhere", describe(lambda p: table_of(p, "tasks").update(path="tasks.csv")), "path", "datasets/tasks.csv"),
    ("type against the name", describe(lambda p: column_of(p, "targets", "is_milestone").update(type="string")), "type", "boolean"),
    ("type of a number against the name", describe(lambda p: column_of(p, "targets", "value").update(type="string")), "type", "number"),
    ("unit against the name", describe(lambda p: column_of(p, "documents", "characters").update(unit="byte")), "unit", "expected character"),
    ("unit forgotten", describe(lambda p: column_of(p, "ports", "latitude").pop("unit")), "unit", "expected degree"),
    ("smallest value forgotten", describe(lambda p: column_of(p, "passages", "ordinal")["constraints"].pop("minimum")), "minimum", "smallest"),
    ("required that may be null", describe(lambda p: column_of(p, "tasks", "parent_task_id")["constraints"].update(required=True)), "required", "speaks of null"),
    ("null that is not told of", describe(lambda p: column_of(p, "tasks", "text")["constraints"].pop("required")), "required", "when it is null"),
    ("description that is a word", describe(lambda p: column_of(p, "tasks", "text").update(description_en="Text")), "description_en", "full stop"),
    ("allowed value not explained", describe(lambda p: (column_of(p, "targets", "period")["constraints"]["enum"].append("ever"), column_of(p, "targets", "period")["labels"].update(ever=["永远", "for ever"]))), "enum", "all values but ever"),
    ("version that is none", describe(lambda p: p.update(version="latest")), "version", "latest"),
    ("name that is none", describe(lambda p: p.update(name="Kou An")), "name", "Kou An"),
    ("sorts not listed", describe(lambda p: (column_of(p, "targets", "comparator").pop("labels"), column_of(p, "targets", "comparator")["constraints"].pop("enum"))), "enum", "List the values"),
    ("primary key not unique", describe(lambda p: column_of(p, "tasks", "task_id")["constraints"].pop("unique")), "unique", "primary key"),
    ("key without a pattern", describe(lambda p: column_of(p, "tasks", "task_id")["constraints"].pop("pattern")), "pattern", "has a pattern"),
    ("pattern of anything", describe(lambda p: column_of(p, "ports", "unlocode")["constraints"].update(pattern=".+")), "pattern", "checks nothing"),
    ("same name, other pattern", describe(lambda p: column_of(p, "targets", "document_id")["constraints"].update(pattern="[a-z-]+")), "pattern", "in table documents"),
    ("licence of another version", describe(lambda p: p["licenses"][0].update(name="CC-BY-3.0")), "licenses", "not one licence"),
    ("start without an end", describe(lambda p: table_of(p, "issues")["schema"]["fields"].remove(column_of(p, "issues", "char_end"))), "fields", "char_end"),
]  # fmt: skip


@pytest.fixture
def without_frictionless(monkeypatch):
    """Leave out the gate that takes longest, so that what is reported was found by the others alone."""
    monkeypatch.setattr(framework, "check_data", lambda *_: iter(()))
    monkeypatch.setattr(framework, "check_metadata", lambda *_: iter(()))


def assert_reported(fault, report):
    assert not report.is_valid
    told = [p for p in report.problems if (p.table, p.row, p.column) == (fault.table, fault.row, fault.column)]
    assert any(fault.words in problem.message for problem in told), [str(problem) for problem in report.problems]


@pytest.mark.parametrize("fault", [*FILE_FAULTS, *DOCUMENT_FAULTS], ids=lambda fault: fault.name)
def test_broken_file_is_reported_at_its_place(fault, folder, without_frictionless):
    fault.do(folder)
    assert_reported(fault, validate_files(folder))


@pytest.mark.parametrize(
    ("name", "do", "column", "words"), DESCRIPTOR_FAULTS, ids=[fault[0] for fault in DESCRIPTOR_FAULTS]
)
def test_broken_descriptor_is_reported(name, do, column, words, folder):
    do(folder)
    report = validate_files(folder)
    assert_reported(Fault(name, do, "datapackage.json", None, column, words), report)
    assert "rules" in report.skipped


def test_gates_that_did_not_run_are_named(folder, without_frictionless):
    edit("divisions", lambda _: b"")(folder)
    report = validate_files(folder)
    assert report.skipped == ("documents", "shape", "values", "keys", "spans", "rules")
    assert "spans: not checked until the problems below are put right" in str(report)


@pytest.mark.parametrize(
    ("do", "row", "column"),
    [
        (replace("ports", ",airport,", ",aerodrome,"), "hefei-airport", "kind"),
        (replace("ports", ",31.98667,", ",north,"), "hefei-airport", "latitude"),
        (lines("ports", lambda rows: rows[:-1] + rows[-2:]), "hefei-land-port", "port_id"),
        (replace("ports", ",340100,", ",340500,"), "hefei-airport", None),
    ],
    ids=["enum", "type", "primary key", "foreign key"],
)
def test_frictionless_looks_as_well(do, row, column, folder):
    do(folder)
    check = next(check for check in validate_files(folder).checks if check.name == "frictionless")
    assert ("ports", row, column) in [(problem.table, problem.row, problem.column) for problem in check.problems]


def test_long_lists_of_problems_are_cut_in_print_only(folder, without_frictionless):
    edit("passages", lambda content: content.replace(b",parsed\n", b",guessed\n"))(folder)
    report = validate_files(folder)
    files = next(check for check in report.checks if check.name == "files")
    assert len(files.problems) > 20
    assert f"and {len(files.problems) - 20} more found by files" in str(report)


def test_problem_beside_the_tables_names_its_file(folder, without_frictionless):
    remove("datasets/reference/expected.csv")(folder)
    (problem,) = validate_files(folder).problems
    assert str(problem).startswith("datasets/reference: expected.csv: there is no such file.")


def test_frictionless_looks_at_the_descriptor_too(folder):
    def change(content):
        column_of(content, "tasks", "number")["constraints"].update(minimum=3)

    describe(change)(folder)
    (problem,) = validate_files(folder).problems
    assert (problem.table, problem.message.split(":")[0]) == ("datapackage.json", "frictionless says")
