"""The text of a PDF file: its text layer in reading order, its ruled tables as rows."""

import io
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber

from kouan.read.tables import row_line
from kouan.read.text_lines import Fault, UnreadableError, one_line, storable

# What pdfminer makes of faulty fonts and the like is shown in the text or refused; its notes are for its developers.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_MOST_PAGES = 2000
_LEAST_WORDS = 3
"""How many letters or characters a page with text has at least; a page number alone is fewer."""

_CODE = re.compile(r"\(cid:\d{1,9}\)")
_MOST_CODES = 0.05
"""What share of a text may be glyphs without a character."""

_END_MARK = b"%%EOF"
_FETCH_AGAIN = "Fetch it again, or open it and print it to a new PDF."
_FIND_TEXT = "Find the text itself, or have its characters recognised (OCR) and give that file."
_LOCKED = (
    "it opens without a password but is encrypted against changes, and what its fonts write cannot be read through "
    "that. Print it to a new PDF, or save a copy without protection."
)
_SAME = 1.0
"""Edges that are this many points apart or less are one."""

_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Page:
    lines: list[str]
    number: int
    has_text: bool
    has_picture: bool


def pdf_text(stored: bytes) -> tuple[str, tuple[Fault, ...]]:
    """Return the lines of a PDF file and the pages among them that are pictures without text.

    Lines stay as printed, with page numbers and running heads, for cleaning to join and set aside. A ruled table
    stands at its place, its rows as lines, as `table_lines` says; of unruled ones the words stay in their lines.
    Raises UnreadableError for a file that is encrypted, breaks off, is damaged, is a scan (no text, or more than half
    of its pages pictures), or has fonts that do not say which characters they write. A file that only its owner's
    password protects opens without one, and is read.
    """
    if _END_MARK not in stored:
        message = f"it is a PDF that breaks off before its end, or is damaged. {_FETCH_AGAIN}"
        raise UnreadableError(message)
    try:
        with pdfplumber.open(io.BytesIO(stored)) as file:
            pages = list(_pages(file))
            is_encrypted = file.doc.encryption is not None
    except UnreadableError:
        raise
    except Exception as error:  # noqa: BLE001 - pdfminer raises errors of any kind on what it did not expect
        raise _refusal(error) from None
    _refuse_scan(pages)
    return _joined(pages, is_encrypted=is_encrypted)


def _pages(file: Any) -> Iterator[_Page]:
    if len(file.pages) > _MOST_PAGES:
        message = f"it has {len(file.pages)} pages; at most {_MOST_PAGES} are read. Give the plan alone."
        raise UnreadableError(message)
    for page in file.pages:
        lines = list(_page_lines(page.dedupe_chars()))
        words = sum(character.isalnum() for line in lines for character in line)
        yield _Page(lines, page.page_number, words >= _LEAST_WORDS, bool(page.images))
        page.close()


def _refusal(error: Exception) -> UnreadableError:
    causes = " ".join(f"{type(cause).__name__} {cause!r}" for cause in (error, *error.args, error.__context__))
    if "Password" in causes or "Encryption" in causes:
        return UnreadableError("it is encrypted. Save a copy of it without a password.")
    reason = str(error) or type(error).__name__
    return UnreadableError(f"it is a PDF that is damaged ({reason[:200]}). {_FETCH_AGAIN}")


def _refuse_scan(pages: Sequence[_Page]) -> None:
    if not pages:
        message = f"it is a PDF without pages, or damaged. {_FETCH_AGAIN}"
        raise UnreadableError(message)
    if not any(page.has_text for page in pages):
        message = f"it is a PDF without text on any of its {len(pages)} pages: a scan. {_FIND_TEXT}"
        raise UnreadableError(message)
    pictures = sum(page.has_picture and not page.has_text for page in pages)
    if pictures * 2 > len(pages):
        message = f"{pictures} of its {len(pages)} pages are pictures without text: a scan. {_FIND_TEXT}"
        raise UnreadableError(message)


def _joined(pages: Sequence[_Page], *, is_encrypted: bool) -> tuple[str, tuple[Fault, ...]]:
    parts: list[str] = []
    faults: list[Fault] = []
    codes = length = offset = 0
    for page in pages:
        text = "\n".join(page.lines)
        codes += len(_CODE.findall(text))
        text = storable([_CODE.sub("\ufffd", text)])
        length += len(text)
        if page.has_picture and not page.has_text:
            faults.append(_picture(page.number, offset))
        parts.append(text)
        offset += len(text)
    if codes > length * _MOST_CODES:
        if is_encrypted:
            raise UnreadableError(_LOCKED)
        message = (
            f"{codes} of its {length} characters have no meaning: its fonts do not say which characters they write. "
            f"{_FIND_TEXT}"
        )
        raise UnreadableError(message)
    return "".join(parts), tuple(faults)


def _picture(number: int, offset: int) -> Fault:
    return Fault(
        offset,
        f"PDF第{number}页是没有文字层的图像，此处之后的文字未能读出。",
        f"Page {number} of the PDF is a picture without text; what it says after this place was not read.",
    )


def _page_lines(page: Any) -> Iterator[str]:
    """Yield the lines of a page from top to bottom, those of a table at its place. A frame around text is no table."""
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    tables = [table for table in tables if not any(_holds(other.bbox, table.bbox) for other in tables)]
    outside = page.filter(lambda thing: not any(_is_in_cell(thing, table) for table in tables))
    placed = [(line["top"], line["x0"], [line["text"]]) for line in outside.extract_text_lines(return_chars=False)]
    placed.extend((table.bbox[1], table.bbox[0], _table(table)) for table in tables)
    for _, _, lines in sorted(placed, key=lambda place: place[:2]):
        yield from lines


def _holds(outer: _Box, inner: _Box) -> bool:
    return outer != inner and (outer[0] <= inner[0] and outer[1] <= inner[1]) and _meets(outer, inner[2], inner[3])


def _meets(box: _Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _is_in_cell(thing: Any, table: Any) -> bool:
    """Tell whether a character's middle lies in a cell; lines and pictures do not matter here."""
    if thing["object_type"] != "char":
        return False
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return _meets(table.bbox, x, y) and any(x0 <= x < x1 and y0 <= y < y1 for x0, y0, x1, y1 in table.cells)


def _table(table: Any) -> list[str]:
    texts: dict[_Box, str] = {
        cell: text or ""
        for row, words in zip(table.rows, table.extract(), strict=True)
        for cell, text in zip(row.cells, words, strict=True)
        if cell is not None
    }
    lefts = _edges(cell[0] for cell in texts)
    lines: list[str] = []
    for top in _edges(cell[1] for cell in texts):
        own = [texts[cell] for cell in texts if abs(cell[1] - top) <= _SAME and texts[cell].strip()]
        row = [one_line(_text_at(texts, left, top)) for left in lefts]
        if own and sum(bool(text) for text in row) > 1:
            lines.append(row_line(row))
        else:
            lines.extend(line for text in own for line in text.split("\n"))
    return lines


def _edges(places: Iterable[float]) -> list[float]:
    """Return places in order, without those that are next to the one before."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _SAME:
            kept.append(place)
    return kept


def _text_at(texts: Mapping[_Box, str], left: float, top: float) -> str:
    """Return the words of the cell that begins in a column and fills a row: it may begin in a row above."""
    fitting = (
        text for (x0, y0, _, y1), text in texts.items() if abs(x0 - left) <= _SAME and y0 - _SAME <= top < y1 - _SAME
    )
    return next(fitting, "")
