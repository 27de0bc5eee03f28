"""Rules about responsibility clauses: who stands in them, in which role and order."""

# ruff: noqa: D401 - the docstring of a rule says what has to hold

from collections.abc import Iterator, Mapping

from kouan.resolve.agencies import known_agencies, plain, spellings
from kouan.rows import Row
from kouan.validate.dataset import Dataset, meet, optional_text, span, text, whole
from kouan.validate.problems import Problem

# （责任单位：A） · （牵头单位：A；责任单位：B） · （A、B按职责分工负责） · （A牵头，B配合，各有关部门分工负责）
_ROLE_FORMS = (
    frozenset({"lead"}),
    frozenset({"lead", "support"}),
    frozenset({"support"}),
    frozenset({"support", "joint"}),
    frozenset({"joint"}),
    frozenset({"lead", "support", "joint"}),
)

_Clause = tuple[str, int]


def agencies_are_known(dataset: Dataset) -> Iterator[Problem]:
    """A role needs a body: a known one in a registered document, elsewhere at least an issue at its span."""
    documents = dataset.by_id("documents")
    issues = dataset.of_document("issues")
    for table in ("task_assignments", "document_agencies"):
        for row in dataset.tables[table]:
            if row["agency_id"] is not None:
                continue
            document = documents.get(text(row, "document_id"))
            near = [issue for issue in issues.get(text(row, "document_id"), []) if _is_about(issue, row)]
            is_registered = document is not None and document["title_en"] is not None
            if is_registered or any(issue["severity"] == "error" for issue in near):
                message = f"no body is known as {row['mention']}. Add it to datasets/reference/agency_aliases.csv."
                yield dataset.problem(table, row, "agency_id", message)
            elif not near:
                message = f"{row['mention']} has neither a body nor a row in issues at its span. Give it one."
                yield dataset.problem(table, row, "agency_id", message)


def _is_about(issue: Row, row: Row) -> bool:
    """Tell whether an issue stands at a row's span, or at the place where its unknown name is printed first."""
    is_name = issue["kind"] == "unknown_agency" and f"：{row['mention']}。" in text(issue, "description")
    return is_name or meet(span(row), span(issue))


def mentions_are_names_of_their_body(dataset: Dataset) -> Iterator[Problem]:
    """A body is called by its name or by an alias that holds in the document's division: 商务厅 in 内蒙古.

    Or it is the body that the rules make of the name there: 省科技厅 in 山东. The members of a group may be called by
    the end of their name, where its office stands before: 其他成员单位.
    """
    names = _names(dataset)
    documents = dataset.by_id("documents")
    scopes = {key: [None, *_around(dataset, row)] for key, row in documents.items()}
    rules = known_agencies(dataset.reference) if dataset.reference is not None else None
    for table in ("task_assignments", "document_agencies"):
        for row in dataset.tables[table]:
            name, agency_id = _plain(text(row, "mention")), optional_text(row, "agency_id")
            holding = scopes.get(text(row, "document_id"), [])
            called = [known for scope in holding for known in names.get((str(agency_id), scope), ())]
            if agency_id is None or any(one in called for one in spellings(name)) or _ends_one(name, called):
                continue
            body = dataset.by_id("agencies").get(agency_id)
            if rules is None and body is not None and body["basis"] == "rule":
                continue
            document = documents.get(text(row, "document_id"))
            where = optional_text(document, "division_code") if document is not None else None
            if rules is None or rules.by_rule(text(row, "mention"), where) != agency_id:
                message = f"{row['mention']} is no name of {agency_id} here. Resolve it anew, or add it to the aliases."
                yield dataset.problem(table, row, "agency_id", message)


def _names(dataset: Dataset) -> dict[tuple[str, str | None], set[str]]:
    """Return what bodies are called, by body and by the division where the names hold (None: everywhere)."""
    names: dict[tuple[str, str | None], set[str]] = {}
    for row in dataset.tables["agencies"]:
        names.setdefault((text(row, "agency_id"), None), set()).add(_plain(text(row, "name")))
    for row in dataset.tables["agency_aliases"]:
        where = (text(row, "agency_id"), optional_text(row, "division_code"))
        names.setdefault(where, set()).add(_plain(text(row, "alias")))
    return names


def _ends_one(name: str, called: list[str]) -> bool:
    return name.endswith("成员单位") and any(known.endswith(name) for known in called)


def _plain(name: str) -> str:
    """Return a name without white space and quotation marks and with one sort of bracket, as it is looked up."""
    return plain("".join(name.split()))


def _around(dataset: Dataset, document: Row) -> Iterator[str]:
    """Yield the division of a document and those above it."""
    divisions = dataset.by_id("divisions")
    code = optional_text(document, "division_code")
    seen: set[str] = set()
    while code is not None and code in divisions and code not in seen:
        seen.add(code)
        yield code
        code = optional_text(divisions[code], "parent_code")


def roles_fit_together(dataset: Dataset) -> Iterator[Problem]:
    """A clause has one of the known forms: lead; lead and support; joint alone; or lead, support and joint together."""
    for rows in _clauses(dataset).values():
        roles = frozenset(text(row, "role") for row in rows)
        if roles not in _ROLE_FORMS:
            message = f"a clause with the roles {' and '.join(sorted(roles))} has no known form. Read the clause again."
            yield dataset.problem("task_assignments", rows[0], "role", message)


def agencies_stand_once(dataset: Dataset) -> Iterator[Problem]:
    """A body stands once in a clause and role; twice, an alias leads astray or a list was split wrongly."""
    for rows in _clauses(dataset).values():
        seen: dict[tuple[object, object], Row] = {}
        for row in rows:
            first = seen.setdefault((row["role"], row["agency_id"]), row)
            if first is not row and row["agency_id"] is not None:
                message = f"{row['agency_id']} is {row['role']} here already, as {first['mention']}. Resolve one anew."
                yield dataset.problem("task_assignments", row, "agency_id", message)


def clauses_are_numbered(dataset: Dataset) -> Iterator[Problem]:
    """The clauses of a task are 1, 2, 3 ... as printed, and the bodies of a clause too."""
    reached: dict[str, int] = {}
    for (task_id, clause), rows in _clauses(dataset).items():
        expected = reached.get(task_id, 0) + 1
        if clause != expected:
            message = f"expected clause {expected} of the task, found {clause}. Number clauses without holes."
            yield dataset.problem("task_assignments", rows[0], "clause", message)
        reached[task_id] = clause
        for ordinal, row in enumerate(rows, 1):
            if row["ordinal"] != ordinal:
                message = f"expected {ordinal}, found {row['ordinal']}. Number the bodies of a clause without holes."
                yield dataset.problem("task_assignments", row, "ordinal", message)
                break


def clauses_have_one_place(dataset: Dataset) -> Iterator[Problem]:
    """All rows of a clause give the same span for it, and the next clause of the task begins after it."""
    ended: dict[str, int] = {}
    for (task_id, _), rows in _clauses(dataset).items():
        place = span(rows[0], "clause_")
        for row in rows:
            if span(row, "clause_") != place:
                message = f"{span(row, 'clause_')} is not {place}, the span in the clause's first row. Put it right."
                yield dataset.problem("task_assignments", row, "clause_char_start", message)
        if place is not None and place[0] < ended.get(task_id, 0):
            message = f"the clause begins at {place[0]}, within the one before it. Put span or number right."
            yield dataset.problem("task_assignments", rows[0], "clause_char_start", message)
        ended[task_id] = place[1] if place else 0


def work_and_clause_stand_apart(dataset: Dataset) -> Iterator[Problem]:
    """The sentences that a clause answers for are not the clause itself."""
    for row in dataset.tables["task_assignments"]:
        if meet(span(row, "work_"), span(row, "clause_")):
            message = f"{span(row, 'work_')} overlaps the clause, {span(row, 'clause_')}. Put one of them right."
            yield dataset.problem("task_assignments", row, "work_char_start", message)


def _clauses(dataset: Dataset) -> Mapping[_Clause, list[Row]]:
    """Group the rows by task and clause, in their order."""
    groups: dict[_Clause, list[Row]] = {}
    for row in dataset.tables["task_assignments"]:
        groups.setdefault((text(row, "task_id"), whole(row, "clause")), []).append(row)
    return groups


RULES = (
    agencies_are_known,
    mentions_are_names_of_their_body,
    roles_fit_together,
    agencies_stand_once,
    clauses_are_numbered,
    clauses_have_one_place,
    work_and_clause_stand_apart,
)
