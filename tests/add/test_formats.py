"""Adding a document whose tasks stand in a table of a Word file or a PDF."""

import io

import pytest
from docx import Document
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from kouan.build import read_documents

TITLE = "浙江省口岸发展2023年工作要点"
HEAD = "附件：重点任务分工表"
ROWS = (
    ("序号", "重点任务", "责任单位", "完成时限"),
    ("1", "推进宁波舟山港口岸扩大开放，完善查验设施", "省商务厅、宁波海关", "2023年"),
    ("2", "提升杭州机场口岸通关效率", "省商务厅", "2023年"),
)
CONTACTS = (("姓名", "单位", "电话"), ("张某某", "省商务厅", "0361-2000001"))


def docx_bytes(*tables):
    document = Document()
    for line in (TITLE, "一、扩大开放", HEAD):
        document.add_paragraph(line)
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("以上表格请对照执行。")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_bytes(*tables):
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=10, leading=14, wordWrap="CJK", spaceAfter=8)
    story = [Paragraph(line, style) for line in (TITLE, "一、扩大开放", HEAD)]
    for rows in tables:
        cells = [[Paragraph(text, style) for text in row] for row in rows]
        widths = [400 // len(rows[0])] * len(rows[0])
        story += [Table(cells, widths, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])]
        story += [Paragraph("以上表格请对照执行。", style)]
    stream = io.BytesIO()
    SimpleDocTemplate(stream, invariant=True).build(story)
    return stream.getvalue()


@pytest.fixture(params=["docx", "pdf"])
def write(request, tmp_path):
    """Write tables as a document of each kind; return its path."""

    def file(*tables):
        path = tmp_path / f"zhejiang.{request.param}"
        path.write_bytes({"docx": docx_bytes, "pdf": pdf_bytes}[request.param](*tables))
        return path

    return file


def test_text_and_original_are_stored_and_read_back(project, add, write):
    path = write(ROWS)
    result = add(path)
    assert result.exit_code == 0, result.output
    text = (project.documents / "zj-ports-2023.txt").read_text("utf-8")
    assert "1\t推进宁波舟山港口岸扩大开放，完善查验设施\t省商务厅、宁波海关\t2023年\n" in text
    assert (project.documents / f"zj-ports-2023{path.suffix}").read_bytes() == path.read_bytes()
    added = read_documents(project, project.reference())[-1]
    assert added.source.original_file == f"zj-ports-2023{path.suffix}"
    assert len(added.outline.tasks) == 2


def test_nothing_is_announced_that_the_build_does_not_ask_for(add, write):
    """The name that the file had before it was added is of no account."""
    shown = add(write(ROWS)).stdout
    assert "zhejiang" not in shown.split("Next:")[1]
    assert "original_file" not in shown
    assert "Build again" not in shown


def test_a_table_of_contacts_is_masked_and_the_original_left_out(project, add, write):
    path = write(ROWS, CONTACTS)
    result = add(path)
    assert result.exit_code == 0, result.output
    text = (project.documents / "zj-ports-2023.txt").read_text("utf-8")
    assert "＊＊＊\t省商务厅\t＊＊＊＊＊＊＊＊＊＊＊＊\n" in text
    assert "推进宁波舟山港口岸扩大开放，完善查验设施\t省商务厅、宁波海关" in text
    assert not (project.documents / f"zj-ports-2023{path.suffix}").exists()
    assert "original_file" not in result.stdout
