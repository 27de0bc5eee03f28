"""One plan in every kind of file says the same."""

import html
from collections.abc import Callable, Sequence

import pytest
from docx import Document

from kouan.build import make_tables
from kouan.plan import read_plan

TITLE = "安徽省口岸开放重点任务清单"
FRONT = ["一、总体要求", "（一）到2025年，全省口岸进出口货运量达到5000万吨以上，开放口岸达到10个。"]
SECTION = "二、重点任务"
ROWS = [
    ["序号", "重点任务", "牵头单位", "责任单位"],
    ["1", "推进芜湖港口岸扩大开放。完善查验设施，建设智慧口岸。", "省商务厅", "合肥海关、芜湖市人民政府"],
    ["2", "建设合肥新桥国际机场航空口岸。", "省发展改革委", "省交通运输厅"],
    ["3", "提升中国（安徽）国际贸易“单一窗口”功能，推广应用RCEP CERT等系统。", "省商务厅", "合肥海关、省交通运输厅"],
]
BELOW = [
    "三、保障措施",
    "（一）加强组织领导，健全口岸工作协调机制，统筹解决口岸开放中的重大问题，及时总结推广经验。（责任单位：省商务厅，配合单位：省财政厅）",
]
LINES = [TITLE, *FRONT, SECTION, *("\t".join(row) for row in ROWS), *BELOW]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "gb2312"]


def as_html(encoding: str = "utf-8", declared: str | None = None) -> bytes:
    rows = "".join("<tr>" + "".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in row) + "</tr>" for row in ROWS)
    text = (
        f'<html><head><meta charset="{declared or encoding}"><title>x</title></head><body><h1>{TITLE}</h1>'
        + "".join(f"<p>{line}</p>" for line in [*FRONT, SECTION])
        + f"<table>{rows}</table>"
        + "".join(f"<p>{line}</p>" for line in BELOW)
        + "</body></html>"
    )
    return text.encode(encoding)


def as_docx(save: Callable[..., bytes]) -> bytes:
    document = Document()
    document.add_heading(TITLE, 0)
    for line in [*FRONT, SECTION]:
        document.add_paragraph(line)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for line in BELOW:
        document.add_paragraph(line)
    return save(document)


def as_pdf(pdf: Callable[..., object]) -> bytes:
    pages = pdf()
    for line in [TITLE, *FRONT, SECTION]:
        pages.wrapped(line)
    pages.table(ROWS, [40, 200, 100, 110])
    pages.line("— 1 —")
    pages.end_page()
    for line in BELOW:
        pages.wrapped(line)
    return pages.finish()


@pytest.fixture
def said(read_bytes, reference, package):
    """Return the text of a file's passages without page numbers, and its assignments."""

    def read(stored: bytes, name: str) -> tuple[str, list[Sequence[object]]]:
        tables = make_tables([read_plan(read_bytes(stored, name), reference)], reference, package)
        words = "".join(
            row["text"] for row in tables["passages"] if row["kind"] != "furniture" and row["text"] is not None
        )
        assignments = [
            tuple(row[name] for name in ("task_id", "clause", "ordinal", "role", "agency_id", "mention"))
            for row in tables["task_assignments"]
        ]
        return "".join(words.split()), assignments

    return read


@pytest.fixture
def expected(said):
    words, assignments = said("\n".join(LINES).encode(), "plan.txt")
    assert len(assignments) == 10
    assert [row[3] for row in assignments[:3]] == ["lead", "support", "support"]
    assert all(row[4] for row in assignments)
    return words, assignments


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_in_any_encoding(said, expected, encoding):
    assert said("\n".join(LINES).encode(encoding), "plan.txt") == expected


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "gb2312"),
        ("gb2312", "gb2312"),
        ("gb18030", "utf-8"),
        ("gbk", "big5"),
        ("gbk", "iso-8859-1"),
        ("utf-16", "utf-16"),
    ],
)
def test_web_page_whatever_it_declares(said, expected, encoding, declared):
    assert said(as_html(encoding, declared), "plan.html") == expected


def test_word_file(said, expected, save_docx):
    assert said(as_docx(save_docx), "plan.docx") == expected


def test_pdf(said, expected, pdf):
    assert said(as_pdf(pdf), "plan.pdf") == expected


@pytest.mark.parametrize("name", ["plan.txt", "plan.doc", "plan"])
def test_wrong_suffix_does_not_matter(said, expected, save_docx, pdf, name):
    assert said(as_html("gbk"), name) == expected
    assert said(as_docx(save_docx), name) == expected
    assert said(as_pdf(pdf), name) == expected
