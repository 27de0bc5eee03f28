"""Reads layout.json: where the characters of a document's passages stand in the stored file."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kouan.publish.layout import LAYOUT_FILE


@dataclass(frozen=True)
class Layout:
    """Where each character of all passages of a document, joined, stands in the file; and where rows of cells begin."""

    places: Sequence[int]
    rows: frozenset[int]


def read_layout(folder: Path, document_id: str, sha256: str) -> Layout | None:
    """Return the layout of a document, None where the folder has none of this very file."""
    try:
        content = json.loads((folder / LAYOUT_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    found = content.get(document_id)
    if found is None or found["sha256"] != sha256:
        return None
    places, reached = array("l"), 0
    for left_out, kept in zip(found["runs"][::2], found["runs"][1::2], strict=True):
        places.extend(range(reached + left_out, reached + left_out + kept))
        reached += left_out + kept
    return Layout(places, frozenset(found["rows"]))
