"""Requests that cost much wait for each other; there is room for some, and who is refused is told when to come back."""

import asyncio
from urllib.parse import quote

import pytest

from kouan.site import lanes
from kouan.site.lanes import FILTERED, LIGHT, STRANGE, Lane, Width, in_lanes, kind_of, lane_now
from kouan.torture.requests import send_to


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", LIGHT),
        ("/?_lang=zh", LIGHT),
        ("/kouan/tasks", LIGHT),
        ("/kouan/tasks/ah-ports-2022.4.json", LIGHT),
        ("/static/kouan.css?0123456789abcdef", LIGHT),
        ("/en/static/kouan.css?0123456789abcdef", LIGHT),
        ("/-/static/table.js", LIGHT),
        ("/kouan.db", LIGHT),
        ("/kouan/tasks.csv", FILTERED),
        ("/-/downloads/datasets/tasks.csv", LIGHT),
        ("/en/-/downloads/0123456789abcdef/parquet/tasks.parquet", LIGHT),
        ("/kouan/tasks?_size=max", FILTERED),
        ("/kouan/tasks.json?_search=x", FILTERED),
        ("/-/find?q=x", FILTERED),
        ("/kouan/who_leads_what?word=x", FILTERED),
        ("/kouan?sql=select+1", STRANGE),
        ("/kouan.json?a=b&sql=select+1", STRANGE),
        ("/kouan?%73%71l=select+1", STRANGE),
        ("/kouan?sql", STRANGE),
        ("/kouan/tasks?_where=1", STRANGE),
        ("/kouan/tasks?%5Fwhere=1", STRANGE),
        ("/static/x?sql=select+1", LIGHT),
    ],
)
def test_an_address_tells_what_it_costs(address, kind):
    path, _, query = address.partition("?")
    assert kind_of(path, query.encode()) is kind


@pytest.fixture
def narrow(monkeypatch):
    """One lane for each kind: one request at once, one that waits for a while."""
    monkeypatch.setattr(lanes, "WIDTHS", dict.fromkeys((LIGHT, FILTERED, STRANGE), Width(1, 1, 0.2)))
    monkeypatch.setattr(lanes, "REFUSED_AFTER", 0)


def slow_app(release):
    async def app(scope, receive, send):
        assert lane_now().kind is kind_of(scope["path"], scope["query_string"])
        await release.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"done"})

    return app


@pytest.mark.usefixtures("narrow")
def test_who_finds_no_room_is_refused_and_told_when_to_come_back():
    async def run():
        release = asyncio.Event()
        app = in_lanes(slow_app(release))
        crowd = [asyncio.create_task(send_to(app, f"/kouan.json?sql={number}")) for number in range(5)]
        await asyncio.sleep(0.05)
        refused = [task.result() for task in crowd if task.done()]
        release.set()
        answers = [status for status, _, _ in await asyncio.gather(*crowd)]
        return refused, answers, await send_to(app, "/kouan.json?sql=6")

    refused, answers, after = asyncio.run(run())
    assert sorted(answers) == [200, 200, 503, 503, 503]
    assert after[0] == 200
    for status, headers, body in refused:
        assert status == 503
        assert headers["retry-after"].isdigit()
        assert headers["cache-control"] == "no-store"
        assert b'"status": 503' in body


@pytest.mark.usefixtures("narrow")
def test_a_crowd_in_one_lane_leaves_the_others_alone():
    async def run():
        release, free = asyncio.Event(), asyncio.Event()
        free.set()
        slow, quick = slow_app(release), slow_app(free)

        async def app(scope, receive, send):
            await (slow if kind_of(scope["path"], scope["query_string"]) is STRANGE else quick)(scope, receive, send)

        laned = in_lanes(app)
        crowd = [asyncio.create_task(send_to(laned, f"/kouan?sql={number}")) for number in range(3)]
        light = await send_to(laned, "/kouan/tasks/x")
        filtered = await send_to(laned, "/kouan/tasks?_size=1")
        release.set()
        await asyncio.gather(*crowd)
        return light[0], filtered[0]

    assert asyncio.run(run()) == (200, 200)


def test_nobody_waits_longer_than_they_have_to():
    async def run():
        lane = Lane(Width(1, 2, 0.05))
        assert await lane.enter()
        late = await lane.enter()
        # Whoever gave up, or went away while waiting, takes no place.
        gone = asyncio.create_task(lane.enter())
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        lane.leave()
        return late, await lane.enter(), await lane.enter()

    assert asyncio.run(run()) == (False, True, False)


def test_a_place_is_left_when_something_fails():
    async def broken(scope, receive, send):
        raise ValueError

    async def run():
        app = in_lanes(broken)
        for _ in range(200):
            with pytest.raises(ValueError):  # noqa: PT011
                await send_to(app, "/kouan?sql=1")

    asyncio.run(run())


def test_pages_of_strangers_have_fewer_rows_than_their_data(get):
    sql = quote("select a.*, b.* from tasks a, tasks b")
    assert len(get(f"/kouan.json?sql={sql}").json()["rows"]) == 2_000
    page = get(f"/kouan?sql={sql}").text
    assert 100 < page.count("<tr>") < 1_000
    assert "rows-cut" in page
