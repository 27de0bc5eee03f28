"""A document of the project as a page: links to other documents lead to their pages."""

import posixpath
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from markdown_it.token import Token

from kouan.errors import KouanError
from kouan.markdown import html_of, parsed, walk


@dataclass(frozen=True)
class Page:
    """A page of the site.

    Attributes:
        source: The path of the Markdown file in the project.
        name: The name of the page.
        language: The language of the page, as `lang` has it.
        title: The first heading, as text.
        tokens: The document, taken apart by markdown-it.
        targets: What links and pictures lead to, by the path in the project, without those on the web.
    """

    source: str
    name: str
    language: str
    title: str
    tokens: tuple[Token, ...]
    targets: tuple[str, ...]

    @property
    def files(self) -> list[str]:
        """What it links to beside other documents."""
        return [target for target in self.targets if not target.endswith(".md")]


def read_page(root: Path, source: str, name: str) -> Page:
    """Read a document of the project; KouanError where it is not there or has no heading."""
    path = root / source
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise KouanError(f"{path}: cannot be read ({error.strerror}). Restore it; the site needs it.") from None
    tokens = parsed(text)
    headings = [after for token, after in pairwise(tokens) if token.type == "heading_open"]
    if not headings:
        raise KouanError(f"{path}: has no heading. Begin it with one; it is the title of the page.")
    language = "zh" if PurePosixPath(source).suffixes[:-1] == [".zh"] else "en"
    targets = {_target(source, address) for address in _addresses(tokens)} - {source}
    return Page(source, name, language, headings[0].content, tuple(tokens), tuple(sorted(targets - {""})))


def page_html(page: Page, names: dict[str, str]) -> str:
    """Return the body of a page; `names` has the page of each document by its path in the project."""
    for token in walk(list(page.tokens)):
        for key in ("href", "src"):
            address = token.attrGet(key)
            if isinstance(address, str):
                token.attrSet(key, _address(page, address, names))
    return html_of(page.tokens)


def _addresses(tokens: list[Token]) -> list[str]:
    found = [token.attrGet(key) for token in walk(tokens) for key in ("href", "src")]
    return [address for address in found if isinstance(address, str)]


def _target(source: str, address: str) -> str:
    """Return the path in the project that an address in a document leads to; empty for one on the web."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), parts.path)) if parts.path else source


def _address(page: Page, address: str, names: dict[str, str]) -> str:
    """Return where a link of a page has to lead on the site."""
    target = _target(page.source, address)
    if not target:
        return address
    if target.endswith(".md") and target not in names:
        raise KouanError(f"{page.source}: links to {target}, which is no page of the site. Mend the link.")
    fragment = urlsplit(address).fragment
    return names.get(target, target) + (f"#{fragment}" if fragment else "")
