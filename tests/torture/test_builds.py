"""Commands that write, disturbed: a few trials of what `make torture` does a hundred times, on a small project."""

import random
import shutil
from itertools import islice
from pathlib import Path

import pytest

from kouan.torture.hindrances import clock_set_back, full_disk, two_at_once, without_rights
from kouan.torture.kills import killed, moments
from kouan.torture.works import prepare


@pytest.fixture(scope="module")
def works(_small, tmp_path_factory):
    """The commands by name, ready to be run on copies of the small project."""
    return {work.name: work for work in prepare(_small.root, tmp_path_factory.mktemp("works"))}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "trial"


@pytest.fixture
def chance():
    return random.Random(7)  # noqa: S311 - nothing secret


@pytest.mark.parametrize(("name", "times"), [("build", 3), ("extract", 1), ("add", 1)])
def test_killed_it_leaves_the_old_files_or_the_new_and_the_next_run_makes_the_new(works, folder, chance, name, times):
    trials = [killed(works[name], folder, moment) for moment in moments(works[name], times, chance)]
    assert [fault for trial in trials for fault in trial.faults] == []
    assert not folder.exists()


@pytest.mark.parametrize("disturb", [full_disk, without_rights, clock_set_back, two_at_once])
def test_hindered_it_leaves_the_old_files_or_the_new_and_says_why(works, folder, disturb):
    trials = list(islice(disturb(works["build"], folder), 2))
    if not trials:
        pytest.skip("mounting a small disk or giving up rights is not allowed here")
    assert [fault for trial in trials for fault in trial.faults] == []
    assert not folder.exists()


def test_a_fault_is_seen(works, folder, chance, monkeypatch):
    """A build that is killed after half of it was put in place without more ado."""
    monkeypatch.setattr("kouan.torture.kills.is_interrupted", lambda _: False)
    work = works["build"]

    def half(work, folder, *_):
        shutil.copyfile(work.folder.with_name("build-after") / "build/kouan.db", folder / "build/kouan.db")

    monkeypatch.setattr("kouan.torture.kills._wait_for", lambda _, folder, __: half(work, folder))
    (moment,) = moments(work, 1, chance)
    trial = killed(work, folder, moment)
    assert trial.state == "half in place"
    assert trial.faults
    assert not Path(folder).exists()
