"""Rows of the lists that documents speak of: agencies, ports, projects, indicators, divisions, those in use."""

from collections.abc import Callable

from kouan.errors import KouanError
from kouan.reference import Entry, Reference
from kouan.resolve.agencies import known_agencies
from kouan.rows import Row, Tables, Value
from kouan.schema import Package, Table
from kouan.values import TYPES

_READ: dict[str, Callable[[str], Value]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": str,
}


def typed(entry: Entry, table: Table) -> Row:
    """Return a reference entry as a row of its table: empty is null, further columns of the list fall away.

    Raises KouanError where a value is not of its column's type.
    """
    row: Row = {}
    for column in table.columns:
        text = entry.get(column.name, "")
        try:
            row[column.name] = _READ[column.type](text) if text else None
        except (ValueError, KeyError):
            message = (
                f"{table.name}.csv, {entry.get(table.primary_key[0])}, column {column.name}: "
                f"expected {TYPES[column.type]}, found {text!r}. Correct the reference list."
            )
            raise KouanError(message) from None
    return row


def with_parents(ids: set[str], entries: dict[str, Entry], parent: str) -> set[str]:
    """Return ids of a list and those above them, by the column that names what is above."""
    complete = set(ids)
    waiting = list(ids)
    while waiting:
        entry = entries.get(waiting.pop())
        above = entry[parent] if entry else ""
        if above and above not in complete:
            complete.add(above)
            waiting.append(above)
    return complete


def _agencies(ids: set[str], reference: Reference) -> dict[str, Entry]:
    """Return bodies and those above them, listed or made by rule, by id; an id that is neither is left out."""
    known = known_agencies(reference)
    found: dict[str, Entry] = {}
    waiting = sorted(ids)
    while waiting:
        agency_id = waiting.pop()
        entry = None if agency_id in found else known.get(agency_id)
        if entry is not None:
            found[agency_id] = entry
            waiting += [entry["parent_agency_id"]] if entry["parent_agency_id"] else []
    return found


def used(tables: Tables, column: str, *names: str) -> set[str]:
    """Return the values of a column in some tables."""
    return {str(row[column]) for name in names for row in tables[name] if row.get(column) is not None}


def master_rows(tables: Tables, reference: Reference, package: Package) -> Tables:
    """Return the master tables: every entry that a row uses, and the entries around it; sorted by id.

    Rows already in `tables["ports"]` and `tables["projects"]` are things that no reference list knows; they stay.
    """
    complete = dict(tables)

    def take(name: str, ids: set[str], parent: str | None = None) -> set[str]:
        (key,) = package.table(name).primary_key
        entries = reference.index(name, key)
        wanted = with_parents(ids, entries, parent) if parent else ids
        known = [typed(entries[id_], package.table(name)) for id_ in wanted if id_ in entries]
        own = [row for row in tables.get(name, []) if row[key] in wanted]
        complete[name] = sorted([*known, *own], key=lambda row: str(row[key]))
        return wanted

    take("projects", used(tables, "project_id", "project_mentions"))
    take("ports", used(complete, "port_id", "port_mentions", "targets", "projects"), "parent_port_id")
    agencies = _agencies(used(tables, "agency_id", "task_assignments", "document_agencies"), reference)
    complete["agencies"] = [typed(entry, package.table("agencies")) for _, entry in sorted(agencies.items())]
    aliases = [entry for entry in reference["agency_aliases"] if entry["agency_id"] in agencies]
    complete["agency_aliases"] = [typed(entry, package.table("agency_aliases")) for entry in aliases]
    take("indicators", used(tables, "indicator_id", "targets"))
    codes = used(complete, "division_code", "documents", "targets", "agencies", "agency_aliases", "ports", "projects")
    take("divisions", codes, "parent_code")
    return complete
