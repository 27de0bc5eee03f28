"""A release that somebody tampered with is found out, and what is named is what was done.

Each way is tried twice. With the old sums the list of sums gives it away. With all sums recomputed, SHA256SUMS and those
in datapackage.json, something else in the release does: the check that is named beside it.
"""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kouan.verify import checks
from kouan.verify.release import opened

ROOT = Path(__file__).parents[2]
VERSION = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["version"]
ZIP = f"kouan-{VERSION}.zip"
WAYS = {}


@dataclass(frozen=True)
class Way:
    """A way to tamper: what is done, the file that the sums name, the check that sees it anyhow, and what that says."""

    do: Callable
    file: str
    check: str
    says: str


def way(file, check, says):
    def keep(do):
        WAYS[do.__name__] = Way(do, file, check, says)
        return do

    return keep


def found_by(copy, name):
    """Return what one check finds, as people read it."""
    with opened(copy.folder) as release:
        return [str(finding) for finding in dict(checks(release, rebuild=True))[name]().findings]


# Rows and cells


@way(
    "csv/targets.csv",
    "parquet",
    "parquet/targets.parquet, row ah-ports-2022.t5, column value: expected 285.0, found 235.0",
)
def a_cell(copy):
    copy.put_cell("targets", "ah-ports-2022.t5", "value", "285")


@way(
    "csv/quality.csv",
    "rules",
    "csv/quality.csv, row ah-ftz-2021.port-mentions.rows.parsed, column precision: expected 0.8",
)
def a_figure_of_accuracy(copy):
    copy.put_cell("quality", "ah-ftz-2021.port-mentions.rows.parsed", "correct", "4")


@way("csv/port_mentions.csv", "parquet", "parquet/port_mentions.parquet, row ah-ports-2022.2.chizhou-port: expected")
def a_row_deleted(copy):
    rows = copy.rows("port_mentions")
    keys = [row["port_mention_id"] for row in rows]
    del rows[keys.index("ah-ports-2022.2.chizhou-port") - 1]
    copy.put_rows("port_mentions", rows)


@way("csv/passages.csv", "parquet", "parquet/passages.parquet: expected ")
def the_last_row_deleted(copy):
    copy.put_rows("passages", copy.rows("passages")[:-1])


@way(
    "csv/tasks.csv",
    "keys",
    "csv/tasks.csv, row ah-ports-2022.3, column task_id: task_id 'ah-ports-2022.3' has to be unique",
)
def a_row_doubled(copy):
    rows = copy.rows("tasks")
    copy.put_rows("tasks", [*rows, rows[2]])


@way("csv/projects.csv", "parquet", "parquet/projects.parquet, row ")
def two_rows_swapped(copy):
    rows = copy.rows("projects")
    rows[5], rows[6] = rows[6], rows[5]
    copy.put_rows("projects", rows)


@way(
    "csv/agencies.csv",
    "keys",
    "csv/task_assignments.csv, row ah-ports-2022.1.c1.4, column agency_id: 'ah-transport' is no",
)
def the_target_of_a_reference_dropped(copy):
    copy.put_rows("agencies", [row for row in copy.rows("agencies") if row["agency_id"] != "ah-transport"])


@way(
    "csv/port_mentions.csv",
    "tables",
    "csv/port_mentions.csv, row ah-ports-2022.2.anqing-port, column status: expected one of",
)
def a_value_that_is_not_allowed(copy):
    copy.put_cell("port_mentions", "ah-ports-2022.2.anqing-port", "status", "built")


@way("csv/divisions.csv", "tables", "csv/divisions.csv, line 1, column name_en: the column is missing")
def a_column_removed(copy):
    copy.put_rows("divisions", [{key: row[key] for key in row if key != "name_en"} for row in copy.rows("divisions")])


@way(
    "csv/divisions.csv",
    "parquet",
    "parquet/divisions.parquet: expected the columns division_code, name, short_name, level,",
)
def a_column_removed_from_the_contract_as_well(copy):
    def drop(descriptor):
        (table,) = (one for one in descriptor["resources"] if one["name"] == "divisions")
        table["schema"]["fields"] = [one for one in table["schema"]["fields"] if one["name"] != "name_en"]

    a_column_removed(copy)
    copy.edit_contract(drop)


@way("csv/ports.csv", "tables", "csv/ports.csv, line 1, column mode: the column is missing")
def a_table_in_place_of_another(copy):
    copy.put("csv/ports.csv", (copy.folder / "csv/projects.csv").read_bytes())


# Documents and quotes


@way(
    "csv/targets.csv",
    "quotes",
    "csv/targets.csv, row ah-ports-2022.t5, column quote: [811, 830) reads '水运集装箱呑吐量达到235万标箱以上'",
)
def a_quote(copy):
    copy.put_cell("targets", "ah-ports-2022.t5", "quote", "水运集装箱呑吐量达到285万标箱以上")


@way("csv/targets.csv", "quotes", "csv/targets.csv, row ah-ports-2022.t5, column quote: [812, 830) reads '运集装箱")
def a_span(copy):
    copy.put_cell("targets", "ah-ports-2022.t5", "char_start", "812")


@way("documents/ah-ports-2022.txt", "quotes", "csv/passages.csv, row ah-ports-2022.p11, column text: [")
def a_document(copy):
    copy.replace("documents/ah-ports-2022.txt", "235万标箱", "285万标箱")


@way("documents/ah-ports-2022.txt", "rules", "csv/documents.csv, row ah-ports-2022, column sha256: ")
def a_document_and_what_is_quoted_from_it(copy):
    copy.replace("documents/ah-ports-2022.txt", "235万标箱", "285万标箱")
    for table in ("targets", "passages"):
        copy.replace(f"csv/{table}.csv", "235万标箱", "285万标箱", -1)
    copy.replace("csv/targets.csv", ",235,", ",285,")
    copy.replace("csv/targets.csv", ",2350000,", ",2850000,")


@way("documents/nm-ports-2022.txt", "quotes", "csv/documents.csv, row ah-ports-2022, column quote: [159, 184) reads")
def two_documents_swapped(copy):
    one, other = ((copy.folder / f"documents/{name}.txt").read_bytes() for name in ("nm-ports-2022", "ah-ports-2022"))
    copy.put("documents/nm-ports-2022.txt", other)
    copy.put("documents/ah-ports-2022.txt", one)


@way(
    "documents/ah-yrd-2022.txt",
    "descriptor",
    "datapackage.json, resources[ah-yrd-2022.txt].path: there is no file documents/",
)
def a_document_removed(copy):
    (copy.folder / "documents/ah-yrd-2022.txt").unlink()


# Parquet


def rewritten(copy, table, change):
    """Write a Parquet file again, with a table that was changed."""
    path = copy.path(f"parquet/{table}.parquet")
    pq.write_table(change(pq.read_table(path)), path, compression="zstd")


@way("parquet/targets.parquet", "parquet", "parquet/targets.parquet")
def a_byte_of_parquet(copy):
    path = copy.path("parquet/targets.parquet")
    content = bytearray(path.read_bytes())
    content[len(content) // 20] ^= 1
    path.write_bytes(bytes(content))


@way("parquet/targets.parquet", "parquet", "parquet/targets.parquet: byte ")
def a_byte_of_parquet_that_no_reader_needs(copy):
    path = copy.path("parquet/targets.parquet")
    content = path.read_bytes()
    # The name of the writer, which stands in the file's last part.
    assert content.count(b"parquet-cpp-arrow") == 1
    path.write_bytes(content.replace(b"parquet-cpp-arrow", b"parquet-cpp-arroW"))


@way("parquet/ports.parquet", "parquet", "parquet/ports.parquet: expected the columns port_id, ")
def a_parquet_file_of_another_table(copy):
    copy.put("parquet/ports.parquet", (copy.folder / "parquet/projects.parquet").read_bytes())


@way(
    "parquet/targets.parquet",
    "parquet",
    "parquet/targets.parquet, row ah-ports-2022.t5, column value_si: expected 2350000.0, found 285",
)
def a_value_of_parquet(copy):
    def change(table):
        place = table.column_names.index("value_si")
        values = [2850000.0 if value == 2350000.0 else value for value in table["value_si"].to_pylist()]
        return table.set_column(place, table.schema.field(place), pa.array(values))

    rewritten(copy, "targets", change)


@way(
    "parquet/tasks.parquet",
    "parquet",
    "parquet/tasks.parquet, column ordinal: expected int64 not null, found int32 not null",
)
def a_type_of_parquet(copy):
    def change(table):
        place = table.column_names.index("ordinal")
        field = table.schema.field(place).with_type(pa.int32())
        return table.set_column(place, field, table["ordinal"].cast(pa.int32()))

    rewritten(copy, "tasks", change)


@way("parquet/tasks.parquet", "parquet", "parquet/tasks.parquet, column title, description_en: expected")
def a_description_of_parquet(copy):
    def change(table):
        place = table.column_names.index("title")
        notes = {**table.schema.field(place).metadata, b"description_en": b"Anything."}
        return table.set_column(place, table.schema.field(place).with_metadata(notes), table["title"])

    rewritten(copy, "tasks", change)


@way("parquet/tasks.parquet", "parquet", "parquet/tasks.parquet, org.apache.spark.sql.parquet.row.metadata: expected")
def what_a_parquet_file_says_of_all_columns(copy):
    rewritten(copy, "tasks", lambda table: table)


# SQLite


@way(
    "kouan.db",
    "sqlite",
    "kouan.db, row ah-ports-2022.t5, column deadline_year: expected 2025, found 2030; csv/ has the former",
)
def a_value_of_the_database(copy):
    copy.run_sql("UPDATE targets SET deadline_year = 2030 WHERE target_id = 'ah-ports-2022.t5'")


@way(
    "kouan.db",
    "sqlite",
    "kouan.db, row ah-ports-2022.t5, column is_milestone: expected False, found 2; csv/ has the former",
)
def a_type_of_the_database(copy):
    copy.run_sql(
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE targets SET is_milestone = 2 WHERE target_id = 'ah-ports-2022.t5'",
    )


@way("kouan.db", "sqlite", 'kouan.db, port_overview: expected \'CREATE VIEW "port_overview" AS')
def a_view(copy):
    copy.run_sql("DROP VIEW port_overview", "CREATE VIEW port_overview AS SELECT 1 AS ports")


@way("kouan.db", "sqlite", "kouan.db, tasks_fts_extra: expected")
def a_trigger(copy):
    copy.run_sql("CREATE TRIGGER tasks_fts_extra AFTER INSERT ON tasks BEGIN SELECT 1; END")


@way("kouan.db", "sqlite", "kouan.db: byte ")
def what_the_search_finds(copy):
    copy.run_sql("UPDATE tasks_fts_docsize SET sz = zeroblob(2) WHERE id = 7")


@way("kouan.db", "sqlite", "kouan.db: it cannot be read as a database")
def no_database(copy):
    copy.put("kouan.db", b"nothing" * 1000)


# The workbook


def repacked(copy, name, change):
    """Pack a zip again, with parts that were changed."""
    sink = io.BytesIO()
    with zipfile.ZipFile(copy.folder / name) as old, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {about: old.read(about) for about in old.infolist()}
        for about, content in change(parts).items():
            new.writestr(about, content)
    copy.put(name, sink.getvalue())


def part_replaced(old, new):
    def change(parts):
        assert any(old in content for content in parts.values())
        return {about: content.replace(old, new, 1) for about, content in parts.items()}

    return change


@way(
    "kouan.xlsx",
    "workbook",
    "kouan.xlsx, row ah-ports-2022.t5, column quote: expected '水运集装箱呑吐量达到235万标箱以上', found",
)
def a_cell_of_the_workbook(copy):
    old, new = ("水运集装箱呑吐量达到235万标箱以上".encode(), "水运集装箱呑吐量达到285万标箱以上".encode())

    def change(parts):
        targets = next(about for about in parts if b"<t>ah-ports-2022.t5</t>" in parts[about])
        return {**parts, targets: parts[targets].replace(old, new)}

    repacked(copy, "kouan.xlsx", change)


@way(
    "kouan.xlsx",
    "workbook",
    "kouan.xlsx, line 1, sheet 说明 Guide, column 1: expected '口岸规划开放数据', found '口岸规划数据'",
)
def what_the_workbook_explains(copy):
    repacked(copy, "kouan.xlsx", part_replaced("口岸规划开放数据".encode(), "口岸规划数据".encode()))


@way("kouan.xlsx", "workbook", "kouan.xlsx, xl/vbaProject.bin: expected no such part")
def a_macro(copy):
    repacked(copy, "kouan.xlsx", lambda parts: {**parts, zipfile.ZipInfo("xl/vbaProject.bin"): b"Sub"})


# The zip of the data package


@way(ZIP, "zip", f"{ZIP}, csv/targets.csv: it is not the file of that name in the folder")
def what_is_in_the_zip(copy):
    repacked(copy, ZIP, part_replaced(b",2350000,", b",2850000,"))


@way(ZIP, "zip", f"{ZIP}: expected no such file in it: csv/more.csv")
def a_file_added_to_the_zip(copy):
    repacked(copy, ZIP, lambda parts: {**parts, zipfile.ZipInfo("csv/more.csv"): b"a"})


@way(ZIP, "zip", f"{ZIP}: expected the files to end at byte")
def something_before_the_zip(copy):
    copy.put(ZIP, b"#!/bin/sh\n" + (copy.folder / ZIP).read_bytes())


# The contract, and what follows from it


def describe_anew(descriptor):
    (table,) = (one for one in descriptor["resources"] if one["name"] == "targets")
    (column,) = (one for one in table["schema"]["fields"] if one["name"] == "value_si")
    column["description_en"] = "The value that was reached."


@way(
    "datapackage.json",
    "descriptor",
    "datapackage.json, resources[targets].schema.fields[value_si].description_en: expected",
)
def a_description(copy):
    copy.edit_json("datapackage.json", describe_anew)


@way(
    "source/datapackage.json",
    "parquet",
    "parquet/targets.parquet, column value_si, description_en: expected 'The value that was",
)
def a_description_and_where_it_comes_from(copy):
    copy.edit_contract(describe_anew)


@way(
    "datapackage.json",
    "parquet",
    "parquet/tasks.parquet, column ordinal: expected string not null, found int64 not null",
)
def a_type(copy):
    def change(descriptor):
        (table,) = (one for one in descriptor["resources"] if one["name"] == "tasks")
        (column,) = (one for one in table["schema"]["fields"] if one["name"] == "ordinal")
        column["type"] = "string"
        column.get("constraints", {}).pop("minimum", None)

    copy.edit_contract(change)


@way("datapackage.json", "descriptor", "datapackage.json, table tasks, column title: type has to be one of")
def a_type_that_there_is_not(copy):
    def change(descriptor):
        (table,) = (one for one in descriptor["resources"] if one["name"] == "tasks")
        (column,) = (one for one in table["schema"]["fields"] if one["name"] == "title")
        column["type"] = "anything"

    copy.edit_contract(change)


@way("datapackage.json", "files", "kouan-2999.1.0.zip: expected this file, found none")
def the_version(copy):
    copy.edit_contract(lambda descriptor: descriptor.update(version="2999.1.0"))


@way("CITATION.cff", "pages", "CITATION.cff, line ")
def the_version_that_is_cited(copy):
    copy.replace("CITATION.cff", f"version: {VERSION}", "version: 2999.1.0")


@way("source/CHANGELOG.md", "pages", "NOTES.html, line ")
def what_has_changed(copy):
    copy.replace("source/CHANGELOG.md", f"## {VERSION} (20", f"## {VERSION} (19")


@way(
    "croissant.json",
    "descriptions",
    "croissant.json, recordSet[targets].field[targets/char_start].unitText: expected 'character'",
)
def a_unit_in_croissant(copy):
    def change(content):
        (table,) = (one for one in content["recordSet"] if one["@id"] == "targets")
        (field,) = (one for one in table["field"] if one["@id"] == "targets/char_start")
        field["unitText"] = "byte"

    copy.edit_json("croissant.json", change)


@way("schema.jsonld", "descriptions", "schema.jsonld, hasPart[#documents].license[0]: expected")
def the_licence_in_schema_org(copy):
    copy.replace("schema.jsonld", "creativecommons.org/licenses/by/4.0", "creativecommons.org/licenses/by-nc/4.0", -1)


@way("dcat.jsonld", "descriptions", "dcat.jsonld, ")
def a_title_in_dcat(copy):
    copy.replace("dcat.jsonld", "口岸规划开放数据", "口岸规划数据")


@way("csvw.json", "descriptions", "csvw.json, ")
def a_type_in_csvw(copy):
    copy.replace("csvw.json", '"integer"', '"string"')


@way("dictionary.en.md", "pages", "dictionary.en.md, line ")
def a_description_in_the_dictionary(copy):
    copy.replace("dictionary.en.md", "code points", "bytes")


@way("NOTES.md", "pages", "NOTES.md, line ")
def a_figure_in_the_notes(copy):
    rows = f"{len(copy.rows('passages')):,}"
    copy.replace("NOTES.md", f"| {rows} |", f"| 1{rows} |")


@way("README.md", "pages", "README.md, line ")
def the_licence_in_the_readme(copy):
    copy.replace("README.md", "[CC-BY-4.0]", "[CC0-1.0]")


@way("NOTES.html", "pages", "NOTES.html, line ")
def a_figure_in_the_notes_for_browsers(copy):
    copy.replace("NOTES.html", "100.0 %", "99.0 %")


@way("sbom.cdx.json", "bill", "sbom.cdx.json, components[click].")
def a_licence_in_the_bill(copy):
    def change(bill):
        (one,) = (one for one in bill["components"] if one["name"] == "click")
        one["licenses"] = [{"license": {"id": "MIT"}}]

    copy.edit_json("sbom.cdx.json", change)


@way("source/requirements.txt", "bill", "sbom.cdx.json, components[click].")
def a_hash_of_a_library(copy):
    text = (copy.folder / "source/requirements.txt").read_text(encoding="utf-8")
    digest = text.partition("\nclick==")[2].partition("sha256:")[2][:64]
    copy.replace("source/requirements.txt", digest, "0" * 64)


@way("source/requirements.txt", "bill", "source/requirements.txt: click ")
def a_library_without_hashes(copy):
    text = (copy.folder / "source/requirements.txt").read_text(encoding="utf-8")
    rest = text[text.index("\nclick==") :]
    hashes = rest[rest.index("    --hash") : rest.index("    # via")]
    copy.replace("source/requirements.txt", hashes, "")


# What changed since the last release


@way("diff.json", "diff", "diff.json, tables[documents].status: expected 'added', found 'kept'")
def the_first_release_is_said_not_to_be(copy):
    copy.replace("diff.json", '"status": "added"', '"status": "kept"')


@way("diff.txt", "diff", "diff.txt, line ")
def the_comparison_as_text(copy):
    copy.replace("diff.txt", "is the first release", "is the second release")


@way("diff.html", "diff", "diff.html, line ")
def the_comparison_as_a_page(copy):
    copy.replace("diff.html", "</body>", "<script>alert(1)</script></body>")


# Files


@way("csv/extra.csv", "files", "csv/extra.csv: no release has such a file")
def a_file_added(copy):
    copy.put("csv/extra.csv", "a,b\n")


@way(".htaccess", "files", ".htaccess: no release has such a file")
def a_hidden_file_added(copy):
    copy.put(".htaccess", "Redirect / /")


@way("parquet/tasks.parquet", "files", "parquet/tasks.parquet: expected this file, found none")
def a_file_removed(copy):
    (copy.folder / "parquet/tasks.parquet").unlink()


@way("diff.html", "files", "diff.html: expected this file, found none")
def a_page_removed(copy):
    (copy.folder / "diff.html").unlink()


@way("csv/issues.csv", "sums", "csv/issues.csv: expected a file, found a link")
def a_file_that_lies_elsewhere(copy):
    (copy.folder / "csv/issues.csv").rename(copy.folder.parent / "issues.csv")
    (copy.folder / "csv/issues.csv").symlink_to(copy.folder.parent / "issues.csv")


@way(
    "source/datasets/curation/ah-yrd-2022.yml",
    "rebuild",
    "csv/project_mentions.csv, row ah-yrd-2022.34.nanjing-hangzhou-second-",
)
def a_correction(copy):
    copy.replace("source/datasets/curation/ah-yrd-2022.yml", "action: build", "action: apply")


@way(
    "source/datasets/reference/units.csv",
    "rules",
    "csv/targets.csv, row ah-ports-2022.t5, column value_si: 235.0 万标箱 is worth",
)
def a_list_kept_by_hand(copy):
    copy.replace("source/datasets/reference/units.csv", "\n标箱,1,TEU", "\n标箱,2,TEU")


@pytest.mark.parametrize("name", WAYS)
def test_it_is_found_out_by_its_sum(copy, name):
    WAYS[name].do(copy)
    found = found_by(copy, "sums")
    assert any(one.startswith(f"{WAYS[name].file}:") for one in found), found


@pytest.mark.parametrize("name", WAYS)
def test_it_is_found_out_though_sums_were_recomputed(copy, name):
    WAYS[name].do(copy)
    copy.sum_up()
    if WAYS[name].check != "sums":
        assert not found_by(copy, "sums")
    found = found_by(copy, WAYS[name].check)
    assert found
    assert found[0].startswith(WAYS[name].says), found[0]
