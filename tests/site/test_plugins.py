"""Each plugin by itself, on a database that knows nothing of Kouan."""

import asyncio
import csv
import io
import json
import sqlite3
from importlib.util import module_from_spec, spec_from_file_location
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st

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


def plugin(name):
    """The module of a plugin, for its functions."""
    spec = spec_from_file_location(name, SITE / "plugins" / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def get(site, path):
    return asyncio.run(site.client.get(path))


METADATA = {
    "license": "CC0",
    "license_url": "https://example.org/",
    "source": "us",
    "rights": "权利",
    "plugins": {"languages": {"language": "zh"}},
    "databases": {
        "small": {
            "plugins": {"code-labels": {"state": {"new": "全<i>新</i>"}}},
            "queries": {
                "by_state": {
                    "sql": "select thing_id, state, is_old from things where state = coalesce(nullif(:state, ''), 'new')",
                    "params": ["state"],
                    "parameters": {"state": {"default": "new"}},
                },
                "plain": "select thing_id, kind_id from things where thing_id = :id",
            },
            "tables": {"things": {"plugins": {"code-labels": {"is_old": {"1": "是", "0": "否"}}}}},
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


def test_a_row_without_a_name_is_called_by_its_id_in_tables(make):
    page = BeautifulSoup(get(make(metadata=METADATA), "/small/things?_sort=thing_id").text, "html.parser")
    cells = [" ".join(cell.get_text(" ").split()) for cell in page.select("td.col-kind_id")]
    assert cells == ["gone", "Kind <b>one</b> k.1", "k/2"]
    assert page.select("td.col-kind_id a")[-1]["href"] == "/small/kinds/k~2F2"


def test_a_row_that_is_not_there_is_not_found(make):
    assert get(make(metadata=METADATA), "/small/things/nosuch").status_code == 404


def test_code_labels_are_escaped_and_keep_the_code(make):
    site = make(metadata=METADATA)
    page = BeautifulSoup(get(site, "/small/by_state").text, "html.parser")
    cell = page.select_one("td.col-state")
    assert cell.get_text(" ").split() == ["全<i>新</i>", "new"]
    # A table that has labels of its own has no others, and a value without one is shown as it is.
    page = BeautifulSoup(get(site, "/small/things").text, "html.parser")
    assert [cell.get_text(" ").split() for cell in page.select("td.col-state")] == [[], ["new"], ["old"]]
    assert [cell.get_text(" ").split() for cell in page.select("td.col-is_old")] == [[], ["是"], ["否"]]


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


def test_a_label_in_the_words_of_the_code_stands_alone(make):
    labels = {"databases": {"small": {"tables": {"things": {"plugins": {"code-labels": {"state": {"old": "old"}}}}}}}}
    page = BeautifulSoup(get(make(metadata=labels), "/small/things").text, "html.parser")
    assert [cell.get_text(" ").split() for cell in page.select("td.col-state")] == [[], ["new"], ["old"]]
    assert not page.select("td.col-state em")


def test_numbers_with_a_point_are_shown_as_people_write_them(make):
    page = get(make(metadata=METADATA), "/small?sql=select 2350000.0 as a, 0.6 as b, 11.25 as c, 2025 as d, -1e20 as e")
    cells = [cell.get_text() for cell in BeautifulSoup(page.text, "html.parser").select("tbody td")]
    assert cells == ["2,350,000", "0.6", "11.25", "2025", "-1e+20"]
    answer = get(make(metadata=METADATA), "/small.json?sql=select 2350000.0 as a&_shape=array")
    assert answer.text == '[{"a": 2350000.0}]'


def test_excel_gets_a_mark_and_no_formulas(make):
    sql = "select '=1+1' as a, '+口岸' as b, ' @x' as c, '-1' as d, -1 as e, null as f, '口岸, \"二\"' as g, x'ff' as \"=h\""
    answer = get(make(metadata=METADATA), f"/small.excel?sql={quote(sql)}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="small.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert header == ["a", "b", "c", "d", "e", "f", "g", "'=h"]
    assert row == ["'=1+1", "'+口岸", "' @x", "'-1", "-1", "", '口岸, "二"', "ff"]


def test_excel_of_a_table_has_all_its_rows_and_name(make):
    answer = get(make(metadata=METADATA), "/small/things.excel")
    assert answer.headers["content-disposition"] == 'attachment; filename="things.csv"'
    assert len(answer.text.splitlines()) == 4
    assert (
        get(make(metadata=METADATA), "/small/odd~20table.excel")
        .headers["content-disposition"]
        .endswith('"odd_table.csv"')
    )


def test_files_are_whole_unless_a_page_is_asked_for(make):
    site = make(metadata=METADATA, settings={"default_page_size": 1})
    for path, rows in (
        ("/small/things.csv", 3),
        ("/small/things.csv?state=new", 1),
        ("/small/things.excel", 3),
        ("/small/things.csv?_size=2", 2),
        ("/small/things.csv?_next=a~2Eb~2Ec", 1),
        ("/small/things.csv?_stream=1", 3),
        ("/small/thing_list.csv", 3),
        ("/small/by_state.csv", 1),
        ("/small.csv?sql=select+1", 1),
    ):
        assert len(get(site, path).text.splitlines()) == rows + 1, path
    assert len(get(site, "/small/things.json").json()["rows"]) == 1


def test_plain_csv_stays_plain(make):
    answer = get(make(metadata=METADATA), "/small.csv?sql=select '=1' as a, '口岸' as b")
    assert answer.content == "a,b\r\n=1,口岸\r\n".encode()


def test_json_is_chinese_and_otherwise_the_same(make):
    site = make(metadata=METADATA)
    sql = "select '口岸' as a, '\\u53e3' as b, 1.10 as c, 12345678901234567 as d, char(9, 0x2028, 0x1f600, 34, 92) as e"
    answer = get(site, f"/small.json?sql={quote(sql)}&_shape=array")
    assert "口岸" in answer.text
    assert "\\\\u53e3" in answer.text
    assert "1.1," in answer.text
    assert "12345678901234567" in answer.text
    assert answer.json()[0]["b"] == "\\u53e3"
    assert answer.json()[0]["e"] == '\t\u2028\U0001f600"\\'
    assert "\\u2028" in answer.text
    lines = get(site, f"/small.json?sql={quote(sql)}&_shape=array&_nl=on")
    assert "口岸" in lines.text
    assert lines.json() == answer.json()[0]


@given(
    st.recursive(
        st.none() | st.floats() | st.integers() | st.text(),
        lambda part: st.lists(part) | st.dictionaries(st.text(), part),
    )
)
def test_no_json_changes_its_meaning(content):
    readable = plugin("readable_json").readable_json
    before = json.dumps(content)
    after = readable(before.encode()).decode()
    assert json.dumps(json.loads(after)) == before
    assert readable(after.encode()).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r'"\u53e3\u5cb8"', '"口岸"'),
        (r'"\\u53e3"', r'"\\u53e3"'),
        (r'"\\\u53e3"', '"\\\\口"'),
        (r'"\u53e3\u0022\u005c"', r'"口\"\\"'),
        (r'"\ud83d\ude00"', '"😀"'),
        (r'"\ud83d"', r'"\ud83d"'),
        (r'"\u0000\u0022\u007f\u2029"', r'"\u0000\"\u007f\u2029"'),
        ('{"a": 1.0, "b":1e400}', '{"a": 1.0, "b":1e400}'),
    ],
)
def test_escapes_become_characters(before, after):
    assert plugin("readable_json").readable_json(before.encode()).decode() == after


def test_writing_is_refused_before_it_gets_anywhere(make):
    site = make(metadata=METADATA)
    for method in ("post", "put", "delete"):
        answer = asyncio.run(getattr(site.client, method)("/small/things"))
        assert answer.status_code == 405
        assert "只能读" in answer.text
    assert asyncio.run(site.client.options("/small/things")).status_code == 200


def test_pages_for_people_who_are_signed_in_are_closed(make):
    site = make(metadata=METADATA)
    for page in (
        "messages",
        "logout",
        "allow-debug",
        "patterns",
        "auth-token",
        "permissions",
        "threads",
        "threads.json",
    ):
        assert get(site, f"/-/{page}").status_code == 404, page
    assert get(site, "/-/versions.json").status_code == 200


def test_without_configuration_a_site_is_in_english(make):
    site = make()
    assert 'lang="en"' in get(site, "/small/things").text
    assert "Next page" in get(site, "/small/things?_size=1").text


def test_a_page_of_a_site_in_chinese_marks_english(make):
    page = BeautifulSoup(
        get(make(metadata=METADATA), "/small?sql=select 'name' as name_en, '名' as name").text, "html.parser"
    )
    assert page.html["lang"] == "zh"
    assert page.select_one("td.col-name_en")["lang"] == "en"
    assert "lang" not in page.select_one("td.col-name").attrs


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (["a", "name", "b", "name_en"], ["a", "name_en", "name", "b"]),
        (["name_en", "a"], ["name_en", "a"]),
        (["name_en", "name", "title", "title_en"], ["name_en", "name", "title_en", "title"]),
        (["name", "name_en", "name"], ["name", "name_en", "name"]),
    ],
)
def test_english_pages_show_english_columns_first(make, columns, shown):
    sql = ", ".join(f"{number} as {name}" for number, name in enumerate(columns))
    for metadata, order in ((METADATA, columns), (None, shown)):
        page = BeautifulSoup(get(make(metadata=metadata), f"/small?sql=select+{sql}").text, "html.parser")
        assert [head["class"][0].removeprefix("col-") for head in page.select("th[class^=col-]")] == order
        cells = {(cell["class"][0].removeprefix("col-"), cell.get_text()) for cell in page.select("tbody td")}
        assert cells == {(name, str(number)) for number, name in enumerate(columns)}


def test_without_metadata_pages_work_all_the_same(make):
    site = make(template_dir=None)
    for path in ("/", "/small", "/small/things", "/small/things/t.1", "/small/thing_list", "/nosuch"):
        assert get(site, path).status_code in {200, 404}
