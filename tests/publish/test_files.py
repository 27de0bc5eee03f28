"""Files are put into place together, after all of them are written."""

from pathlib import Path

import pytest

from kouan.publish.files import replace_files


def test_files_are_written_and_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "datasets"
    replace_files(folder, {"tasks.csv": b"task_id\n", "ports.csv": b"port_id\n"})
    replace_files(folder, {"tasks.csv": b"task_id,title\n"})
    contents = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert contents == {"tasks.csv": b"task_id,title\n", "ports.csv": b"port_id\n"}


def test_failure_half_way_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "tasks.csv").write_bytes(b"task_id\n")
    with pytest.raises(FileNotFoundError):
        replace_files(tmp_path, {"tasks.csv": b"", "no/such/folder.csv": b""})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"tasks.csv": b"task_id\n"}
