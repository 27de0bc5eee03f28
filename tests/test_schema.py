"""The contract: is it complete, bilingual, consistent, valid, and does its reader refuse what is malformed?"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pytest

from kouan.errors import KouanError
from kouan.schema import Column, Package, Table, load_package

DESCRIPTOR = Path(__file__).parents[1] / "datapackage.json"
TABLES = [
    *("documents", "document_agencies", "passages", "tasks", "task_assignments", "agencies", "agency_aliases"),
    *("ports", "port_mentions", "targets", "indicators", "projects", "project_mentions"),
    *("divisions", "issues", "quality"),
]
CHINESE = re.compile(r"[\u4e00-\u9fff]")

PACKAGE = load_package(DESCRIPTOR)
COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}")
    for table in PACKAGE.tables
    for column in table.columns
]


@pytest.fixture
def package() -> Package:
    return PACKAGE


def test_tables_stand_in_the_order_of_the_design(package: Package) -> None:
    assert [table.name for table in package.tables] == TABLES
    assert [table.path for table in package.tables] == [f"datasets/{name}.csv" for name in TABLES]


def test_package_says_where_it_comes_from_and_what_one_may_do(package: Package) -> None:
    assert package.name == "kouan"
    assert re.fullmatch(r"\d{4}\.\d{2}\.\d+", package.version)
    assert [licence.name for licence in package.licenses] == ["CC-BY-4.0"]
    assert [source.document_id for source in package.sources] == [
        "ah-ports-2022",
        "ah-ftz-2021",
        "sn-ports-2021",
        "nm-ports-2022",
        "ah-yrd-2022",
    ]
    assert all(source.issuer and source.issuer_en for source in package.sources)


@pytest.mark.parametrize("table", PACKAGE.tables, ids=lambda table: table.name)
def test_table_says_in_both_languages_what_a_row_is_and_what_to_mind(table: Table) -> None:
    assert CHINESE.search(table.title)
    assert not CHINESE.search(table.title_en)
    assert table.description.startswith("一行是")
    assert "注意：" in table.description
    assert table.description_en.startswith("One row ")
    assert " Note: " in table.description_en


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_column_is_described_in_both_languages(table: Table, column: Column) -> None:
    assert column.title
    assert not CHINESE.search(column.title_en), table.name
    assert CHINESE.search(column.description)
    assert column.description.endswith("。")
    assert re.search(r"[A-Za-z]{3}", column.description_en)
    assert column.description_en.endswith(".")
    assert "  " not in column.description_en
    # Chinese sentences carry Chinese punctuation.
    assert not re.search(r"[\u4e00-\u9fff][,;:]|[,;:][\u4e00-\u9fff]", column.description)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_column_is_of_the_type_that_its_name_promises(table: Table, column: Column) -> None:
    promised = {"_on": "date", "_year": "integer", "_id": "string", "_code": "string"}
    for ending, type_ in promised.items():
        assert not column.name.endswith(ending) or column.type == type_
    assert column.name.startswith("is_") == (column.type == "boolean")
    assert not column.name.endswith("char_start") or column.name.replace("start", "end") in table.column_names
    if column.type in {"integer", "number"} and column.name not in _NUMBERS_WITHOUT_UNIT:
        assert column.unit


_NUMBERS_WITHOUT_UNIT = {
    *("ordinal", "clause", "period_start_year", "period_end_year", "deadline_year"),
    # The unit of these stands in a column of its own.
    *("value", "value_max", "value_si", "value_max_si"),
}


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_null_is_explained_wherever_it_may_stand(table: Table, column: Column) -> None:
    if not column.required:
        assert "空" in column.description, table.name
        assert re.search(r"\bnull\b", column.description_en, re.IGNORECASE), table.name


@pytest.mark.parametrize("table", PACKAGE.tables, ids=lambda table: table.name)
def test_ids_are_keys_and_every_id_of_another_table_refers_to_it(table: Table) -> None:
    key = table.columns[0]
    assert table.primary_key == (key.name,)
    assert key.required
    assert key.unique
    assert key.pattern
    keys = {other.primary_key[0] for other in PACKAGE.tables}
    referring = {foreign.column for foreign in table.foreign_keys}
    named = {
        column.name
        for column in table.columns[1:]
        if column.name in keys or column.name.startswith("parent_") or column.name == "division_code"
    }
    assert referring == named


def test_descriptor_is_valid_for_frictionless() -> None:
    descriptor = json.loads(DESCRIPTOR.read_text(encoding="utf-8"))
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    package = frictionless.Package.from_descriptor(str(DESCRIPTOR))
    assert list(frictionless.Package.metadata_validate(package.to_descriptor())) == []
    assert [resource.name for resource in package.resources] == TABLES
    for resource in descriptor["resources"]:
        assert resource["type"] == "table"
        assert (resource["format"], resource["mediatype"], resource["encoding"]) == ("csv", "text/csv", "utf-8")


def test_descriptor_is_kept_as_plain_utf8() -> None:
    content = DESCRIPTOR.read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert b"\\u" not in content


def _tasks(descriptor: dict[str, Any]) -> dict[str, Any]:
    return next(resource for resource in descriptor["resources"] if resource["name"] == "tasks")


def _field(descriptor: dict[str, Any], name: str) -> dict[str, Any]:
    return next(field for field in _tasks(descriptor)["schema"]["fields"] if field["name"] == name)


def _method(descriptor: dict[str, Any]) -> dict[str, Any]:
    return _field(descriptor, "method")


FAULTS: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda d: d.pop("version"), "datapackage.json: version is missing or empty; write a text for it."),
    (lambda d: d.update(licences=[]), "datapackage.json: licences is not a property used here"),
    (lambda d: d.update(resources=[]), "datapackage.json: resources is missing or empty"),
    (lambda d: d["resources"].append(d["resources"][0]), "datapackage.json: resources has documents twice"),
    (lambda d: d.update(sources={}), "datapackage.json: sources is missing or empty"),
    (lambda d: d["licenses"].append("MIT"), "datapackage.json: licenses has to be an object in braces"),
    (lambda d: _tasks(d).pop("title_en"), "datapackage.json, table tasks: title_en is missing or empty"),
    (lambda d: _tasks(d).pop("schema"), "datapackage.json, table tasks: schema has to be an object"),
    (
        lambda d: _tasks(d)["schema"].update(missingValues=["", "-"]),
        'table tasks: missingValues has to be [""]',
    ),
    (lambda d: _tasks(d)["schema"].update(primaryKey=["nr"]), "table tasks: primaryKey or uniqueKeys names nr"),
    (lambda d: _tasks(d)["schema"].update(primaryKey=["heading_path"]), "names a column that may be null"),
    (lambda d: _tasks(d)["schema"].update(uniqueKeys=[["document_id", "nr"]]), "primaryKey or uniqueKeys names nr"),
    (lambda d: _tasks(d)["schema"].update(uniqueKeys=["number"]), "table tasks: uniqueKeys has to be a list of texts"),
    (
        lambda d: _tasks(d)["schema"]["foreignKeys"][0]["reference"].update(resource="plans"),
        "foreignKeys sends document_id to plans.document_id, which is not a primary key",
    ),
    (
        lambda d: _tasks(d)["schema"]["foreignKeys"][0]["reference"].update(fields=["title"]),
        "foreignKeys sends document_id to documents.title, which is not a primary key",
    ),
    (lambda d: _tasks(d)["schema"]["foreignKeys"][0].update(fields=["plan"]), "foreignKeys names plan"),
    (
        lambda d: _tasks(d)["schema"]["foreignKeys"][0].update(fields=["document_id", "number"]),
        "foreign key 1: fields has to name one column",
    ),
    (lambda d: _method(d).update(description=" "), "table tasks, column method: description is missing or empty"),
    (lambda d: _method(d).update(type="text"), "column method: type has to be one of string, integer"),
    (lambda d: _method(d)["constraints"].update(requird=True), "column method: requird is not a property used here"),
    (lambda d: _method(d)["constraints"].update(required="yes"), "column method: required has to be true or false"),
    (lambda d: _method(d)["constraints"].update(minimum="0"), "column method: minimum has to be a number"),
    (lambda d: _method(d)["constraints"].update(pattern="[a-z"), "column method: pattern is not a regular expression"),
    (lambda d: _method(d)["labels"].pop("curated"), "column method: labels has to name each value of enum"),
    (lambda d: _method(d)["labels"].update(curated=["人工订正"]), "a Chinese and an English name"),
    (
        lambda d: _tasks(d)["schema"]["fields"].append(_method(d)),
        "datapackage.json, table tasks: fields has method twice",
    ),
]


@pytest.mark.parametrize(("spoil", "message"), FAULTS, ids=[message for _, message in FAULTS])
def test_malformed_descriptor_is_refused_with_its_place(
    spoil: Callable[[dict[str, Any]], object], message: str, tmp_path: Path
) -> None:
    descriptor = json.loads(DESCRIPTOR.read_text(encoding="utf-8"))
    spoil(descriptor)
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    with pytest.raises(KouanError, match=re.escape(message)):
        load_package(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read (No such file or directory)"),
        (b'{"name": "kouan",}', "not JSON in UTF-8"),
        ("口岸".encode("gb18030"), "not JSON in UTF-8"),
        (b"[]", "has to be a JSON object"),
    ],
)
def test_descriptor_that_cannot_be_read_is_refused(content: bytes | None, message: str, tmp_path: Path) -> None:
    path = tmp_path / "datapackage.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KouanError, match=re.escape(message)):
        load_package(path)


@pytest.mark.parametrize(
    ("table", "column", "value", "expected"),
    [
        ("documents", "adopted_on", "2022-11-07", None),
        ("documents", "adopted_on", None, None),
        ("documents", "adopted_on", "2022-02-30", "a day that exists, written YYYY-MM-DD"),
        ("documents", "adopted_on", "20221107", "a day that exists, written YYYY-MM-DD"),
        ("documents", "adopted_on", "２０２２-11-07", "a day that exists, written YYYY-MM-DD"),
        ("documents", "title", None, "a value (the column is required)"),
        ("documents", "title", "", "text that is not empty and has no control characters"),
        ("documents", "title", "口岸\r", "text that is not empty and has no control characters"),
        ("documents", "characters", 9480, None),
        ("documents", "characters", True, "a whole number of at most 64 bits"),
        ("documents", "characters", 9480.0, "a whole number of at most 64 bits"),
        ("documents", "characters", 2**63, "a whole number of at most 64 bits"),
        ("documents", "characters", 0, "a number not below 1"),
        ("targets", "value", 3, None),
        ("targets", "value", 11.6, None),
        ("targets", "value", float("nan"), "a finite number"),
        ("targets", "value", "3—5", "a finite number"),
        ("targets", "is_milestone", 1, "true or false"),
        ("targets", "deadline_year", 20255, "a number not above 2100"),
        ("task_assignments", "role", "lead", None),
        ("task_assignments", "role", "牵头", "one of lead, support, joint"),
    ],
)
def test_column_says_what_it_expected(
    package: Package, table: str, column: str, value: str | float | None, expected: str | None
) -> None:
    assert package.table(table).column(column).expected(value) == expected
