"""The container file and the service: sound by their linters, and the command runs without rights on a read-only disk.

No container engine is needed: the folder is put together as the file says, and its command run in namespaces of its
own, in which everything is mounted read-only and nothing but this machine can be reached.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

BIN = Path(sys.executable).parent
NOBODY = "65534"
WITHOUT_RIGHTS = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs"]
NAMESPACES = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child"]
# The folder takes the place of /srv, Python that of /media and its packages that of /mnt, where anyone may read them,
# wherever they lie on this machine; and nothing can be written any more.
SCRIPT = """
set -e
ip link set lo up
mount -t proc proc /proc
for place in "$1:/srv" "$2:/media" "$3:/mnt"; do
  mount --bind "${place%:*}" "${place#*:}"
  mount -o remount,bind,ro "${place#*:}"
done
mount -o remount,bind,ro /
cd "$4"
shift 4
exec "$@"
"""
PATHS = (
    "/?_lang=zh",
    "/en/",
    "/kouan/tasks",
    "/en/kouan/tasks?_search=%E5%8F%A3%E5%B2%B8&_sort=number",
    "/kouan/task_assignments.csv?_stream=1",
    "/kouan.json?sql=select+count(*)+from+tasks",
    "/-/document/ah-ports-2022",
    "/-/downloads",
    "/-/downloads/kouan.zip",
    "/-/downloads/datasets/tasks.csv",
    "/-/downloads/parquet/tasks.parquet",
    "/-/changes.atom",
    "/-/openapi.json",
    "/static/kouan.css",
)


def works(*command):
    """Tell whether a command is there and succeeds."""
    return shutil.which(command[0]) and subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def assembled(container, data, build, tmp_path_factory):
    """The folder /srv as the container has it."""
    srv = tmp_path_factory.mktemp("srv")
    place = srv / Path(container.one("WORKDIR")).relative_to("/srv")
    place.mkdir()
    for sources, target in container.copies:
        for path in (path for source in sources for path in sorted(data.root.glob(source))):
            if path.is_dir():
                shutil.copytree(path, place / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                into = place / target / path.name if target.endswith("/") else place / target
                into.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, into)
    srv.chmod(0o755)
    return srv


@pytest.fixture(scope="module")
def packages(data, tmp_path_factory):
    """The packages that the container installs, and none of those that only the tests need."""
    folder = tmp_path_factory.mktemp("packages")
    pinned = re.findall(r"^(\w.*?)(?: \\)?$", (data.root / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    needed = [one for one in map(Requirement, pinned) if one.marker is None or one.marker.evaluate()]
    files = [file for one in needed for file in distribution(one.name).files]
    for file in files:
        if ".." not in file.parts and file.suffix != ".pyc":
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.locate(), folder / file)
    folder.chmod(0o755)
    return folder


@pytest.fixture(scope="module")
def probed(assembled, packages, container):
    """What the probe found where the command runs."""
    if os.geteuid() != 0 or not works(*NAMESPACES, "true"):
        pytest.skip("only root may mount: the container's command was not run on a read-only disk")
    arguments = {"command": container.command, "health_check": container.health_check, "paths": PATHS}
    environment = {"PATH": "/media/bin:/usr/bin:/bin", "LD_LIBRARY_PATH": "/media/lib", **container.environment}
    environment["PYTHONPATH"] += ":/mnt"
    probe = Path(__file__).with_name("probe.py").read_text(encoding="utf-8")
    places = [str(assembled), sys.base_prefix, str(packages), container.one("WORKDIR")]
    command = ["env", "-i", *(f"{name}={value}" for name, value in environment.items()), "python", "-c", probe]
    done = subprocess.run(
        [*NAMESPACES, "sh", "-c", SCRIPT, "-", *places, *WITHOUT_RIGHTS, *command, json.dumps(arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_linter_finds_nothing(data):
    done = subprocess.run(
        [BIN / "hadolint", data.root / "scripts/deploy" / "Containerfile"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_image_is_small_named_and_pinned(container):
    assert re.fullmatch(r"python:3\.11-slim-\w+", container.one("FROM"))
    (install,) = container.all("RUN")
    assert "--require-hashes --requirement requirements.txt" in install
    assert container.one("USER").split(":")[0] not in {"0", "root"}


def test_only_what_is_served_is_copied(container, data, build):
    copied = [source for sources, _ in container.copies for source in sources]
    assert [source for source in copied if not list(data.root.glob(source))] == []
    assert not [source for source in copied if source.startswith(("datasets", "tests"))]
    assert "build" not in copied, "releases are not part of the site"


def test_the_command_works_without_rights_on_a_read_only_disk(probed):
    assert probed["uid"] == int(NOBODY)
    assert probed["writable"] == []
    assert probed["healthy"] == 0, probed["log"]
    assert [path for path, status in probed["answers"].items() if status != 200] == []
    assert set(probed["answers"]) == set(PATHS)


def test_the_health_check_fails_where_nothing_is_served(probed):
    assert probed["before"] != 0


def test_the_server_complains_about_nothing(probed):
    assert "Traceback" not in probed["log"]
    assert not re.search(r"^(WARNING|ERROR)", probed["log"], re.MULTILINE)


def test_the_service_is_sound(data, tmp_path):
    service = data.root / "scripts/deploy" / "kouan.service"
    text = service.read_text(encoding="utf-8")
    (command,) = re.findall(r"^ExecStart=/srv/kouan/\.venv/bin/kouan (.*)$", text, re.MULTILINE)
    assert command.split() == ["serve", "--host", "127.0.0.1", "--port", "8001"]
    if not shutil.which("systemd-analyze"):
        pytest.skip("there is no systemd-analyze to check the service")
    # A program that is there, in place of the one that is there only where the service runs.
    copy = tmp_path / service.name
    copy.write_text(text.replace("/srv/kouan/.venv/bin/kouan", "/bin/true"), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
