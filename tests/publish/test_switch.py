"""A set of files takes the place of another whole, wherever the process that puts it there is killed."""

import fcntl
import os
import signal
import subprocess
import sys
import time

import pytest

from kouan.errors import KouanError
from kouan.publish.switch import finish, is_interrupted, locked, switched, write_files

OLD = {"datasets/a.csv": b"old", "build/b.db": b"old", "build/parquet/c.parquet": b"old"}
NEW = dict.fromkeys([*OLD, "build/d.json"], b"new")
SWITCH = """
import os, signal, sys
from pathlib import Path
from kouan.publish import switch

root, calls = Path(sys.argv[1]), int(sys.argv[2])

def counted(change):
    def one(*given, **named):
        global calls
        calls -= 1
        if calls < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return change(*given, **named)
    return one

for module, name in ((os, "mkdir"), (os, "rename"), (os, "replace"), (os, "rmdir"), (os, "unlink"), (os, "open")):
    setattr(module, name, counted(getattr(module, name)))
with switch.switched(root, root / "build") as staging:
    switch.write_files(staging, {name: b"new" for name in sys.argv[3:]})
"""


@pytest.fixture
def root(tmp_path):
    write_files(tmp_path, OLD)
    return tmp_path


def read(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def switch(root):
    with switched(root, root / "build") as staging:
        write_files(staging, NEW)


def test_all_files_are_put_in_place_and_nothing_is_left(root):
    switch(root)
    assert read(root) == NEW
    assert list(root.rglob(".*")) == []


def test_killed_at_each_step_it_leaves_the_old_or_what_the_next_run_makes_the_new(root, snapshot):
    """Each call that changes a folder is a step; the process is killed right before it."""
    states = set()
    for step in range(100):
        write_files(root, OLD)
        (root / "build" / "d.json").unlink(missing_ok=True)
        command = [sys.executable, "-c", SWITCH, str(root), str(step), *NEW]
        killed = subprocess.run(command, check=False, capture_output=True)
        if killed.returncode == 0:
            break
        assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
        state = {name: content for name, content in read(root).items() if not name.startswith("build/.")}
        is_ready = is_interrupted(root / "build")
        states.add("old" if state == OLD else "new" if state == NEW else "mixed")
        assert is_ready or state in (OLD, NEW)
        with locked(root / "build"):
            finish(root, root / "build")
        whole = {name: content for name, content in read(root).items() if not name.startswith("build/.next")}
        assert whole == (NEW if is_ready else state)
        switch(root)
        assert read(root) == NEW
        assert list(root.rglob(".*")) == []
    else:
        pytest.fail("it never came to its end")
    assert states == {"old", "mixed", "new"}, "the steps that matter were among those tried"


@pytest.mark.parametrize("fault", [KouanError("wrong"), OSError(28, "full"), KeyboardInterrupt()])
def test_what_fails_before_all_is_written_changes_nothing(root, fault):
    with pytest.raises(type(fault)), switched(root, root / "build") as staging:  # noqa: PT012 - after something is written
        write_files(staging, NEW)
        raise fault
    assert read(root) == OLD
    assert list(root.rglob(".*")) == []


def in_the_way(root):
    (root / "build" / "d.json").mkdir()


def a_file_for_a_folder(root):
    (root / "build" / "parquet" / "c.parquet").unlink()
    (root / "build" / "parquet").rmdir()
    (root / "build" / "parquet").write_bytes(b"old")


@pytest.mark.parametrize("obstruct", [in_the_way, a_file_for_a_folder])
def test_what_cannot_be_put_in_place_is_told_before_anything_is(root, obstruct):
    obstruct(root)
    before = read(root)
    with pytest.raises(KouanError, match=r"cannot be written.*Nothing was changed"):
        switch(root)
    assert read(root) == before


def test_where_the_rest_cannot_be_put_in_place_it_waits_until_it_can(root):
    ready = root / "build" / ".ready"
    write_files(ready, NEW)
    in_the_way(root)
    with pytest.raises(KouanError, match=r"d\.json: it cannot be put in place .*wait in .*\.ready"):
        switch(root)
    assert is_interrupted(root / "build")
    (root / "build" / "d.json").rmdir()
    said = []
    with switched(root, root / "build", said.append):
        pass
    assert read(root) == NEW
    # The one in the way was the second in order.
    assert said == ["finish    3 files that were ready when they were interrupted"]


HOLD = "import sys, time; from kouan.publish.switch import locked; from pathlib import Path\n"
HOLD += "with locked(Path(sys.argv[1])): print('locked', flush=True); time.sleep(600)"


def test_another_process_is_waited_for_and_one_that_was_killed_is_not(root):
    build = root / "build"
    said = []
    with subprocess.Popen([sys.executable, "-c", HOLD, str(build)], stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"locked\n"

        def say(words):
            said.append(words)
            other.kill()

        with switched(root, build, say) as staging:
            write_files(staging, NEW)
    assert said == [f"wait      for another process that writes {build}"]
    assert read(root) == NEW


def test_a_process_that_was_forked_does_not_hold_the_lock(root):
    """Or the workers of a build that was killed would keep the next one waiting for ever."""
    build = root / "build"
    end, other = os.pipe()
    with locked(build):
        child = os.fork()
        if not child:
            os.write(other, b"1")
            time.sleep(600)
            os._exit(0)
        os.read(end, 1)
    try:
        descriptor = os.open(build, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(descriptor)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_within_a_process_a_lock_may_be_taken_again(root):
    with locked(root), locked(root), switched(root, root) as staging:
        write_files(staging, NEW)
    assert read(root) == NEW
