"""A build that replaces the one that is served is served without a restart; half of one is not."""

import asyncio
import os
import shutil
import sqlite3
import threading
from contextlib import closing

import httpx
import pytest

from kouan.errors import KouanError
from kouan.serve import current_site, make_site
from kouan.site.build import build_stamp
from kouan.site.current import CurrentSite

PATH = "/kouan/documents.json?_shape=array&_col=title"


def at_once(project):
    """The site of a project that looks at each request whether there is a new build."""
    return current_site(project.root, 8, interval=0)


def titles(answer):
    assert answer.status_code == 200
    return [row["title"] for row in answer.json()]


def retitle(project, title):
    """Put a database with another title in the place of the one that is there, as a build does."""
    old, new = project.build / "kouan.db", project.build / "new.db"
    shutil.copyfile(old, new)
    with closing(sqlite3.connect(new)) as connection:
        connection.execute("update documents set title = ?", [title])
        connection.commit()
    new.replace(old)


def run(app, steps):
    async def client():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost") as client:
            return await steps(client)

    return asyncio.run(client())


def test_a_new_build_is_served_without_a_restart(small):
    async def steps(client):
        before = await client.get(PATH)
        assert (await client.get(PATH)).content == before.content
        retitle(small, "另一个名字")
        # The first look finds it, the second that it is settled.
        await client.get("/static/kouan.css")
        after = await client.get(PATH)
        assert titles(after) == ["另一个名字"] != titles(before)
        assert after.headers["etag"] != before.headers["etag"]
        known = await client.get(PATH, headers={"if-none-match": before.headers["etag"]})
        assert titles(known) == ["另一个名字"]
        assert titles(await client.get(f"/en{PATH}")) == ["另一个名字"]

    run(at_once(small), steps)


def test_a_build_that_is_not_whole_waits_until_it_is(small, caplog):
    layout = (small.build / "layout.json").read_bytes()

    async def steps(client):
        before = titles(await client.get(PATH))
        (small.build / "layout.json").write_text("{", encoding="utf-8")
        retitle(small, "新的")
        for _ in range(4):
            await client.get("/static/kouan.css")
        assert sum("cannot be served" in message for message in caplog.messages) == 1
        assert titles(await client.get(PATH)) in (before, ["新的"])
        (small.build / "layout.json").write_bytes(layout)
        await client.get("/static/kouan.css")
        assert titles(await client.get(PATH)) == ["新的"]

    run(at_once(small), steps)


def test_what_was_interrupted_while_it_was_put_in_place_is_finished_by_the_server_if_it_may(small):
    (small.build / ".ready" / "build").mkdir(parents=True)
    (small.build / "layout.json").rename(small.build / ".ready" / "build" / "layout.json")
    run(at_once(small), lambda client: client.get(PATH))
    assert (small.build / "layout.json").is_file()
    assert not (small.build / ".ready").exists()


def test_one_that_was_interrupted_before_its_first_file_was_moved_is_finished_while_it_serves(small):
    async def steps(client):
        assert (await client.get("/-/downloads/datasets/tasks.csv")).status_code == 200
        (small.build / ".ready" / "build").mkdir(parents=True)
        shutil.copyfile(small.build / "layout.json", small.build / ".ready" / "build" / "layout.json")
        for _ in range(2):
            await client.get("/static/kouan.css")
        assert not (small.build / ".ready").exists()
        assert (await client.get("/-/downloads/datasets/tasks.csv")).status_code == 200

    run(at_once(small), steps)


def test_where_it_may_not_it_serves_the_pages_it_has_and_no_file_that_may_be_of_another_build(small, monkeypatch):
    async def steps(client):
        before = await client.get(PATH)
        monkeypatch.setattr("kouan.serve.finish", lambda *_: None)
        (small.build / ".ready").mkdir()
        retitle(small, "新的")
        for _ in range(3):
            assert (await client.get(PATH)).content == before.content
        refused = await client.get("/-/downloads/datasets/tasks.csv")
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        (small.build / ".ready").rmdir()
        assert (await client.get("/-/downloads/datasets/tasks.csv")).status_code == 200
        assert titles(await client.get(PATH)) == ["新的"]

    run(at_once(small), steps)


def test_a_server_does_not_begin_with_half_of_a_build(small, monkeypatch):
    (small.build / ".ready").mkdir()
    monkeypatch.setattr("kouan.serve.finish", lambda *_: None)
    with pytest.raises(KouanError, match=r"interrupted while its files were put in place.*kouan build"):
        current_site(small.root, 0)


def test_a_build_that_is_replaced_while_it_is_opened_is_not_served(small, monkeypatch):
    def replaced(folder, cache_megabytes):
        site = make_site(folder, cache_megabytes)
        retitle(small, "新的")
        return site

    monkeypatch.setattr("kouan.serve.make_site", replaced)
    with pytest.raises(KouanError, match="replaced while it was opened"):
        current_site(small.root, 0)


def test_what_is_asked_while_a_build_is_replaced_is_not_kept(small):
    site = make_site(small.build, cache_megabytes=8)

    async def steps(client):
        await client.get(PATH)
        assert len(site.cache) == 1
        retitle(small, "新的")
        await client.get("/kouan/tasks.json")
        assert len(site.cache) == 1

    run(site.app, steps)


class Slow:
    """A site whose answers wait until they may go, and which says when it is closed."""

    def __init__(self, name, stamp):
        self.stamp = stamp
        self.name = name
        self.go = asyncio.Event()
        self.begun = asyncio.Event()
        self.is_closed = False

    async def app(self, _scope, _receive, send):
        self.begun.set()
        await self.go.wait()
        assert not self.is_closed
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": self.name.encode()})

    def close(self):
        self.is_closed = True


def test_requests_in_flight_finish_on_the_old_build():
    async def steps():
        now = [((1, 1, 1),)]
        sites = [Slow("old", now[0]), Slow("new", ((2, 2, 2),))]
        old, new = sites
        new.go.set()
        threads = set()

        def opener():
            threads.add(threading.get_ident())
            return sites.pop(0)

        app = CurrentSite(opener, lambda: now[0], interval=0)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost") as client:
            waiting = asyncio.create_task(client.get("/"))
            await old.begun.wait()
            now[0] = new.stamp
            first = asyncio.create_task(client.get("/"))
            await asyncio.sleep(0)
            second = await client.get("/")
            assert second.text == "new"
            assert not old.is_closed
            old.go.set()
            assert (await waiting).text == "old"
            assert (await first).text in {"old", "new"}
            assert old.is_closed
            assert not new.is_closed
            # The new one was opened once, where it kept nobody waiting.
            assert not sites
            assert len(threads) == 2

    asyncio.run(steps())


def test_files_are_looked_at_once_a_second_at_most(small, monkeypatch):
    site = current_site(small.root, 0)
    looks = []
    monkeypatch.setattr(site, "_stamp", lambda: looks.append(1) or build_stamp(small.build))
    monkeypatch.setattr("kouan.site.current.time.monotonic", lambda: site._looked + 0.5)

    async def steps(client):
        for _ in range(5):
            await client.get("/static/kouan.css")

    run(site, steps)
    assert not looks


def test_a_closed_site_has_no_connection_to_the_old_file(small):
    site = make_site(small.build, cache_megabytes=8)

    async def steps(client):
        await client.get(PATH)

    run(site.app, steps)
    site.close()
    with pytest.raises(RuntimeError, match="shutdown"):
        site.zh.executor.submit(os.getpid)
    assert site.cache.bytes == 0
