"""What `make test` does about the system's packages, with programs in place of the system's."""

import os
import shutil
import subprocess

import pytest

from .conftest import ROOT

SCRIPT = ROOT / "tests" / "install-packages.sh"


@pytest.fixture
def run(tmp_path):
    """Run the script where only these packages are installed; give what it said, and what was called with rights."""

    def run_script(installed, *, user=0, sudo=None, apt=0):
        programs = {
            "dpkg-query": f'case " {installed} " in *" $4 "*) printf installed;; *) exit 1;; esac',
            "id": f"echo {user}",
            "apt-get": f'echo "apt-get $*" >> {tmp_path}/called; exit {apt}',
        }
        if sudo is not None:
            programs["sudo"] = f'[ "$1" = -n ] || exit 9; shift; [ {sudo} = 0 ] || exit 1; "$@"'
        shutil.rmtree(tmp_path / "bin", ignore_errors=True)
        (tmp_path / "bin").mkdir()
        for name, code in programs.items():
            path = tmp_path / "bin" / name
            path.write_text(f"#!/bin/sh\n{code}\n", encoding="utf-8")
            path.chmod(0o755)
        (tmp_path / "bin" / "env").symlink_to(shutil.which("env"))
        (tmp_path / "called").write_text("", encoding="utf-8")
        done = subprocess.run(
            ["/bin/sh", SCRIPT],
            env={"PATH": os.fspath(tmp_path / "bin")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0
        return done.stdout, (tmp_path / "called").read_text(encoding="utf-8").splitlines()

    return run_script


EVERYTHING = "chromium fonts-noto-cjk curl sqlite3 r-base-core r-cran-dbi r-cran-jsonlite r-cran-rsqlite systemd default-jre-headless"


def test_where_nothing_is_missing_nothing_happens(run):
    assert run(EVERYTHING, user=1000) == ("", [])


@pytest.mark.parametrize(("user", "sudo"), [(0, None), (1000, 0)])
def test_what_is_missing_is_installed_where_that_is_allowed(run, user, sudo):
    said, called = run(EVERYTHING.replace("chromium ", "").replace("r-cran-dbi ", ""), user=user, sudo=sudo)
    assert said == "install   chromium r-cran-dbi\n"
    assert called == ["apt-get -qq update", "apt-get -qq install --no-install-recommends chromium r-cran-dbi"]


@pytest.mark.parametrize(
    "case", [{"user": 1000}, {"user": 1000, "sudo": 1}, {"apt": 100}], ids=["no sudo", "with a password", "no network"]
)
def test_who_may_not_install_is_told_what_to_install(run, case):
    said, called = run("", **case)
    assert f"sudo apt-get install {EVERYTHING}\n" in said
    assert "skipped" in said
    assert not any("install" in line for line in called)
