"""Addresses of rows, tables, questions and places in documents do not depend on what else a build holds."""

import asyncio
import csv
import json
import re

from kouan.serve import make_site

SMALL = "nm-ports-2022"


def read(project, table):
    with (project.datasets / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_rows_of_a_document_have_the_same_ids_and_spans_whatever_else_there_is(small, parsed, package):
    """One document built alone, and the same among five."""
    compared = 0
    for table in package.tables:
        if "document_id" not in table.column_names or table.name in {"quality", "issues"}:
            continue
        columns = [*table.primary_key, *(name for name in ("char_start", "char_end") if name in table.column_names)]
        alone = [tuple(row[name] for name in columns) for row in read(small, table.name)]
        among = [row for row in parsed[table.name] if row["document_id"] == SMALL]
        assert alone == [tuple("" if row[name] is None else str(row[name]) for name in columns) for row in among]
        compared += len(alone)
    assert compared > 400


def test_bodies_ports_and_projects_have_the_same_ids(small, parsed):
    for table, key in (("agencies", "agency_id"), ("ports", "port_id"), ("projects", "project_id")):
        alone = {row[key] for row in read(small, table)}
        assert alone
        assert alone <= {row[key] for row in parsed[table]}


def test_tables_and_questions_have_the_same_names(small, build):
    def names(folder):
        about = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))["databases"]["kouan"]
        return list(about["tables"]), list(about["queries"])

    assert names(small.build) == names(build)


def test_a_place_in_a_document_has_the_same_address(small, get):
    """The link of a row's page to its place in the document, by the characters of the file."""
    site = make_site(small.build)
    for path in (f"/kouan/tasks/{SMALL}.5", f"/en/kouan/tasks/{SMALL}.32"):
        links = [
            set(re.findall(r'href="([^"]*/-/document/[^"]*)"', answer.text))
            for answer in (asyncio.run(site.client.get(path)), get(path))
        ]
        assert links[0] == links[1]
        (place,) = {link.replace("&amp;", "&") for link in links[0] if "#c" in link}
        start, end = re.search(r"#c(\d+)-(\d+)$", place).groups()
        row = next(row for row in read(small, "tasks") if row["task_id"] == path.rpartition("/")[2])
        assert (start, end) == (row["char_start"], row["char_end"])
