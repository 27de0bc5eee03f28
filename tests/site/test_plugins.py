"""Each plugin by itself, on a database that knows nothing of Kouan."""

import asyncio
import sqlite3

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

import kouan.serve
from kouan.publish.fulltext import index_text

SITE = kouan.serve._SITE

SCHEMA = """
create table kinds (kind_id text primary key, name text);
create table things (thing_id text primary key, kind_id text references kinds (kind_id), state text, is_old integer);
create table pairs (a text, b text, kind_id text references kinds (kind_id), primary key (a, b));
create table "odd table" ("odd id" text primary key, "of" text references kinds (kind_id));
create view thing_list as select thing_id, kind_id, state from things;
insert into kinds values ('k.1', 'Kind <b>one</b>'), ('k/2', null), ('csv', 'table');
insert into things values ('t.1', 'k.1', 'new', 1), ('t.csv', 'k/2', 'old', 0), ('a.b.c', 'gone', null, null);
insert into pairs values ('x.y', 'z', 'k.1');
insert into "odd table" values ('o.1', 'csv');
"""


@pytest.fixture
def make(tmp_path):
    connection = sqlite3.connect(tmp_path / "small.db")
    connection.executescript(SCHEMA)
    connection.execute('create virtual table things_fts using fts5(state, content="things", tokenize="ascii")')
    connection.execute("insert into things_fts (rowid, state) values (1, ?)", [index_text("口岸开放")])
    connection.commit()
    connection.close()

    def site(**options):
        return Datasette(
            immutables=[str(tmp_path / "small.db")],
            plugins_dir=str(SITE / "plugins"),
            **{"template_dir": str(SITE / "templates"), **options},
        )

    return site


def get(site, path):
    return asyncio.run(site.client.get(path))


METADATA = {
    "license": "CC0",
    "license_url": "https://example.org/",
    "source": "us",
    "rights": ["权利", "rights"],
    "databases": {
        "small": {
            "plugins": {"code-labels": {"state": {"new": ["新", "brand <i>new</i>"]}}},
            "queries": {
                "by_state": {
                    "sql": "select thing_id, state, is_old from things where state = coalesce(nullif(:state, ''), 'new')",
                    "params": ["state"],
                    "parameters": {"state": {"default": "new"}},
                },
                "plain": "select thing_id, kind_id from things where thing_id = :id",
            },
            "tables": {"things": {"plugins": {"code-labels": {"is_old": {"1": ["是", "yes"], "0": ["否", "no"]}}}}},
        }
    },
}


@pytest.mark.parametrize("base_url", ["/", "/data/"])
@pytest.mark.parametrize("key", ["t.1", "t.csv", "a.b.c"])
def test_dotted_ids_stand_in_addresses(make, base_url, key):
    site = make(settings={"base_url": base_url}, metadata=METADATA)
    if key != "t.csv":
        assert get(site, f"/small/things/{key}").status_code == 200
    assert get(site, f"/small/things/{key}.json").json()["primary_key_values"] == [key]
    assert get(site, f"/small/things/{key.replace('.', '~2E')}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/small.json", "/small/things.json", "/small/things.csv", "/-/static/app.css", "/.json"]
)
def test_other_addresses_stay_as_they_are(make, path):
    assert get(make(metadata=METADATA), path).status_code == 200


def test_composite_keys_keep_their_commas(make):
    assert get(make(metadata=METADATA), "/small/pairs/x.y,z.json").json()["primary_key_values"] == ["x.y", "z"]


def test_row_labels_are_escaped_links(make):
    page = BeautifulSoup(get(make(metadata=METADATA), "/small/things/t.1").text, "html.parser")
    link = page.select_one(".col-kind_id a")
    assert link.get_text() == "Kind <b>one</b>"
    assert link["href"] == "/small/kinds/k~2E1"


def test_row_labels_of_odd_names(make):
    page = BeautifulSoup(get(make(metadata=METADATA), "/small/odd~20table/o.1").text, "html.parser")
    assert page.select_one(".record a")["href"] == "/small/kinds/csv"


@pytest.mark.parametrize("key", ["t.csv", "a.b.c"])
def test_a_row_without_a_label_shows_the_value(make, key):
    """The row referred to has no name, or does not exist."""
    page = BeautifulSoup(get(make(metadata=METADATA), f"/small/things/{key.replace('.', '~2E')}").text, "html.parser")
    assert page.select_one(".col-kind_id .value").get_text(strip=True) in {"k/2", "gone"}


def test_a_row_that_is_not_there_is_not_found(make):
    assert get(make(metadata=METADATA), "/small/things/nosuch").status_code == 404


def test_code_labels_are_escaped_and_keep_the_code(make):
    site = make(metadata=METADATA)
    page = BeautifulSoup(get(site, "/small/by_state").text, "html.parser")
    cell = page.select_one("td.col-state")
    assert cell.get_text(" ").split() == ["新", "new"]
    assert cell.span["title"] == "brand <i>new</i>"
    # A table that has labels of its own has no others, and a value without one is shown as it is.
    page = BeautifulSoup(get(site, "/small/things").text, "html.parser")
    assert [cell.get_text(" ").split() for cell in page.select("td.col-state")] == [[], ["new"], ["old"]]
    assert [cell.get_text(" ").split() for cell in page.select("td.col-is_old")] == [[], ["是", "1"], ["否", "0"]]


def test_ids_in_views_and_queries_are_links(make):
    site = make(metadata=METADATA)
    for path in ("/small/thing_list", "/small/by_state", "/small?sql=select+*+from+things"):
        page = BeautifulSoup(get(site, path).text, "html.parser")
        assert "/small/things/t~2E1" in {link["href"] for link in page.select("td.col-thing_id a")}


def test_boxes_are_filled_with_defaults(make):
    site = make(metadata=METADATA)
    box = BeautifulSoup(get(site, "/small/by_state").text, "html.parser").select_one("input[name=state]")
    assert box["value"] == "new"
    box = BeautifulSoup(get(site, "/small/by_state?state=old").text, "html.parser").select_one("input[name=state]")
    assert box["value"] == "old"
    assert get(site, "/small/plain?id=t.1").status_code == 200


def test_chinese_search_wants_no_more_than_an_index_of_pairs(make):
    site = make(metadata=METADATA)
    for query, rows in (("口岸", 1), ("岸开", 1), ("开", 1), ("铁路", 0), ('"', 0)):
        assert get(site, f"/small/things.json?_search={query}").json()["filtered_table_rows_count"] == rows
    answer = get(site, "/small.json?sql=select escape_fts(null) as a, escape_fts(12) as b&_shape=objects")
    assert answer.json()["rows"] == [{"a": '""', "b": '"12"'}]


def test_limits_leave_ordinary_queries_alone(make):
    site = make(metadata=METADATA)
    assert get(site, "/small.json?sql=select length(zeroblob(3000000))").status_code == 200
    assert get(site, "/small.json?sql=select length(zeroblob(5000000))").status_code == 400


def test_without_metadata_pages_work_all_the_same(make):
    site = make(template_dir=None)
    for path in ("/", "/small", "/small/things", "/small/things/t.1", "/small/thing_list", "/nosuch"):
        assert get(site, path).status_code in {200, 404}
