"""Where each character of `passages` stands in its document, for pages that show rows in the text: layout.json.

A passage's text leaves out the layout of the file, so an offset in the file cannot be counted off in it. This file
holds what was left out, as lengths. It is no part of the contract: whoever has the documents finds spans without it.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kouan.clean import CleanText
from kouan.errors import KouanError
from kouan.publish.files import replace_files
from kouan.rows import Row, Tables

LAYOUT_FILE = "layout.json"


def publish_layout(tables: Tables, documents: Mapping[str, CleanText], folder: Path) -> None:
    """Write layout.json into the folder of kouan.db.

    For each document it holds `sha256`, to tell that it is the layout of this very file; `runs`, how many characters of
    the file are left out, kept, left out and so on, from its first; and `rows`, where a row of a table begins.
    KouanError where a passage is not what its span holds.
    """
    layout = {
        str(row["document_id"]): document_layout(
            [one for one in tables["passages"] if one["document_id"] == row["document_id"]],
            documents[str(row["document_id"])],
            str(row["sha256"]),
        )
        for row in tables["documents"]
    }
    content = json.dumps(layout, separators=(",", ":"), sort_keys=True) + "\n"
    replace_files(folder, {LAYOUT_FILE: content.encode()})


def document_layout(passages: Sequence[Row], clean: CleanText, sha256: str) -> dict[str, Any]:
    """Return the layout of one document from its passages, which are in printed order."""
    asides = "".join(aside.text for aside in clean.asides), [at for aside in clean.asides for at in aside.positions]
    stretches = ((clean.text, clean.positions), asides)
    kept = [place for row in passages for place in _places(row, stretches)]
    first_cells = [
        clean.positions[block.start]
        for block in clean.blocks
        if block.kind == "cell" and _begins_row(clean.text, block.start)
    ]
    return {"sha256": sha256, "runs": _runs(kept), "rows": first_cells}


def _begins_row(text: str, start: int) -> bool:
    """Tell whether nothing but borders stands before a cell on its line."""
    while start and text[start - 1] in "| ":
        start -= 1
    return start == 0 or text[start - 1] == "\n"


def _places(row: Row, stretches: Sequence[tuple[str, Sequence[int]]]) -> Sequence[int]:
    """Return where each character of a passage stands in the file: the first of the stretches that has it says it."""
    text, start, end = str(row["text"]), int(str(row["char_start"])), int(str(row["char_end"]))
    for characters, positions in stretches:
        first, last = bisect_left(positions, start), bisect_left(positions, end)
        found = characters.find(text, first, last)
        if found >= 0:
            return positions[found : found + len(text)]
    message = f"table passages, row {row['passage_id']}: [{start}, {end}) does not read as its text. Build again."
    raise KouanError(message)


def _runs(places: Iterable[int]) -> list[int]:
    runs = [0, 0]
    reached = 0
    for place in places:
        if place != reached:
            runs += [place - reached, 0]
        runs[-1] += 1
        reached = place + 1
    return runs
