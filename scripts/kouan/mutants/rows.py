"""Faults of whole rows, and of what several cells or rows say together."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from kouan.mutants.mutant import Kind, Mutant, Places
from kouan.mutants.sound import Cells, Sound, csv_file

# Changes the rows of a table at one of them; False where the fault does not fit there.
_Edit = Callable[[list[Cells], int, Sound], bool]

_READ_FROM_DOCUMENTS = ("passages", "tasks", "task_assignments", "port_mentions", "targets", "project_mentions")
_DEPARTURE = 5
"""Degrees that take a place out of its city, and leave it in China."""


def row_kind(group: str, name: str, tables: str | tuple[str, ...], edit: _Edit) -> Kind:
    """Return the kind of fault that an edit makes at a row of some tables."""
    names = (tables,) if isinstance(tables, str) else tables
    return Kind(group, name, lambda sound: (_in_table(sound, name, table, edit) for table in names))


def _in_table(sound: Sound, kind: str, name: str, edit: _Edit) -> Places:
    table = sound.package.table(name)

    def fault_at(number: int) -> Mutant | None:
        rows = sound.rows(name)
        if not edit(rows, number, sound):
            return None
        place = f"{name} {sound.key(name, number)}"
        return Mutant(kind, place, {table.path: csv_file(rows, table.column_names)})

    return Places(len(sound.tables[name]), fault_at)


def _all_tables(group: str, name: str, edit: Callable[[list[Cells], int, str], bool]) -> Kind:
    """Return a kind of fault that fits any table; the edit is told the column of the primary key."""

    def places(sound: Sound) -> Iterator[Places]:
        for table in sound.package.tables:
            yield _in_table(sound, name, table.name, _with_key(edit, table.primary_key[0]))

    return Kind(group, name, places)


def _with_key(edit: Callable[[list[Cells], int, str], bool], key: str) -> _Edit:
    return lambda rows, number, _: edit(rows, number, key)


def put(**cells: str) -> _Edit:
    """Make an edit that writes cells, where at least one of them differs."""

    def edit(rows: list[Cells], number: int, _: Sound) -> bool:
        before = dict(rows[number])
        rows[number].update({name: value.format(**before) for name, value in cells.items()})
        return rows[number] != before

    return edit


def _where(column: str, values: tuple[str, ...], edit: _Edit) -> _Edit:
    """Restrict an edit to rows with one of some values in a column; to those with any, where none are given."""

    def restricted(rows: list[Cells], number: int, sound: Sound) -> bool:
        value = rows[number][column]
        return (value in values if values else bool(value)) and edit(rows, number, sound)

    return restricted


def _doubled(rows: list[Cells], number: int, _: str) -> bool:
    rows.insert(number, dict(rows[number]))
    return True


def _doubled_anew(rows: list[Cells], number: int, key: str) -> bool:
    rows.insert(number + 1, {**rows[number], key: f"{rows[number][key]}9"})
    return True


def _lost(rows: list[Cells], number: int, _: str) -> bool:
    del rows[number]
    return True


def _change_places(rows: list[Cells], number: int, _: str) -> bool:
    other = (number + 1) % len(rows)
    rows[number], rows[other] = rows[other], rows[number]
    return True


def _change_keys(rows: list[Cells], number: int, key: str) -> bool:
    other = (number + 1) % len(rows)
    rows[number][key], rows[other][key] = rows[other][key], rows[number][key]
    return True


def _to_another_document(rows: list[Cells], number: int, sound: Sound) -> bool:
    own = rows[number]["document_id"]
    rows[number]["document_id"] = next(name for name in sound.documents if name != own)
    return True


def _to_a_task_elsewhere(rows: list[Cells], number: int, sound: Sound) -> bool:
    own = rows[number]["document_id"]
    task = next(row["task_id"] for row in sound.tables["tasks"] if row["document_id"] != own)
    return bool(rows[number]["task_id"]) and put(task_id=task)(rows, number, sound)


def _below_itself(column: str, key: str) -> _Edit:
    """Make an edit that sets a row below a row that stands below it; itself where none does."""

    def edit(rows: list[Cells], number: int, _: Sound) -> bool:
        own = rows[number][key]
        rows[number][column] = next((row[key] for row in rows if row[column] == own), own)
        return True

    return edit


def _clause_rows(rows: list[Cells], number: int) -> list[Cells]:
    here = rows[number]
    return [row for row in rows if (row["task_id"], row["clause"]) == (here["task_id"], here["clause"])]


def _swap_roles(rows: list[Cells], number: int, _: Sound) -> bool:
    """Let who leads a clause support it, and the other way round."""
    clause = _clause_rows(rows, number)
    swapped = {"lead": "support", "support": "lead"}
    if {row["role"] for row in clause} != set(swapped):
        return False
    for row in clause:
        row["role"] = swapped[row["role"]]
    return True


def _share_clause(rows: list[Cells], number: int, _: Sound) -> bool:
    """Let all bodies of a clause share what they led."""
    clause = _clause_rows(rows, number)
    if {row["role"] for row in clause} != {"lead"}:
        return False
    for row in clause:
        row["role"] = "joint"
    return True


def _exchange_bodies(rows: list[Cells], number: int, _: Sound) -> bool:
    """Let two neighbours in a clause stand for one another."""
    neighbour = rows[(number + 1) % len(rows)]
    if neighbour not in _clause_rows(rows, number) or neighbour["role"] != rows[number]["role"]:
        return False
    for column in ("agency_id", "mention", "quote", "char_start", "char_end"):
        rows[number][column], neighbour[column] = neighbour[column], rows[number][column]
    return True


def _exchange_coordinates(rows: list[Cells], number: int, _: Sound) -> bool:
    row = rows[number]
    row["latitude"], row["longitude"] = row["longitude"], row["latitude"]
    return bool(row["latitude"])


def _move_away(rows: list[Cells], number: int, _: Sound) -> bool:
    row = rows[number]
    if row["longitude"]:
        row["longitude"] = str(round(float(row["longitude"]) - _DEPARTURE, 5))
    return bool(row["longitude"])


def _gap(rows: list[Cells], number: int, _: Sound) -> bool:
    """Count on from a row as if one were missing before it."""
    here = rows[number]
    same = ("task_id", "clause") if "clause" in here else ("document_id",)
    for row in rows[number:]:
        if all(row[name] == here[name] for name in same):
            row["ordinal"] = str(int(row["ordinal"]) + 1)
    return True


def _raise_value(rows: list[Cells], number: int, _: Sound) -> bool:
    """Promise the double, in printed and in base units."""
    row = rows[number]
    if not row["value"] or row["comparator"] == "range":
        return False
    for column in ("value", "value_si"):
        if row[column]:
            row[column] = f"{float(row[column]) * 2:g}"
    return True


def _scored_better(rows: list[Cells], number: int, _: Sound) -> bool:
    row = rows[number]
    if row["precision"] in ("", "1"):
        return False
    row["precision"] = "1"
    return True


def _renamed(sound: Sound) -> Iterator[Places]:
    """Yield the keys of every table that others refer to, each renamed wherever it stands."""
    for table in sound.package.tables:
        uses = {
            one.name: {key.column for key in one.foreign_keys if key.table == table.name}
            for one in sound.package.tables
        }
        if any(uses.values()):
            uses[table.name] |= set(table.primary_key)
            yield Places(len(sound.tables[table.name]), partial(_rename, sound, table.name, uses))


def _rename(sound: Sound, name: str, uses: Mapping[str, set[str]], number: int) -> Mutant:
    old = sound.key(name, number)
    change = {}
    for one, columns in uses.items():
        rows = sound.rows(one)
        for row in rows:
            row.update({column: f"{old}1" for column in columns if row[column] == old})
        table = sound.package.table(one)
        change[table.path] = csv_file(rows, table.column_names)
    return Mutant(_RENAMED, f"{name} {old}", change)


_RENAMED = "id renamed wherever it stands"

_KEYS = (
    _all_tables("keys", "row there twice", _doubled),
    _all_tables("keys", "row there again under another key", _doubled_anew),
    _all_tables("keys", "two rows with each other's key", _change_keys),
    Kind("keys", _RENAMED, _renamed),
    row_kind("keys", "task below itself", "tasks", _below_itself("parent_task_id", "task_id")),
    row_kind("keys", "agency below itself", "agencies", _below_itself("parent_agency_id", "agency_id")),
    row_kind("keys", "port below itself", "ports", _below_itself("parent_port_id", "port_id")),
    row_kind("keys", "division below itself", "divisions", _below_itself("parent_code", "division_code")),
    row_kind("keys", "row given to another document", _READ_FROM_DOCUMENTS, _to_another_document),
    row_kind(
        "keys", "row given to a task of another document", (*_READ_FROM_DOCUMENTS[2:], "passages"), _to_a_task_elsewhere
    ),
    row_kind("keys", "task without a document", "tasks", put(document_id="")),
)

_ROWS = (
    _all_tables("rows", "row lost", _lost),
    _all_tables("rows", "two rows with each other's place", _change_places),
    row_kind("rows", "hole in the numbers of rows", ("passages", "tasks", "task_assignments"), _gap),
    row_kind(
        "rows",
        "method turned round",
        _READ_FROM_DOCUMENTS,
        _where("method", ("parsed",), put(method="curated")),
    ),
)


def _said(name: str, tables: str | tuple[str, ...], edit: _Edit) -> Kind:
    return row_kind("meaning", name, tables, edit)


_MEANING = (
    _said("lead and support exchanged", "task_assignments", _swap_roles),
    _said("leaders made to share", "task_assignments", _share_clause),
    _said("two bodies of a clause exchanged", "task_assignments", _exchange_bodies),
    _said("collective that is one body", "agencies", _where("is_collective", ("true",), put(is_collective="false"))),
    _said("one body made a collective", "agencies", _where("is_collective", ("false",), put(is_collective="true"))),
    _said("deadline before the plan", "targets", _where("deadline_year", (), put(deadline_year="2015"))),
    _said("deadline in another year of the plan", "targets", _where("deadline_year", (), put(deadline_year="2024"))),
    _said(
        "upper end below the lower one",
        "targets",
        _where("value", (), put(comparator="range", value_max="0.1", value_max_si="0.1")),
    ),
    _said("unit without a value", "targets", _where("unit", (), put(value="", value_si=""))),
    _said("value_si of another size", "targets", _where("value_si", (), put(value_si="{value_si}5"))),
    _said("base unit of another quantity", "targets", _where("unit_si", (), put(unit_si="m"))),
    _said("promise of the double", "targets", _raise_value),
    _said(
        "milestone with a number",
        "targets",
        _where("is_milestone", ("true",), put(value="1", value_si="1", unit_si="1")),
    ),
    _said("at least made at most", "targets", _where("comparator", ("ge", "eq"), put(comparator="le"))),
    _said("latitude and longitude exchanged", ("ports", "divisions"), _exchange_coordinates),
    _said("place outside its division", ("ports", "divisions"), _move_away),
    _said("division under another province", "divisions", _where("level", ("prefecture",), put(parent_code="510000"))),
    _said("share that is not correct / predicted", "quality", _scored_better),
    _said("more correct than annotated", "quality", put(correct="{annotated}9")),
    _said("sum of another file", "documents", put(sha256="0" * 64)),
    _said("severity of an issue lowered", "issues", _where("severity", ("warning", "error"), put(severity="info"))),
)

KINDS: tuple[Kind, ...] = (*_KEYS, *_ROWS, *_MEANING)
