"""Builds the documents for people into a small site of their own: plain pages that work from a folder, without scripts.

The sources are the Markdown files of the project and the data dictionary, which is made from datapackage.json.
"""

from pathlib import Path

from kouan.docs_site.markdown import Page, read_page
from kouan.docs_site.pages import page_bytes
from kouan.errors import KouanError
from kouan.project import Project
from kouan.publish.csv_tables import read_table
from kouan.publish.files import replace_files
from kouan.release.dictionary import dictionary_files

__all__ = ["publish_docs"]

_FIRST = {"README.md": "index.html", "README.zh.md": "index.zh.html"}
# What users of the data come for; it leads the navigation, before what is for those who work on the project.
_FOR_USERS = (
    "docs/checklist.md",
    "docs/checklist.zh.md",
    "docs/using.md",
    "docs/verifying.md",
    "LICENSE-DATA.md",
    "CHANGELOG.md",
)
_OTHERS = ("CONTRIBUTING.md", "tests/gold/GUIDE.md")
_STYLE = "style.css"


def publish_docs(project: Project, folder: Path) -> list[Path]:
    """Write the site into a folder and return the paths of its files.

    KouanError where a document is missing, a table is not built, or a link leads nowhere.
    """
    pages = [read_page(project.root, source, name) for source, name in _names(project.root).items()]
    package = project.package()
    tables = {table.name: read_table(project.root / table.path, table) for table in package.tables}
    dictionary = {name: page for name, page in dictionary_files(package, tables).items() if name.endswith(".html")}
    contents = {page.name: page_bytes(page, pages) for page in pages}
    contents |= dictionary | _linked_files(project.root, pages)
    contents[_STYLE] = Path(__file__).with_name(_STYLE).read_bytes()
    for name, content in contents.items():
        place = folder / name
        replace_files(place.parent, {place.name: content})
    return [folder / name for name in sorted(contents)]


def _names(root: Path) -> dict[str, str]:
    """Return the sources in the order of the navigation, with the names of their pages."""
    documents = sorted(path.relative_to(root).as_posix() for path in (root / "docs").glob("*.md"))
    names = {source: f"{Path(source).stem.lower()}.html" for source in (*_FOR_USERS, *_OTHERS, *documents)}
    return _FIRST | names


def _linked_files(root: Path, pages: list[Page]) -> dict[str, bytes]:
    """Return the files that pages link to and that are no pages, under their paths in the project."""
    files = {}
    for page in pages:
        for path in page.files:
            if not (root / path).is_file():
                raise KouanError(f"{root / page.source}: links to {path}, which is not there. Mend the link.")
            files[path] = (root / path).read_bytes()
    return files
