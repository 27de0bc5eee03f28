"""Fills in the pages of a release that people read; their templates lie beside this module."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

# What Markdown would take for something else than text, in a cell of a table.
_MARKDOWN = re.compile(r"[\\|*<`]")


def page(template: str, context: Mapping[str, Any]) -> bytes:
    """Return a page; what stands in the context is escaped in HTML, and in Markdown where it goes through `cell`."""
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=template.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    pages.filters["cell"] = cell
    return pages.get_template(template).render(context).encode()


def cell(text: str) -> str:
    """Return text as Markdown that shows it as it is, on one line."""
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
