"""Links, files, commands, tables, columns and questions that the documents name are there."""

import asyncio
import csv
import io
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest
import yaml

from kouan.cli import main
from kouan.curate import read_corrections
from kouan.publish.views import VIEWS
from kouan.release.readme import CONTENTS
from kouan.resolve.issues import KINDS

SITE = "http://127.0.0.1:8001"
PATH = re.compile(
    r"(?:[\w.*<>-]+/)*[\w.*<>-]+\.(?:csv|cff|db|in|json|jsonl|jsonld|md|parquet|py|toml|txt|yml)|(?:[\w.*<>-]+/)+[\w.*<>-]*"
)
NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:\.[a-z][a-z0-9_]*)?")
# Files that a reader brings or makes in the steps that the documents describe.
OWN_FILES = {"nm-ports-2022.txt", "plan.txt", "plan-tables"}
# Files that lie in a release.
RELEASED = {name for names, _, _ in CONTENTS for name in names.split(", ")}
# Names that are no names of data: programs, a download of the site, properties of the descriptor, a stand-in for any document.
OTHER_NAMES = {
    "kouan", "kouan.zip", "make", "query_ms", "references", "sources", "spatial", "sqlite3", "temporal", "version", "x",
    "port-1a2b3c4d5e6f7081",
}  # fmt: skip


def anchors(page):
    return {re.sub(r"[^\w\- ]", "", heading.lstrip("# ")).lower().replace(" ", "-") for heading in page.headings}


def is_there(project, name):
    """Tell whether a file or a pattern of files is there; `<…>` stands for any name, of which none need exist yet."""
    if "<" in name:
        return (project / name).parent.parent.is_dir()
    return any(project.glob(name.rstrip("/"))) if "*" in name else (project / name).exists()


@pytest.fixture(scope="session")
def known(project, package):
    """All names that the project gives to things in lower case."""
    site = yaml.safe_load((project / "metadata.yml").read_text(encoding="utf-8"))["databases"]["kouan"]
    names = set(site["tables"]) | set(site["queries"])
    names |= {column for table in site["tables"].values() for column in table.get("columns", {})}
    names |= {parameter for query in site["queries"].values() for parameter in query.get("parameters", {})}
    for table in package.tables:
        names |= {table.name, *table.column_names}
        names |= {f"{table.name}.{column}" for column in table.column_names}
        names |= {value for column in table.columns for value in column.enum}
    for path in (project / "datasets" / "reference").glob("*.csv"):
        names |= set(path.read_text(encoding="utf-8").splitlines()[0].split(","))
    with (project / "tests" / "gold" / "methods.csv").open(encoding="utf-8", newline="") as stream:
        names |= {value for row in csv.DictReader(stream) for value in row.values()}
    names |= set(KINDS) | set(main.commands)
    return names | {"table", "action", "add", "change", "drop", "where", "expect", "set", "reason"}


# What commands make that take minutes.
MADE_ON_DEMAND = {"build/bench.json", "build/bench/"}


def test_links_lead_to_files_and_headings(page, pages, project):
    broken = []
    for link in page.links:
        name, _, anchor = link.partition("#")
        if urlsplit(link).scheme:
            continue
        target = (project / page.name).parent / name if name else project / page.name
        other = pages.get(target.resolve().relative_to(project).as_posix())
        if not target.exists() or (anchor and other and anchor not in anchors(other)):
            broken.append(link)
    assert not broken, f"{page.name}: these links lead nowhere: {broken}"


def test_files_named_are_there(page, project, described_release):
    folder = described_release if page.name == "docs/using.md" else project
    named = {word for word in page.words if PATH.fullmatch(word) and not word.startswith("build/")}
    missing = sorted(name for name in named if name not in OWN_FILES | RELEASED and not is_there(folder, name))
    assert not missing, f"{page.name}: there are no such files: {missing}"


def test_built_files_named_are_built(page, project, build):
    named = {word for word in page.words if word.startswith("build/")} - MADE_ON_DEMAND
    missing = sorted(word for word in named if not is_there(project, word))
    assert not missing, f"{page.name}: the build does not make {missing}"


def test_names_in_code_are_names_of_the_data_set(page, known):
    words = {word for word in page.words if NAME.fullmatch(word) and not PATH.fullmatch(word)}
    unknown = sorted(words - known - OTHER_NAMES - RELEASED)
    assert not unknown, f"{page.name}: neither a table nor a column, a question, a value or a command: {unknown}"


def test_commands_are_there(page, project):
    targets = set(re.findall(r"^([a-z]+):", (project / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for words in page.commands:
        program, *rest = words
        if program == "make":
            wanted = {word for word in rest if "=" not in word}
            assert wanted <= targets, f"{page.name}: the Makefile has no {sorted(wanted - targets)}"
        elif Path(program).name == "kouan":
            check_kouan(page, rest)
        elif program.startswith(".venv/bin/"):
            assert (Path(sys.executable).parent / Path(program).name).exists(), f"{page.name}: there is no {program}"
        else:
            assert program in {"curl", "git", "cp", "mv"}, f"{page.name}: what is {program}?"


def check_kouan(page, words):
    command = main.commands.get(words[0], main)
    assert words[0] in main.commands or words[0].startswith("-"), f"{page.name}: kouan has no command {words[0]}"
    options = {
        option
        for one in (main, command)
        for parameter in one.get_params(click.Context(one))
        for option in parameter.opts
    }
    unknown = [word for word in words if word.startswith("-") and word.split("=")[0] not in options]
    assert not unknown, f"{page.name}: kouan {words[0]} has no option {unknown}"


def test_readmes_name_every_command_that_people_start_with(pages):
    for name in ("README.md", "README.zh.md"):
        commands = pages[name].commands
        assert commands[:3] == [["make"], ["make", "test"], ["make", "serve"]]


def test_addresses_of_the_site_answer(page, site):
    for address in page.addresses:
        if address.startswith(SITE):
            response = asyncio.run(site.client.get(address.removeprefix(SITE) or "/"))
            assert response.status_code == 200, f"{page.name}: {address} answers {response.status_code}"


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_readme_lists_every_table_and_view(pages, package, name):
    first_cells = re.findall(r"^\| `(\w+)` \|", pages[name].text, re.MULTILINE)
    assert first_cells == [table.name for table in package.tables]
    assert set(VIEWS) <= set(pages[name].words)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_readme_says_where_everything_is(pages, project, name):
    (layout,) = [block for block in pages[name].blocks("") if "datapackage.json" in block]
    ignored = {line.strip("/") for line in (project / ".gitignore").read_text(encoding="utf-8").splitlines()}
    for path in project.iterdir():
        is_told = path.name in layout or path.suffix in {".md", ".txt", ".in"} or path.name in pages[name].text
        assert is_told or path.name.startswith(".") or path.name in ignored, f"{name}: the layout lacks {path.name}"
    for line in re.findall(r"^(\S+?) {2,}", layout, re.MULTILINE):
        assert is_there(project, line) or line.strip("/") in ignored, f"{name}: there is no {line}"


def test_both_readmes_say_the_same(pages):
    english, chinese = pages["README.md"], pages["README.zh.md"]
    assert len(chinese.headings) == len(english.headings)
    assert chinese.commands == english.commands
    assert chinese.blocks("python") == english.blocks("python")
    assert sorted(chinese.addresses) == sorted(map(in_any_language, english.addresses))
    assert {link.replace(".zh.md", ".md") for link in chinese.links if "README" not in link} == {
        in_any_language(link) for link in english.links if "README" not in link
    }
    assert {word for word in chinese.words if NAME.fullmatch(word) or PATH.fullmatch(word)} == {
        word for word in english.words if NAME.fullmatch(word) or PATH.fullmatch(word)
    }
    assert [same(one.code) for one in chinese.examples] == [same(one.code) for one in english.examples]


def in_any_language(address):
    """Return an address of the site without what says that its page is in English."""
    return address.replace(f"{SITE}/en/", f"{SITE}/")


def same(code):
    """Return a query without what may differ between languages: English names, and what columns are called."""
    return re.sub(r" as (\"[^\"]+\"|\w+)", "", code.replace("_en ", " ").replace("_en,", ",").replace("_en)", ")"))


def test_rows_shown_in_steps_stand_in_the_lists(pages, project):
    """In CONTRIBUTING.md the name of the list stands in the line above its rows."""
    shown = re.findall(
        r"^`([\w./-]+\.csv)`:\n\n```csv\n(.*?)^```", pages["CONTRIBUTING.md"].text, re.MULTILINE | re.DOTALL
    )
    assert shown
    for name, block in shown:
        rows = list(csv.reader(io.StringIO((project / name).read_text(encoding="utf-8"))))
        for row in csv.reader(io.StringIO(block)):
            assert row in rows, f"CONTRIBUTING.md: {name} has no row {row}"


def test_corrections_shown_are_among_those_applied(pages, package, project, tmp_path):
    applied = [
        (one.table, one.action, one.where, one.values) for one in read_corrections(project / "datasets/curation")
    ]
    blocks = pages["CONTRIBUTING.md"].blocks("yaml")
    assert blocks
    for block in blocks:
        (tmp_path / "sn-ports-2021.yml").write_text(block, encoding="utf-8")
        for correction in read_corrections(tmp_path):
            columns = set(package.table(correction.table).column_names)
            assert {*correction.where, *correction.expect, *correction.values} <= columns
            assert (correction.table, correction.action, correction.where, correction.values) in applied
