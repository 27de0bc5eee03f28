"""What the public may do: read, within limits. Nothing else."""

import asyncio
import hashlib
from urllib.parse import quote

import pytest
from datasette import handle_exception


@pytest.fixture
def unchanged(build):
    """The database has the same bytes after a test as before."""
    before = hashlib.sha256((build / "kouan.db").read_bytes()).hexdigest()
    yield
    assert hashlib.sha256((build / "kouan.db").read_bytes()).hexdigest() == before


def test_rows_are_cut_at_the_limit_and_said_to_be(get, site):
    answer = get("/kouan.json?sql=select+a.rowid+from+passages+a,+passages+b&_shape=objects").json()
    assert answer["truncated"]
    assert len(answer["rows"]) == site.zh.setting("max_returned_rows")


def test_nobody_can_ask_for_more_rows_or_time(get):
    assert get("/kouan/tasks.json?_size=1000000").status_code == 400
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    assert get(f"/kouan.json?sql={quote(endless)}&_timelimit=60000").status_code == 400


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("path", ["/kouan", "/kouan/tasks", "/kouan/who_leads_what", "/kouan/tasks/ah-ports-2022.4"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace", "propfind"])
def test_nothing_can_be_written(request_site, path, method):
    answer = request_site(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_the_database_cannot_be_written_by_any_connection(site):
    for instance in (site.zh, site.en):
        databases = instance.databases.items()
        assert [name for name, database in databases if database.is_mutable and not database.is_memory] == []


def test_nobody_can_sign_in(get):
    assert get("/-/actor.json").json() == {"actor": None}
    for page in (
        "auth-token?token=guess",
        "permissions",
        "messages",
        "logout",
        "allow-debug",
        "patterns",
        "threads.json",
        # Says where on the disk the database lies.
        "databases",
        "databases.json",
    ):
        assert get(f"/-/{page}").status_code == 404
    assert get("/_internal").status_code in {403, 404}
    assert get("/_internal/databases.json").status_code in {403, 404}
    assert get("/_memory").status_code == 404


def test_the_settings_are_those_for_the_public(get, site):
    settings = get("/-/settings.json").json()
    assert settings["suggest_facets"] is False
    assert settings["template_debug"] is False
    assert settings["trace_debug"] is False
    assert 0 < settings["sql_time_limit_ms"] <= 1000
    assert settings["max_returned_rows"] < 100_000
    # Anybody may read the data from a page of their own; there is nothing else to be had.
    assert site.zh.cors is True


def test_the_whole_database_can_be_downloaded(get, build):
    assert get("/kouan.db").content == (build / "kouan.db").read_bytes()


def test_people_can_write_sql(get):
    answer = get("/kouan.json?sql=select+count(*)+as+n+from+tasks&_shape=objects").json()
    assert answer["rows"][0]["n"] > 200


def test_errors_print_no_tracebacks(get, capfd):
    assert get("/kouan/nosuch").status_code == 404
    assert handle_exception.rich is None
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_statement_of_javascript_stays_text(get):
    page = get(f"/kouan?sql={quote('select ' + repr('<script>alert(1)</script>') + ' as x')}")
    assert "<script>alert(1)" not in page.text
    page = get(f"/kouan/tasks?_search={quote('<script>alert(1)</script>')}")
    assert "<script>alert(1)" not in page.text
    page = get(f"/kouan/who_leads_what?word={quote(chr(34) + '><script>alert(1)</script>')}")
    assert "<script>alert(1)" not in page.text


@pytest.mark.parametrize(
    "path", ["//example.org/", "/\\example.org/", "/en//example.org/", "/en/\\example.org/", "/\\/a/"]
)
def test_no_redirect_leaves_the_site(site, path):
    """A client would put such an address right before it sends it, hence the bare request."""
    sent = []

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [],
    }
    asyncio.run(site.app(scope, None, send))
    location = {key.lower(): value for key, value in sent[0]["headers"]}[b"location"].decode()
    assert sent[0]["status"] == 302
    assert location.startswith("/")
    assert location[1] not in "/\\"
