"""A draft is put in place as a whole; where that fails, what was there stays."""

from pathlib import Path

import pytest

from kouan.errors import KouanError
from kouan.publish import folders
from kouan.release.draft import differing, drafted, put_in_place
from kouan.release.sums import SUMS


def write(build, place, text, *, is_final=False):
    with drafted(build) as draft:
        draft.add("csv/tasks.csv", text, "tasks")
        draft.close()
        return put_in_place(draft, place, is_final=is_final)


def test_a_file_is_summed_and_described_as_it_is_added(tmp_path):
    with drafted(tmp_path) as draft:
        draft.add("csv/tasks.csv", b"task_id\n", "tasks")
        draft.add("NOTES.md", "记".encode())
        (tasks, notes) = draft.files
        draft.close()
        sums = draft.read(SUMS).decode()
    assert (tasks.path, tasks.size, tasks.media_type, tasks.table) == ("csv/tasks.csv", 8, "text/csv", "tasks")
    assert (notes.size, notes.media_type, notes.table) == (3, "text/markdown", None)
    assert sums == f"{notes.sha256}  NOTES.md\n{tasks.sha256}  csv/tasks.csv\n"
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_compared_file_by_file(tmp_path):
    place = tmp_path / "release" / "2026.1.0"
    assert write(tmp_path, place, b"1\n")
    assert not write(tmp_path, place, b"1\n", is_final=True)
    assert write(tmp_path, place, b"2\n")
    with pytest.raises(
        KouanError, match=r"2026\.1\.0: this version is released already.* SHA256SUMS, csv/tasks\.csv\."
    ):
        write(tmp_path, place, b"3\n", is_final=True)
    assert (place / "csv" / "tasks.csv").read_bytes() == b"2\n"
    assert [path.name for path in tmp_path.iterdir()] == ["release"]


def test_many_differences_are_counted(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        for number in range(8):
            (tmp_path / name / f"{number}.txt").write_text(name, encoding="utf-8")
    assert differing(tmp_path / "one", tmp_path / "other") == [*(f"{number}.txt" for number in range(5)), "3 more"]


def test_a_replacement_that_fails_half_way_is_undone(tmp_path, monkeypatch):
    place = tmp_path / "release" / "2026.1.0"
    write(tmp_path, place, b"1\n")
    rename = Path.rename

    def fail(path, target):
        if path.name == "new":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    # As on a system that cannot exchange two folders.
    monkeypatch.setattr(folders, "_exchanged", lambda *_: False)
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path, place, b"2\n")
    assert (place / "csv" / "tasks.csv").read_bytes() == b"1\n"
    assert list((tmp_path / "release").iterdir()) == [place]


@pytest.mark.parametrize("error", [KouanError("wrong"), KeyboardInterrupt()])
def test_a_draft_that_is_given_up_is_gone(tmp_path, error):
    with pytest.raises(type(error)), drafted(tmp_path) as draft:  # noqa: PT012 - it fails after something is written
        draft.add("csv/tasks.csv", b"1\n", "tasks")
        raise error
    assert list(tmp_path.iterdir()) == []
