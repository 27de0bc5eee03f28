"""Rows beside annotation: which of them say the same."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kouan.measure.gold import Annotation, is_doubtful, plain, task_names
from kouan.measure.score import Score
from kouan.plan import Plan
from kouan.reference import Reference
from kouan.resolve.ports import known_ports
from kouan.resolve.ports import plain as plain_port
from kouan.resolve.projects import known_projects
from kouan.resolve.projects import plain as plain_project
from kouan.rows import Row, Tables, Value

Scores = Iterator[tuple[str, Score]]
"""The columns scored, empty for whole rows, each with its score."""


def _of_keys(sure: Counter[Any], doubtful: Counter[Any], predicted: Counter[Any]) -> Score:
    """Score keys with their counts; a prediction that only a doubtful row has leaves the count."""
    correct = (sure & predicted).total()
    excused = ((predicted - sure) & doubtful).total()
    return Score(sure.total(), predicted.total() - excused, correct)


def _split(keys: Sequence[tuple[Any, bool]]) -> tuple[Counter[Any], Counter[Any]]:
    return Counter(key for key, doubt in keys if not doubt), Counter(key for key, doubt in keys if doubt)


def score_tasks(gold: Sequence[Annotation], tables: Tables, plan: Plan, _: Reference) -> Scores:
    """Score tasks by their id, which follows from the number."""
    names = task_names(plan)
    keys = [(plan.task_id(names.get(plain(row["task"]))), is_doubtful(row)) for row in gold]
    yield "", _of_keys(*_split(keys), Counter(row["task_id"] for row in tables["tasks"]))


def score_assignments(gold: Sequence[Annotation], tables: Tables, plan: Plan, _: Reference) -> Scores:
    """Score (task, role, mention), then the roles of the agencies that were found in their task."""
    names = task_names(plan)
    keys = [
        ((plan.task_id(names.get(plain(row["task"]))), plain(row["mention"]), row["role"]), is_doubtful(row))
        for row in gold
    ]
    predicted = Counter((row["task_id"], plain(str(row["mention"])), row["role"]) for row in tables["task_assignments"])
    sure, doubtful = _split(keys)
    whole = _of_keys(sure, doubtful, predicted)
    yield "", whole
    found = (_without_role(sure) & _without_role(predicted)).total()
    yield "role", Score(found, found, whole.correct)


def _without_role(keys: Counter[Any]) -> Counter[Any]:
    shorter: Counter[Any] = Counter()
    for key, count in keys.items():
        shorter[key[:-1]] += count
    return shorter


def _span(plan: Plan, row: Annotation, task: str | None) -> tuple[int, int] | None:
    """Return the stored span of an annotation: as it says, or that of its quote, in its task if there."""
    if "span" in row:
        start, end = row["span"]
        return start, end
    text, quote = plain(plan.clean.text), plain(row["quote"])
    near = next((t for t in plan.outline.tasks if t.local == task), None)
    place = text.find(quote, near.start, near.end) if near else -1
    if place < 0:
        place = text.find(quote)
    return plan.clean.span(place, place + len(quote)) if place >= 0 else None


def _overlap(row: Row, span: tuple[int, int] | None) -> bool:
    return span is not None and int(row["char_start"] or 0) < span[1] and span[0] < int(row["char_end"] or 0)


def score_targets(gold: Sequence[Annotation], tables: Tables, plan: Plan, _: Reference) -> Scores:
    """Score targets by number and place in the text; then columns over the targets that agree."""
    names = task_names(plan)
    free = list(tables["targets"])
    pairs: list[tuple[Annotation, Row]] = []
    excused = annotated = 0
    for row in sorted(gold, key=is_doubtful):
        task = names.get(plain(row["task"]))
        span = _span(plan, row, task)
        fitting = [one for one in free if _same_number(one, row) and _overlap(one, span)]
        best = next((one for one in fitting if one["deadline_year"] == _year(row)), fitting[0] if fitting else None)
        if best is not None:
            free.remove(best)
        if is_doubtful(row):
            excused += best is not None
            continue
        annotated += 1
        if best is not None:
            pairs.append((row, best))
    yield "", Score(annotated, len(tables["targets"]) - excused, len(pairs))
    agreeing = {
        "comparator": sum(one["comparator"] == row["comparator"] for row, one in pairs),
        "deadline_year": sum(one["deadline_year"] == _year(row) for row, one in pairs),
        "period": sum(one["period"] == row["period"] for row, one in pairs),
        "unit": sum(one["unit"] == row["unit"] or one["is_milestone"] is True for row, one in pairs),
    }
    yield from ((column, Score(len(pairs), len(pairs), count)) for column, count in agreeing.items())


def _year(row: Annotation) -> int | None:
    return int(row["deadline"]) if row.get("deadline") else None


def _same_number(one: Row, row: Annotation) -> bool:
    return bool(one["value"] == row["value"] and one["value_max"] == row["value_max"])


def score_ports(gold: Sequence[Annotation], tables: Tables, _: Plan, reference: Reference) -> Scores:
    """Score the distinct ports that a document names, then whether one of the statuses it has for each is agreed on."""
    known = known_ports(reference["ports"], reference["port_aliases"])
    own = _unlisted(tables, reference, "port", plain_port)
    sure: dict[Value, set[Value]] = {}
    doubtful: set[Value] = set()
    for row in gold:
        port = known.find(row["name"]) or plain_port(row["name"])
        if is_doubtful(row):
            doubtful.add(port)
        else:
            sure.setdefault(port, set()).update(one["status"] for one in (row, *row.get("also_in", ())))
    predicted: dict[Value, set[Value]] = {}
    for mention in tables["port_mentions"]:
        port = own.get(mention["port_id"], str(mention["port_id"]))
        predicted.setdefault(port, set()).add(mention["status"])
    yield "", _of_keys(Counter(sure.keys()), Counter(doubtful - sure.keys()), Counter(predicted.keys()))
    found = sure.keys() & predicted.keys()
    yield "status", Score(len(found), len(found), sum(bool(sure[port] & predicted[port]) for port in found))


def score_projects(gold: Sequence[Annotation], tables: Tables, plan: Plan, reference: Reference) -> Scores:
    """Score (task, project), then actions over those that agree."""
    names = task_names(plan)
    known = known_projects(reference["projects"], reference["project_aliases"])
    own = _unlisted(tables, reference, "project", plain_project)
    keyed = [
        ((plan.task_id(names.get(plain(row["task"]))), known.find(row["name"]) or plain_project(row["name"])), row)
        for row in gold
    ]
    rows = {(row["task_id"], own.get(row["project_id"], row["project_id"])): row for row in tables["project_mentions"]}
    keys = {(key, is_doubtful(row)) for key, row in keyed}
    sure = {key for key, doubt in keys if not doubt}
    yield "", _of_keys(Counter(sure), Counter({key for key, doubt in keys if doubt} - sure), Counter(rows.keys()))
    agreeing = [(row, rows[key]) for key, row in keyed if key in rows and not is_doubtful(row)]
    actions = sum(one["action"] == row["action"] for row, one in agreeing)
    yield "action", Score(len(agreeing), len(agreeing), actions)


def _unlisted(tables: Tables, reference: Reference, noun: str, plain_name: Callable[[str], str]) -> dict[Value, str]:
    """Return the plain names of the things that no list knows, by the ids that their names gave them."""
    listed = {row[f"{noun}_id"] for row in reference[f"{noun}s"]}
    unlisted = [row for row in tables[f"{noun}s"] if row[f"{noun}_id"] not in listed]
    return {row[f"{noun}_id"]: plain_name(str(row["name"])) for row in unlisted}
