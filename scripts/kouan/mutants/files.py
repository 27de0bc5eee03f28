"""Faults of whole files: bytes, headers, columns and the order of rows."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from kouan.mutants.mutant import Kind, Mutant, Places
from kouan.mutants.sound import DESCRIPTOR, Cells, Sound, csv_file
from kouan.schema import Table

# Makes other bytes of a file; None where it is taken away.
_Edit = Callable[[bytes], bytes | None]
# Makes other rows and columns of a table.
_Reshape = Callable[[list[Cells], list[str]], tuple[Sequence[Cells], Sequence[str]]]


def _bytes_kind(name: str, edit: _Edit) -> Kind:
    """Return the kind of fault that an edit makes of the bytes of a table's file."""

    def mutant(sound: Sound, table: Table) -> Mutant | None:
        content = edit(sound.files[table.path])
        return None if content == sound.files[table.path] else Mutant(name, table.path, {table.path: content})

    return _kind(name, mutant)


def _table_kind(name: str, reshape: _Reshape) -> Kind:
    """Return the kind of fault that gives a table other columns or another order, in a file that is sound CSV."""

    def mutant(sound: Sound, table: Table) -> Mutant:
        rows, columns = reshape(sound.rows(table.name), list(table.column_names))
        return Mutant(name, table.path, {table.path: csv_file(rows, columns)})

    return _kind(name, mutant)


def _kind(name: str, mutant: Callable[[Sound, Table], Mutant | None]) -> Kind:
    def places(sound: Sound) -> Iterator[Places]:
        for table in sound.package.tables:
            yield Places(1, partial(_once, mutant, sound, table))

    return Kind("files", name, places)


def _once(mutant: Callable[[Sound, Table], Mutant | None], sound: Sound, table: Table, _: int) -> Mutant | None:
    return mutant(sound, table)


def _lines(change: Callable[[list[bytes]], list[bytes]]) -> _Edit:
    return lambda content: b"\n".join(change(content.split(b"\n")))


def _header(change: Callable[[list[bytes]], list[bytes]]) -> _Edit:
    """Make an edit of the names in the first line, the rows left as they are."""
    return _lines(lambda lines: [b",".join(change(lines[0].split(b","))), *lines[1:]])


def _by_another_column(rows: list[Cells], columns: list[str]) -> tuple[Sequence[Cells], Sequence[str]]:
    return sorted(rows, key=lambda row: row[columns[1]][::-1]), columns


def _quoted(content: bytes) -> bytes:
    text = io.StringIO()
    rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode("utf-8")


def _semicolons(content: bytes) -> bytes:
    text = io.StringIO()
    rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    csv.writer(text, lineterminator="\n", delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8")


def _other_file(sound: Sound, table: Table) -> Mutant:
    other = next(one for one in sound.package.tables if one.name != table.name)
    return Mutant("file of another table", table.path, {table.path: sound.files[other.path]})


def _stray(sound: Sound, table: Table) -> Mutant:
    path = f"datasets/{table.name}_old.csv"
    return Mutant("file that is not described", path, {path: sound.files[table.path]})


def _descriptor_files(sound: Sound) -> Iterator[Places]:
    content = sound.files[DESCRIPTOR]
    broken = {
        "taken away": None,
        "empty": b"",
        "cut off": content[: len(content) // 2],
        "with a byte order mark": b"\xef\xbb\xbf" + content,
        "in another encoding": content.decode("utf-8").encode("gb18030"),
        "a list": b"[" + content + b"]",
    }
    for how, edited in broken.items():
        mutant = Mutant("descriptor that cannot be read", f"{DESCRIPTOR}, {how}", {DESCRIPTOR: edited})
        yield Places(1, partial(_given, mutant))


def _given(mutant: Mutant, _: int) -> Mutant:
    return mutant


KINDS: tuple[Kind, ...] = (
    _bytes_kind("file missing", lambda _: None),
    _bytes_kind("file empty", lambda _: b""),
    _bytes_kind("header alone", lambda content: content.split(b"\n")[0] + b"\n"),
    _bytes_kind("no header", _lines(lambda lines: lines[1:])),
    _bytes_kind("file cut off", lambda content: content[: len(content) * 2 // 3]),
    _bytes_kind("no line feed at the end", lambda content: content[:-1]),
    _bytes_kind("blank line at the end", lambda content: content + b"\n"),
    _bytes_kind("byte order mark", lambda content: b"\xef\xbb\xbf" + content),
    _bytes_kind("CRLF", lambda content: content.replace(b"\n", b"\r\n")),
    _bytes_kind("GB 18030", lambda content: content.decode("utf-8").encode("gb18030")),
    _bytes_kind("semicolons for commas", _semicolons),
    _bytes_kind("needless quotation marks", _quoted),
    _bytes_kind("comma too many in a row", _lines(lambda lines: [*lines[:-2], lines[-2] + b",", lines[-1]])),
    _bytes_kind("header in capitals", _header(lambda names: [name.upper() for name in names])),
    _bytes_kind("column renamed", _header(lambda names: [*names[:-1], names[-1] + b"_new"])),
    _bytes_kind("column name twice", _header(lambda names: [*names[:-1], names[0]])),
    _table_kind("column missing", lambda rows, columns: (rows, columns[:-1])),
    _table_kind("column too many", lambda rows, columns: (rows, [*columns, "remark"])),
    _table_kind("columns in another order", lambda rows, columns: (rows, [*columns[1:], columns[0]])),
    _bytes_kind("headers of two columns exchanged", _header(lambda names: [names[0], *names[2:0:-1], *names[3:]])),
    _table_kind("rows in reverse order", lambda rows, columns: (rows[::-1], columns)),
    _table_kind("rows sorted by another column", _by_another_column),
    _kind("file of another table", _other_file),
    _kind("file that is not described", _stray),
    Kind("files", "descriptor that cannot be read", _descriptor_files),
)
