"""Every page shows what the contract says of it, in its language, and the data as they are."""

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup

from kouan.publish.site import METADATA_FILES
from kouan.schema import load_package

from .conftest import PROJECT, page_text, plain

TABLES = load_package(PROJECT / "datapackage.json").tables
VIEW_NAMES = ("who_answers_for_what", "targets_side_by_side", "port_overview", "project_overview")


@pytest.fixture(scope="module")
def metadata(build, t):
    """What the metadata says of the database in the language."""
    return json.loads((build / METADATA_FILES[t.code]).read_text(encoding="utf-8"))["databases"]["kouan"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_table_page_shows_titles_and_descriptions(get, table, t):
    page = get(f"{t.address}kouan/{table.name}")
    text = page_text(page)
    assert page.status_code == 200
    assert f"<h1>{t(table.title, table.title_en)}</h1>" in page.text
    said, _, limits = t(table.description, table.description_en).partition(t("注意：", "Note: "))
    assert plain(said) in text
    note = BeautifulSoup(page.text, "html.parser").select_one(".note")
    assert plain(limits[1:]) in plain(note.get_text())
    for column in table.columns:
        assert t(column.title, column.title_en) in text
        assert plain(t(column.description, column.description_en)) in text, column.name


@pytest.mark.parametrize("name", VIEW_NAMES)
def test_view_page_shows_titles_and_descriptions(get, database, metadata, name, t):
    page = get(f"{t.address}kouan/{name}")
    text = page_text(page)
    assert page.status_code == 200
    about = metadata["tables"][name]
    assert about["title"] in text
    columns = [row["name"] for row in database.execute(f"pragma table_info({name})")]
    assert list(about["columns"]) == columns
    for said in about["columns"].values():
        assert plain(said) in text


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_row_page_shows_a_record_with_titles_and_labels(get, database, package, table, t):
    key = table.primary_key[0]
    row = database.execute(f"select * from {table.name} order by rowid desc limit 1").fetchone()
    page = get(f"{t.address}kouan/{table.name}/{row[key]}")
    text = page_text(page)
    assert page.status_code == 200
    assert t(table.title, table.title_en) in BeautifulSoup(page.text, "html.parser").h1.get_text()
    for column in table.columns:
        for said in (t(column.title, column.title_en), t(column.description, column.description_en)):
            assert plain(said) in text, column.name
        if isinstance(row[column.name], str):
            assert plain(row[column.name]) in text, column.name
    for reference in table.foreign_keys:
        if row[reference.column] is not None:
            assert label(database, package, reference, row[reference.column], t) in text


def label(database, package, reference, value, t):
    """The name or title of the row that a foreign key points at, in the language where it has one."""
    columns = package.table(reference.table).column_names
    column = "name" if "name" in columns else "title"
    column = t(column, f"{column}_en" if f"{column}_en" in columns else column)
    query = f"select {column} from {reference.table} where {reference.reference} = ?"
    return plain(database.execute(query, (value,)).fetchone()[0])


@pytest.mark.parametrize("table", [table for table in TABLES if table.foreign_keys], ids=lambda table: table.name)
def test_foreign_keys_are_labels_with_links(get, database, package, table, t):
    page = BeautifulSoup(get(f"{t.address}kouan/{table.name}?_size=20").text, "html.parser")
    rows = get(f"/kouan/{table.name}.json?_size=20&_shape=objects").json()["rows"]
    for reference in table.foreign_keys:
        cells = page.select(f"td.col-{reference.column}")
        assert len(cells) == len(rows)
        for cell, row in zip(cells, rows, strict=True):
            if row[reference.column] is None:
                continue
            link = cell.find("a")
            assert plain(link.get_text()) == label(database, package, reference, row[reference.column], t)
            target = link["href"].replace("~2E", ".")
            assert target == f"{t.address}kouan/{reference.table}/{row[reference.column]}"


def test_labels_come_with_json_when_asked_for(get):
    row = get("/kouan/task_assignments.json?_labels=on&_size=1&_shape=objects").json()["rows"][0]
    assert row["document_id"]["label"] != row["document_id"]["value"]


@pytest.mark.parametrize("name", [*(table.name for table in TABLES), *VIEW_NAMES])
def test_all_rows_can_be_asked_for_at_once(get, database, name):
    rows = get(f"/kouan/{name}.json?_size=max&_shape=array").json()
    assert len(rows) == database.execute(f"select count(*) from {name}").fetchone()[0]
    assert get(f"/kouan/{name}.json?_size=max").json()["next"] is None
    assert get(f"/en/kouan/{name}.json?_size=max&_shape=array").json() == rows


@pytest.mark.parametrize("size", ["", "&_size=97"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_paging_in_the_default_order_meets_every_row_once(get, database, table, size):
    key = table.primary_key[0]
    path, seen = f"/kouan/{table.name}.json?_shape=objects{size}", []
    while path:
        page = get(path).json()
        seen += [row[key] for row in page["rows"]]
        path = (page["next_url"] or "").removeprefix("http://localhost")
    assert sorted(seen) == sorted(row[0] for row in database.execute(f"select {key} from {table.name}"))


@pytest.mark.parametrize("order", ["_sort", "_sort_desc"])
@pytest.mark.parametrize(("table", "column"), [("passages", "kind"), ("project_mentions", "action")])
def test_paging_meets_every_row_once_where_many_are_alike(get, database, table, column, order):
    (count,) = database.execute(f"select count(*) from {table}").fetchone()
    (key,) = (each.primary_key[0] for each in TABLES if each.name == table)
    asked, seen = f"{order}={column}&_size=37", []
    path = f"/kouan/{table}.json?_shape=objects&{asked}"
    while path:
        page = get(path).json()
        seen += [row[key] for row in page["rows"]]
        path = (page["next_url"] or "").removeprefix("http://localhost")
    assert len(seen) == len(set(seen)) == count
    lines = get(f"/kouan/{table}.csv?{order}={column}").text.splitlines()
    assert len(list(csv.DictReader(lines))) == count


@pytest.mark.parametrize("name", [*(table.name for table in TABLES), *VIEW_NAMES])
def test_pages_have_their_size_facets_and_order(get, metadata, name, t):
    about = metadata["tables"][name]
    page = get(f"{t.address}kouan/{name}.json?_shape=objects").json()
    assert len(page["rows"]) == min(about.get("size", 50), page["filtered_table_rows_count"])
    assert list(page["facet_results"]) == about["facets"]
    sort = about.get("sort") or about.get("sort_desc")
    if sort:
        values = [row[sort] for row in page["rows"] if row[sort] is not None]
        assert values == sorted(values, reverse="sort_desc" in about)


def test_csv_gives_all_rows_as_they_are(get, database):
    response = get("/kouan/tasks.csv?_stream=1&_size=max")
    rows = list(csv.DictReader(io.StringIO(response.text)))
    found = {row["task_id"]: row["text"] for row in rows}
    assert found == {row["task_id"]: row["text"] for row in database.execute("select task_id, text from tasks")}


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/kouan/tasks/ah-ports-2022.4", "ah-ports-2022.4"),
        ("/kouan/tasks/ah-ftz-2021.109.2", "ah-ftz-2021.109.2"),
        ("/kouan/task_assignments/ah-ports-2022.2.c1.3", "ah-ports-2022.2.c1.3"),
        ("/kouan/documents/nm-ports-2022", "nm-ports-2022"),
    ],
)
def test_a_row_has_its_id_as_its_address(get, path, key):
    assert key in page_text(get(path))
    assert get(f"{path}.json").json()["primary_key_values"] == [key]
    encoded = path.rpartition("/")[0] + "/" + key.replace(".", "~2E")
    assert get(encoded).status_code == 200
    assert get(f"{encoded}.json?_shape=objects").json()["rows"] == get(f"{path}.json?_shape=objects").json()["rows"]


@pytest.mark.parametrize("path", ["/kouan/tasks/no.such.row", "/kouan/tasks/no.such.row.json", "/kouan/nosuch/a.b"])
def test_a_row_that_is_not_there_is_not_found(get, path):
    assert get(path).status_code in {400, 404}


KINDS_OF_PAGE = (
    "?_lang=zh",
    "kouan",
    "kouan/tasks",
    "kouan/divisions",
    "kouan/tasks/ah-ports-2022.4",
    "kouan/port_overview",
    "kouan/who_leads_what",
    "kouan?sql=select+1",
    "kouan/nosuch",
    "kouan?sql=drop+table+tasks",
)


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_every_page_names_licence_source_and_attribution(get, path, t):
    page = get(t.address + path)
    text = page_text(page)
    assert "CC BY 4.0" in text
    assert "https://creativecommons.org/licenses/by/4.0/" in page.text
    assert t("来源：", "Source: ") in text
    assert t("第五条", "Copyright Law of China, article 5") in text
    assert "GeoNames" in text
    assert "airportsdata" in text


def test_a_table_from_elsewhere_names_its_own_source(get, t):
    assert "GB/T 2260" in page_text(get(f"{t.address}kouan/divisions")).partition(t("来源：", "Source: "))[2]


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_no_page_loads_anything_from_elsewhere(get, path, t):
    page = BeautifulSoup(get(t.address + path).text, "html.parser")
    loaded = [tag["src"] for tag in page.select("script[src], img[src], iframe[src]")]
    loaded += [tag["href"] for tag in page.select("link[rel=stylesheet]")]
    assert loaded
    for address in loaded:
        assert address.startswith("/")
        assert not address.startswith("//")
        assert get(address).status_code == 200, address


def test_json_names_licence_and_source(get):
    answer = get("/kouan/tasks.json?_size=1").json()
    assert answer["license"].startswith("CC BY 4.0")
    assert answer["source"]


def test_database_page_lists_tables_views_and_questions_by_title(get, metadata, t):
    page = get(f"{t.address}kouan")
    text = page_text(page)
    for about in [*metadata["tables"].values(), *metadata["queries"].values()]:
        assert plain(about["title"]) in text
        assert plain(about["summary"]) in text
    assert "kouan.db" in text
    assert 'name="sql"' in page.text


def test_codes_are_shown_with_what_they_mean(get, t):
    page = BeautifulSoup(get(f"{t.address}kouan/task_assignments?role=lead&_size=1").text, "html.parser")
    assert page.select_one("td.col-role").get_text(" ").split() == t(["牵头", "lead"], ["lead"])
    assert page.select_one("#facet-role li strong").get_text() == t("牵头", "lead")


def test_codes_stay_codes_in_json(get):
    row = get("/kouan/task_assignments.json?role=lead&_size=1&_shape=objects").json()["rows"][0]
    assert row["role"] == "lead"


def test_ids_in_views_link_to_their_rows(get):
    page = BeautifulSoup(get("/kouan/who_answers_for_what?_size=1").text, "html.parser")
    address = page.select_one("td.col-task_id a")["href"]
    assert address.startswith("/kouan/tasks/")
    assert get(address).status_code == 200


def test_a_page_says_when_it_has_not_all_rows_and_links_to_them(get, database, t):
    total = database.execute("select count(*) from tasks where document_id = 'ah-ftz-2021'").fetchone()[0]
    page = BeautifulSoup(get(f"{t.address}kouan/tasks?document_id=ah-ftz-2021&_size=7").text, "html.parser")
    notice = page.select_one(".rows-cut")
    assert plain(notice.get_text()).startswith(
        t(f"这一页有 7 行，一共 {total} 行。", f"This page has 7 rows of {total}.")
    )
    for link in notice.select("a"):
        answer = get(link["href"])
        assert answer.status_code == 200
        if ".json" in link["href"]:
            assert len(answer.json()["rows"]) == total
        elif ".csv" in link["href"] or ".excel" in link["href"]:
            assert len(list(csv.DictReader(io.StringIO(answer.text)))) == total
        else:
            assert len(BeautifulSoup(answer.text, "html.parser").select(".rows-and-columns tbody tr")) == total


def test_a_page_with_all_rows_says_nothing_of_more(get, t):
    assert not BeautifulSoup(get(f"{t.address}kouan/documents").text, "html.parser").select(".rows-cut")


def test_a_query_that_was_cut_says_so(get, site, t):
    page = BeautifulSoup(get(f"{t.address}kouan?sql=select+a.rowid+from+passages+a,+passages+b").text, "html.parser")
    limit = f"{site.zh.setting('max_returned_rows'):,}"
    assert limit in page.select_one(".rows-cut").get_text()
    assert get(page.select_one(".rows-cut a")["href"]).status_code == 200


def test_links_to_csv_on_pages_give_all_rows(get, database):
    page = BeautifulSoup(get("/kouan/tasks").text, "html.parser")
    link = next(link["href"] for link in page.select(".export-links a") if ".csv" in link["href"])
    assert (
        len(list(csv.DictReader(io.StringIO(get(link).text))))
        == database.execute("select count(*) from tasks").fetchone()[0]
    )


def test_rows_are_described_in_words(get, t):
    path = "kouan/targets?comparator=ge&quote__contains=合肥&_search=口岸&_sort_desc=char_start"
    heading = BeautifulSoup(get(t.address + path).text, "html.parser").select_one("h2.count").get_text()
    for word in t(
        ("有“口岸”", "比较方式 = 不少于", "引文 包含 合肥", "从大到小排序"),
        ("“口岸” is found", "Comparator = at least"),
    ):
        assert word in heading
