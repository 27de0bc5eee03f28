"""What Datasette asks about the schema is read once, and metadata are not copied for each table of a page."""

import asyncio
import copy
import json
import sqlite3

import pytest

from kouan.serve import make_site
from kouan.site.brief import SMALL, BriefQuestions
from kouan.site.language import LANGUAGES


@pytest.fixture
def database(build):
    site = make_site(build)

    async def started():
        await site.zh.invoke_startup()
        return site.zh.get_database("kouan")

    return asyncio.run(started())


def test_a_page_asks_the_file_once_about_its_schema(database, monkeypatch):
    asked = []
    execute_fn = database.execute_fn

    async def noted(function):
        asked.append(function)
        return await execute_fn(function)

    monkeypatch.setattr(database, "execute_fn", noted)
    database._schema.clear()

    async def keys():
        return [await database.primary_keys("tasks") for _ in range(3)]

    first, second, third = asyncio.run(keys())
    assert first == second == third == ["task_id"]
    assert len(asked) == 1
    # Whoever changes what was answered changes it for nobody else.
    first.append("x")
    assert asyncio.run(database.primary_keys("tasks")) == ["task_id"]


def test_what_is_remembered_is_what_the_file_says(database, site):
    async def both(name, table):
        fresh = await getattr(super(type(database), database), name)(table)
        return fresh, await getattr(database, name)(table), await getattr(database, name)(table)

    for name in (
        "table_columns",
        "table_column_details",
        "primary_keys",
        "fts_table",
        "foreign_keys_for_table",
        "label_column_for_table",
    ):
        for table in ("tasks", "ports", "who_answers_for_what"):
            fresh, first, again = asyncio.run(both(name, table))
            assert fresh == first == again


NOT_BRIEF = (
    "select count(*) from passages",
    "select printf('%.*c', 4000000, 'x') from tasks limit 1",
    'select "printf"(title, 1) from tasks limit 1',
    "select [upper] (title) from tasks limit 1",
    "select title || title from tasks limit 1",
    "select title from tasks where title like :p0 limit 1",
    "select title from tasks, json_each(title) limit 1",
    "with recursive n(i) as (select 1 union all select i + 1 from n) select i from n",
    "select 1 -- a comment",
    # This is plain, and takes too many steps.
    "select a.rowid from tasks as a, tasks as b, tasks as c where a.char_end < b.char_end and c.char_end < a.level",
)


@pytest.mark.parametrize("sql", NOT_BRIEF)
def test_what_may_take_long_is_left_to_a_thread(database, sql):
    assert database.brief.ask(sql, {"p0": "%a%b%c%"} if ":p0" in sql else {}, 10) is None


@pytest.mark.parametrize(
    ("sql", "parameters"),
    [
        ("select * from task_assignments where assignment_id=:p0", {"p0": "ah-ports-2022.1.c1.1"}),
        ("select task_id, title from tasks where char_start > :p0 order by task_id limit 51", {"p0": 5}),
        (
            "select role, count(*) as n from (select * from task_assignments where [clause] = ?) group by role order by n",
            [1],
        ),
        ("select agency_id, name from agencies where agency_id in (?, ?)", ["hefei-government", "wuhu-government"]),
    ],
)
def test_what_is_brief_is_the_same_without_a_thread(database, monkeypatch, sql, parameters):
    there = asyncio.run(super(type(database), database).execute(sql, parameters, truncate=True))
    monkeypatch.setattr(database, "execute_fn", None)
    here = asyncio.run(database.execute(sql, parameters, truncate=True))
    assert here.rows
    assert [tuple(row) for row in here.rows] == [tuple(row) for row in there.rows]
    assert (here.columns, here.truncated) == (there.columns, there.truncated)


def test_many_rows_are_cut_where_datasette_cuts_them(database):
    sql = "select assignment_id from task_assignments"
    for truncate in (True, False):
        results = asyncio.run(database.execute(sql, truncate=truncate))
        expected = asyncio.run(super(type(database), database).execute(sql, truncate=truncate))
        assert (len(results.rows), results.truncated) == (len(expected.rows), expected.truncated)


def test_searches_are_brief_in_a_small_file_alone(build):
    def asked(size):
        questions = BriefQuestions(lambda: sqlite3.connect(build / "kouan.db"), size, [])
        found = questions.ask(
            "select rowid from tasks_fts where tasks_fts match :words limit 3", {"words": '"口岸"'}, 9
        )
        questions.close()
        return found

    assert len(asked(SMALL)[0]) == 3
    assert asked(SMALL + 1) is None


def test_text_that_is_none_is_for_datasette(database):
    results = asyncio.run(database.execute("select cast(x'ff41' as text) as a"))
    assert results.rows[0]["a"] == "\ufffdA"


def test_a_request_asks_nothing_about_schemas_again(database, site, monkeypatch):
    async def asked():
        await site.client.get("/kouan/tasks/ah-ports-2022.1.json")
        monkeypatch.setattr(site.zh, "executor", None)
        return [(await site.client.get(f"/kouan/{path}")).status_code for path in ("tasks.json?_size=3", "ports.json")]

    assert asyncio.run(asked()) == [200, 200]


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda language: language.code)
def test_the_json_of_a_question_is_that_of_datasette(get, site, t):
    parameters = {
        "who_leads_what": "word=口岸",
        "word_in_plans": "word=a%3Cb%22%5C&word=c",
        "agency_workload": "agency=",
    }
    for name in site.zh.metadata("databases")["kouan"]["queries"]:
        address = f"{t.address}kouan/{name}.json?{parameters.get(name, '')}"
        ours, theirs = get(address), get(f"{address}&_shape=arrays")
        assert (ours.status_code, ours.text) == (theirs.status_code, theirs.text)
        assert ours.headers == theirs.headers


def test_metadata_are_not_copied_to_see_who_may_read(site):
    metadata = site.zh._metadata_local
    assert copy.deepcopy(metadata) is metadata
    before = json.dumps(metadata, ensure_ascii=False)
    assert site.zh._table_permission_allows("kouan", "tasks") == []
    assert json.dumps(metadata, ensure_ascii=False) == before


def test_a_table_that_is_denied_is_denied(build, tmp_path):
    for path in (build / "kouan.db", *build.glob("*.json")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    metadata = json.loads((build / "metadata.json").read_text(encoding="utf-8"))
    metadata["databases"]["kouan"]["tables"]["tasks"]["allow"] = False
    (tmp_path / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")

    async def statuses():
        async with make_site(tmp_path).client as client:
            paths = ["/kouan/tasks.json", "/kouan/ports.json"] * 2
            return [(await client.get(path)).status_code for path in paths]

    assert asyncio.run(statuses()) == [403, 200] * 2
