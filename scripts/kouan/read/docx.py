"""The text of a Word file (.docx): its paragraphs and tables in order, with the numbers that Word prints itself.

Read from the XML rather than through python-docx, whose texts lack automatic numbers, tracked insertions, text boxes,
footnotes and content controls. Headers, footers and comments are left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kouan.read.docx_numbers import Numbering, Styles
from kouan.read.docx_package import Package, attribute, child, is_on, local, number
from kouan.read.tables import Cell, table_lines
from kouan.read.text_lines import UnreadableError, storable

_DROPPED = frozenset({"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "rt", "sdtPr", "sectPr", "cellDel"})
_GLYPHS = {"noBreakHyphen": "-", "ptab": " ", "br": "\n", "cr": "\n", "tab": "\t"}
_WORDS = frozenset({"t", "tab", "br", "cr", "sym", "noBreakHyphen", "ptab", "txbxContent", "footnoteReference"})
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_PICTURES = frozenset({"drawing", "pict", "object"})


def docx_text(stored: bytes) -> str:
    """Return the lines of a Word file.

    A paragraph is a line, broken where it holds line breaks; text boxes and footnotes follow the paragraph that they
    hang on. Automatic numbers stand before the words, bullets as •. Tracked insertions are kept, deletions and hidden
    text left out. Tables are set as `table_lines` says.
    Raises UnreadableError for a file that is damaged, encrypted, too large once unpacked, or has pictures only.
    """
    package = Package.opened(stored)
    document = package.main()
    body = next((part for part in document if local(part) == "body"), None)
    if body is None:
        message = "it is damaged: its main part has no body. Open it in Word or WPS and save it anew as .docx."
        raise UnreadableError(message)
    styles = Styles(package.related("styles"))
    notes = {kind: _notes(package.related(kind)) for kind in _NOTES.values()}
    text = storable(_Reader(styles, Numbering(package.related("numbering"), styles), notes).lines(body))
    if not text and any(local(part) in _PICTURES for part in body.iter()):
        message = (
            "it holds pictures without text, a scan perhaps. "
            "Find the text itself, or have its characters recognised (OCR) and save them as .docx."
        )
        raise UnreadableError(message)
    return text


def _notes(part: Any) -> Mapping[str, Any]:
    return {} if part is None else {attribute(note, "id") or "": note for note in part}


@dataclass
class _Paragraph:
    """What is read of a paragraph: whether its style hides it, its words, and the elements to be read behind it."""

    is_hidden: bool
    words: list[str] = field(default_factory=list)
    hanging: list[Any] = field(default_factory=list)


class _Reader:
    """Reads blocks in the order of the document, in which the numbers of lists count."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Mapping[str, Mapping[str, Any]]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._read_notes: set[int] = set()

    def lines(self, container: Any) -> list[str]:
        """Return the lines of the paragraphs and tables of a body, a cell, a text box or a note."""
        found: list[str] = []
        carried = ""
        for block in _blocks(container):
            if local(block) == "tbl":
                found.extend(table_lines([self._row(row) for row in _rows(block)]))
                continue
            style = attribute(child(child(block, "pPr"), "pStyle"), "val")
            paragraph = _Paragraph(self._styles.is_hidden(style))
            self._collect(block, paragraph)
            text = _without_layout_tabs("".join(paragraph.words))
            is_joined = _mark_is_deleted(block)
            is_numbered = not carried and (text or not is_joined)
            text = carried + (self._number(block) if is_numbered else "") + text
            carried = text if is_joined else ""
            found.extend(() if carried else text.split("\n"))
            for part in paragraph.hanging:
                found.extend(self.lines(part))
        return [*found, *carried.split("\n")]

    def _number(self, paragraph: Any) -> str:
        is_hidden = is_on(child(child(child(paragraph, "pPr"), "rPr"), "vanish"))
        return "" if is_hidden else self._numbering.number(paragraph)

    def _collect(self, element: Any, paragraph: _Paragraph) -> None:
        for part in element:
            name = local(part)
            if name in _DROPPED or (name == "r" and self._is_hidden(part, paragraph)):
                continue
            if name == "t":
                paragraph.words.append(part.text or "")
            elif name in _GLYPHS:
                paragraph.words.append(_GLYPHS[name])
            elif name == "sym":
                paragraph.words.append(_symbol(part))
            elif name == "txbxContent":
                paragraph.hanging.append(part)
            elif name in _NOTES:
                self._hang_note(_NOTES[name], part, paragraph)
            elif name == "AlternateContent":
                choices = [choice for choice in part if _holds_words(choice)]
                for choice in choices[:1]:
                    self._collect(choice, paragraph)
            else:
                self._collect(part, paragraph)

    def _hang_note(self, kind: str, reference: Any, paragraph: _Paragraph) -> None:
        note = self._notes[kind].get(attribute(reference, "id") or "")
        if note is not None and id(note) not in self._read_notes:
            self._read_notes.add(id(note))
            paragraph.hanging.append(note)

    def _is_hidden(self, run: Any, paragraph: _Paragraph) -> bool:
        """Tell whether a run is hidden by itself, by its style or by the style of its paragraph."""
        properties = child(run, "rPr")
        own = child(properties, "vanish")
        if own is not None:
            return is_on(own)
        return paragraph.is_hidden or self._styles.is_hidden(attribute(child(properties, "rStyle"), "val"))

    def _row(self, row: Any) -> list[Cell]:
        before = number(child(child(row, "trPr"), "gridBefore"), 0)
        cells = [Cell((), columns=before)] if before > 0 else []
        for cell in _members(row, "tc"):
            properties = child(cell, "tcPr")
            holds_table = any(local(block) == "tbl" for block in _blocks(cell))
            lines = tuple(line for line in self.lines(cell) if line.strip())
            columns = max(1, number(child(properties, "gridSpan"), 1))
            merge = child(properties, "vMerge")
            goes_on = merge is not None and attribute(merge, "val") != "restart"
            cells.append(Cell(lines, columns, holds_table=holds_table, goes_on=goes_on))
        return cells


def _blocks(container: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of a container, those inside content controls and insertions too."""
    for part in container:
        name = local(part)
        if name in {"p", "tbl"}:
            yield part
        elif name not in _DROPPED and name not in {"tcPr", "tblPr"}:
            yield from _blocks(part)


def _members(container: Any, name: str) -> Iterator[Any]:
    for part in container:
        if local(part) == name:
            yield part
        elif local(part) in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _members(part, name)


def _rows(table: Any) -> list[Any]:
    return [row for row in _members(table, "tr") if child(child(row, "trPr"), "del") is None]


def _mark_is_deleted(paragraph: Any) -> bool:
    """Tell whether a tracked change deletes the end of a paragraph, which joins it to the next."""
    return child(child(child(paragraph, "pPr"), "rPr"), "del") is not None


def _without_layout_tabs(text: str) -> str:
    """Return a paragraph's text with its tabs as spaces, but for the one before the page number of a contents list."""
    words, tab, page = text.rpartition("\t")
    if tab and page.strip().isdecimal() and words.strip():
        return words.replace("\t", " ") + tab + page
    return text.replace("\t", " ")


def _symbol(element: Any) -> str:
    try:
        return chr(int(attribute(element, "char") or "", 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _holds_words(element: Any) -> bool:
    return any(local(part) in _WORDS for part in element.iter())
