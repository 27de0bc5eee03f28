"""Files that break off, or in which bytes were changed, are read or refused; nothing else happens."""

import random

import pytest

from kouan.errors import KouanError
from kouan.read import read_source

LINES = ["安徽省口岸开放重点任务", "一、总体要求", "（一）推进口岸开放。（责任单位：省商务厅）"]
TIMES = 60


@pytest.fixture(params=["docx", "pdf", "html", "gbk", "utf-16"])
def sound(request, save_docx, pdf):
    """A sound file of each kind, its name and its bytes."""
    if request.param == "docx":
        from docx import Document

        document = Document()
        for line in LINES:
            document.add_paragraph(line, style="List Number")
        document.add_table(2, 2).cell(0, 0).text = "口岸"
        return "plan.docx", save_docx(document)
    if request.param == "pdf":
        pages = pdf()
        for line in LINES:
            pages.line(line)
        pages.table([["1", "口岸开放"], ["2", "省商务厅"]], [60, 100])
        return "plan.pdf", pages.finish()
    if request.param == "html":
        rows = "<table><tr><td rowspan=2>1<td colspan=3>口岸</table>"
        return "plan.html", f"<html><ol><li>{'<li>'.join(LINES)}</ol>{rows}".encode("gbk")
    return "plan.txt", "\n".join(LINES).encode(request.param)


def test_damaged_files_raise_nothing_but_the_one_error(sound, tmp_path):
    name, stored = sound
    path = tmp_path / name
    path.write_bytes(stored)
    assert "总体要求" in read_source(path).text
    chance = random.Random(20261123)  # noqa: S311 - the same damage in every run
    for time in range(TIMES):
        damaged = bytearray(stored)
        if time % 2:
            del damaged[chance.randrange(len(stored)) :]
        else:
            for _ in range(chance.choice([1, 3, 20, 200])):
                damaged[chance.randrange(len(stored))] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            text = read_source(path).text
        except KouanError as error:
            assert str(error).startswith(f"{path}: ")  # noqa: PT017 - the other outcome is a text
        else:
            assert text.encode()
