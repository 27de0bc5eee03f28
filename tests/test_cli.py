"""The command: what it prints, what it writes, and one plain message with exit code 2 for what cannot be read."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kouan.build import make_tables
from kouan.cli import main
from kouan.publish.csv_tables import csv_bytes, read_table

TEXT = "推进口岸开放，提升通关效率，服务外贸企业。"
PLAN = """浙江省口岸发展2023年工作要点
一、扩大开放
1．到2025年，新增国际货运航线5条。（责任单位：省商务厅、宁波海关）
2．完善衢州机场口岸功能。（责任单位：宁波海关）
"""


@pytest.fixture
def kouan(data):
    """Run the command on the project's own lists; give its result."""

    def run(*arguments, root=data.root):
        return CliRunner().invoke(main, [*map(str, arguments), "--root", str(root)])

    return run


@pytest.fixture
def write(tmp_path):
    def file(name, content=PLAN):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return file


@pytest.fixture
def read(package):
    """Read a written table back."""
    return lambda folder, name: read_table(folder / f"{name}.csv", package.table(name))


def refused(result, *told):
    """A result that tells what is wrong in one message, without a traceback."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("kouan: ")
    assert "Traceback" not in result.stderr
    assert [part for part in told if str(part) not in result.stderr] == [], result.stderr
    return True


# --- help


def test_help_names_every_command():
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for name in main.commands:
        assert f"kouan {name} " in result.stdout, name


@pytest.mark.parametrize("name", sorted(main.commands))
def test_help_of_a_command_explains_it_and_each_of_its_options(name):
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()[2].strip()) > 30
    for parameter in main.commands[name].params:
        if parameter.param_type_name == "option":
            assert parameter.help, f"{name} {parameter.name}"
    # Releases can be read without the project.
    assert ("--root" in result.stdout) == (name not in {"diff", "verify"})


def test_the_installed_command_runs_anywhere():
    command = shutil.which("kouan", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.skip("the package is not installed")
    result = subprocess.run([command, "--version"], cwd="/", capture_output=True, text=True, check=True)
    assert "version" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [["extract"], ["extract", "plan.txt"], ["extract", "-o", "out"], ["add"], ["nothing"], ["build", "--fast"]],
)
def test_a_wrong_call_tells_how_to_call(arguments):
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_that_is_no_project_is_refused(tmp_path, kouan):
    refused(kouan("build", root=tmp_path), tmp_path, "there is no datapackage.json", "--root")
    refused(kouan("validate", root=tmp_path / "none"), "there is no datapackage.json")


def test_the_module_is_the_command(tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "kouan.cli", "extract", "none.txt", "-o", "out"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert "none.txt: there is no such file" in result.stderr


@pytest.mark.parametrize(
    ("loaded", "spared"),
    [
        ("kouan.cli", ("frictionless", "pdfplumber", "pyarrow", "lxml", "pypinyin", "datasette")),
        ("kouan.build, kouan.read, kouan.plan", ("frictionless", "pdfplumber", "pypinyin", "datasette")),
    ],
)
def test_libraries_that_take_long_to_load_are_loaded_when_needed(loaded, spared):
    told = f"import sys, {loaded}; print(sorted(set({spared!r}) & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


# --- extract


@pytest.fixture
def parsed_files(plans, reference, package):
    """The files of what code reads in some of the five plans, by name."""

    def files(*ids):
        tables = make_tables([plans[document_id] for document_id in ids], reference, package)
        return {f"{table.name}.csv": csv_bytes(table, tables[table.name]) for table in package.tables}

    return files


@pytest.mark.parametrize("ids", [["nm-ports-2022"], ["nm-ports-2022", "ah-ports-2022"]], ids=len)
def test_extract_of_registered_plans_gives_their_parsed_tables(kouan, data, parsed_files, tmp_path, ids):
    sources = [data.documents / f"{document_id}.txt" for document_id in ids]
    result = kouan("extract", *sources, "--output", tmp_path / "out")
    assert result.exit_code == 0, result.output
    texts = {path.name: path.read_bytes() for path in sources}
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == parsed_files(*ids) | texts


def test_a_plan_has_the_same_rows_alone_and_among_others(kouan, data, parsed, package, tmp_path):
    kouan("extract", data.documents / "nm-ports-2022.txt", "-o", tmp_path / "out")
    for table in package.tables:
        if "document_id" in table.column_names:
            rows = [row for row in parsed[table.name] if row["document_id"] == "nm-ports-2022"]
            assert read_table(tmp_path / "out" / f"{table.name}.csv", table) == rows, table.name


def test_extract_of_an_unregistered_plan(kouan, write, read, tmp_path):
    out = tmp_path / "new" / "folder"
    result = kouan("extract", write("zj-ports-2023.txt"), "-o", out)
    assert result.exit_code == 0, result.output
    (document,) = read(out, "documents")
    assert (document["document_id"], document["title"]) == ("zj-ports-2023", "浙江省口岸发展2023年工作要点")
    assert (document["division_code"], document["period_end_year"]) == ("330000", 2023)
    assert [row["task_id"] for row in read(out, "tasks")] == ["zj-ports-2023.1", "zj-ports-2023.2"]
    assert [row["mention"] for row in read(out, "task_assignments")] == ["省商务厅", "宁波海关", "宁波海关"]
    assert [row["value"] for row in read(out, "targets")] == [5]
    (port,) = read(out, "ports")
    assert (port["name"], port["port_id"].startswith("port-")) == ("衢州机场口岸", True)
    assert [row["port_id"] for row in read(out, "port_mentions")] == [port["port_id"]]
    assert "unknown_port" in {row["kind"] for row in read(out, "issues")}
    assert read(out, "quality") == []


def test_extract_tells_what_was_read_and_rows_on_stdout_and_issues_on_stderr(kouan, write, tmp_path):
    result = kouan("extract", write("zj-ports-2023.txt"), "-o", tmp_path / "out")
    read_line, _, header = result.stdout.splitlines()[:3]
    assert read_line == f"read      zj-ports-2023.txt: text in UTF-8, {len(PLAN)} characters"
    assert header.split() == ["table", "rows", "issues"]
    lines = result.stderr.splitlines()
    assert any(line.startswith("warning: zj-ports-2023 at ") and "衢州机场口岸" in line for line in lines)
    assert not any(line.startswith("info") for line in lines)


def test_extract_warns_of_each_thing_once(kouan, write, tmp_path):
    """One line for a port that three tasks name, and it says how often."""
    text = PLAN + "".join(f"{number}．完善衢州机场口岸功能。（责任单位：宁波海关）\n" for number in (3, 4))
    result = kouan("extract", write("zj-ports-2023.txt", text), "-o", tmp_path / "out")
    (line,) = [line for line in result.stderr.splitlines() if "no port" in line]
    assert line.startswith("warning: zj-ports-2023 at ")
    assert "(3 times): " in line
    assert text.index("2．完善") < int(line.split()[3]) <= text.index("衢州")
    assert len(result.stderr.splitlines()) == len(set(result.stderr.splitlines()))


def test_extract_takes_another_encoding_and_says_so(kouan, write, read, tmp_path):
    result = kouan("extract", write("zj-ports-2023.txt", PLAN.encode("gb18030")), "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "zj-ports-2023.txt: text in another encoding than UTF-8, " in result.stdout
    assert [row["title"] for row in read(tmp_path / "out", "documents")] == ["浙江省口岸发展2023年工作要点"]


@pytest.mark.parametrize("name", ["plan.txt", "plan.md", "plan.html", "gbk.txt"])
def test_spans_count_the_characters_of_the_text_beside_the_tables(kouan, write, read, tmp_path, name):
    page = f"<!DOCTYPE html><html><body>{''.join(f'<p>{line}</p>' for line in PLAN.splitlines())}</body></html>"
    content = {"plan.html": page, "gbk.txt": PLAN.encode("gb18030")}.get(name, PLAN)
    out = tmp_path / "out"
    assert kouan("extract", write(name, content), "-o", out).exit_code == 0
    (document,) = read(out, "documents")
    stored = (out / document["file"]).read_bytes()
    assert document["file"] == f"{document['document_id']}.txt"
    assert document["sha256"] == hashlib.sha256(stored).hexdigest()
    text = stored.decode()
    rows = read(out, "task_assignments")
    assert [text[row["char_start"] : row["char_end"]] for row in rows] == [row["mention"] for row in rows] != []


def test_a_text_may_stay_where_it_is_but_nothing_is_written_over_a_plan(kouan, write, tmp_path):
    path = write("plan.txt")
    assert kouan("extract", path, "-o", tmp_path).exit_code == 0
    assert path.read_bytes() == PLAN.encode()
    path.write_bytes(PLAN.encode("gb18030"))
    refused(kouan("extract", path, "-o", tmp_path), path, "written over it", "another folder")
    assert path.read_bytes() == PLAN.encode("gb18030")


def test_a_text_under_the_id_of_another_document_is_read_as_unregistered(kouan, write, read, tmp_path):
    result = kouan("extract", write("nm-ports-2022.txt"), "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "note: nm-ports-2022: a document of this id is registered with another text" in result.stderr
    (document,) = read(tmp_path / "out", "documents")
    assert (document["division_code"], document["period_end_year"], document["title_en"]) == ("330000", 2023, None)
    assert {row["severity"] for row in read(tmp_path / "out", "issues")} <= {"warning", "info"}


@pytest.mark.parametrize("name", ["口岸规划.txt", "Plan A (2).md", "plan", "..txt", "plan.2023.final.txt", "计划 2023"])
def test_any_name_of_a_file_will_do(kouan, write, read, tmp_path, name):
    path = write(f"in/{name}")
    result = kouan("extract", path, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert [row["document_id"] for row in read(tmp_path / "out", "documents")] == [path.stem]
    assert read(tmp_path / "out", "tasks")[0]["task_id"] == f"{path.stem}.1"


def test_extract_of_several_plans_gives_one_set_of_tables(kouan, write, read, data, tmp_path):
    out = tmp_path / "out"
    files = [write("b.txt"), data.documents / "nm-ports-2022.txt", write("a.txt", PLAN.replace("5条", "7条"))]
    assert kouan("extract", *files, "-o", out).exit_code == 0
    assert [row["document_id"] for row in read(out, "documents")] == ["b", "nm-ports-2022", "a"]
    targets = read(out, "targets")
    assert (targets[0]["target_id"], targets[-1]["target_id"], targets[-1]["value"]) == ("b.1.t1", "a.1.t1", 7)
    unknown = [row for row in read(out, "port_mentions") if row["mention"] == "衢州机场口岸"]
    assert [row["name"] for row in read(out, "ports")].count("衢州机场口岸") == 1, "one thing, one row"
    assert len(unknown) == 2
    assert len({row["port_id"] for row in unknown}) == 1


def test_a_text_without_tasks_gives_its_passages_and_an_issue(kouan, write, read, tmp_path):
    result = kouan("extract", write("note.txt", TEXT), "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert [row["text"] for row in read(tmp_path / "out", "passages")] == [TEXT]
    assert read(tmp_path / "out", "tasks") == []
    (issue,) = [row for row in read(tmp_path / "out", "issues") if row["kind"] == "no_tasks"]
    assert (issue["document_id"], issue["severity"]) == ("note", "warning")
    assert "No numbered tasks could be read" in result.stderr


def test_corrections_are_not_applied(kouan, data, small, read, tmp_path):
    (small.datasets / "curation").mkdir()
    (small.datasets / "curation" / "nm-ports-2022.yml").write_text("- {broken: true}\n", encoding="utf-8")
    source = small.documents / "nm-ports-2022.txt"
    assert kouan("extract", source, "-o", tmp_path / "out", root=small.root).exit_code == 0
    assert {row["method"] for row in read(tmp_path / "out", "tasks")} == {"parsed"}


def test_extract_writes_over_its_own_tables_and_leaves_other_files(kouan, write, read, tmp_path):
    out = tmp_path / "out"
    kouan("extract", write("first.txt"), "-o", out)
    (out / "notes.md").write_text("mine", encoding="utf-8")
    assert kouan("extract", write("second.txt"), "-o", out).exit_code == 0
    assert [row["document_id"] for row in read(out, "documents")] == ["second"]
    assert (out / "notes.md").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []


BAD = {
    "missing": (None, "there is no such file"),
    "directory": ("directory", "cannot be read"),
    "binary": (b"\x7fELF\x02\x01\x01\x00\x00", "binary file"),
    "empty": (b"", "the file is empty"),
    "white space": ("\ufeff \u3000\r\n\t\n".encode(), "the file is empty"),
    "marks": ("———\n* * *\n|  |\n".encode(), "the file is empty"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(kouan, write, tmp_path, case):
    content, told = BAD[case]
    path = tmp_path / "in" / "plan.txt"
    if content == "directory":
        path.mkdir(parents=True)
    elif content is not None:
        write("in/plan.txt", content)
    out = tmp_path / "out"
    assert refused(kouan("extract", write("good.txt"), path, "-o", out), path, told)
    assert not out.exists()


def test_a_file_that_cannot_be_read_leaves_former_tables(kouan, write, tmp_path, snapshot):
    out = tmp_path / "out"
    kouan("extract", write("good.txt"), "-o", out)
    before = snapshot(out)
    refused(kouan("extract", write("good.txt", TEXT), write("bad.txt", b""), "-o", out), "bad.txt")
    assert snapshot(out) == before


def test_two_files_of_one_stem_are_refused(kouan, write, tmp_path):
    files = [write("a/plan.txt"), write("b/plan.md", TEXT)]
    assert refused(kouan("extract", *files, "-o", tmp_path / "out"), "plan: two files have this stem", "Rename")
    assert refused(kouan("extract", files[0], files[0], "-o", tmp_path / "out"), "plan: two files have this stem")
    assert not (tmp_path / "out").exists()


def test_an_output_that_is_a_file_is_refused(kouan, write, tmp_path):
    path = write("taken", "mine")
    assert refused(kouan("extract", write("plan.txt"), "-o", path), path, "not a folder")
    assert refused(kouan("extract", write("plan.txt"), "-o", path / "below"), path / "below", "cannot be written")
    assert path.read_text(encoding="utf-8") == "mine"


def test_the_message_is_all_that_people_see(write, tmp_path, data):
    """In a process of its own, from another folder: no traceback, nothing on stdout."""
    command = [sys.executable, "-c", "from kouan.cli import main; main()", "extract", "none.txt", "-o", "out"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "kouan: none.txt: there is no such file. Give the path of a plan: .txt, .html, .pdf or .docx.\n"
    )
    assert list(tmp_path.iterdir()) == []


# --- build, validate, measure


def test_build_ends_with_a_summary_and_what_to_type_next(kouan, small, package):
    result = kouan("build", root=small.root)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines[:5]] == ["read", "extract", "curate", "validate", "publish"]
    assert [line.split()[0] for line in lines[8:-2]] == [table.name for table in package.tables]
    assert "make serve" in lines[-1]


def test_a_build_that_fails_tells_why(kouan, small, edit, snapshot):
    edit(small, "expected", lambda row: row["table_name"] != "tasks")
    before = snapshot(small.root)
    result = kouan("build", root=small.root)
    assert result.exit_code == 2
    assert "tasks.csv" in result.stderr
    assert "expected.csv" in result.stderr
    assert "Traceback" not in result.stderr
    assert snapshot(small.root) == before


def test_validate_of_sound_data(kouan, small):
    result = kouan("validate", root=small.root)
    assert result.exit_code == 0, result.output


def test_validate_of_the_committed_data(kouan):
    result = kouan("validate")
    assert result.exit_code == 0, result.output


def test_validate_of_broken_data_exits_with_1(kouan, small):
    path = small.datasets / "tasks.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",parsed\n", ",guessed\n", 1), encoding="utf-8")
    result = kouan("validate", root=small.root)
    assert result.exit_code == 1
    assert "tasks" in result.output
    assert "guessed" in result.output
    assert "Traceback" not in result.output


def test_validate_changes_nothing(kouan, small, snapshot):
    before = snapshot(small.root)
    kouan("validate", root=small.root)
    assert snapshot(small.root) == before


def test_measure_writes_the_list_that_the_build_publishes(kouan, small, data):
    shutil.copytree(data.root / "tests" / "gold", small.root / "tests" / "gold")
    result = kouan("measure", root=small.root)
    assert result.exit_code == 0, result.output
    written = (small.datasets / "reference" / "quality.csv").read_text(encoding="utf-8")
    assert "task_assignments,,data_set,nm-ports-2022,,parsed,275,275,275,1.0000,0.9862,1.0000," in written
    shown = [line.split()[:6] for line in result.stdout.splitlines()]
    assert ["task_assignments", "nm-ports-2022", "parsed", "275", "275", "275"] in shown


def test_measure_without_annotation_measures_nothing(kouan, small):
    result = kouan("measure", root=small.root)
    assert result.exit_code == 0, result.output
    assert len(result.stdout.splitlines()) == 1


def test_serve_before_a_build_is_refused(kouan, small):
    shutil.rmtree(small.build)
    refused(kouan("serve", root=small.root), "make")
