"""The server, tormented: a little of what `make torture` does for minutes, and that it sees what goes wrong."""

import asyncio
import math
from collections import Counter
from contextlib import closing

import pytest

from kouan.torture.crowd import Seen, crowd_around
from kouan.torture.described import torment_as_described
from kouan.torture.grammar import Hostile, Schema, request
from kouan.torture.outcome import Outcome, keep, together
from kouan.torture.requests import send_to
from kouan.torture.server import Tormented, torment
from kouan.torture.soak import has_grown, medians, soak

SCHEMA = Schema({"t": ["a", "b"]}, {"q": ["word"]}, {"t": ["1"]})
FIRST = 1_000_000
"""Numbers of requests that `make torture` does not send."""


@pytest.fixture(scope="module")
def root(build):
    return build.parent


# --- the server


def test_requests_that_were_made_to_hurt_do_none(root):
    outcome = torment(root, 100, math.inf, FIRST)
    assert outcome.faults == ()
    assert outcome.figures["requests"] == 100
    assert {"200", "302", "400", "404"} <= set(outcome.figures["answers by status"])


def test_answers_are_as_the_description_says(root):
    outcome = torment_as_described(root, 2, slice(1, None, 37))
    assert outcome.faults == ()
    assert outcome.figures["requests"] > 12


def test_a_crowd_is_refused_in_words_and_leaves_what_is_light_alone(root):
    outcome = crowd_around(root, 80, 2.0, most=math.inf)
    assert outcome.faults == ()
    assert outcome.figures["light requests"]


def test_a_server_answers_over_the_wire_what_no_client_would_send(root):
    outcome = soak(root, 2)
    assert [fault for fault in outcome.faults if " grew: " not in fault] == []
    assert outcome.figures["answers"]["200"]
    assert outcome.figures["megabytes, most"] > 50


# --- what torments it


def test_a_number_makes_the_same_request_each_time():
    assert [str(request(SCHEMA, number)) for number in range(200)] == [
        str(request(SCHEMA, number)) for number in range(200)
    ]
    assert len({request(SCHEMA, number) for number in range(1_000)}) > 950


def test_every_kind_of_request_comes():
    made = [request(SCHEMA, number) for number in range(3_000)]
    addresses = b"\n".join(one.address for one in made)
    for part in (
        b"/kouan/t",
        b"/kouan/q",
        b"sql=",
        b"/-/find",
        b"%00",
        b"%FF",
        b"__in=",
        b"_next=",
        b"%5B%5B%5B",
        b"/en/",
    ):
        assert part.lower() in addresses.lower()
    assert len({one.method for one in made}) > 8
    assert len({name for one in made for name, _ in one.headers}) > 10


@pytest.mark.parametrize(
    ("app", "said"),
    [
        ((500, {}, b""), "500"),
        ((200, {}, b"Traceback (most recent call last):"), "traceback"),
        ((302, {"location": "//example.org/"}, b""), "leads away"),
        ((302, {"location": "/\\example.org/"}, b""), "leads away"),
        ((302, {"location": "https://example.org/"}, b""), "leads away"),
        (ValueError("broken"), "broken"),
        (None, "no answer"),
    ],
)
def test_a_fault_is_seen(root, monkeypatch, app, said):
    async def answer(*_):
        if isinstance(app, Exception):
            raise app
        if app is None:
            await asyncio.sleep(60)
        return app

    monkeypatch.setattr("kouan.torture.server.send_to", answer)
    monkeypatch.setattr("kouan.torture.server.LIMIT_SECONDS", 0.01)
    with closing(Tormented(root / "build")) as tormented:
        tormented.ask(Hostile(b"/x?y"), "request 7")
        (fault,) = tormented.faults
    assert said in fault
    assert "request 7" in fault
    assert "GET /x?y" in fault


def test_an_answer_that_is_not_as_described_is_seen(root, monkeypatch):
    async def other(*given):
        status, headers, body = await send_to(*given)
        return status, {**headers, "content-type": "text/plain"}, b"[" + body

    monkeypatch.setattr("kouan.torture.server.send_to", other)
    assert torment_as_described(root, 1, slice(0, 1)).faults


def test_a_crowd_that_had_to_wait_is_seen():
    seen = Seen(Counter({200: 5, 503: 3, 500: 1}), 2, [0.1, 1.5], Counter({200: 1, 503: 1}))
    assert len(seen.faults(1.0)) == 4
    assert "1.50 s" in seen.faults(1.0)[0]
    assert Seen(Counter({503: 1}), 1, [0.1], Counter({200: 1})).faults(1.0) == ()
    assert Seen(Counter({200: 1}), 0, [0.1], Counter({200: 1})).faults(1.0) == (
        "nobody was refused, so this was no crowd",
    )


def test_memory_that_grows_is_seen():
    assert medians([1, 1, 1, 5, 5, 5, 6, 6, 6, 9], 3) == [1, 5, 6]
    assert not has_grown([10, 50, 100, 200, 200, 200, 205, 210, 215])
    assert has_grown([10, 50, 100, 200, 200, 200, 240, 250, 260])
    assert not has_grown([1, 2])


def test_outcomes_are_kept_part_by_part(tmp_path):
    (tmp_path / "build").mkdir()
    whole = together({"a": Outcome({"requests": 1}, ("x",)), "b": Outcome({"requests": 2})})
    assert whole.figures == {"a": {"requests": 1}, "b": {"requests": 2}}
    assert keep(tmp_path, "server", whole) == 1
