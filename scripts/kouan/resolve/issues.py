"""Rows for what is wrong with a source, and for what code met and could not place."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from kouan.clean.traditional import is_traditional
from kouan.extract.clauses import unread_clauses
from kouan.outline.scrambled import scrambled_tables
from kouan.plan import Plan
from kouan.resolve.agencies import Agencies
from kouan.resolve.targets import unplaced_numbers
from kouan.resolve.translations import untranslated
from kouan.resolve.work import repeated_mentions
from kouan.rows import Row, Tables

Span = tuple[int, int]


@dataclass(frozen=True)
class Kind:
    """A kind of issue: the table that it is about, how bad it is, and what it says, `{}` standing for what it names."""

    table: str
    severity: str
    description: str
    description_en: str


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "no_issuer": Kind("documents", "info", "原文未印发文机关。", "The source prints no issuer."),
        "no_title": Kind(
            "documents",
            "warning",
            "原文未印标题，以文件编号代之。",
            "The source prints no title; its id stands in.",
        ),
        # What cleaning met describes itself.
        "stray_bytes": Kind("passages", "warning", "{}", "{}"),
        "missing_text": Kind("passages", "warning", "{}", "{}"),
        "repeated_text": Kind(
            "passages",
            "info",
            "原文在此处重复印出前文，只取第一次。",
            "The source prints its text again here; only the first printing is read.",
        ),
        "traditional_text": Kind(
            "documents",
            "warning",
            "原文为繁体字，读取规则针对简体中文，大部分内容可能未能读出。",
            "The text is in traditional characters; the rules are made for simplified Chinese and hardly read it.",
        ),
        "no_tasks": Kind(
            "tasks",
            "warning",
            "没有读出带编号的任务，只有段落。",
            "No numbered tasks could be read; the document has passages only.",
        ),
        "numbering_gap": Kind(
            "tasks",
            "warning",
            "编号与前一项不连续，原文可能缺漏。",
            "The number does not follow the one before; the source may lack something.",
        ),
        "unread_clause": Kind(
            "task_assignments",
            "warning",
            "此处似为责任分工，但无法拆分。",
            "This looks like a responsibility clause, but it could not be split.",
        ),
        "scrambled_table": Kind(
            "task_assignments",
            "warning",
            "此处似为责任分工表，但文字层已把各格打乱，未能读出。",
            "This looks like a table of duties whose cells the text layer has lost; it was not read.",
        ),
        "clause_outside_tasks": Kind(
            "task_assignments",
            "warning",
            "责任分工不属于任何带编号的任务。",
            "This responsibility clause belongs to no numbered task.",
        ),
        "repeated_agency": Kind(
            "task_assignments",
            "warning",
            "同一责任分工以同一职责重复印出这一机构，只取第一次。",
            "The source prints this body again in the same clause and role; only the first printing is read.",
        ),
        "unplaced_number": Kind(
            "targets",
            "warning",
            "此处承诺了数字，但正文和标题都未说明所指，未收为目标。",
            "A number is promised here, but neither text nor heading says what it measures; it is no target.",
        ),
        "unknown_agency": Kind(
            "agencies",
            "warning",
            "参考名录中没有这一机构：{}。",
            "The reference lists know no agency of this name: {}.",
        ),
        "unknown_port": Kind(
            "ports",
            "warning",
            "参考名录中没有这一口岸：{}。",
            "The reference lists know no port of this name: {}.",
        ),
        "unknown_project": Kind(
            "projects",
            "warning",
            "参考名录中没有这一项目：{}。",
            "The reference lists know no project of this name: {}.",
        ),
        "untranslated": Kind(
            "tasks",
            "info",
            "有 {} 处标题、指标、单位或类别没有英译。",
            "{} titles, indicators, units or classes have no English form.",
        ),
    }
)


def _issue(plan: Plan, kind: str, span: Span | None = None, named: tuple[str, str] = ("", "")) -> Row:
    """Make an issue; `span` is stored, and its quote what the cleaned document has there.

    `named` is what the description names, in Chinese and in English.
    """
    return {
        "document_id": plan.document_id,
        "kind": kind,
        "severity": KINDS[kind].severity,
        "description": KINDS[kind].description.format(named[0]),
        "description_en": KINDS[kind].description_en.format(named[1]),
        "quote": (plan.clean.quote(*span) or None) if span else None,
        "char_start": span[0] if span else None,
        "char_end": span[1] if span else None,
    }


def source_issues(plan: Plan) -> Iterator[Row]:
    """Yield the defects of a source: stray bytes, a missing page, a second printing, no issuer, broken numbering."""
    for defect in (*plan.source.defects, *plan.clean.defects):
        yield _issue(plan, defect.kind, (defect.start, defect.end), (defect.description, defect.description_en))
    for aside in plan.clean.asides:
        if aside.kind == "repeat":
            # The quote of a second printing would print the document once more.
            yield _issue(plan, "repeated_text", (aside.positions[0], aside.positions[-1] + 1)) | {"quote": None}
    for node in plan.outline.gaps:
        # A row of a table that prints no number is where it would stand.
        yield _issue(
            plan, "numbering_gap", plan.clean.span(node.marker.start, max(node.marker.end, node.marker.start + 1))
        )
    if not plan.front.issuers:
        yield _issue(plan, "no_issuer")
    if plan.front.title is None:
        yield _issue(plan, "no_title")


def reading_issues(plan: Plan, agencies: Agencies) -> Iterator[Row]:
    """Yield what code could not place in a text.

    No tasks, unread clauses and tables, clauses outside tasks, promised numbers that measure nothing.
    """
    if is_traditional(plan.clean.text):
        yield _issue(plan, "traditional_text")
    if not plan.outline.tasks:
        yield _issue(plan, "no_tasks")
    for start, end in unread_clauses(plan.clean.text, plan.outline.clauses):
        yield _issue(plan, "unread_clause", plan.clean.span(start, end))
    for start, end in scrambled_tables(plan.clean):
        yield _issue(plan, "scrambled_table", plan.clean.span(start, end))
    for start, end in unplaced_numbers(plan):
        yield _issue(plan, "unplaced_number", plan.clean.span(start, end))
    for clause in plan.outline.clauses:
        if plan.outline.task_at(clause.start) is None:
            yield _issue(plan, "clause_outside_tasks", plan.clean.span(clause.start, clause.end))
            continue
        for mention in repeated_mentions(plan, clause, agencies):
            yield _issue(plan, "repeated_agency", plan.clean.span(mention.start, mention.end))


def _unknown(plan: Plan, row: Row, kind: str) -> Row:
    span = int(row["char_start"] or 0), int(row["char_end"] or 0)
    issue = _issue(plan, kind, span, (str(row["mention"]), str(row["mention"])))
    return issue | {"severity": "error"} if plan.setting.is_registered else issue


def unknown_agencies(tables: Tables, plans: Sequence[Plan], agencies: Agencies) -> Iterator[Row]:
    """Yield an issue for each name of a document that is no known agency's: an error in a registered document.

    It stands where the name is printed first, and says how often it is and which known names are nearest to it.
    """
    by_id = {plan.document_id: plan for plan in plans}
    named: dict[tuple[str, str], list[Row]] = {}
    for row in chain(tables["document_agencies"], tables["task_assignments"]):
        if row["agency_id"] is None:
            named.setdefault((str(row["document_id"]), str(row["mention"])), []).append(row)
    for (document_id, mention), rows in named.items():
        plan = by_id[document_id]
        issue = _unknown(plan, min(rows, key=lambda row: int(row["char_start"] or 0)), "unknown_agency")
        alike = [name for _, name in agencies.nearest(mention, plan.setting.division_code)]
        more, more_en = (f"共{len(rows)}处。", f" Printed {len(rows)} times.") if len(rows) > 1 else ("", "")
        if alike:
            more += f"相近的已知名称：{'、'.join(alike)}。"
            more_en += f" Nearest known names: {', '.join(alike)}."
        yield issue | {
            "description": f"{issue['description']}{more}",
            "description_en": f"{issue['description_en']}{more_en}",
        }


def unknown_things(tables: Tables, plans: Sequence[Plan]) -> Iterator[Row]:
    """Yield an issue for each port and project named that no list knows: an error in a registered document."""
    by_id = {plan.document_id: plan for plan in plans}
    for kind in ("port", "project"):
        key = f"{kind}_id"
        own = {row[key] for row in tables[f"{kind}s"]}
        for row in tables[f"{kind}_mentions"]:
            if row[key] in own:
                yield _unknown(by_id[str(row["document_id"])], row, f"unknown_{kind}")


def untranslated_texts(tables: Tables, plans: Sequence[Plan]) -> Iterator[Row]:
    """Yield an issue for each registered document in which a text has no English form."""
    missing = Counter(row["document_id"] for row, _ in untranslated(tables))
    for plan in plans:
        if plan.setting.is_registered and missing[plan.document_id]:
            count = str(missing[plan.document_id])
            yield _issue(plan, "untranslated", named=(count, count))
