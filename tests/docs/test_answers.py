"""The examples in the documents give the answers printed under them."""

import contextlib
import csv
import io

import pytest


def cell(value):
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("|", "\\|").replace("\n", " ")


def markdown(names, rows):
    lines = [names, ["---"] * len(names), *rows]
    return "\n" + "".join("| " + " | ".join(cell(value) for value in line) + " |\n" for line in lines)


def ask(database, sql):
    cursor = database.execute(sql)
    return markdown([column[0] for column in cursor.description], cursor.fetchall())


def run(code, folder):
    """Run Python as a reader would, in the project's folder, and return what it prints."""
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        exec(compile(code, "<example>", "exec"), {})  # noqa: S102 - our own documents
    return f"\n```text\n{printed.getvalue()}```\n"


def test_answer_printed_is_the_answer(example, database, project, request):
    answer = ask(database, example.code) if example.language == "sql" else run(example.code, project)
    if request.config.getoption("--update-answers", default=False):
        example.write(answer)
    elif example.answer != answer:
        pytest.fail(
            f"{example.page}: this answer no longer holds:\n\n{example.code}{example.answer}\n"
            f"If the data changed for a reason, put this in its place, or run\n"
            f".venv/bin/python -m pytest tests/docs --update-answers\n{answer}",
            pytrace=False,
        )


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_readme_asks_five_questions_that_have_answers(pages, name, database):
    questions = [example.code for example in pages[name].examples if example.language == "sql" and example.is_shown]
    assert len(questions) == 5
    for sql in questions:
        assert database.execute(sql).fetchall(), sql


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_accuracy_shown_is_that_of_quality_csv(pages, name, project):
    with (project / "datasets" / "quality.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["stage"] == "parsed" and not row["column_name"]]
    totals = {
        (row["table_name"], row["sample"]): (
            row["annotated"],
            *(share(row, part) for part in ("predicted", "annotated")),
        )
        for row in rows
        if not row["document_id"] and not row["corpus_document"]
    }
    (answer,) = [example.answer for example in pages[name].examples if "from quality" in example.code]
    shown = [line.strip("| ").split(" | ") for line in answer.splitlines()[3:]]
    assert {line[0]: tuple(line[1:4]) for line in shown} == {
        table: cells for (table, sample), cells in totals.items() if sample == "data_set"
    }
    assert {line[0]: tuple(line[5:8]) for line in shown if len(line) == 9} == {
        table: cells for (table, sample), cells in totals.items() if sample == "held_out" and cells[0] != "0"
    }


def share(row, whole):
    return f"{100 * int(row['correct']) / int(row[whole]):.1f} %" if int(row[whole]) else ""


def test_cell_shows_numbers_and_text_as_people_write_them():
    assert markdown(["value", "quote"], [(2350000.0, "甲|乙"), (None, "丙\n丁")]) == (
        "\n| value | quote |\n| --- | --- |\n| 2350000 | 甲\\|乙 |\n|  | 丙 丁 |\n"
    )
