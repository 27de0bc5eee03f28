"""Published ids and order: rows sorted as the documents print them, ids made from what they belong to."""

from collections import Counter
from collections.abc import Callable, Sequence

from kouan.rows import Row, Tables, Value


def identify(tables: Tables, documents: Sequence[str]) -> Tables:
    """Return the tables with their rows in document order and with the ids that depend on it.

    An assignment is named by its place in its clause, a mention by the thing mentioned, a target or an issue by its
    place among those of its task (or of its document).
    """
    order = {document: place for place, document in enumerate(documents)}
    identified = dict(tables)
    for name, make in _MAKERS.items():
        rows = sorted(tables[name], key=lambda row: _place(row, order))
        counts: Counter[Value] = Counter()
        identified[name] = [make(row, counts) for row in rows]
    return identified


def _place(row: Row, order: dict[str, int]) -> tuple[int, int, int, int]:
    """Return what rows are sorted by; those of one span keep the order in which they were read."""
    return (
        order[str(row["document_id"])],
        -1 if row["char_start"] is None else int(row["char_start"]),
        int(row.get("clause") or 0),
        int(row.get("ordinal") or 0),
    )


def _owner(row: Row) -> Value:
    return row.get("task_id") or row["document_id"]


def _counted(column: str, letter: str) -> Callable[[Row, Counter[Value]], Row]:
    def make(row: Row, counts: Counter[Value]) -> Row:
        owner = _owner(row)
        counts[owner] += 1
        return row | {column: f"{owner}.{letter}{counts[owner]}"}

    return make


def _assignment(row: Row, _: Counter[Value]) -> Row:
    return row | {"assignment_id": f"{row['task_id']}.c{row['clause']}.{row['ordinal']}"}


def _port_mention(row: Row, _: Counter[Value]) -> Row:
    return row | {"port_mention_id": f"{_owner(row)}.{row['port_id']}"}


def _project_mention(row: Row, _: Counter[Value]) -> Row:
    return row | {"project_mention_id": f"{_owner(row)}.{row['project_id']}"}


_MAKERS: dict[str, Callable[[Row, Counter[Value]], Row]] = {
    "task_assignments": _assignment,
    "port_mentions": _port_mention,
    "targets": _counted("target_id", "t"),
    "project_mentions": _project_mention,
    "issues": _counted("issue_id", "i"),
}
