"""`make` knows what a build makes, so that it makes again what is missing; in CI nothing is skipped."""

import os
import shutil
import subprocess
import sys

import pytest

from .conftest import ROOT


@pytest.fixture
def outputs(tmp_path):
    """The files that the Makefile expects a build to make."""
    makefile = tmp_path / "show.mk"
    makefile.write_text("include Makefile\nshow:\n\t@printf '%s\\n' $(OUTPUTS)\n", encoding="utf-8")
    command = ["make", "--silent", "--file", makefile, "show"]
    # This may run inside a make, whose options are not for this one.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout.split()


def test_make_knows_every_file_that_a_build_makes(outputs, small):
    made = {path.relative_to(small.root).as_posix() for path in (small.root / "build").rglob("*") if path.is_file()}
    made |= {path.relative_to(small.root).as_posix() for path in small.datasets.glob("*.csv")}
    assert sorted(outputs) == sorted(made)


@pytest.fixture
def make(small):
    """Run `make` in a small project that is built; its `kouan` only says that it is called."""
    shutil.copyfile(ROOT / "Makefile", small.root / "Makefile")
    (small.root / "scripts" / "kouan").mkdir(parents=True)
    (small.root / "scripts" / "kouan" / "cli.py").write_text("", encoding="utf-8")
    command = small.root / ".venv" / "bin" / "kouan"
    command.parent.mkdir(parents=True)
    command.write_text("#!/bin/sh\necho kouan $*\n", encoding="utf-8")
    command.chmod(0o755)
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml", ".venv/.installed"):
        (small.root / name).write_text("", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}

    def run():
        done = subprocess.run(
            ["make", "--silent"], cwd=small.root, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    return run


@pytest.mark.parametrize("year", ["1990", "2090"])
def test_make_builds_what_changed_whatever_the_clock_says(make, small, year):
    def set_clock(path):
        subprocess.run(["touch", "-d", f"{year}-01-01", path], check=True)

    assert make() == "kouan build\n"
    assert make() == ""
    path = small.datasets / "reference" / "ports.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("matched", "hand"), encoding="utf-8")
    for one in (path, small.root / "build" / ".built"):
        set_clock(one)
    assert make() == "kouan build\n"
    set_clock(path)
    assert make() == ""
    path.rename(path.with_name("other.csv"))
    assert make() == "kouan build\n"
    (small.build / "kouan.db").unlink()
    assert make() == "kouan build\n"


@pytest.mark.parametrize("place", ["def test_it():\n    pytest", "pytest"], ids=["test", "module"])
def test_where_nothing_may_be_skipped_a_skipped_test_fails(tmp_path, place):
    conftest, test = tmp_path / "conftest.py", tmp_path / "test_one.py"
    conftest.write_text((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    test.write_text(f"import pytest\n\n{place}.importorskip('no_such_module')\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-rs", "--rootdir", tmp_path, "-p", "no:cacheprovider", tmp_path]
    for value in ("", "1"):
        environment = os.environ | {"KOUAN_NO_SKIP": value}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert "no_such_module" in done.stdout
        assert ("1 skipped" in done.stdout) == (value == "")
        assert (done.returncode in {1, 2}) == (value == "1")
