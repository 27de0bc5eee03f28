"""A task is put into the middle of a plan: whichever row gets another id by it, the diff says so.

Corrections by people are left out: those that name a task by its number stop the build until somebody has looked.

What a row's id ought to be afterwards is told by where its characters went, of which the code that compares knows nothing.
"""

import re
from dataclasses import dataclass

import pytest

from kouan.build import make_tables
from kouan.diff import compare
from kouan.plan import read_plan
from kouan.publish import publish_csv
from kouan.read import Source

# The plan, how it numbers its tasks, the number that the new one takes, and the new one. A plan without 口 writes ⼜ for it.
ARABIC = (
    "ah-ports-2022",
    re.compile(r"^(\d+)(?=﹒)", re.MULTILINE),
    9,
    "9﹒推进⼜岸档案共享工程。到2025年，建成⼜岸档案馆3座。（责任单位：省商务厅，配合单位：省发展改革委）\n",
)
CHINESE = (
    "nm-ports-2022",
    re.compile(r"^\(([一二三四五六七八九十]+)(?=\))", re.MULTILINE),
    14,
    "(十四)口岸档案共享工程。推进满洲里口岸档案馆建设。(商务厅、发展改革委按各自职责分工负责)\n",
)
FIGURES = "〇一二三四五六七八九"
# What tells rows of one span apart.
TELLING = (
    "mention",
    "agency_id",
    "port_id",
    "project_id",
    "indicator",
    "value",
    "role",
    "clause",
    "division_code",
    "kind",
)


def chinese(number):
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{FIGURES[tens]}十"
    return head + (FIGURES[ones] if ones else "")


@dataclass(frozen=True)
class Edit:
    """Some characters of a text, and what stands there afterwards."""

    start: int
    end: int
    put: str


def numbered_anew(text, pattern, number, task):
    """Return the edits that put a task before the one of that number and count on from there."""
    write = str if task[0].isdecimal() else chinese
    places = list(pattern.finditer(text))
    later = places[[place[1] for place in places].index(write(number)) :]
    assert [place[1] for place in later] == [write(count) for count in range(number, number + len(later))]
    edits = [Edit(later[0].start(), later[0].start(), task)]
    return edits + [Edit(*place.span(1), write(count)) for count, place in enumerate(later, number + 1)]


def edited(text, edits):
    parts, reached = [], 0
    for edit in edits:
        parts += [text[reached : edit.start], edit.put]
        reached = edit.end
    return "".join([*parts, text[reached:]])


def moved_to(edits, start, end):
    """Return where a span lies after the edits."""

    def shift(done):
        return sum(len(edit.put) - (edit.end - edit.start) for edit in edits if done(edit))

    # What is put where a span begins comes before it, and what is put where it ends comes after it.
    return (
        start + shift(lambda edit: edit.end <= start and (edit.start < start or edit.start == edit.end)),
        end + shift(lambda edit: edit.end <= end and edit.start < end),
    )


def places(tables, package, document_id, where=lambda start, end: (start, end)):
    """Return the id of each row of a document by its table, where its characters are, and what it is about."""
    found = {}
    for table in package.tables:
        if not {"char_start", "document_id"} <= set(table.column_names):
            continue
        for row in tables[table.name]:
            if row["document_id"] == document_id and row["char_start"] is not None:
                telling = tuple(row[name] for name in TELLING if name in row)
                place = (table.name, *where(row["char_start"], row["char_end"]), *telling)
                assert place not in found, f"{place} is no single row"
                found[place] = row[table.primary_key[0]]
    return found


def written(folder, tables, package, descriptor):
    publish_csv(tables, package, folder / "datasets")
    (folder / "datapackage.json").write_bytes(descriptor)
    return folder


@pytest.fixture(scope="module")
def old(tmp_path_factory, parsed, package, data):
    folder = tmp_path_factory.mktemp("old")
    return written(folder, parsed, package, (data.root / "datapackage.json").read_bytes()), parsed


@pytest.mark.parametrize("outline", [ARABIC, CHINESE], ids=["arabic", "chinese"])
def test_no_id_moves_in_silence(outline, old, tmp_path, data, plans):
    (folder, parsed), package, reference = old, data.package(), data.reference()
    document_id, pattern, number, task = outline
    text = plans[document_id].source.text
    edits = numbered_anew(text, pattern, number, task)
    source = Source(document_id, f"{document_id}.txt", "0" * 64, edited(text, edits))
    after = make_tables(
        [read_plan(source, reference) if plan.document_id == document_id else plan for plan in plans.values()],
        reference,
        package,
    )
    new = written(tmp_path, after, package, (data.root / "datapackage.json").read_bytes())
    diff = compare(folder, new)

    before = places(parsed, package, document_id, lambda start, end: moved_to(edits, start, end))
    now = places(after, package, document_id)
    wanted = {(place[0], key, now[place]) for place, key in before.items() if place in now and now[place] != key}
    reported = {
        (table.name, *row.old_key.values(), *row.new_key.values()) for table in diff.tables for row in table.moved
    }
    assert reported == wanted
    assert {name for name, *_ in wanted} >= {
        "passages",
        "tasks",
        "task_assignments",
        "port_mentions",
        "project_mentions",
    }
    # Nothing else came than the new task and what it says, and nothing went.
    added = {
        (table.name, *row.key.values()) for table in diff.tables for row in table.added if row.cells.get("char_start")
    }
    assert added == {(place[0], key) for place, key in now.items() if place not in before}
    assert {name for name, _ in added} >= {"tasks", "task_assignments", "passages"}
    assert not [row for table in diff.tables for row in table.removed]
    # Rows of other plans, and those before the place, are as they were.
    unmoved = {key for place, key in before.items() if place not in now}
    assert not unmoved, f"rows that cannot be followed: {sorted(unmoved)}"
    changed = {(table.name, *row.new_key.values()) for table in diff.tables for row in table.changed}
    assert all(document_id in "".join(key) for key in changed)
