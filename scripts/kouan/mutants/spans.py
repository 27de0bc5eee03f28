"""Faults of spans and quotes, among them those that read back as well as the sound ones."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from kouan.clean import CleanText
from kouan.mutants.mutant import Kind, Mutant, Places
from kouan.mutants.sound import Cells, Sound, csv_file
from kouan.schema import Table
from kouan.validate.spans import span_prefixes

# Changes the span of a row: the row, the prefix of its columns, the column of its quote (None if it has none).
_Edit = Callable[[Cells, str, str | None, Sound], bool]

_NEAR = 4
"""How far to look for the next character of the text: layout stands between."""


def span_kind(name: str, edit: _Edit) -> Kind:
    """Return the kind of fault that an edit makes of a span, in every table that has some."""

    def places(sound: Sound) -> Iterator[Places]:
        for table in sound.package.tables:
            for prefix in span_prefixes(table):
                yield _in_table(sound, name, table, prefix, edit)

    return Kind("spans", name, places)


def _in_table(sound: Sound, kind: str, table: Table, prefix: str, edit: _Edit) -> Places:
    quote = quote_column(table, prefix)

    def fault_at(number: int) -> Mutant | None:
        rows = sound.rows(table.name)
        if not rows[number][f"{prefix}char_start"] or not edit(rows[number], prefix, quote, sound):
            return None
        place = f"{table.name} {sound.key(table.name, number)}, {prefix}char_start"
        return Mutant(kind, place, {table.path: csv_file(rows, table.column_names)})

    return Places(len(sound.tables[table.name]), fault_at)


def quote_column(table: Table, prefix: str) -> str | None:
    """Return the column with the words that a span reads."""
    return next((name for name in (f"{prefix}quote", f"{prefix}text") if name in table.column_names), None)


def _span(row: Cells, prefix: str) -> tuple[int, int]:
    return int(row[f"{prefix}char_start"]), int(row[f"{prefix}char_end"])


def _put(row: Cells, prefix: str, start: int, end: int) -> bool:
    row[f"{prefix}char_start"], row[f"{prefix}char_end"] = str(start), str(end)
    return True


def _moved(by_start: int, by_end: int) -> _Edit:
    """Make an edit that moves the two ends of a span."""

    def edit(row: Cells, prefix: str, _: str | None, __: Sound) -> bool:
        start, end = _span(row, prefix)
        return start + by_start >= 0 and _put(row, prefix, start + by_start, end + by_end)

    return edit


def _reversed(row: Cells, prefix: str, _: str | None, __: Sound) -> bool:
    start, end = _span(row, prefix)
    return _put(row, prefix, end, start)


def _empty(row: Cells, prefix: str, _: str | None, __: Sound) -> bool:
    start, _end = _span(row, prefix)
    return _put(row, prefix, start, start)


def _beyond(row: Cells, prefix: str, _: str | None, __: Sound) -> bool:
    start, _end = _span(row, prefix)
    return _put(row, prefix, start, 10**6)


def _half(row: Cells, prefix: str, _: str | None, __: Sound) -> bool:
    row[f"{prefix}char_end"] = ""
    return True


def _elsewhere(row: Cells, prefix: str, _: str | None, sound: Sound) -> bool:
    """Take the place of the first words of another document."""
    other = next(clean for name, clean in sound.documents.items() if name != row["document_id"])
    return _put(row, prefix, *other.span(other.blocks[0].start, other.blocks[0].end))


def _other_quote(row: Cells, prefix: str, quote: str | None, sound: Sound) -> bool:
    """Give the words that stand in the document after these."""
    if quote is None:
        return False
    start, end = _span(row, prefix)
    words = sound.documents[row["document_id"]].quote(end, end + (end - start))
    row[quote], before = words.strip() or "某", row[quote]
    return row[quote] != before


def _other_printing(row: Cells, prefix: str, quote: str | None, sound: Sound) -> bool:
    """Move a span to another place where the same words are printed."""
    if quote is None or not row[quote]:
        return False
    clean = sound.documents[row["document_id"]]
    begin = clean.text.find(row[quote])
    while begin >= 0:
        place = clean.span(begin, begin + len(row[quote]))
        if place != _span(row, prefix):
            return _put(row, prefix, *place)
        begin = clean.text.find(row[quote], begin + 1)
    return False


def _with_next_character(row: Cells, prefix: str, quote: str | None, sound: Sound) -> bool:
    """Let a quote and its span run on by one character of the text."""
    clean = sound.documents[row["document_id"]]
    start, end = _span(row, prefix)
    last = next((end + step for step in range(1, _NEAR) if clean.quote(end + step - 1, end + step).strip()), None)
    return last is not None and _reads(row, prefix, quote, clean, (start, last))


def _without_last_character(row: Cells, prefix: str, quote: str | None, sound: Sound) -> bool:
    """Cut the last character of a quote and its span."""
    clean = sound.documents[row["document_id"]]
    start, end = _span(row, prefix)
    cut = next((end - step for step in range(1, _NEAR) if clean.quote(end - step - 1, end - step).strip()), None)
    return cut is not None and cut > start and _reads(row, prefix, quote, clean, (start, cut))


def _reads(row: Cells, prefix: str, quote: str | None, clean: CleanText, place: tuple[int, int]) -> bool:
    """Give a row a span and what stands there."""
    if quote is not None:
        if not row[quote]:
            return False
        row[quote] = clean.quote(*place).strip()
    return _put(row, prefix, *place)


def _passages_merged(sound: Sound) -> Iterator[Places]:
    """Yield pairs of neighbouring passages, of which the first takes the beginning of the second."""
    table = sound.package.table("passages")
    pairs = [
        number
        for number, (row, following) in enumerate(pairwise(sound.tables["passages"]))
        if row["document_id"] == following["document_id"]
    ]

    def fault_at(place: int) -> Mutant:
        rows = sound.rows("passages")
        first, second = rows[pairs[place]], rows[pairs[place] + 1]
        clean = sound.documents[first["document_id"]]
        middle = (int(second["char_start"]) + int(second["char_end"])) // 2
        first["char_end"] = second["char_start"] = str(middle)
        for row in (first, second):
            row["text"] = clean.quote(*_span(row, "")).strip("\n\t| ")
        return Mutant(_MERGED, f"passages {first['passage_id']}", {table.path: csv_file(rows, table.column_names)})

    yield Places(len(pairs), fault_at)


_MERGED = "border between passages moved, their texts with it"

KINDS: tuple[Kind, ...] = (
    span_kind("span moved by one character", _moved(1, 1)),
    span_kind("span begins a character late", _moved(1, 0)),
    span_kind("span ends a character late", _moved(0, 1)),
    span_kind("span ends before it begins", _reversed),
    span_kind("empty span", _empty),
    span_kind("span beyond the end of the document", _beyond),
    span_kind("span without an end", _half),
    span_kind("span of another document", _elsewhere),
    span_kind("quote of another place", _other_quote),
    span_kind("span moved to another printing of the words", _other_printing),
    span_kind("span and quote run on by a character", _with_next_character),
    span_kind("span and quote cut by a character", _without_last_character),
    Kind("spans", _MERGED, _passages_merged),
)
