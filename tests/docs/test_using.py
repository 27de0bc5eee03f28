"""The examples of docs/using.md, run in the folder of a release, print what is shown under them."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "using.md"
_EXAMPLE = re.compile(
    r"^```(?P<language>python|sql|r)\n(?P<code>.*?)^```\n(?P<answer>\n```text\n.*?^```\n)?", re.MULTILINE | re.DOTALL
)
EXAMPLES = list(_EXAMPLE.finditer(PAGE.read_text(encoding="utf-8")))


def needed(language: str, code: str) -> str | None:
    """Return the program that is missing to run an example; None where nothing is."""
    if language == "r" and shutil.which("Rscript") is None:
        return "R"
    if "library(DBI)" in code and run(["Rscript", "-e", "library(DBI); library(RSQLite)"], Path("/")).returncode:
        return "R's packages DBI and RSQLite"
    if "pyspark" in code and shutil.which("java") is None:
        return "Java"
    return None


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": "", "SPARK_LOCAL_IP": "127.0.0.1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def answer_sql(code: str, folder: Path) -> str:
    with closing(sqlite3.connect(f"file:{folder}/kouan.db?mode=ro", uri=True)) as connection:
        return "".join(
            "|".join("" if cell is None else str(cell) for cell in row) + "\n" for row in connection.execute(code)
        )


def answer(language: str, code: str, folder: Path) -> str:
    if language == "sql":
        return answer_sql(code, folder)
    command = [sys.executable, "-c", code] if language == "python" else ["Rscript", "--vanilla", "-e", code]
    done = run(command, folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(described_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the release: an example may leave something in its folder."""
    return shutil.copytree(described_release, tmp_path_factory.mktemp("using") / "release")


@pytest.mark.parametrize(
    "shown", EXAMPLES, ids=[f"{match['language']}-{rank}" for rank, match in enumerate(EXAMPLES, 1)]
)
def test_example_prints_what_is_shown(shown: re.Match[str], folder: Path, request: pytest.FixtureRequest) -> None:
    missing = needed(shown["language"], shown["code"])
    if missing:
        pytest.skip(f"{missing} is not installed; this example of {PAGE.name} needs it")
    printed = f"\n```text\n{answer(shown['language'], shown['code'], folder)}```\n"
    if request.config.getoption("--update-answers", default=False):
        text = PAGE.read_text(encoding="utf-8")
        block = shown.group()
        PAGE.write_text(text.replace(block, block.removesuffix(shown["answer"] or "") + printed, 1), encoding="utf-8")
    else:
        assert shown["answer"] == printed


def test_sqlite_program_answers_like_the_module(folder: Path) -> None:
    program = shutil.which("sqlite3")
    if program is None:
        pytest.skip("the program sqlite3 is not installed")
    for example in EXAMPLES:
        if example["language"] == "sql":
            assert run([program, "-readonly", "kouan.db", example["code"]], folder).stdout == answer_sql(
                example["code"], folder
            )


def test_every_way_to_read_has_an_example() -> None:
    code = "\n".join(example["code"] for example in EXAMPLES)
    for name in ("duckdb", "polars", "pandas", "pyspark", "sqlite3", "read.csv", "RSQLite", "mlcroissant"):
        assert name in code
    assert {example["language"] for example in EXAMPLES} == {"python", "sql", "r"}
