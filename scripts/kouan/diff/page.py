"""A diff as a page of HTML that needs nothing else: no script, no style sheet beside it, nothing from the network."""

import re
from pathlib import Path

from markupsafe import Markup, escape

from kouan.diff.changes import Change, Diff
from kouan.diff.excerpt import in_a_line, where_they_differ
from kouan.diff.text import key_text, name_of
from kouan.pages import page

_CHINESE = re.compile("[\u4e00-\u9fff]")
_SHOWN = 200
"""How many rows of a sort are shown of a table; all of them stand in diff.json."""


def as_html(diff: Diff) -> str:
    """Return the diff as a whole page in English; what is cut in it is said to be."""
    filters = {"said": _said, "change": _change, "key": key_text, "name": name_of}
    return page(Path(__file__).with_name("page.html"), {"diff": diff, "shown": _SHOWN}, filters)


def _said(value: str) -> Markup:
    """Mark Chinese text as such."""
    return Markup('<span lang="zh">{}</span>').format(value) if _CHINESE.search(value) else escape(value)


def _change(change: Change) -> Markup:
    old, new = where_they_differ(in_a_line(change.old), in_a_line(change.new))
    parts = escape(change.name), _said(old), _said(new)
    return Markup("<code>{}</code>: <del>{}</del> → <ins>{}</ins>").format(*parts)
