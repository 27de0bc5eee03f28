"""A document in Markdown as HTML: headings get ids, links to other documents lead to their pages."""

import posixpath
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kouan.errors import KouanError

# Characters that stand without spaces between them: Chinese ones, and the punctuation that goes with them.
_WIDE = re.compile(r"[\u2014\u2018-\u201d\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


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
    tokens = [token for token in _parser().parse(text) if not _is_comment(token)]
    headings = [after for token, after in pairwise(tokens) if token.type == "heading_open"]
    if not headings:
        raise KouanError(f"{path}: has no heading. Begin it with one; it is the title of the page.")
    _add_ids(tokens)
    _join_chinese_lines(tokens)
    language = "zh" if PurePosixPath(source).suffixes[:-1] == [".zh"] else "en"
    targets = {_target(source, address) for address in _addresses(tokens)} - {source}
    return Page(source, name, language, headings[0].content, tuple(tokens), tuple(sorted(targets - {""})))


def page_html(page: Page, names: dict[str, str]) -> str:
    """Return the body of a page; `names` has the page of each document by its path in the project."""
    for token in _walk(list(page.tokens)):
        for key in ("href", "src"):
            address = token.attrGet(key)
            if isinstance(address, str):
                token.attrSet(key, _address(page, address, names))
    html: str = _parser().renderer.render(list(page.tokens), _parser().options, {})
    return html


def slug(heading: str) -> str:
    """Return the id of a heading, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _is_comment(token: Token) -> bool:
    """Tell whether a block is a comment: a query whose answer stands below it."""
    return token.type == "html_block" and token.content.startswith("<!--")


def _add_ids(tokens: list[Token]) -> None:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", slug(inline.content.replace("`", "")))


def _join_chinese_lines(tokens: list[Token]) -> None:
    """Take line breaks between Chinese characters out, which browsers would show as spaces."""
    for token in tokens:
        children = token.children or []
        for before, middle, after in zip(children, children[1:], children[2:], strict=False):
            if middle.type == "softbreak" and _WIDE.match(before.content[-1:]) and _WIDE.match(after.content[:1]):
                middle.type = "text"


def _walk(tokens: list[Token]) -> list[Token]:
    return [one for token in tokens for one in (token, *_walk(token.children or []))]


def _addresses(tokens: list[Token]) -> list[str]:
    found = [token.attrGet(key) for token in _walk(tokens) for key in ("href", "src")]
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
