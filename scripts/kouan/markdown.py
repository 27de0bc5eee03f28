"""Markdown as HTML: headings get the ids that code hosts give them, lines of Chinese are joined without a space."""

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Characters that stand without spaces between them: Chinese ones, and the punctuation that goes with them.
_WIDE = re.compile(r"[\u2014\u2018-\u201d\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def parsed(text: str) -> list[Token]:
    """Take a document in Markdown apart; comments are left out."""
    tokens = [token for token in _parser().parse(text) if not _is_comment(token)]
    _add_ids(tokens)
    _join_chinese_lines(tokens)
    return tokens


def html_of(tokens: Sequence[Token]) -> str:
    """Return what `parsed` gave, or a part of it, as HTML."""
    html: str = _parser().renderer.render(list(tokens), _parser().options, {})
    return html


def walk(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens and all that is within them, in the order of the text."""
    return [one for token in tokens for one in (token, *walk(token.children or []))]


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
