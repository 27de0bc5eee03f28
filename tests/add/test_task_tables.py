"""A document with a table of tasks is added and the whole project built, whatever kind of file it came in."""

import io

import pytest
from docx import Document

from kouan.build import build

HEADS = ["序号", "工作任务", "责任单位"]
ROWS = [
    ["1", "编制规划", "省发展改革委"],
    ["2", "优化通关流程，压缩时间", "省商务厅"],
    ["3", "制定收费办法", "省财政厅"],
]
LINES = [
    "河北省口岸发展2024年工作要点",
    "冀口岸〔2024〕1号",
    "一、扩大开放",
    "（一）扩大开放范围。做好口岸开放申报。（责任单位：省商务厅）",
    "（二）优化营商环境。清理口岸收费。（责任单位：省商务厅）",
]


def as_text():
    return "\n".join([*LINES, *("\t".join(row) for row in [HEADS, *ROWS])]).encode()


def as_page():
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [HEADS, *ROWS])
    lines = "".join(f"<p>{line}</p>" for line in LINES)
    return f"<html><body>{lines}<table>{rows}</table></body></html>".encode()


def as_word():
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(0, len(HEADS))
    for row in [HEADS, *ROWS]:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def review(row):
    """Do what a reviewer does: translate, and take the remark out."""
    done = {"name_en": row.get("name_en") or "Translated", "note": "", "source": ""}
    row.update({column: value for column, value in done.items() if column in row})
    return True


FILES = {"plan.txt": as_text, "plan.html": as_page, "plan.docx": as_word}


@pytest.mark.parametrize("name", FILES)
def test_a_plan_with_a_table_behind_its_last_item_builds(project, add, edit, rows_of, name):
    file = project.root.parent / name
    file.write_bytes(FILES[name]())
    result = add(file, "--id", "hb-ports-2024", "--title-en", "Key points")
    assert result.exit_code == 0, result.output
    assert "heading_path" not in result.stdout
    for one in ("agencies", "ports", "projects", "documents"):
        edit(project, one, review)
    tables = build(project, lambda _: None)
    tasks = rows_of(tables, "tasks", document_id="hb-ports-2024")
    assert [(row["number"], row["title"], row["parent_task_id"], row["heading_path"]) for row in tasks] == [
        ("（一）", "扩大开放范围", None, "一、扩大开放"),
        ("（二）", "优化营商环境", None, "一、扩大开放"),
        *((number, title, None, None) for number, title, _ in ROWS),
    ]
    cells = rows_of(tables, "passages", document_id="hb-ports-2024", kind="cell")
    assert "优化通关流程，压缩时间 > 责任单位" in {row["heading_path"] for row in cells}
