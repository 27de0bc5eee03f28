"""What Datasette asks about the schema is read once, and metadata are not copied for each table of a page."""

import asyncio
import copy
import json

import pytest

from kouan.serve import make_site


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
