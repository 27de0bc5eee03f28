"""Fills in pages that are files: those of a release, what changed in it, and the index of versions.

A template lies beside the module that fills it in; one of HTML extends `frame.html`, which needs nothing beside itself.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

# What Markdown would take for something else than text, in a cell of a table.
_MARKDOWN = re.compile(r"[\\|*<`]")


def page(template: Path, context: Mapping[str, Any], filters: Mapping[str, Any] | None = None) -> str:
    """Return a page; what stands in the context is escaped in HTML, and in Markdown where it goes through `cell`."""
    pages = Environment(
        loader=FileSystemLoader([template.parent, Path(__file__).parent]),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    pages.filters.update({"cell": cell, **(filters or {})})
    return pages.get_template(template.name).render(context)


def cell(text: str) -> str:
    """Return text as Markdown that shows it as it is, on one line."""
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
