"""Reads the cells of a workbook: the few parts of Office Open XML that hold values, and nothing else."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})([0-9]+)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Excel counts days from here, since it takes 1900 for a leap year.
_EPOCH = date(1899, 12, 30)

SheetValue = str | float | bool | date


class WorkbookError(ValueError):
    """A workbook that cannot be read as one."""


@dataclass(frozen=True)
class Workbook:
    """The cells of each sheet by row and column, both from 0; the names of its parts."""

    sheets: dict[str, dict[tuple[int, int], SheetValue]]
    parts: dict[str, bytes]


def read_workbook(content: bytes) -> Workbook:
    """Read a workbook; WorkbookError where it is none, or a cell holds something else than a plain value."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if len(set(archive.namelist())) != len(archive.namelist()):
                raise WorkbookError("a part stands there twice")
            parts = {name: archive.read(name) for name in archive.namelist()}
        return Workbook(_sheets(parts), parts)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise WorkbookError(f"it is no whole zip: {error}") from None
    except (etree.XMLSyntaxError, KeyError, IndexError) as error:
        raise WorkbookError(f"a part is missing or damaged: {error}") from None


def _sheets(parts: dict[str, bytes]) -> dict[str, dict[tuple[int, int], SheetValue]]:
    relations = _xml(parts["xl/_rels/workbook.xml.rels"])
    # An address without a slash in front starts from the folder of the workbook's own part.
    targets = {one.get("Id"): posixpath.join("/xl", str(one.get("Target"))).removeprefix("/") for one in relations}
    strings = [_text(one) for one in _xml(parts["xl/sharedStrings.xml"])] if "xl/sharedStrings.xml" in parts else []
    days = _date_styles(parts["xl/styles.xml"])
    return {
        str(sheet.get("name")): dict(_cells(_xml(parts[targets[sheet.get(_RELATION)]]), strings, days))
        for sheet in _xml(parts["xl/workbook.xml"]).iter(f"{_MAIN}sheet")
    }


def _xml(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _date_styles(content: bytes) -> set[int]:
    """Return the styles that show a number as a day."""
    styles = _xml(content)
    days = {one.get("numFmtId") for one in styles.iter(f"{_MAIN}numFmt") if "yy" in (one.get("formatCode") or "")}
    formats = styles.find(f"{_MAIN}cellXfs")
    return {place for place, one in enumerate(formats) if one.get("numFmtId") in days} if formats is not None else set()


def _cells(sheet: etree._Element, strings: list[str], days: set[int]) -> Iterator[tuple[tuple[int, int], SheetValue]]:
    for cell in sheet.iter(f"{_MAIN}c"):
        kind, inner = cell.get("t", "n"), cell.find(f"{_MAIN}v")
        place = _place(str(cell.get("r")))
        if cell.find(f"{_MAIN}f") is not None:
            raise WorkbookError(f"cell {cell.get('r')} holds a formula")
        if kind == "inlineStr":
            yield place, _text(cell.find(f"{_MAIN}is"))
        elif inner is None:
            continue
        elif kind == "s":
            yield place, strings[int(inner.text)]
        elif kind == "b":
            yield place, inner.text == "1"
        elif kind == "n":
            number = float(inner.text)
            is_day = int(cell.get("s", 0)) in days
            yield place, _EPOCH + timedelta(days=number) if is_day else number
        else:
            raise WorkbookError(f"cell {cell.get('r')} is of the kind {kind}")


def _place(name: str) -> tuple[int, int]:
    match = _CELL.fullmatch(name)
    if not match:
        raise WorkbookError(f"there is no cell {name}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _text(element: etree._Element) -> str:
    """Return the text of a string without the readings that East Asian versions put beside it."""
    texts = (one.text or "" for one in element.iter(f"{_MAIN}t") if one.getparent().tag != f"{_MAIN}rPh")
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(texts))
