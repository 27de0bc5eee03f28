"""README and NOTES of a release as HTML: browsers show Markdown as it is typed, and often in a wrong encoding."""

from itertools import pairwise
from pathlib import Path, PurePosixPath

from markdown_it.token import Token
from markupsafe import Markup

from kouan.markdown import html_of, parsed, walk
from kouan.pages import page

_TWINS = frozenset({"README.md", "NOTES.md", "dictionary.md", "dictionary.en.md"})
"""What links in Markdown lead to and what lies beside it as HTML as well."""


def browser_pages(markdown: bytes, name: str) -> dict[str, bytes]:
    """Return, by its name, the HTML file beside a Markdown file of a release."""
    tokens = parsed(markdown.decode("utf-8"))
    for token in walk(tokens):
        address = token.attrGet("href")
        if address in _TWINS:
            token.attrSet("href", _twin(str(address)))
    parts = [(_title(part), Markup(html_of(part))) for part in _parts(tokens)]  # noqa: S704 - it is HTML already
    context = {"title": parts[0][0], "parts": [("en" if title.isascii() else "zh", html) for title, html in parts]}
    return {_twin(name): page(Path(__file__).with_name("browsing.html"), context).encode()}


def _twin(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(".html"))


def _parts(tokens: list[Token]) -> list[list[Token]]:
    """Return what stands below each heading of the first level, with the heading: a part is in one language."""
    starts = [place for place, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h1"]
    return [tokens[start:end] for start, end in pairwise([*starts, len(tokens)])]


def _title(part: list[Token]) -> str:
    return part[1].content
