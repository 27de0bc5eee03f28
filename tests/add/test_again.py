"""A document that is taken out of the project and added again gives the tables that it gave before."""

import pytest

from kouan.build import build, make_tables, read_documents
from kouan.errors import KouanError

KNOWN = "nm-ports-2022"
LISTS = {"agencies": "agency_aliases", "ports": "port_aliases", "projects": "project_aliases"}
KEYS = {"agencies": "agency_id", "ports": "port_id", "projects": "project_id"}


def without(row, names):
    return {name: value for name, value in row.items() if name not in names}


def tables_of(project, package, corrections=()):
    lists = project.reference()
    return make_tables(read_documents(project, lists), lists, package, corrections)


@pytest.fixture(scope="module")
def again(copy_data, take_out, add_to, tmp_path_factory):
    """The whole project with the document added anew. Not to be changed."""
    whole = copy_data(tmp_path_factory.mktemp("whole") / "project")
    result = add_to(whole, take_out(whole), "--title-en", "Measures")
    assert result.exit_code == 0, result.output
    return whole


def test_its_tables_are_those_that_code_read_before(again, package, parsed):
    """All but its English title, and the ids of projects that no correction names any more."""
    tables = tables_of(again, package)
    for name in ("documents", "document_agencies", "passages", "tasks", "task_assignments", "targets", "port_mentions"):
        found, before = ([row for row in made[name] if row["document_id"] == KNOWN] for made in (tables, parsed))
        assert [without(row, {"title_en"}) for row in found] == [without(row, {"title_en"}) for row in before], name
    own = ("project_id", "project_mention_id")
    found, before = (
        [row for row in made["project_mentions"] if row["document_id"] == KNOWN] for made in (tables, parsed)
    )
    assert [without(row, own) for row in found] == [without(row, own) for row in before]
    assert [row for row in tables["issues"] if row["severity"] == "error"] == []


def test_the_tables_of_other_documents_do_not_change(again, package, made):
    tables = tables_of(again, package, again.corrections())
    for table in package.tables:
        if "document_id" in table.column_names and table.name != "quality":
            others = [[row for row in one[table.name] if row["document_id"] != KNOWN] for one in (tables, made)]
            assert others[0] == others[1], table.name


def test_its_row_says_what_was_written_by_hand_before(again, reference):
    before = reference.index("documents", "document_id")[KNOWN]
    found = again.reference().index("documents", "document_id")[KNOWN]
    assert without(found, {"title_en", "source"}) == without(before, {"title_en", "source"})
    assert found["source"] == "to be reviewed: read by kouan add"


def review(row):
    """Do what a reviewer does: translate, and take the remark out."""
    done = {"name_en": row.get("name_en") or "Translated", "note": "", "source": ""}
    row.update({column: value for column, value in done.items() if column in row})
    return True


def test_what_only_it_named_is_proposed_and_builds_once_reviewed(project, add, take_out, edit, parsed):
    """Departments, ports and projects of its province are taken from the lists, too."""
    lists = project.reference()
    for name, key in KEYS.items():
        gone = {row[key] for row in lists[name] if row[key].startswith(("nm-", "ceke", "mandula"))}
        for table in (name, LISTS[name]):
            edit(project, table, lambda row, key=key, gone=gone: row[key] not in gone)
    edit(project, "projects", lambda row: not row["port_id"].startswith(("ceke", "mandula")))
    assert add(take_out(project), "--title-en", "Measures").exit_code == 0
    lists = project.reference()
    proposed = [row["name"] for name in KEYS for row in lists[name] if row.get("note", "").startswith("to be reviewed")]
    assert {"策克口岸", "满都拉口岸"} <= set(proposed)
    with pytest.raises(KouanError, match=r"is to be reviewed\. Look at its row in datasets/reference"):
        build(project, lambda _: None)
    for name in (*KEYS, "documents"):
        edit(project, name, review)
    tables = build(project, lambda _: None)
    columns = ("task_id", "clause", "ordinal", "role", "mention", "char_start", "char_end")
    found, before = (
        [[row[one] for one in columns] for row in made["task_assignments"] if row["document_id"] == KNOWN]
        for made in (tables, parsed)
    )
    assert found == before
