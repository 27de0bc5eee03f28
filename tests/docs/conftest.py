"""The documents for people, taken apart: links, code, commands, and the examples with the answers printed under them.

An example is a block of SQL or Python with its answer below: a table, or a block of text. A query in an HTML comment
that opens with `sql` is an example, too; readers see only its answer. Where the data have changed for a reason,

    .venv/bin/python -m pytest tests/docs --update-answers

writes the answers that hold now.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
NAMES = (
    "README.md",
    "README.zh.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE-DATA.md",
    "docs/benchmarks.md",
    "docs/checklist.md",
    "docs/checklist.zh.md",
    "docs/decisions.md",
    "docs/dependencies.md",
    "docs/mutants.md",
    "docs/using.md",
    "docs/verifying.md",
)
# Its examples run in the folder of a release, in test_using.py, and the files that it names are there.
RUN_IN_A_RELEASE = "docs/using.md"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"\]\(([^()\s]+)\)|<(https?://[^<>\s]+)>")
_ADDRESS = re.compile(r"https?://[^\s<>()'\"`]+")
_EXAMPLE = re.compile(
    r"(?P<question>^```(?P<language>sql|python)\n(?P<shown>.*?)^```\n|^<!-- sql\n(?P<hidden>.*?)^-->\n)"
    r"(?P<answer>\n(?:(?:^\|[^\n]*\n)+|^```text\n.*?^```\n))?",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Example:
    """A question in code and the answer printed under it, as it stands in the page; empty where none is printed."""

    page: str
    language: str
    code: str
    question: str
    answer: str

    @property
    def is_shown(self) -> bool:
        return self.question.startswith("```")

    def write(self, answer: str) -> None:
        """Put an answer under the question."""
        path = PROJECT / self.page
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(self.question + self.answer, self.question + answer, 1), encoding="utf-8")


@dataclass(frozen=True)
class Page:
    """A document for people."""

    name: str
    text: str

    @property
    def prose(self) -> str:
        """The text without blocks of code and comments."""
        return _COMMENT.sub("", _FENCE.sub("", self.text))

    @property
    def headings(self) -> list[str]:
        return re.findall(r"^#+ .*$", self.prose, re.MULTILINE)

    @property
    def words(self) -> list[str]:
        """What stands in backticks."""
        return re.findall(r"`([^`\n]+)`", self.prose)

    @property
    def links(self) -> list[str]:
        return [target or address for target, address in _LINK.findall(self.prose)]

    @property
    def addresses(self) -> list[str]:
        """Every address on the web, in links, text and code."""
        return [address.rstrip(".,;，。；") for address in _ADDRESS.findall(self.text)]

    def blocks(self, language: str) -> list[str]:
        return [code for name, code in _FENCE.findall(self.text) if name == language]

    @property
    def commands(self) -> list[list[str]]:
        """What is to be typed: the lines of shell blocks, and commands in backticks."""
        lines = [line for block in self.blocks("sh") for line in block.splitlines()]
        lines += [word for word in self.words if re.match(r"(make|kouan|git|\.venv/bin/[\w-]+) \S", word)]
        return [words for line in lines if (words := shlex.split(line, comments=True))]

    @property
    def examples(self) -> list[Example]:
        return list(_examples(self))


def _examples(page: Page) -> Iterator[Example]:
    for match in _EXAMPLE.finditer(page.text):
        code = match["shown"] if match["hidden"] is None else match["hidden"]
        yield Example(page.name, match["language"] or "sql", code, match["question"], match["answer"] or "")


def read_pages() -> dict[str, Page]:
    """Return the pages that are there by name."""
    paths = {name: PROJECT / name for name in NAMES}
    return {name: Page(name, path.read_text(encoding="utf-8")) for name, path in paths.items() if path.is_file()}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-answers", action="store_true", help="write the answers that hold now into the documents")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    pages = read_pages()
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", pages.values(), ids=list(pages))
    if "example" in metafunc.fixturenames:
        run = {name: page for name, page in pages.items() if name != RUN_IN_A_RELEASE}
        examples = {f"{name}-{rank}": one for name, page in run.items() for rank, one in enumerate(page.examples, 1)}
        metafunc.parametrize("example", examples.values(), ids=list(examples))


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def pages() -> dict[str, Page]:
    return read_pages()
