"""The real server, started and stopped by its process id; and Datasette on its own with our database."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from kouan.errors import KouanError
from kouan.serve import make_site, serve_site
from kouan.site.build import check_build

from .conftest import free_port, running, serve_command


def test_the_server_serves_the_site_on_this_machine_only(build):
    port = free_port()
    with running(serve_command(build, port), port) as address:
        assert "<h1>任务</h1>" in httpx.get(f"{address}/kouan/tasks", timeout=30).text
        assert "<h1>Tasks</h1>" in httpx.get(f"{address}/en/kouan/tasks", timeout=30).text
        assert httpx.get(f"{address}/kouan/tasks/ah-ports-2022.4.json").json()["table"] == "tasks"
        assert httpx.get(f"{address}/kouan/tasks.json", params={"_search": "口岸"}).json()["filtered_table_rows_count"]
        assert httpx.get(f"{address}/static/kouan.css").headers["content-type"].startswith("text/css")
        assert httpx.get(f"{address}/kouan/nosuch").status_code == 404
        assert httpx.get(f"{address}/-/settings.json").json()["suggest_facets"] is False
        assert all(host == "127.0.0.1" for host in listening_hosts(port))


def listening_hosts(port):
    """The addresses on which somebody listens at a port, as the kernel lists them."""
    hosts = []
    for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        local, state = line.split()[1], line.split()[3]
        host, number = local.split(":")
        if state == "0A" and int(number, 16) == port:
            hosts.append(".".join(str(part) for part in bytes.fromhex(host)[::-1]))
    assert hosts
    return hosts


def test_the_in_process_site_is_the_one_that_is_served(build):
    port, site = free_port(), make_site(build)
    with running(serve_command(build, port), port) as address:
        for path in (
            "/-/settings.json",
            "/-/metadata.json",
            "/-/plugins.json",
            "/en/-/settings.json",
            "/en/-/metadata.json",
        ):
            assert httpx.get(address + path).json() == asyncio.run(site.client.get(path)).json()


@pytest.mark.parametrize("metadata", [(), ("--metadata", "metadata.json")], ids=["alone", "metadata"])
def test_datasette_without_our_plugins_serves_the_database(build, names, metadata):
    port = free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(build / "kouan.db"), "--port", str(port)]
    command += [str(build / word) if word.endswith(".json") else word for word in metadata]
    with running(command, port) as address:
        for path in ("/", "/kouan", *(f"/kouan/{name}" for name in names)):
            assert httpx.get(address + path, timeout=30).status_code == 200, path
        assert httpx.get(f"{address}/kouan/documents/ah-ports-2022").status_code == 200
        assert httpx.get(f"{address}/kouan/tasks/ah-ports-2022~2E4").status_code == 200
        assert httpx.get(f"{address}/kouan/tasks.json", params={"_search": "口岸"}).status_code == 200


def test_serving_before_building_says_what_to_do(tmp_path):
    with pytest.raises(KouanError, match="run `make`"):
        serve_site(tmp_path, 8001, "127.0.0.1", workers=1, cache_megabytes=0)


def test_the_command_says_so_too(tmp_path):
    from kouan.cli import main

    (tmp_path / "datapackage.json").write_text("{}", encoding="utf-8")
    result = CliRunner().invoke(main, ["serve", "--root", str(tmp_path)])
    assert result.exit_code == 2
    assert "run `make`" in result.output


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (lambda build: (build / "layout.json").unlink(), "layout.json: there is no such file"),
        (lambda build: (build / "changes.json").write_text("{", encoding="utf-8"), "changes.json: it cannot be read"),
        (lambda build: (build / "settings.json").write_text("[]", encoding="utf-8"), "settings.json: it has to hold"),
        (lambda build: (build / "parquet" / "tasks.parquet").unlink(), "tasks.parquet: downloads.json lists it"),
        (lambda build: (build / "downloads" / "kouan.zip").write_bytes(b""), "kouan.zip: downloads.json lists it"),
        (lambda build: edit(build / "downloads.json", '"version": "', '"version": "1'), "is of version 1"),
        (lambda build: edit(build / "layout.json", '"sha256":"', '"sha256":"0'), "other documents than kouan.db"),
        (lambda build: sql(build, "drop table documents"), "kouan.db"),
        (lambda build: sql(build, "drop table tasks_fts"), "another version of Kouan made its index tasks_fts"),
    ],
)
def test_a_build_that_is_not_whole_is_not_served(small, break_it, words):
    check_build(small)
    break_it(small.build)
    with pytest.raises(KouanError, match="run `make`") as caught:
        check_build(small)
    assert words in str(caught.value)


def edit(path, old, new):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def sql(build, statement):
    """Change the database without its number of bytes."""
    with closing(sqlite3.connect(build / "kouan.db")) as connection:
        connection.execute("pragma foreign_keys = off")
        connection.execute(statement)
        connection.commit()


def test_two_workers_serve_the_same_and_stop_together(build):
    port = free_port()
    with running([*serve_command(build, port), "--workers", "2", "--cache", "8"], port) as address:
        answers = [httpx.get(f"{address}/kouan/tasks", timeout=60) for _ in range(8)]
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.headers["etag"] for answer in answers}) == 1
    with pytest.raises(httpx.TransportError):
        httpx.get(f"http://127.0.0.1:{port}/kouan/tasks", timeout=5)
