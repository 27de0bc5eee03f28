"""The real server, started and stopped by its process id; and Datasette on its own with our database."""

import asyncio
import contextlib
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from kouan.errors import KouanError
from kouan.serve import make_site, serve_command, serve_site


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(command, port):
    """Run a server; give its address once it answers, and stop it afterwards."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            if process.poll() is not None:
                pytest.fail(process.stderr.read().decode())
            with contextlib.suppress(httpx.TransportError):
                httpx.get(address, timeout=10)
                break
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stderr.close()


def test_the_server_serves_the_site_on_this_machine_only(build):
    port = free_port()
    with running(serve_command(build, port), port) as address:
        assert "任务 Tasks" in httpx.get(f"{address}/kouan/tasks", timeout=30).text
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
    port = free_port()
    site = make_site(build)
    with running(serve_command(build, port), port) as address:
        for path in ("/-/settings.json", "/-/metadata.json", "/-/plugins.json"):
            assert httpx.get(address + path).json() == asyncio.run(site.client.get(path)).json()


def test_datasette_alone_serves_the_database(build, names):
    port = free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(build / "kouan.db"), "--port", str(port)]
    with running(command, port) as address:
        for path in ("/", "/kouan", *(f"/kouan/{name}" for name in names)):
            assert httpx.get(address + path, timeout=30).status_code == 200, path
        assert httpx.get(f"{address}/kouan/documents/ah-ports-2022").status_code == 200
        assert httpx.get(f"{address}/kouan/tasks/ah-ports-2022~2E4").status_code == 200
        assert httpx.get(f"{address}/kouan/tasks.json", params={"_search": "口岸"}).status_code == 200


def test_serving_before_building_says_what_to_do(tmp_path):
    with pytest.raises(KouanError, match="run `make`"):
        serve_site(tmp_path, 8001)


def test_the_command_says_so_too(tmp_path):
    from kouan.cli import main

    (tmp_path / "datapackage.json").write_text("{}", encoding="utf-8")
    result = CliRunner().invoke(main, ["serve", "--root", str(tmp_path)])
    assert result.exit_code == 2
    assert "run `make`" in result.output
