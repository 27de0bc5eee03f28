"""The five plans, read once, and the tables made from them; a copy of the project to break."""

import csv
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from kouan.build import build as build_project
from kouan.build import make_tables, read_documents
from kouan.describe import descriptions, package_descriptor
from kouan.plan import Plan, read_plan
from kouan.project import Project
from kouan.publish.changes import released_versions
from kouan.publish.csv_tables import read_table
from kouan.read import Source
from kouan.reference import Reference
from kouan.release.dictionary import dictionary_files
from kouan.release.draft import Draft
from kouan.release.workbook import workbook_bytes
from kouan.rows import Row, Tables
from kouan.schema import Package
from kouan.serve import make_site
from kouan.site.language import LANGUAGES, Language

ROOT = Path(__file__).parents[1]
SMALL = "nm-ports-2022"

ReadText = Callable[..., Plan]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    return fail_if_skipped(item, report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    return fail_if_skipped(collector, report)


def fail_if_skipped(node: pytest.Item | pytest.Collector, report: Any) -> Any:
    """Where KOUAN_NO_SKIP=1, as in CI, what is skipped fails, and says why it would be."""
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("KOUAN_NO_SKIP") == "1":
        report.outcome = "failed"
        report.longrepr = f"{node.nodeid} may not be skipped here, since KOUAN_NO_SKIP=1: {report.longrepr[2]}"
    return report


@pytest.fixture(scope="session")
def data() -> Project:
    """The project itself, to read from."""
    return Project(ROOT)


@pytest.fixture(scope="session")
def package(data: Project) -> Package:
    return data.package()


@pytest.fixture(scope="session")
def reference(data: Project) -> Reference:
    return data.reference()


@pytest.fixture(scope="module", params=LANGUAGES, ids=lambda language: language.code)
def t(request: pytest.FixtureRequest) -> Language:
    """Each language in turn: t(Chinese, English)."""
    return request.param


# One for each module: while Playwright runs, no other test of the process could use asyncio.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no chromium; `make test` installs it where it may (apt-get install chromium)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def plans(data: Project, reference: Reference) -> Mapping[str, Plan]:
    """The five registered plans by id."""
    return {plan.document_id: plan for plan in read_documents(data, reference)}


@pytest.fixture(scope="session")
def parsed(plans: Mapping[str, Plan], reference: Reference, package: Package) -> Tables:
    """The tables of the five plans as code reads them, without corrections. Not to be changed."""
    return make_tables(list(plans.values()), reference, package)


@pytest.fixture(scope="session")
def made(data: Project, plans: Mapping[str, Plan], reference: Reference, package: Package) -> Tables:
    """The tables of the five plans as published. Not to be changed."""
    return make_tables(list(plans.values()), reference, package, data.corrections())


@pytest.fixture(scope="session")
def read_text(reference: Reference) -> ReadText:
    """Read a text as the plan of that id, which is not registered unless it is the id of a registered one."""

    def read(text: str, document_id: str = "plan") -> Plan:
        return read_plan(Source(document_id, f"{document_id}.txt", "0" * 64, text), reference)

    return read


@pytest.fixture(scope="session")
def copy_data() -> Callable[[Path], Project]:
    """Copy the whole project's data, without anything generated, into a new folder."""
    return _copy


@pytest.fixture(scope="session")
def _small(parsed: Tables, tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = _copy(tmp_path_factory.mktemp("small"))
    shutil.rmtree(project.datasets / "curation")
    for file in project.documents.glob("*"):
        if file.stem != SMALL:
            file.unlink()

    def expect(row: dict[str, str]) -> bool:
        row["rows"] = str(sum(one["document_id"] == SMALL for one in parsed[row["table_name"]]))
        return row["document_id"] == SMALL

    edit_list(project, "expected", expect)
    for name in ("documents", "quality"):
        edit_list(project, name, lambda row: row["document_id"] == SMALL)
    build_project(project, lambda _: None)
    return project


@pytest.fixture
def small(_small: Project, tmp_path: Path) -> Project:
    """A project with one document, without corrections, which builds fast; and all that was built from it."""
    shutil.copytree(_small.root, tmp_path / "small")
    return Project(tmp_path / "small")


def _copy(root: Path) -> Project:
    for name in ("documents", "reference", "curation"):
        (root / "datasets" / name).mkdir(parents=True)
        for path in (ROOT / "datasets" / name).glob("*"):
            # Without the rights of the original: a test may write on it.
            shutil.copyfile(path, root / "datasets" / name / path.name)
    for name in ("CHANGELOG.md", "datapackage.json", "metadata.yml"):
        shutil.copyfile(ROOT / name, root / name)
    return Project(root)


def edit_list(project: Project, name: str, keep: Callable[[dict[str, str]], bool]) -> None:
    """Keep some rows of a reference list; `keep` may change a row that it is shown."""
    path = project.datasets / "reference" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = [row for row in reader if keep(row)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, reader.fieldnames or [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="session")
def snapshot() -> Callable[[Path], dict[str, bytes]]:
    """Every file below a folder, hidden ones too, with its bytes."""
    return lambda folder: {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture(scope="session")
def edit() -> Callable[..., None]:
    """Change a reference list of a copy."""
    return edit_list


@pytest.fixture(scope="session")
def rows_of() -> Callable[..., list[Row]]:
    """Pick rows of a table by some of their values."""

    def pick(tables: Tables, table: str, **values: object) -> list[Row]:
        return [row for row in tables[table] if all(row[name] == value for name, value in values.items())]

    return pick


@pytest.fixture(scope="session")
def build() -> Path:
    """What `make` built; tests of it are skipped where it is missing."""
    folder = ROOT / "build"
    missing = [
        name
        for name in ("kouan.db", "metadata.json", "metadata.en.json", "settings.json")
        if not (folder / name).is_file()
    ]
    if missing:
        pytest.skip(f"build/{missing[0]} is not built; run `make` first")
    return folder


@pytest.fixture(scope="session")
def site(build: Path) -> Any:
    """The site of the real build, in this process."""
    return make_site(build)


@pytest.fixture(scope="session")
def database(build: Path) -> Iterator[sqlite3.Connection]:
    """The built database, to read from."""
    with closing(sqlite3.connect(f"{(build / 'kouan.db').as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


@pytest.fixture(scope="session")
def described_release(build: Path, data: Project, package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make` built, laid out and described as in a release; without what needs version control."""
    draft = Draft(tmp_path_factory.mktemp("described"))
    version = released_versions(package, data.root / "CHANGELOG.md")[0]
    for table in package.tables:
        parquet = f"parquet/{table.name}.parquet"
        draft.add(f"csv/{table.name}.csv", (data.root / table.path).read_bytes(), table.name)
        draft.add(parquet, (build / parquet).read_bytes(), table.name)
    for path in sorted(data.documents.glob("*.txt")):
        draft.add(f"documents/{path.name}", path.read_bytes())
    draft.add("kouan.db", (build / "kouan.db").read_bytes())
    tables = {table.name: read_table(data.root / table.path, table) for table in package.tables}
    draft.add("kouan.xlsx", workbook_bytes(package, version, tables))
    for name, content in dictionary_files(package, tables).items():
        draft.add(name, content)
    descriptor = json.loads((data.root / "datapackage.json").read_text(encoding="utf-8"))
    draft.add("datapackage.json", package_descriptor(descriptor, draft.files))
    for name, content in descriptions(package, version, draft.files).items():
        draft.add(name, content)
    return draft.folder
