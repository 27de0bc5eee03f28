"""Answers from the cache are those that the site makes; it keeps within its bytes, and leaves out what it has to."""

import asyncio
import gzip

import httpx
import pytest
from bs4 import BeautifulSoup

from kouan.serve import make_site
from kouan.site.answers import Answer
from kouan.site.cache import Cache, answering_app
from kouan.site.codings import chosen_coding
from kouan.site.cut import TIME

PATHS = [
    "/?_lang=zh",
    "/en/",
    "/kouan",
    "/en/kouan/tasks?_sort=title",
    "/kouan/tasks.json?_size=100",
    "/kouan/tasks.json?_shape=array&_facet=document_id",
    "/kouan/tasks/ah-ports-2022.4",
    "/kouan/tasks.csv",
    "/kouan/who_leads_what.json?word=LNG",
    "/-/find?q=口岸",
    "/-/document/ah-ports-2022?span=600-640",
    "/-/openapi.json",
    "/llms.txt",
    "/static/kouan.css",
]
PLAIN = {"accept-encoding": "identity"}


@pytest.fixture(scope="module")
def cached(build):
    return make_site(build, cache_megabytes=20)


def ask(site, *requests):
    """Send requests one after another: (method, path, headers)."""

    async def all_of_them():
        async with site.client as client:
            return [await client.request(method, path, headers=headers) for method, path, headers in requests]

    return asyncio.run(all_of_them())


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_the_same_with_and_without_the_cache(site, cached, path):
    (made,) = ask(site, ("GET", path, PLAIN))
    before = len(cached.cache)
    first, again, packed, head = ask(
        cached,
        ("GET", path, PLAIN),
        ("GET", path, PLAIN),
        ("GET", path, {"accept-encoding": "gzip"}),
        ("HEAD", path, {}),
    )
    assert made.status_code == 200
    assert len(cached.cache) == before + 2
    for answer in (first, again):
        assert (answer.content, answer.headers) == (made.content, made.headers)
    assert packed.content == made.content
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] != made.headers["etag"]
    assert (head.content, head.headers) == (b"", packed.headers)
    assert "accept-encoding" in made.headers["vary"].lower()
    assert made.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", [*PATHS, "/kouan.db", "/-/downloads/parquet/tasks.parquet"])
def test_who_has_an_answer_is_told_that_it_is_the_same(site, cached, path):
    for one in (site, cached):
        (whole,) = ask(one, ("GET", path, {}))
        tag = whole.headers["etag"]
        assert not tag.startswith("W/")
        answers = ask(
            one,
            ("GET", path, {"if-none-match": tag}),
            ("HEAD", path, {"if-none-match": tag}),
            ("GET", path, {"if-none-match": '"another"'}),
        )
        assert [answer.status_code for answer in answers] == [304, 304, 200]
        assert answers[0].content == b""


def test_who_asks_says_how_long_an_answer_may_be_kept(site):
    long, never = ask(site, *(("GET", f"/kouan/tasks.json?_ttl={seconds}", {}) for seconds in (600, 0)))
    assert [answer.headers["cache-control"] for answer in (long, never)] == ["max-age=600", "no-cache"]


def test_a_column_of_the_name_of_the_time_stays(site):
    sql = "/kouan.json?sql=select+5+as+query_ms,+'a'+as+source"
    shapes = [ask(site, ("GET", f"{sql}&_shape={shape}", {}))[0].json() for shape in ("objects", "array", "arrays")]
    row = {"query_ms": 5, "source": "a"}
    assert (shapes[0]["rows"], shapes[1], shapes[2]["columns"]) == ([row], [row], list(row))
    assert "query_ms" not in shapes[0]
    assert shapes[0]["license_url"]


def test_tags_differ_where_bytes_do(site):
    paths = ["/kouan/tasks", "/en/kouan/tasks", "/kouan/tasks?_size=10", "/kouan/tasks.json"]
    answers = ask(site, *(("GET", path, coding) for path in paths for coding in (PLAIN, {"accept-encoding": "gzip"})))
    assert len({answer.headers["etag"] for answer in answers}) == 8


def test_ranges_of_files_pass_by_the_cache(cached):
    path = "/-/downloads/parquet/tasks.parquet"
    before = len(cached.cache)
    part, whole = ask(cached, ("GET", path, {"range": "bytes=0-3"}), ("GET", path, {}))
    assert (part.status_code, part.content, whole.status_code) == (206, b"PAR1", 200)
    assert len(cached.cache) == before


def test_hosts_and_languages_do_not_get_each_other_s_answers(build):
    site = make_site(build, cache_megabytes=20)
    path = "/kouan/tasks.json?_size=1"
    for host in ("one.example", "two.example", "one.example"):
        (answer,) = ask(site, ("GET", path, {"host": host}))
        assert answer.json()["next_url"].startswith(f"http://{host}/")
    for language, status in (("zh", 200), ("en", 302), ("zh", 200), ("en", 302)):
        (answer,) = ask(site, ("GET", "/", {"accept-language": language}))
        assert answer.status_code == status
        assert "accept-language" in answer.headers["vary"].lower()


@pytest.mark.parametrize("headers", [{"cookie": "a=b"}, {"authorization": "Bearer a"}])
def test_requests_with_something_personal_are_left_out(build, headers):
    site = make_site(build, cache_megabytes=20)
    personal, plain = ask(site, ("GET", "/kouan/tasks.json", headers), ("GET", "/kouan/tasks.json", {}))
    assert personal.headers["cache-control"] == "private, no-store"
    assert plain.headers["cache-control"] == "no-cache"
    assert len(site.cache) == 1


def test_errors_are_not_kept(build):
    site = make_site(build, cache_megabytes=20)
    answers = ask(
        site, *(("GET", path, {}) for path in ("/kouan/nosuch", "/kouan/tasks.json?nosuch=1", "/kouan.json?sql=nosuch"))
    )
    assert [answer.status_code for answer in answers] == [404, 400, 400]
    assert all("etag" not in answer.headers and answer.headers["cache-control"] == "no-cache" for answer in answers)
    assert len(site.cache) == 0


def test_without_a_cache_nothing_is_kept(site):
    ask(site, ("GET", "/kouan/tasks.json", {}))
    assert (len(site.cache), site.cache.bytes) == (0, 0)


def test_many_at_once_get_the_same(cached):
    async def at_once():
        async with cached.client as client:
            paths = ["/kouan/ports.json?_size=20", "/en/kouan/ports"] * 10
            return await asyncio.gather(*(client.get(path) for path in paths))

    answers = asyncio.run(at_once())
    assert len({answer.content for answer in answers}) == 2
    assert all(answer.status_code == 200 for answer in answers)


def answer_of(size):
    return Answer(200, (), b"x" * size)


def test_what_was_not_asked_for_the_longest_goes_first():
    cache = Cache(40_000)
    for number in range(13):
        cache.put(("key", number), answer_of(1_000))
        cache.get(("key", 0))
        assert cache.bytes <= 40_000
    assert len(cache) == 13
    cache.put(("key", 13), answer_of(1_000))
    assert cache.get(("key", 0)) is not None
    assert cache.get(("key", 1)) is None
    before = cache.bytes
    cache.put(("key", 0), answer_of(1_000))
    assert cache.bytes == before
    cache.put(("key", "long"), answer_of(10_000))
    assert cache.get(("key", "long")) is None
    cache.clear()
    assert (len(cache), cache.bytes) == (0, 0)


def made_app(*, late=False, headers=(), asked=None):
    async def app(scope, receive, send):
        if asked is not None:
            asked.append(scope["path"])
        if late:
            TIME.set()
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain"), *headers]}
        )
        await send({"type": "http.response.body", "body": b"x" * 600, "more_body": True})
        await send({"type": "http.response.body", "body": b"y" * 600})

    return app


def get_from(app, times=2):
    async def get():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost") as client:
            return [await client.get("/") for _ in range(times)]

    return asyncio.run(get())


@pytest.mark.parametrize(
    ("app", "is_current", "kept"),
    [
        (made_app(), True, 1),
        (made_app(late=True), True, 0),
        (made_app(headers=[(b"set-cookie", b"a=b")]), True, 0),
        (made_app(headers=[(b"cache-control", b"private, no-store")]), True, 0),
        (made_app(), False, 0),
    ],
    ids=["sound", "stopped for its time", "a cookie", "private", "of a build that was replaced"],
)
def test_only_sound_answers_are_kept(app, is_current, kept):
    cache = Cache(1_000_000)
    answers = get_from(answering_app(app, cache, lambda: is_current))
    assert all(answer.content == b"x" * 600 + b"y" * 600 for answer in answers)
    assert len(cache) == kept


def test_a_kept_answer_is_not_made_again():
    asked = []
    get_from(answering_app(made_app(asked=asked), Cache(1_000_000)), times=5)
    assert len(asked) == 1


def test_sql_that_took_too_long_is_noted(build):
    site = make_site(build, cache_megabytes=20)
    slow = "with recursive n(i) as (select 1 union all select i+1 from n) select count(*) from n"
    (answer,) = ask(site, ("GET", f"/kouan.json?sql={slow}&_timelimit=20", {}))
    assert answer.status_code == 400

    async def noted():
        note = TIME.watch()
        await site.zh.get_database("kouan").execute("select 1")
        assert not note.is_set
        with pytest.raises(Exception, match="interrupted"):
            await site.zh.get_database("kouan").execute(slow, custom_time_limit=5)
        return note.is_set

    assert asyncio.run(noted())


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("br;q=1, gzip;q=0.5", "gzip"),
        ("gzip;q=0", "identity"),
        ("identity, gzip;q=0.5", "identity"),
        ("*", "gzip"),
        ("*;q=0", "identity"),
        ("gzip;q=nonsense", "identity"),
        ("br, zstd", "identity"),
    ],
)
def test_the_compression_is_what_the_request_wants(header, coding):
    assert chosen_coding(header) == coding


def test_compressed_bytes_do_not_depend_on_the_time(site):
    async def raw():
        async with (
            site.client as client,
            client.stream("GET", "/kouan/tasks", headers={"accept-encoding": "gzip"}) as answer,
        ):
            return b"".join([part async for part in answer.aiter_raw()])

    first, again = asyncio.run(raw()), asyncio.run(raw())
    assert first == again
    assert b"</html>" in gzip.decompress(first)


def test_a_file_may_be_kept_for_ever_under_the_digest_of_its_bytes(site, get):
    for path in ("/kouan/tasks", "/en/kouan/tasks", "/", "/-/document/ah-ports-2022", "/-/pictures/map"):
        page = BeautifulSoup(get(path, headers={"accept-language": "zh"}).text, "html.parser")
        links = [one.get("href") or one.get("src") for one in page.select("link[href], script[src]")]
        ours = [link for link in links if "/static/" in link and "/-/static/" not in link]
        assert ours
        for link in ours:
            (answer,) = ask(site, ("GET", link, {}))
            assert answer.status_code == 200
            assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    (older,) = ask(site, ("GET", "/static/kouan.css?0123456789abcdef", {}))
    assert (older.status_code, older.headers["cache-control"]) == (200, "no-cache")
