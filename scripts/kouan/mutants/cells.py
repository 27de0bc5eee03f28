"""Faults of single cells, in any column that they fit."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from kouan.mutants.mutant import Kind, Mutant, Places
from kouan.mutants.sound import Sound, csv_file
from kouan.schema import Column, Table

# Changes a cell, given the cells of its column and its number among them; None where the fault does not fit.
_Edit = Callable[[Sequence[str], int], str | None]
_Where = Callable[[Table, Column], bool]

_RADICALS = str.maketrans("口水人大一金山土日月", "⼝⽔⼈⼤⼀⾦⼭⼟⽇⽉")
_SUPPLEMENT = str.maketrans("长民车门风", "⻓⺠⻋⻔⻛")
_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
_LONGEST_NUMBER = 8
# Made up, and parted so that no text of the project holds a telephone number.
_TELEPHONE = "138" + "00138000"


def cell_kind(name: str, where: _Where, edit: _Edit, group: str = "cells") -> Kind:
    """Return the kind of fault that an edit makes of a cell that is not empty, in every column where it fits."""

    def places(sound: Sound) -> Iterator[Places]:
        for table in sound.package.tables:
            for column in table.columns:
                if where(table, column):
                    yield _in_column(sound, name, table, column, edit)

    return Kind(group, name, places)


def _in_column(sound: Sound, kind: str, table: Table, column: Column, edit: _Edit) -> Places:
    cells = [row[column.name] for row in sound.tables[table.name]]

    def fault_at(number: int) -> Mutant | None:
        edited = edit(cells, number)
        if edited is None or edited == cells[number]:
            return None
        rows = sound.rows(table.name)
        rows[number][column.name] = edited
        place = f"{table.name} {sound.key(table.name, number)}, {column.name}"
        return Mutant(kind, place, {table.path: csv_file(rows, table.column_names)})

    return Places(len(cells), fault_at)


def another(cells: Sequence[str], number: int) -> str | None:
    """Return the next other value in a column after a row; None where there is none."""
    return next((cell for cell in (*cells[number + 1 :], *cells[:number]) if cell not in ("", cells[number])), None)


def _filled(change: Callable[[str], str | None]) -> _Edit:
    """Make an edit of what is done to a cell that is not empty."""
    return lambda cells, number: change(cells[number]) if cells[number] else None


def _middle(change: Callable[[str], str]) -> _Edit:
    """Make an edit of what is put in place of the character in the middle of a text."""

    def edit(text: str) -> str | None:
        half = len(text) // 2
        return text[:half] + change(text[half]) + text[half + 1 :]

    return _filled(edit)


def _of_type(*types: str) -> _Where:
    return lambda _, column: column.type in types


def _is_text(_: Table, column: Column) -> bool:
    """Tell whether a column holds words, and no ids, codes or allowed values."""
    return column.type == "string" and not column.enum and column.pattern is None


def _is_optional(_: Table, column: Column) -> bool:
    return not column.required


def _is_reference(table: Table, column: Column) -> bool:
    return column.name in {key.column for key in table.foreign_keys}


def _kinds_of_value() -> Iterator[Kind]:
    yield cell_kind("required cell blanked", lambda _, column: column.required, _filled(lambda _: ""))
    yield cell_kind("optional cell blanked", _is_optional, _filled(lambda _: ""))
    yield cell_kind(
        "empty cell filled with a value of the column",
        _is_optional,
        lambda cells, number: None if cells[number] else another(cells, number),
    )
    yield cell_kind(
        "value of another row",
        lambda table, column: column.name not in table.primary_key,
        lambda cells, number: another(cells, number) if cells[number] else None,
    )
    yield cell_kind("word for a number", _of_type("integer", "number"), _filled(lambda _: "many"))
    yield cell_kind(
        "full-width digits", _of_type("integer", "number"), _filled(lambda cell: cell.translate(_FULL_WIDTH))
    )
    yield cell_kind("decimals in a whole number", _of_type("integer"), _filled(lambda cell: f"{cell}.0"))
    yield cell_kind("leading zero", _of_type("integer", "number"), _filled(lambda cell: f"0{cell}"))
    yield cell_kind(
        "thousands separator",
        _of_type("integer", "number"),
        _filled(lambda cell: f"{int(cell):,}" if cell.isdigit() and len(cell) <= _LONGEST_NUMBER else None),
    )
    yield cell_kind("NaN", _of_type("number"), _filled(lambda _: "NaN"))
    yield cell_kind("number one too high", _of_type("integer"), _filled(lambda cell: str(int(cell) + 1)))
    yield cell_kind("number ten times as high", _of_type("number"), _filled(_times_ten))
    yield cell_kind(
        "number below the smallest allowed",
        lambda _, column: column.minimum is not None,
        lambda cells, number: "-999" if cells[number] else None,
    )
    yield cell_kind(
        "boolean turned round", _of_type("boolean"), _filled(lambda cell: "false" if cell == "true" else "true")
    )
    yield cell_kind("boolean in capitals", _of_type("boolean"), _filled(str.upper))
    yield cell_kind("date without zeros (2021-1-1)", _of_type("date"), _filled(lambda cell: cell.replace("-0", "-")))
    yield cell_kind("day that does not exist", _of_type("date"), _filled(lambda cell: f"{cell[:4]}-02-30"))
    yield cell_kind(
        "date a day later", _of_type("date"), _filled(lambda cell: f"{cell[:-2]}{int(cell[-2:]) % 28 + 1:02}")
    )
    yield cell_kind(
        "value out of the allowed ones", lambda _, column: bool(column.enum), _filled(lambda cell: f"{cell}s")
    )
    yield cell_kind(
        "another allowed value",
        lambda _, column: bool(column.enum),
        lambda cells, number: another(cells, number) if cells[number] else None,
    )


def _times_ten(cell: str) -> str | None:
    value = float(cell) * 10
    return None if value == 0 else str(int(value)) if value.is_integer() else str(value)


def _kinds_of_text() -> Iterator[Kind]:
    yield cell_kind("one character exchanged", _is_text, _middle(lambda _: "某"))
    yield cell_kind("one character lost", _is_text, _middle(lambda _: ""))
    yield cell_kind("space at the edge", _of_type("string"), _filled(lambda cell: f"{cell} "))
    yield cell_kind("ideographic space at the edge", _is_text, _filled(lambda cell: f"\u3000{cell}"))
    yield cell_kind("byte order mark in a cell", _is_text, _filled(lambda cell: f"\ufeff{cell}"))
    yield cell_kind("zero-width space in a cell", _is_text, _middle(lambda character: f"{character}\u200b"))
    yield cell_kind("NUL in a cell", _is_text, _middle(lambda _: "\0"))
    yield cell_kind("line break in a cell", _is_text, _middle(lambda character: f"{character}\n"))
    yield cell_kind("Kangxi radical", _is_text, _filled(lambda cell: cell.translate(_RADICALS)))
    yield cell_kind("radical of the supplement", _is_text, _filled(lambda cell: cell.translate(_SUPPLEMENT)))
    yield cell_kind("decomposed letter (NFD)", _is_text, _filled(_decomposed))
    yield cell_kind("character lost in conversion (U+FFFD)", _is_text, _middle(lambda _: "\ufffd"))
    yield cell_kind("text read in the wrong encoding", _is_text, _filled(_garbled))
    yield cell_kind("private telephone number", _is_text, _filled(lambda cell: f"{cell}（{_TELEPHONE}）"))


def _decomposed(cell: str) -> str | None:
    """Return a text with an accent on its first vowel, in two code points."""
    accented = re.sub("[aeiou]", lambda found: f"{found.group()}\u0301", cell, count=1)
    return accented if unicodedata.normalize("NFC", accented) != accented else None


def _garbled(cell: str) -> str | None:
    garbled = cell.encode("utf-8").decode("gb18030", errors="ignore")
    return garbled.translate(dict.fromkeys((*range(32), 127))).strip() or None


def _kinds_of_key() -> Iterator[Kind]:
    yield cell_kind(
        "key with bad characters",
        lambda table, column: column.name in table.primary_key,
        _filled(lambda cell: f"{cell} ·Ａ"),
        "keys",
    )
    yield cell_kind("reference to nothing", _is_reference, _filled(lambda cell: f"{cell}0"), "keys")
    yield cell_kind(
        "reference to another row",
        _is_reference,
        lambda cells, number: another(cells, number) if cells[number] else None,
        "keys",
    )


KINDS: tuple[Kind, ...] = (*_kinds_of_value(), *_kinds_of_text(), *_kinds_of_key())
