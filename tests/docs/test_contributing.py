"""The walk-through of CONTRIBUTING.md, taken with the document that it names, on a copy without that document."""

import re
import shlex
import shutil

import pytest
from click.testing import CliRunner

from kouan.cli import main

DOCUMENT = "nm-ports-2022"


@pytest.fixture
def without_document(copy_data, edit, data, tmp_path, monkeypatch):
    """A copy of the project without the document, and its file in the working folder."""
    project = copy_data(tmp_path / "copy")
    for name in ("documents", "expected"):
        edit(project, name, lambda row: row["document_id"] != DOCUMENT)
    for gone in (project.documents / f"{DOCUMENT}.txt", project.datasets / "curation" / f"{DOCUMENT}.yml"):
        gone.unlink()
    shutil.copyfile(data.documents / f"{DOCUMENT}.txt", tmp_path / f"{DOCUMENT}.txt")
    monkeypatch.chdir(tmp_path)
    return project


def test_adding_shows_what_is_printed_there(pages, without_document):
    page = pages["CONTRIBUTING.md"]
    (shown,) = [block for block in page.blocks("text") if block.startswith("read ")]
    (command,) = [words for words in page.commands if "add" in words and "--dry-run" in words]
    result = CliRunner().invoke(main, [*command[1:], "--root", str(without_document.root)])
    assert result.exit_code == 0, result.output
    place = 0
    for part in shown.split("…\n"):
        assert part in result.stdout[place:], f"this is no longer shown:\n{part}\nbut:\n{result.stdout}"
        place = result.stdout.index(part, place) + len(part)


def test_the_second_step_gives_the_options_of_the_first(pages):
    commands = [shlex.join(words) for words in pages["CONTRIBUTING.md"].commands if "add" in words]
    assert any(re.search(r"add nm-ports-2022\.txt --title-en", command) for command in commands)
