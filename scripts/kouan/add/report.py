"""What `kouan add` shows: what a document says, and what of it could not be placed, with where to look."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kouan.add.proposals import Proposals
from kouan.mask import Run
from kouan.plan import Plan
from kouan.reference import Reference
from kouan.resolve.agencies import known_agencies
from kouan.resolve.nearest import THING_WORDS, KnownNames, nearest
from kouan.rows import Row, Tables
from kouan.unplaced import unplaced

_EXAMPLES = 2
_LONGEST = 46
_MOST = 30
"""How many things of one kind are shown; the rest are counted."""

_EXAMPLE: Mapping[str, Callable[[Row], str]] = {
    "tasks": lambda row: f"{row['number'] or ''} {row['title']}",
    "task_assignments": lambda row: f"{row['role']}: {row['mention']}",
    "targets": lambda row: str(row["quote"]),
    "port_mentions": lambda row: str(row["mention"]),
    "project_mentions": lambda row: str(row["mention"]),
    "document_agencies": lambda row: f"{row['role']}: {row['mention']}",
    "passages": lambda _: "",
}
_UNKNOWN = ("unknown_agency", "unknown_port", "unknown_project")


@dataclass(frozen=True)
class Met:
    """A thing that was met: how often, and its first stored offset."""

    name: str
    count: int
    first: int | None


def masking(text: str, runs: Sequence[Run]) -> Iterator[str]:
    """Yield what was masked and where; never what stood there. `text` is the document."""
    if not runs:
        yield "masked    no personal data found"
        return
    yield f"masked    {_many(len(runs), 'run')} of personal data, each character by ＊:"
    for run in runs:
        yield f"          {run.kind} of {_many(run.end - run.start, 'character')} {place(text, run.start)}"


def found(plan: Plan, tables: Tables) -> Iterator[str]:
    """Yield the front matter of a document, its counts by table with examples, and its outline."""
    front, setting = plan.front, plan.setting
    words = plan.clean.text
    years = "–".join(str(year) for year in dict.fromkeys(setting.period or ()))
    yield "\nFound:"
    for name, value in (
        ("title", words[slice(*front.title)] if front.title else None),
        ("number", front.document_number),
        ("adopted", front.adopted_on),
        ("published", front.published_on),
        ("period", years),
        ("division", setting.division_code),
        ("issuers", "、".join(words[slice(*span)] for span in front.issuers)),
        ("publishers", "、".join(words[slice(*span)] for span in front.publishers)),
    ):
        yield f"  {name:<18}{value or '– not printed'}"
    for table, example in _EXAMPLE.items():
        rows = tables[table]
        shown = "; ".join(_short(text) for row in rows[:_EXAMPLES] if (text := example(row).strip()))
        yield f"  {table:<18}{len(rows):>4}  {shown}".rstrip()
    yield from _outline(tables["tasks"])


def _outline(tasks: Sequence[Row]) -> Iterator[str]:
    """Yield the headings over tasks, each with how many stand below it."""
    if not tasks:
        return
    counts: dict[str, int] = {}
    for row in tasks:
        path = str(row["heading_path"] or "no heading")
        counts[path] = counts.get(path, 0) + 1
    yield "\nTasks by heading:"
    yield from _shortened(f"  {count:>4}  {_short(path, 100)}" for path, count in counts.items())


def not_placed(plan: Plan, tables: Tables, reference: Reference, proposals: Proposals) -> Iterator[str]:
    """Yield what could not be placed, grouped: unknown names with like ones, and other issues by kind."""
    text = plan.source.text
    others = [one for one in unplaced(tables["issues"]) if one.kind not in _UNKNOWN]
    unknown = {what: things for what in ("agency", "port", "project") if (things := _unknown(what, tables, proposals))}
    if not (unknown or others or any(_measures(tables))):
        yield "\nEverything was placed."
    for what, things in unknown.items():
        yield f"\nOn no list, {_many(len(things), what)}:"
        alike = _alike(what, plan, reference)
        proposed = ((one, proposals.ids.get((what, one.name)), alike(one.name)) for one in things)
        remarks = ((one, f"proposed: {id_ or 'nothing'}. {near}") for one, id_, near in proposed)
        yield from _shortened(_line(one, text, remark) for one, remark in remarks)
    if others:
        yield "\nTo be looked at in the text:"
        yield from _shortened(_line(Met(one.description, one.count, one.first), text) for one in others)
    for heading, things in _measures(tables):
        yield f"\n{heading}:"
        yield from _shortened(_line(one, text) for one in things)


def _unknown(what: str, tables: Tables, proposals: Proposals) -> list[Met]:
    """Return the names that no list knows, as often as they are printed; ports and projects by their first name."""
    if what == "agency":
        rows = [*tables["document_agencies"], *tables["task_assignments"]]
        return _grouped((row for row in rows if row["agency_id"] is None), "mention")
    names = {row[f"{what}_id"]: row["name"] for row in tables[f"{what}s"] if (what, row["name"]) in proposals.ids}
    mentions = (row for row in tables[f"{what}_mentions"] if row[f"{what}_id"] in names)
    return _grouped(({**row, "name": names[row[f"{what}_id"]]} for row in mentions), "name")


def _alike(what: str, plan: Plan, reference: Reference) -> Callable[[str], str]:
    """Return what tells the known names that are nearest to one, each with its id."""
    if what == "agency":
        agencies, code = known_agencies(reference), plan.setting.division_code
        return lambda name: _listed(agencies.nearest(name, code))
    ids = {row["alias"]: row[f"{what}_id"] for row in reference[f"{what}_aliases"]}
    ids |= {row["name"]: row[f"{what}_id"] for row in reference[f"{what}s"]}
    known = KnownNames(ids, THING_WORDS)
    return lambda name: _listed(nearest(name, [known], ids.get))


def _listed(named: Iterable[tuple[str, str]]) -> str:
    told = "; ".join(f"{name} ({id_})" for id_, name in named)
    return f"Known names like it: {told}" if told else "No known name is like it"


def _measures(tables: Tables) -> Iterator[tuple[str, list[Met]]]:
    """Yield the indicators of numbers that no list has, and the units."""
    numbers = [row for row in tables["targets"] if row["value"] is not None]
    indicators = [row for row in numbers if row["indicator_id"] is None and row["indicator"]]
    units = [row for row in numbers if row["unit"] and row["unit_si"] is None]
    for heading, rows, column in (
        ("Indicators on no list (only those that several documents share need to be there)", indicators, "indicator"),
        ("Units on no list", units, "unit"),
    ):
        if rows:
            yield heading, _grouped(rows, column)


def _grouped(rows: Iterable[Row], column: str) -> list[Met]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row[column]), []).append(row)
    met = [Met(name, len(group), int(group[0]["char_start"] or 0)) for name, group in groups.items()]
    return sorted(met, key=lambda one: -one.count)


def _line(one: Met, text: str, remark: str = "") -> str:
    where = "" if one.first is None else f" {place(text, one.first)}"
    return f"  {one.count:>4}  {one.name}{where}" + (f"\n        {remark}" if remark else "")


def _shortened(lines: Iterable[str]) -> Iterator[str]:
    every = list(lines)
    yield from every[:_MOST]
    if len(every) > _MOST:
        yield f"        and {len(every) - _MOST} more"


def place(text: str, offset: int) -> str:
    """Return where an offset of the stored text is, for people: line from 1, and the offset."""
    return f"(line {text.count(chr(10), 0, offset) + 1}, at {offset})"


def _short(text: str, longest: int = _LONGEST) -> str:
    words = re.sub(r"\s+", " ", text)
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def _many(count: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"
