"""Every page shows what the contract says of it, in both languages, and the data as they are."""

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup

from kouan.schema import load_package

from .conftest import PROJECT, page_text, plain

TABLES = load_package(PROJECT / "datapackage.json").tables
VIEW_NAMES = ("who_answers_for_what", "targets_side_by_side", "port_overview", "project_overview")


@pytest.fixture(scope="module")
def metadata(build):
    return json.loads((build / "metadata.json").read_text(encoding="utf-8"))["databases"]["kouan"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_table_page_shows_titles_and_descriptions(get, table):
    page = get(f"/kouan/{table.name}")
    text = page_text(page)
    assert page.status_code == 200
    for said in (table.title, table.title_en, table.description, table.description_en):
        assert plain(said) in text
    for column in table.columns:
        for said in (column.title, column.title_en, column.description, column.description_en):
            assert plain(said) in text, column.name


@pytest.mark.parametrize("name", VIEW_NAMES)
def test_view_page_shows_titles_and_descriptions(get, database, metadata, name):
    page = get(f"/kouan/{name}")
    text = page_text(page)
    assert page.status_code == 200
    about = metadata["tables"][name]
    assert about["title"] in text
    columns = [row["name"] for row in database.execute(f"pragma table_info({name})")]
    assert list(about["columns"]) == columns
    for said in about["columns"].values():
        assert plain(said) in text


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_row_page_shows_a_record_with_titles_and_labels(get, database, package, table):
    key = table.primary_key[0]
    row = database.execute(f"select * from {table.name} order by rowid desc limit 1").fetchone()
    if row is None:
        pytest.skip(f"the table {table.name} is empty")
    page = get(f"/kouan/{table.name}/{row[key]}")
    text = page_text(page)
    assert page.status_code == 200
    assert f"{table.title} {table.title_en}" in text
    for column in table.columns:
        for said in (column.title, column.title_en, column.description, column.description_en):
            assert plain(said) in text, column.name
        if isinstance(row[column.name], str):
            assert plain(row[column.name]) in text, column.name
    for reference in table.foreign_keys:
        if row[reference.column] is not None:
            assert label(database, package, reference, row[reference.column]) in text


def label(database, package, reference, value):
    """The name or title of the row that a foreign key points at."""
    columns = package.table(reference.table).column_names
    column = "name" if "name" in columns else "title"
    query = f"select {column} from {reference.table} where {reference.reference} = ?"
    return plain(database.execute(query, (value,)).fetchone()[0])


@pytest.mark.parametrize("table", [table for table in TABLES if table.foreign_keys], ids=lambda table: table.name)
def test_foreign_keys_are_labels_with_links(get, database, package, table):
    page = BeautifulSoup(get(f"/kouan/{table.name}?_size=20").text, "html.parser")
    rows = get(f"/kouan/{table.name}.json?_size=20&_shape=objects").json()["rows"]
    for reference in table.foreign_keys:
        cells = page.select(f"td.col-{reference.column}")
        assert len(cells) == len(rows)
        for cell, row in zip(cells, rows, strict=True):
            if row[reference.column] is None:
                continue
            link = cell.find("a")
            assert plain(link.get_text()) == label(database, package, reference, row[reference.column])
            target = link["href"].replace("~2E", ".")
            assert target == f"/kouan/{reference.table}/{row[reference.column]}"


def test_labels_come_with_json_when_asked_for(get):
    row = get("/kouan/task_assignments.json?_labels=on&_size=1&_shape=objects").json()["rows"][0]
    assert row["document_id"]["label"] != row["document_id"]["value"]


@pytest.mark.parametrize("name", [*(table.name for table in TABLES), *VIEW_NAMES])
def test_all_rows_can_be_asked_for_at_once(get, database, name):
    rows = get(f"/kouan/{name}.json?_size=max&_shape=array").json()
    assert len(rows) == database.execute(f"select count(*) from {name}").fetchone()[0]
    assert get(f"/kouan/{name}.json?_size=max").json()["next"] is None


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


@pytest.mark.parametrize("name", [*(table.name for table in TABLES), *VIEW_NAMES])
def test_pages_have_their_size_facets_and_order(get, metadata, name):
    about = metadata["tables"][name]
    page = get(f"/kouan/{name}.json?_shape=objects").json()
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
    "/",
    "/kouan",
    "/kouan/tasks",
    "/kouan/divisions",
    "/kouan/tasks/ah-ports-2022.4",
    "/kouan/port_overview",
    "/kouan/who_leads_what",
    "/kouan?sql=select+1",
    "/kouan/nosuch",
    "/kouan?sql=drop+table+tasks",
)


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_every_page_names_licence_source_and_attribution(get, path):
    page = get(path)
    text = page_text(page)
    assert "CC BY 4.0" in text
    assert "https://creativecommons.org/licenses/by/4.0/" in page.text
    assert "来源 Source:" in text
    assert "第五条" in text
    assert "Copyright Law of China, article 5" in text
    assert "GeoNames" in text
    assert "airportsdata" in text


def test_a_table_from_elsewhere_names_its_own_source(get):
    assert "GB/T 2260" in page_text(get("/kouan/divisions")).partition("来源 Source:")[2]


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_no_page_loads_anything_from_elsewhere(get, path):
    page = BeautifulSoup(get(path).text, "html.parser")
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


def test_database_page_lists_tables_views_and_questions_by_title(get, metadata):
    page = get("/kouan")
    text = page_text(page)
    for about in [*metadata["tables"].values(), *metadata["queries"].values()]:
        assert plain(about["title"]) in text
        for sentence in about["summary"]:
            assert plain(sentence) in text
    assert "kouan.db" in text
    assert 'name="sql"' in page.text


def test_codes_are_shown_with_what_they_mean(get):
    page = get("/kouan/task_assignments?role=lead&_size=1")
    cell = BeautifulSoup(page.text, "html.parser").select_one("td.col-role")
    assert cell.get_text(" ").split() == ["牵头", "lead"]
    assert cell.span["title"] == "lead"


def test_codes_stay_codes_in_json(get):
    row = get("/kouan/task_assignments.json?role=lead&_size=1&_shape=objects").json()["rows"][0]
    assert row["role"] == "lead"


def test_ids_in_views_link_to_their_rows(get):
    page = BeautifulSoup(get("/kouan/who_answers_for_what?_size=1").text, "html.parser")
    address = page.select_one("td.col-task_id a")["href"]
    assert address.startswith("/kouan/tasks/")
    assert get(address).status_code == 200
