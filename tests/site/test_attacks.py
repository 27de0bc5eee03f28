"""SQL of strangers reads the published tables, within limits, and does nothing else; each attack by its name."""

import asyncio
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from datasette.database import QueryInterrupted

from kouan.site.sql.limits import MOST_MEMORY
from kouan.site.sql.worker import Question
from kouan.site.sql.workers import PROCESSES, Workers
from kouan.torture.attacks import Attack, End, attacks

ATTACKS = list(attacks())
MILLISECONDS = 200


@pytest.fixture(scope="module")
def unchanged(build):
    """The database has the same bytes after all attacks as before."""
    before = hashlib.sha256((build / "kouan.db").read_bytes()).hexdigest()
    yield
    assert hashlib.sha256((build / "kouan.db").read_bytes()).hexdigest() == before


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_comes_to_its_end(send_raw, attack: Attack, capfd):
    status, body = send_raw(f"/kouan.json?_timelimit={MILLISECONDS}&sql={quote(attack.sql)}")
    assert status in ({400, 403} if attack.end is End.REFUSED else {200, 400})
    assert b'"error": ""' not in body
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("suffix", ["", ".csv", ".excel"])
@pytest.mark.parametrize("attack", [one for one in ATTACKS if one.end is End.REFUSED], ids=lambda attack: attack.name)
def test_what_is_refused_is_refused_in_every_format(send_raw, attack, suffix):
    status, body = send_raw(f"/kouan{suffix}?_timelimit={MILLISECONDS}&sql={quote(attack.sql)}")
    # Datasette answers a statement that fails while it runs with an empty CSV file.
    assert status in {400, 403} or (suffix == ".csv" and not body.strip())


@pytest.mark.parametrize(
    "sql", ["1=1 union select 1", "exists (select * from pragma_database_list)", "load_extension('x')"]
)
def test_a_condition_is_sql_of_a_stranger_too(get, sql):
    assert get(f"/kouan/tasks.json?_where={quote(sql)}").status_code == 400


def test_names_of_parameters_do_not_hide_what_is_sql(get):
    assert get("/kouan.json?%73ql=select+*+from+pragma_database_list").status_code == 400


def test_people_get_what_they_ask_for(get):
    answer = get("/kouan.json?_shape=objects&sql=select+:a+as+a,+count(*)+as+n+from+tasks&a=%E5%8F%A3%E5%B2%B8").json()
    assert answer["rows"][0]["a"] == "口岸"
    assert answer["rows"][0]["n"] > 200
    found = "select count(*) as n from passages where rowid in (select rowid from passages_fts where passages_fts match escape_fts('口岸'))"
    assert get(f"/kouan.json?_shape=objects&sql={quote(found)}").json()["rows"][0]["n"] > 100
    twice = get("/kouan.json?sql=select+1+as+a,+2+as+a").json()
    assert (twice["columns"], twice["rows"]) == (["a", "a"], [[1, 2]])


@pytest.fixture
def workers(build):
    """Processes of their own."""
    made = Workers(str(build / "kouan.db"))
    yield made
    made.close()


def ask_workers(workers, sql, seconds=0.2):
    return asyncio.run(workers.ask(Question(sql, {}, seconds, 100, 10_000, 1_000_000)))


def is_running(pid):
    return Path(f"/proc/{pid}").exists()


def test_a_query_that_nothing_else_stops_costs_its_process_and_no_more(build, monkeypatch):
    monkeypatch.setattr("kouan.site.sql.workers.PROCESSES", 1)
    workers = Workers(str(build / "kouan.db"))
    ask_workers(workers, "select 1")
    (first,) = workers.pids()
    with pytest.raises(QueryInterrupted):
        ask_workers(workers, "select length(printf('%.*c', 2000000000, 'x'))")
    assert not is_running(first)
    assert ask_workers(workers, "select 2").single_value() == 2
    assert first not in set(workers.pids())
    workers.close()


def test_there_are_few_processes_and_none_is_left(workers):
    for number in range(4):
        ask_workers(workers, f"select {number}")
    pids = list(workers.pids())
    assert 1 <= len(pids) <= PROCESSES
    workers.close()
    assert not [pid for pid in pids if is_running(pid)]


def test_a_process_ends_with_the_server(build):
    code = (
        "import asyncio, os, sys; from kouan.site.sql.worker import Question; from kouan.site.sql.workers import Workers\n"
        "w = Workers(sys.argv[1])\n"
        "asyncio.run(w.ask(Question('select 1', {}, 1, 1, 1, 1000))); print(*w.pids(), flush=True); os._exit(0)"
    )
    command = [sys.executable, "-c", code, build / "kouan.db"]
    pid = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    for _ in range(100):
        if not is_running(pid):
            break
        time.sleep(0.1)
    assert not is_running(pid)


def test_a_process_can_write_no_file_and_has_bounds(workers):
    ask_workers(workers, "select 1")
    (pid,) = workers.pids()
    limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
    soft = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}
    assert soft["Max file size"] == "0"
    assert soft["Max core file size"] == "0"
    assert int(soft["Max open files"]) < 100
    assert MOST_MEMORY < int(soft["Max data size"]) < 4 * MOST_MEMORY
    opened = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()]
    files = [name for name in opened if name.startswith("/") and not name.startswith("/dev/")]
    assert {Path(name).name for name in files} == {"kouan.db"}


def test_a_process_lets_the_server_go_first(workers):
    ask_workers(workers, "select 1")
    (pid,) = workers.pids()
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, pid) == min(own + 10, 19)
