"""A second build makes what has changed and nothing else, and gives the bytes of a build from nothing."""

import json

import pytest

from kouan.scale import Engine

pytestmark = pytest.mark.usefixtures("few_in_a_shard")


class _EndedError(Exception):
    """Stands for whatever ends a build: a signal, a full disk."""


class Ending(Engine):
    """An engine that is ended in the middle of the shards."""

    def run(self, function, tasks):
        for number, result in enumerate(super().run(function, tasks)):
            if number == 3:
                raise _EndedError
            yield result


class EndingInPlacing(Engine):
    """An engine that is ended when some files are in their place."""

    def run(self, function, tasks):
        for number, result in enumerate(super().run(function, tasks)):
            if number == 3 and isinstance(result, str):
                raise _EndedError
            yield result


def moments(folder):
    """Return when each file was written."""
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def output(folder, partitions, tmp_path):
    """The partitions of eight plans."""
    partitions(folder, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def same_as_from_nothing(folder, partitions, snapshot, tmp_path):
    """Check that a folder holds what a build from nothing gives."""

    def check(output):
        partitions(folder, tmp_path / "anew")
        assert snapshot(output) == snapshot(tmp_path / "anew")

    return check


def test_without_a_change_nothing_is_written(folder, partitions, output):
    before = moments(output)
    _, said = partitions(folder, output)
    assert said[0].endswith("0 of 8 shards made anew")
    assert moments(output) == before


def test_after_one_change_one_shard_is_made_anew(folder, partitions, output, plan_text, same_as_from_nothing):
    before = moments(output)
    (folder / "plan-05.txt").write_text(plan_text(50), encoding="utf-8")
    _, said = partitions(folder, output)
    assert said[0].endswith("1 of 8 shards made anew")
    after = moments(output)
    written = {name for name in after if after[name] != before.get(name)}
    passages = [name for name in written if name.startswith("passages/")]
    assert len(passages) == 1
    same_as_from_nothing(output)


def test_a_change_that_touches_no_list_leaves_the_lists(folder, partitions, output, same_as_from_nothing):
    path = folder / "plan-05.txt"
    path.write_text(path.read_text(encoding="utf-8") + "完。\n", encoding="utf-8")
    before = moments(output)
    partitions(folder, output)
    after = moments(output)
    written = {name.split("/")[0] for name in after if after[name] != before.get(name)}
    assert "passages" in written
    # A document's digest is a key that may be there once; what it hands on to one bucket changes, and no more.
    buckets = {name for name in after if name.startswith("agencies/") and after[name] != before[name]}
    assert len(buckets) <= 2
    same_as_from_nothing(output)


def test_documents_that_come_and_go(folder, partitions, output, plan_text, same_as_from_nothing):
    (folder / "plan-03.txt").unlink()
    (folder / "another.txt").write_text(plan_text(60), encoding="utf-8")
    partitions(folder, output)
    same_as_from_nothing(output)


def test_more_documents_are_dealt_anew_and_old_parts_go(folder, partitions, output, plan_text, same_as_from_nothing):
    (folder / "another.txt").write_text(plan_text(60), encoding="utf-8")
    manifest, _ = partitions(folder, output)
    assert manifest["shards"] == 16
    (folder / "another.txt").unlink()
    manifest, _ = partitions(folder, output)
    assert manifest["shards"] == 8
    same_as_from_nothing(output)


def test_a_part_that_was_lost_or_cut_is_made_again(folder, partitions, output, same_as_from_nothing):
    (output / "tasks" / "part-00002.parquet").unlink()
    cut = output / "agencies" / "part-00001.parquet"
    cut.write_bytes(cut.read_bytes()[:-10])
    (output / "_kouan" / "shard-00004.json").write_text("{", encoding="utf-8")
    partitions(folder, output)
    same_as_from_nothing(output)


def test_a_build_that_was_ended_leaves_the_last_result_and_is_gone_on_with(
    folder, partitions, output, plan_text, same_as_from_nothing
):
    before = moments(output)
    for number in range(8):
        (folder / f"plan-{number:02}.txt").write_text(plan_text(100 + number), encoding="utf-8")
    with pytest.raises(_EndedError):
        partitions(folder, output, kind=Ending)
    assert {name: when for name, when in moments(output).items() if not name.startswith("_next")} == before
    finished = moments(output / "_next")
    partitions(folder, output)
    records = [name for name in finished if name.startswith("_kouan/shard") and name.endswith(".json")]
    assert len(records) >= 3
    assert all((output / name).stat().st_mtime_ns == finished[name] for name in records), "what was finished was kept"
    same_as_from_nothing(output)


def test_a_build_ended_while_parts_are_put_in_place_is_no_result(
    folder, partitions, output, plan_text, same_as_from_nothing
):
    for number in range(8):
        (folder / f"plan-{number:02}.txt").write_text(plan_text(100 + number), encoding="utf-8")
    with pytest.raises(_EndedError):
        partitions(folder, output, kind=EndingInPlacing)
    assert not (output / "manifest.json").exists()
    partitions(folder, output)
    assert json.loads((output / "manifest.json").read_text(encoding="utf-8"))["documents"] == 8
    same_as_from_nothing(output)
