"""The real server, started and stopped by its process id; and Datasette on its own with our database."""

import asyncio
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from kouan.errors import KouanError
from kouan.serve import make_site, serve_site

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
        serve_site(tmp_path, 8001, "127.0.0.1")


def test_the_command_says_so_too(tmp_path):
    from kouan.cli import main

    (tmp_path / "datapackage.json").write_text("{}", encoding="utf-8")
    result = CliRunner().invoke(main, ["serve", "--root", str(tmp_path)])
    assert result.exit_code == 2
    assert "run `make`" in result.output
