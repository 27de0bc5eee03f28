"""Rows put into the text of a list: in their place, with nothing else changed."""

import csv
import io

import pytest

from kouan.add.lists import with_rows

SORTED = 'port_id,name\nceke,策克口岸\n"mandula","满都拉,口岸"\n'


def test_a_sorted_list_stays_sorted():
    added = with_rows(SORTED, [{"port_id": "zz", "name": "丙"}, {"port_id": "erenhot", "name": "二连,口岸"}])
    assert added == 'port_id,name\nceke,策克口岸\nerenhot,"二连,口岸"\n"mandula","满都拉,口岸"\nzz,丙\n'


def test_any_other_list_gets_its_rows_at_the_end():
    unsorted = "alias_id,alias\nb.1,乙\na.1,甲\n"
    assert with_rows(unsorted, [{"alias_id": "aa.1", "alias": "丙"}]) == f"{unsorted}aa.1,丙\n"
    assert with_rows(SORTED, [{"port_id": "a", "name": "甲"}], in_order=False) == f"{SORTED}a,甲\n"


def test_rows_of_one_key_keep_their_order():
    content = "document_id,table_name\nx,tasks\n"
    added = with_rows(content, [{"document_id": "y", "table_name": name} for name in ("b", "a")], in_order=False)
    assert added.endswith("y,b\ny,a\n")


def test_a_cell_may_hold_lines():
    content = 'key,note\na,"one\ntwo"\nc,\n'
    assert with_rows(content, [{"key": "b", "note": "x"}]) == 'key,note\na,"one\ntwo"\nb,x\nc,\n'


def test_a_column_that_the_list_lacks_is_added_to_every_row():
    content = 'key,name\na,"one\ntwo"\nc,丙\n'
    added = with_rows(content, [{"key": "b", "note": "to be reviewed"}])
    assert added == 'key,name,note\na,"one\ntwo",\nb,,to be reviewed\nc,丙,\n'


def test_a_list_of_its_header_alone():
    assert with_rows("key,name\n", [{"key": "a", "name": "甲"}]) == "key,name\na,甲\n"
    assert with_rows("key,name", [{"key": "a"}]) == "key,name\na,\n"


def test_no_rows_change_nothing():
    assert with_rows("key,name\r\n", []) == "key,name\r\n"


@pytest.mark.parametrize("name", ["agencies", "agency_aliases", "ports", "projects", "documents", "expected"])
def test_real_lists_keep_every_row(data, reference, name):
    content = (data.datasets / "reference" / f"{name}.csv").read_text(encoding="utf-8")
    header = content.split("\n", 1)[0].split(",")
    added = list(csv.DictReader(io.StringIO(with_rows(content, [{header[0]: "kouan", "note": "new"}]))))
    new = [row for row in added if row["note"] == "new"]
    assert len(new) == 1
    assert [{key: row[key] for key in header} for row in added if row["note"] != "new"] == [
        {key: row[key] for key in header} for row in reference[name]
    ]
