"""What the description says is served is served, and what is served stands in it.

Requests are made from the description: every path, and every parameter of some; each answer has to have a status, a
media type and a shape that the description names for it.
"""

import asyncio
import json
import re
import string
from urllib.parse import quote, urlencode

import pytest
from datasette.filters import Filters
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kouan.publish.fulltext import INDEXES
from kouan.publish.openapi import OPENAPI_FILES
from kouan.publish.views import VIEWS
from kouan.schema import load_package
from kouan.site.language import EN, LANGUAGES, ZH

from .conftest import PROJECT

TABLES = [table.name for table in load_package(PROJECT / "datapackage.json").tables]

# Paths of which every parameter is tried; the others are made by the same code.
THOROUGH = [
    "/kouan/tasks.json",
    "/kouan/tasks.csv",
    "/kouan/port_overview.json",
    "/kouan/port_overview.csv",
    "/kouan/tasks.excel",
    "/kouan/tasks/{task_id}.json",
    "/kouan/who_leads_what.json",
    "/kouan/who_leads_what.csv",
    "/kouan.json",
]
TEXTS = {"_where": ["1=1", "0"], "_search": ["口岸", "合肥 铁路", '"'], "sql": ["select 1 as a, :b as b"]}


def load(language):
    path = PROJECT / "build" / OPENAPI_FILES[language.code]
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"paths": {}}


DESCRIPTIONS = {language.code: load(language) for language in LANGUAGES}
PATHS = list(DESCRIPTIONS["zh"]["paths"])


@pytest.fixture(scope="module")
def description(build):
    """The Chinese description as it is built."""
    return DESCRIPTIONS["zh"]


def resolved(part, description):
    """A part of the description, a reference followed."""
    if "$ref" in part:
        _, kind, name = part["$ref"].removeprefix("#/").split("/")
        return description["components"][kind][name]
    return part


def parameters_of(path, description):
    return [resolved(one, description) for one in description["paths"][path]["get"]["parameters"]]


def samples(name, schema, description):
    """Some values that a schema allows."""
    schema = resolved(schema, description)
    if name in TEXTS:
        return TEXTS[name]
    if "anyOf" in schema:
        return [value for part in schema["anyOf"] for value in samples(name, part, description)]
    if schema.get("type") == "array":
        values = samples(name, schema["items"], description)
        return [*([value] for value in values), values]
    if schema.get("type") == "integer":
        return [str(schema["minimum"]), str(schema["maximum"])]
    named = [schema["const"]] if "const" in schema else schema.get("enum")
    if named:
        return [str(named[0]), str(named[-1])]
    return ["2"] if "pattern" in schema else ["口岸", "x' \"%&", ""]


def requests_of(path, description):
    """Each query string to try: none, and each parameter by itself with some of its values."""
    yield []
    for parameter in parameters_of(path, description):
        name, schema = parameter["name"], resolved(parameter["schema"], description)
        if parameter["in"] == "path":
            continue
        if name == "filters":
            yield from ([pair] for pair in filters_of(schema))
        elif name == "values":
            yield [("sql", "select :b as c"), ("b", "口岸")]
        else:
            for value in samples(name, schema, description):
                yield [(name, one) for one in (value if isinstance(value, list) else [value])]


def filters_of(schema):
    """Each operator on the first column, with a value that the schema allows."""
    for pattern, values in schema["patternProperties"].items():
        columns, operators = re.fullmatch(r"\^\(([^)]*)\)\(?__\(([^)]*)\)\)?\??\$", pattern).groups()
        column = columns.split("|")[0]
        for operator in operators.split("|"):
            yield (f"{column}__{operator}", values.get("const", "2"))
    yield (column, "口岸")


def address_of(path, pairs, database):
    """A path with the first value of what stands in braces, and a query string."""
    if "{table}" in path:
        path = path.replace("{table}", "tasks")
    for key in re.findall(r"\{(\w+)\}", path):
        table = path.split("/")[2]
        (value,) = database.execute(f"select {key} from {table} limit 1").fetchone()
        path = path.replace(f"{{{key}}}", quote(value))
    needed = [("sql", "select 1 as a")] if re.match(r"/kouan\.(json|csv|excel)$", path) else []
    pairs = [*(pair for pair in needed if pair[0] not in dict(pairs)), *pairs]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def problems_of(path, pairs, answer, description):
    """Say in what an answer is not as described."""
    responses = description["paths"][path]["get"]["responses"]
    if str(answer.status_code) not in responses:
        return [f"status {answer.status_code}: {answer.text[:300]}"]
    content = resolved(responses[str(answer.status_code)], description)["content"]
    kind = answer.headers["content-type"].partition(";")[0]
    if kind not in content:
        return [f"{kind} instead of {', '.join(content)}"]
    if kind != "application/json":
        return []
    schema = content[kind]["schema"]
    asked = dict(pairs)
    if answer.status_code == 200 and "_json" not in asked and "anyOf" in schema:
        shape = f"_shape={asked.get('_shape', 'arrays')}"
        (schema,) = [one for one in schema["anyOf"] if one["title"] == shape]
    validator = Draft202012Validator({"components": description["components"], "allOf": [schema]})
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(answer.json())][:3]


# --- the description itself


def test_it_is_openapi(build):
    from openapi_spec_validator import OpenAPIV31SpecValidator

    assert list(OpenAPIV31SpecValidator(DESCRIPTIONS["zh"]).iter_errors()) == []


def test_its_schemas_are_json_schema(description):
    for schema in description["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_it_is_served_in_both_languages(get, t):
    answer = get(f"{t.address}-/openapi.json")
    assert answer.headers["content-type"].startswith("application/json")
    served = answer.json()
    assert served == DESCRIPTIONS[t.code]
    base = f"{served['servers'][0]['url'].rstrip('/')}/"
    assert base == t.address
    assert t("任务", "Tasks") == served["paths"]["/kouan/tasks.json"]["get"]["summary"]


def test_both_languages_describe_the_same_addresses():
    def shape(part):
        if isinstance(part, dict):
            said = {"description", "summary", "title", "name", "url", "tags", "info", "default"}
            return {key: shape(value) for key, value in part.items() if key not in said or isinstance(value, dict)}
        return [shape(one) for one in part] if isinstance(part, list) else part

    zh, en = (dict(DESCRIPTIONS[language.code]) for language in (ZH, EN))
    assert list(zh["paths"]) == list(en["paths"])
    assert shape(zh["paths"]) == shape(en["paths"])


def test_english_is_english_but_for_words_of_the_data(build):
    text = json.dumps(DESCRIPTIONS["en"]["components"]["parameters"], ensure_ascii=False)
    assert not re.search("[\u3400-\u9fff]", text)


def test_names_of_operations_are_unique(description):
    names = [path["get"]["operationId"] for path in description["paths"].values()]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[A-Za-z0-9_]+", name) for name in names)


# --- all that is served is described


def test_everything_served_is_described(get, description, package):
    served = get("/kouan.json").json()
    tables = [one["name"] for one in served["tables"] if not one["hidden"]]
    assert sorted(tables) == sorted(table.name for table in package.tables)
    names = [*tables, *(one["name"] for one in served["views"]), *(one["name"] for one in served["queries"])]
    for name in names:
        for extension in ("json", "csv", "excel"):
            assert f"/kouan/{name}.{extension}" in description["paths"]
    for table in package.tables:
        assert f"/kouan/{table.name}/{{{table.primary_key[0]}}}.json" in description["paths"]
    rows = [path for path in description["paths"] if "{" in path and path.startswith("/kouan/")]
    assert len(rows) == len(package.tables)


def test_every_parameter_of_a_question_is_described(description, site):
    for name, query in site.zh.metadata()["databases"]["kouan"]["queries"].items():
        described = {one["name"]: one for one in parameters_of(f"/kouan/{name}.json", description)}
        for parameter in query.get("params", []):
            assert described[parameter]["schema"]["default"] == query["parameters"][parameter]["default"]


def test_every_operator_is_described(description):
    filters = description["components"]["schemas"]["tasks.filters"]["patternProperties"]
    for key, _, alone in Filters([]).lookups():
        (found,) = [schema for pattern, schema in filters.items() if re.fullmatch(pattern[1:-1], f"title__{key}")]
        assert ("const" in found) == alone
    assert any(re.search(pattern, "title") for pattern in filters)
    assert not any(re.search(pattern, name) for pattern in filters for name in ("nosuch", "title__nosuch", "xtitle"))


def test_every_column_is_described_as_the_contract_has_it(description, package):
    for table in package.tables:
        row = description["components"]["schemas"][f"{table.name}.row"]
        assert list(row["properties"]) == list(table.column_names)
        for column in table.columns:
            described = row["properties"][column.name]
            value = described["anyOf"][0] if "anyOf" in described else described
            assert column.title == value["title"]
            assert column.description in value["description"]
            is_nullable = "null" in value.get("type", ()) or None in value.get("enum", ())
            assert is_nullable == (not column.required), (table.name, column.name)


def test_searching_is_described_where_there_is_an_index(description):
    for name in (*TABLES, *VIEWS):
        names = {one["name"] for one in parameters_of(f"/kouan/{name}.json", description)}
        searched = [index for index in INDEXES if index.table == name]
        assert ("_search" in names) == bool(searched)
        for index in searched:
            assert {f"_search_{column}" for column in index.columns} <= names


# --- all that is described is served


@pytest.mark.parametrize("path", PATHS)
def test_every_path_answers_as_described(get, database, description, path):
    answer = get(address_of(path, [], database))
    assert answer.status_code == 200
    assert problems_of(path, [], answer, description) == []


@pytest.mark.parametrize("path", [f"/kouan/{name}.json" for name in (*TABLES, *VIEWS)])
def test_every_shape_is_as_described(get, database, description, path):
    (shape,) = [one for one in parameters_of(path, description) if one["name"] == "_shape"]
    for value in shape["schema"]["enum"]:
        pairs = [("_shape", value), ("_size", "max")]
        assert problems_of(path, pairs, get(address_of(path, pairs, database)), description) == [], value


@pytest.mark.parametrize("path", THOROUGH)
def test_every_parameter_is_as_described(get, database, description, path):
    found = []
    for pairs in requests_of(path, description):
        answer = get(address_of(path, pairs, database))
        found += [(pairs, problem) for problem in problems_of(path, pairs, answer, description)]
    assert found == []


@pytest.mark.parametrize("path", ["/kouan/tasks.json", "/kouan/targets.json", "/kouan/port_overview.json"])
def test_parameters_do_something(get, database, path):
    """A parameter that is described and not known would be ignored without a word."""
    total = get(address_of(path, [("_nofacet", "1")], database)).json()
    pages = {
        "_size": ([("_size", "3")], lambda page: len(page["rows"]) == 3),
        "_nocount": ([("_nocount", "1")], lambda page: page["filtered_table_rows_count"] is None),
        "_where": ([("_where", "0")], lambda page: page["rows"] == []),
        "_col": ([("_col", total["columns"][2])], lambda page: len(page["columns"]) <= 2),
        "_nocol": ([("_nocol", total["columns"][2])], lambda page: total["columns"][2] not in page["columns"]),
        "_facet": ([("_facet", total["columns"][2])], lambda page: total["columns"][2] in page["facet_results"]),
        "filters": ([(f"{total['columns'][0]}__isnull", "1")], lambda page: page["rows"] == []),
    }
    for name, (pairs, holds) in pages.items():
        assert holds(get(address_of(path, pairs, database)).json()), name


def test_pages_follow_one_another(get):
    for path in ("/kouan/tasks.json?_size=200&_shape=objects", "/kouan/port_overview.json?_size=100&_shape=objects"):
        first = get(path).json()
        second = get(f"{path}&_next={quote(first['next'])}").json()
        assert first["next_url"]
        assert second["next"] is None
        assert len(first["rows"]) + len(second["rows"]) == first["filtered_table_rows_count"]


@pytest.mark.parametrize(
    ("path", "pair"),
    [
        ("/kouan/tasks.json", ("_size", "-1")),
        ("/kouan/tasks.json", ("_size", "1000000")),
        ("/kouan/tasks.json", ("_shape", "nosuch")),
        ("/kouan/tasks.json", ("_col", "nosuch")),
        ("/kouan/tasks.json", ("_where", "nosuch")),
        ("/kouan/tasks.csv", ("_where", "nosuch")),
        ("/kouan/tasks.excel", ("_where", "nosuch")),
        ("/kouan.json", ("sql", "select nosuch")),
        ("/kouan.json", ("sql", "drop table tasks")),
        ("/kouan.csv", ("sql", "select nosuch")),
        ("/kouan.csv", ("sql", "drop table tasks")),
    ],
)
def test_errors_are_as_described(get, database, description, path, pair):
    answer = get(address_of(path, [pair], database))
    assert answer.status_code == 400
    assert problems_of(path, [pair], answer, description) == []


def test_a_row_that_is_not_there_is_as_described(get, description):
    for table in TABLES:
        (path,) = [path for path in PATHS if path.startswith(f"/kouan/{table}/")]
        answer = get(f"/kouan/{table}/nosuch.json")
        assert answer.status_code == 404
        assert problems_of(path, [], answer, description) == []


TEXT = st.text(string.ascii_letters + string.digits + " '\"%&\\<>;:,.()[]{}*?-_口岸合肥铁路“”　", max_size=12)


@st.composite
def tasks_requests(draw):
    """Several parameters of tasks at once, as the description allows them."""
    schema = DESCRIPTIONS["zh"]["components"]["schemas"]
    columns = schema["tasks.column"]["enum"]
    pairs = []
    for pattern, values in schema["tasks.filters"]["patternProperties"].items():
        if draw(st.booleans()):
            _, operators = re.fullmatch(r"\^\(([^)]*)\)\(?__\(([^)]*)\)\)?\??\$", pattern).groups()
            key = f"{draw(st.sampled_from(columns))}__{draw(st.sampled_from(operators.split('|')))}"
            allowed = TEXT.filter(lambda text, v=values: re.search(v.get("pattern", ""), text))
            pairs.append((key, values["const"] if "const" in values else draw(allowed)))
    choices = {
        "_sort": st.sampled_from(columns),
        "_size": st.integers(0, 2000).map(str) | st.just("max"),
        "_search": TEXT,
        "_facet": st.sampled_from(columns),
        "_col": st.sampled_from(columns),
        "_labels": st.sampled_from(["on", "off"]),
        "_shape": st.sampled_from(["arrays", "objects", "array", "object", "arrayfirst"]),
        "_next": TEXT,
        "_nofacet": st.just("1"),
    }
    for name, values in choices.items():
        if draw(st.integers(0, 2)) == 0:
            pairs.append((name, draw(values)))
    return pairs


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(pairs=tasks_requests())
def test_any_parameters_together_are_as_described(site, pairs):
    path = "/kouan/tasks.json"
    answer = asyncio.run(site.client.get(path, params=pairs))
    assert problems_of(path, pairs, answer, DESCRIPTIONS["zh"]) == []


# --- a stable address for every row, table and question


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_an_address(site, database, description, package, table):
    """The first, the middle and the last row, those with odd ids, in both languages."""
    (key,) = package.table(table).primary_key
    ids = [row[0] for row in database.execute(f"select {key} from {table} order by rowid")]
    odd = [max(ids, key=len), *(one for one in ids if re.search("[^a-z0-9-]", one))][:3]
    path = f"/kouan/{table}/{{{key}}}.json"

    async def ask():
        async with site.client as client:
            for one in {ids[0], ids[len(ids) // 2], ids[-1], *odd}:
                for language in LANGUAGES:
                    address = f"{language.address}kouan/{table}/{quote(one)}"
                    page = await client.get(address)
                    assert page.status_code == 200, address
                    assert "text/html" in page.headers["content-type"]
                    answer = await client.get(f"{address}.json")
                    assert answer.json()["primary_key_values"] == [one]
                    assert problems_of(path, [], answer, description) == []

    asyncio.run(ask())


def test_ids_need_no_encoding(database, package):
    """So that an address can be read out, printed and typed."""
    for table in package.tables:
        (key,) = table.primary_key
        for (one,) in database.execute(f"select {key} from {table.name}"):
            assert re.fullmatch(r"[A-Za-z0-9._-]+", one), (table.name, one)


def test_every_table_and_question_has_an_address_in_both_languages(get, description):
    names = [
        path[len("/kouan/") : -len(".json")] for path in description["paths"] if re.fullmatch(r"/kouan/\w+\.json", path)
    ]
    assert len(names) > len(TABLES) + len(VIEWS)
    for language, name in zip([*LANGUAGES] * len(names), names, strict=False):
        assert get(f"{language.address}kouan/{name}").status_code == 200
