"""Sound rows broken in one way at a time: each fault is reported, at its table, row and column."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from kouan.reference import Reference
from kouan.validate import validate
from kouan.validate.dataset import Dataset
from kouan.validate.rules import RULES
from kouan.validate.rules.assignments import (
    agencies_are_known,
    agencies_stand_once,
    clauses_are_numbered,
    clauses_have_one_place,
    mentions_are_names_of_their_body,
    roles_fit_together,
    work_and_clause_stand_apart,
)
from kouan.validate.rules.counts import documents_have_their_expected_rows
from kouan.validate.rules.documents import (
    documents_are_sources,
    ids_tell_where_rows_come_from,
    periods_and_dates_run_forward,
    rows_stay_in_their_document,
    stored_files_are_unchanged,
    years_are_those_of_the_documents,
)
from kouan.validate.rules.lists import rows_are_as_listed, rows_are_listed
from kouan.validate.rules.outline import (
    hierarchies_have_no_circle,
    ordinals_run_from_one,
    passages_know_their_task,
    tasks_follow_the_text,
)
from kouan.validate.rules.places import (
    agencies_stand_at_the_level_of_their_division,
    codes_say_whether_and_where_they_were_found,
    coordinates_come_in_pairs,
    division_codes_nest,
    places_in_china_lie_in_china,
)
from kouan.validate.rules.printed import (
    headings_are_printed,
    mentions_are_printed,
    titles_are_printed,
    words_are_printed,
)
from kouan.validate.rules.quality import (
    intervals_hold_their_scores,
    measured_columns_exist,
    measured_texts_belong_to_their_sample,
    scores_follow_from_counts,
)
from kouan.validate.rules.reviewed import TO_BE_REVIEWED, proposed_rows_are_reviewed
from kouan.validate.rules.targets import (
    base_values_follow_from_printed_ones,
    deadlines_lie_within_the_horizon,
    deadlines_say_their_year,
    figures_are_printed,
    indicators_keep_their_unit,
    milestones_have_a_date_and_no_number,
    ranges_have_two_ends,
)


@dataclass(frozen=True)
class Fault:
    """How to break the sample, where the problem has to be, and words that its message has to hold."""

    name: str
    do: Callable
    table: str
    row: str | int | None
    column: str | None
    words: str


def put(table, key, **values):
    return lambda sample: sample.put(table, key, **values)


def drop(table, key):
    return lambda sample: sample.drop(table, key)


def copy_row(table, key, **values):
    return lambda sample: sample.copy_row(table, key, **values)


def move(table, key, prefix="", by=1):
    """Shift a span."""

    def do(sample):
        row = sample.row(table, key)
        row[f"{prefix}char_start"] += by
        row[f"{prefix}char_end"] += by

    return do


def grow(table, key, column, by):
    def do(sample):
        sample.row(table, key)[column] += by

    return do


def both(*steps):
    return lambda sample: [step(sample) for step in steps]


def problems_of(sample):
    return validate(sample.tables, sample.package, sample.documents, sample.reference, sample.stored)


def assert_reported(fault, problems):
    places = [(problem.table, problem.row, problem.column) for problem in problems]
    assert (fault.table, fault.row, fault.column) in places, [str(problem) for problem in problems]
    told = [p for p in problems if (p.table, p.row, p.column) == (fault.table, fault.row, fault.column)]
    assert any(fault.words in problem.message for problem in told), [str(problem) for problem in told]


def remark(name, key, column):
    """Mark a row of a list as one that was proposed."""

    def do(sample):
        marked = {column: f"{TO_BE_REVIEWED}: proposed", "name_en": ""}
        entries = ({**entry, **marked} if key in entry.values() else entry for entry in sample.reference[name])
        sample.reference = Reference({**sample.reference.lists, name: tuple(entries)})

    return do


AH, NM = "ah-ports-2022", "nm-ports-2022"
T1, T2, T3, T4 = f"{AH}.t1", f"{AH}.t2", f"{AH}.t3", f"{NM}.2.t1"
AIRPORT = "hefei-airport"
LEAD, CUSTOMS = f"{AH}.1.c1.1", f"{AH}.1.c1.2"


def last_passage(sample):
    return [row for row in sample.tables["passages"] if row["document_id"] == AH][-1]


def overlap(sample):
    """Let a passage run on into the next one, its text with it."""
    row = sample.row("passages", f"{AH}.p3")
    row["char_end"] += 5
    row["text"] = sample.documents[AH].quote(row["char_start"], row["char_end"])


def another_clause(sample):
    """Take the place of 合肥海关 from another clause, where it reads back just as well."""
    row = sample.row("task_assignments", f"{AH}.2.c1.2")
    row.update(sample.at(AH, "合肥海关", after="（责任单位：芜湖、池州市"))


def another_task(sample):
    row = sample.row("port_mentions", f"{AH}.1.hefei-airport")
    row.update(sample.at(AH, "航空口岸", after="2﹒加快建设"))


def clause_elsewhere(sample):
    """Widen a clause until it begins in the task before."""
    for row in sample.tables["task_assignments"]:
        if row["task_id"] == f"{AH}.2" and row["clause"] == 1:
            row["clause_char_start"] = sample.row("tasks", f"{AH}.1")["char_start"]


NUMBER = "138" + "00138000"
"""Made up; parted so that no text of the project holds a telephone number."""

VALUE_FAULTS = [
    Fault("null in required", put("targets", T3, quote=None), "targets", T3, "quote", "required"),
    Fault("number as text", put("targets", T3, deadline_year="2025"), "targets", T3, "deadline_year", "whole number"),
    Fault("boolean as number", put("tasks", f"{AH}.1", ordinal=True), "tasks", f"{AH}.1", "ordinal", "whole number"),
    Fault("NaN", put("targets", T3, value=float("nan")), "targets", T3, "value", "finite"),
    Fault("infinity", put("targets", T3, value=float("inf")), "targets", T3, "value", "finite"),
    Fault("loose date", put("documents", AH, adopted_on="2021-1-1"), "documents", AH, "adopted_on", "YYYY-MM-DD"),
    Fault("no such day", put("documents", AH, adopted_on="2022-02-30"), "documents", AH, "adopted_on", "exists"),
    Fault("value not in enum", put("task_assignments", LEAD, role="leader"), "task_assignments", LEAD, "role", "one of lead"),
    Fault("below minimum", put("task_assignments", LEAD, clause=0), "task_assignments", LEAD, "clause", "not below 1"),
    Fault("above maximum", put("ports", AIRPORT, latitude=131.9), "ports", AIRPORT, "latitude", "not above 90"),
    Fault("against the pattern", put("documents", AH, sha256="abc"), "documents", AH, "sha256", "matches"),
    Fault("empty text", put("agencies", "hefei-customs", name=""), "agencies", "hefei-customs", "name", "not empty"),
    Fault("edge space", put("agencies", "hefei-customs", name="合肥海关 "), "agencies", "hefei-customs", "name", "edge"),
    Fault("ideographic edge space", put("tasks", f"{AH}.1", title="　加快"), "tasks", f"{AH}.1", "title", "edge"),
    Fault("Kangxi radical left", put("targets", T1, indicator="现代化⼜岸体系"), "targets", T1, "indicator", "U+2F1C"),
    Fault("CJK radical left", put("targets", T1, indicator="⻓江"), "targets", T1, "indicator", "U+2ED3"),
    Fault("not NFC", put("ports", AIRPORT, name_en="Hohhot\u0308"), "ports", AIRPORT, "name_en", "normal form"),
    Fault("carriage return", put("tasks", f"{AH}.1", title="加\r快"), "tasks", f"{AH}.1", "title", "control"),
    Fault("NUL", put("tasks", f"{AH}.1", title="加\0快"), "tasks", f"{AH}.1", "title", "control"),
    Fault("telephone number", put("tasks", f"{AH}.1", title=f"电话{NUMBER}"), "tasks", f"{AH}.1", "title", "telephone"),
    Fault("e-mail address", put("tasks", f"{AH}.1", title="发至zhang＠example.com"), "tasks", f"{AH}.1", "title", "e-mail"),
    Fault("identity number", put("tasks", f"{AH}.1", title="张某，999999190001010015"), "tasks", f"{AH}.1", "title", "identity"),
]  # fmt: skip

SHAPE_FAULTS = [
    Fault("column missing", lambda s: s.row("targets", T3).pop("unit"), "targets", T3, "unit", "missing"),
    Fault("column too many", put("targets", T3, remark="x"), "targets", T3, "remark", "not described"),
    Fault("table missing", lambda s: s.tables.pop("quality"), "quality", None, None, "missing"),
    Fault("table too many", lambda s: s.tables.update(notes=[]), "notes", None, None, "not described"),
]

KEY_FAULTS = [
    Fault("primary key twice", copy_row("targets", T3), "targets", T3, "target_id", "unique"),
    Fault("unique column twice", put("documents", NM, file=f"{AH}.txt"), "documents", NM, "file", "unique"),
    Fault("unique key twice", put("passages", f"{AH}.p3", ordinal=2), "passages", f"{AH}.p3", "ordinal", f"row {AH}.p2"),
    Fault("unique key twice, part of it null", copy_row("port_mentions", f"{NM}.{AIRPORT}", port_mention_id=f"{NM}.again"), "port_mentions", f"{NM}.again", "task_id", "unique"),
    Fault("no such agency", put("task_assignments", LEAD, agency_id="hefei"), "task_assignments", LEAD, "agency_id", "agencies.csv"),
    Fault("no such division", put("targets", T2, division_code="340500"), "targets", T2, "division_code", "divisions.csv"),
    Fault("no such parent", put("ports", "ganqimaodu", parent_port_id="ceke"), "ports", "ganqimaodu", "parent_port_id", "ports.csv"),
]  # fmt: skip

SPAN_FAULTS = [
    Fault("span shifted by one", move("targets", T3), "targets", T3, "quote", "reads"),
    Fault("span one longer", grow("project_mentions", f"{AH}.1.hefei-land-port", "char_end", 1), "project_mentions", f"{AH}.1.hefei-land-port", "quote", "reads"),
    Fault("quote edited", put("targets", T3, quote="水运集装箱吞吐量达到235万标箱以上"), "targets", T3, "quote", "呑吐量"),
    Fault("task text edited", put("tasks", f"{NM}.1", text="实施口岸分类管理"), "tasks", f"{NM}.1", "text", "reads"),
    Fault("passage text edited", put("passages", f"{AH}.p7", text="一、总体目标"), "passages", f"{AH}.p7", "text", "总体要求"),
    Fault("title moved", move("documents", AH), "documents", AH, "quote", "reads"),
    Fault("deadline moved", move("targets", T1, "deadline_"), "targets", T1, "deadline_quote", "reads"),
    Fault("issue quotes what is not there", put("issues", f"{NM}.i1", quote="附件"), "issues", f"{NM}.i1", "quote", "reads"),
    Fault("span beyond the document", put("targets", T3, char_end=10**6), "targets", T3, "char_start", "no span"),
    Fault("empty span", lambda s: s.put("targets", T3, char_end=s.row("targets", T3)["char_start"]), "targets", T3, "char_start", "no span"),
    Fault("span without an end", put("targets", T1, deadline_char_end=None), "targets", T1, "deadline_char_start", "belong together"),
    Fault("quote without a span", put("issues", f"{NM}.i1", quote="附件", char_start=None, char_end=None), "issues", f"{NM}.i1", "char_start", "belong together"),
    Fault("span ends in layout", grow("tasks", f"{AH}.1", "char_end", 1), "tasks", f"{AH}.1", "char_start", "in layout"),
    Fault("work beyond the document", grow("task_assignments", LEAD, "work_char_end", 10**6), "task_assignments", LEAD, "work_char_start", "no span"),
    Fault("agency outside its clause", another_clause, "task_assignments", f"{AH}.2.c1.2", "char_start", "its clause"),
    Fault("clause outside its task", clause_elsewhere, "task_assignments", f"{AH}.2.c1.1", "clause_char_start", f"task {AH}.2"),
    Fault("work outside its task", put("task_assignments", LEAD, work_char_start=0), "task_assignments", LEAD, "work_char_start", f"task {AH}.1"),
    Fault("port outside its task", another_task, "port_mentions", f"{AH}.1.hefei-airport", "char_start", f"task {AH}.1"),
    Fault("target outside its task", put("targets", T4, task_id=f"{NM}.1"), "targets", T4, "char_start", f"task {NM}.1"),
    Fault("project outside its task", put("project_mentions", f"{AH}.1.hefei-land-port", task_id=f"{AH}.2"), "project_mentions", f"{AH}.1.hefei-land-port", "char_start", f"task {AH}.2"),
    Fault("passage outside its task", put("passages", f"{AH}.p2", task_id=f"{AH}.2"), "passages", f"{AH}.p2", "task_id", "does not meet"),
    Fault("gap in passages", drop("passages", f"{AH}.p5"), "passages", f"{AH}.p6", "char_start", "in no passage"),
    Fault("overlap of passages", overlap, "passages", f"{AH}.p4", "char_start", "begins before"),
    Fault("passages begin late", drop("passages", f"{AH}.p1"), "passages", f"{AH}.p2", "char_start", "in no passage"),
    Fault("passages end early", lambda s: s.tables["passages"].remove(last_passage(s)), "passages", f"{AH}.p16", "char_end", "reach its end"),
    Fault("no document", lambda s: s.documents.pop(NM), "targets", T4, "document_id", "not at hand"),
]  # fmt: skip

RULE_FAULTS = [
    (stored_files_are_unchanged, Fault("wrong hash", put("documents", AH, sha256="0" * 64), "documents", AH, "sha256", "stored file has")),
    (stored_files_are_unchanged, Fault("wrong length", put("documents", NM, characters=12), "documents", NM, "characters", "stored file has")),
    (documents_are_sources, Fault("document that is no source", lambda s: setattr(s, "package", replace(s.package, sources=s.package.sources[1:])), "documents", AH, "document_id", "0 times")),
    (years_are_those_of_the_documents, Fault("years of no document", lambda s: setattr(s, "package", replace(s.package, temporal="2020/2025")), "datapackage.json", None, "temporal", "2020 is the period_start_year")),
    (periods_and_dates_run_forward, Fault("period backwards", put("documents", AH, period_end_year=2021), "documents", AH, "period_end_year", "2022")),
    (periods_and_dates_run_forward, Fault("published before adopted", put("documents", AH, published_on="2022-11-06"), "documents", AH, "published_on", "adopted_on")),
    (rows_stay_in_their_document, Fault("task of another document", put("targets", T4, task_id=f"{AH}.1"), "targets", T4, "task_id", AH)),
    (rows_stay_in_their_document, Fault("parent in another document", put("tasks", f"{NM}.1", parent_task_id=f"{AH}.1"), "tasks", f"{NM}.1", "parent_task_id", AH)),
    (ids_tell_where_rows_come_from, Fault("id of another document", put("targets", T4, target_id=f"{AH}.2.t1"), "targets", f"{AH}.2.t1", "target_id", f"{NM}.2.t")),
    (ids_tell_where_rows_come_from, Fault("id of another clause", put("task_assignments", LEAD, assignment_id=f"{AH}.1.c2.1"), "task_assignments", f"{AH}.1.c2.1", "assignment_id", LEAD)),
    (ids_tell_where_rows_come_from, Fault("target without a number", put("targets", T3, target_id=f"{AH}.tx"), "targets", f"{AH}.tx", "target_id", "number")),
    (ids_tell_where_rows_come_from, Fault("issuer of another document", put("document_agencies", f"{AH}.ah-government", document_agency_id=f"{NM}.ah-government"), "document_agencies", f"{NM}.ah-government", "document_agency_id", AH)),
    (ids_tell_where_rows_come_from, Fault("passage id", put("passages", f"{AH}.p2", passage_id=f"{AH}.p99"), "passages", f"{AH}.p99", "passage_id", f"{AH}.p2")),
    (ids_tell_where_rows_come_from, Fault("issue id", put("issues", f"{NM}.i1", issue_id=f"{AH}.i1"), "issues", f"{AH}.i1", "issue_id", NM)),
    (ordinals_run_from_one, Fault("hole in ordinals", put("tasks", f"{AH}.2", ordinal=3), "tasks", f"{AH}.2", "ordinal", "expected 2")),
    (tasks_follow_the_text, Fault("tasks out of order", lambda s: s.put("tasks", f"{AH}.1", char_start=s.row("tasks", f"{AH}.2")["char_start"] + 1), "tasks", f"{AH}.2", "char_start", f"{AH}.1")),
    (passages_know_their_task, Fault("passage without its task", put("passages", f"{AH}.p16", task_id=None), "passages", f"{AH}.p16", "task_id", f"{AH}.1")),
    (hierarchies_have_no_circle, Fault("circle of divisions", put("divisions", "340000", parent_code="340100"), "divisions", "340100", "parent_code", "circle")),
    (hierarchies_have_no_circle, Fault("task below itself", put("tasks", f"{AH}.2", parent_task_id=f"{AH}.2"), "tasks", f"{AH}.2", "parent_task_id", "circle")),
    (agencies_are_known, Fault("unknown agency", put("task_assignments", CUSTOMS, agency_id=None), "task_assignments", CUSTOMS, "agency_id", "agency_aliases.csv")),
    (agencies_are_known, Fault("unknown agency without an issue", both(put("documents", AH, title_en=None), put("task_assignments", CUSTOMS, agency_id=None)), "task_assignments", CUSTOMS, "agency_id", "issues")),
    (mentions_are_names_of_their_body, Fault("name of another body", put("task_assignments", LEAD, agency_id="wuhu-government"), "task_assignments", LEAD, "agency_id", "合肥市人民政府")),
    (mentions_are_names_of_their_body, Fault("name that holds elsewhere", put("agency_aliases", "nm-leagues-concerned.1", division_code="340000"), "task_assignments", f"{NM}.2.c1.2", "agency_id", "相关盟行政公署")),
    (mentions_are_names_of_their_body, Fault("issuer of another name", put("document_agencies", f"{AH}.ah-government", agency_id="wuhu-government"), "document_agencies", f"{AH}.ah-government", "agency_id", "安徽省人民政府")),
    (roles_fit_together, Fault("joint beside lead", put("task_assignments", CUSTOMS, role="joint"), "task_assignments", LEAD, "role", "joint and lead")),
    (agencies_stand_once, Fault("one body twice", put("task_assignments", f"{AH}.2.c2.2", agency_id="wuhu-government"), "task_assignments", f"{AH}.2.c2.2", "agency_id", "芜湖市人民政府")),
    (clauses_are_numbered, Fault("hole in clauses", both(*(put("task_assignments", f"{AH}.2.c2.{n}", clause=3) for n in (1, 2, 3))), "task_assignments", f"{AH}.2.c2.1", "clause", "expected clause 2")),
    (clauses_are_numbered, Fault("hole in bodies", put("task_assignments", CUSTOMS, ordinal=3), "task_assignments", CUSTOMS, "ordinal", "expected 2")),
    (clauses_have_one_place, Fault("two spans of one clause", grow("task_assignments", CUSTOMS, "clause_char_end", -1), "task_assignments", CUSTOMS, "clause_char_start", "first row")),
    (clauses_have_one_place, Fault("clauses overlap", both(*(grow("task_assignments", f"{AH}.2.c2.{n}", "clause_char_start", -120) for n in (1, 2, 3))), "task_assignments", f"{AH}.2.c2.1", "clause_char_start", "within the one before")),
    (mentions_are_printed, Fault("mention printed nowhere", put("task_assignments", CUSTOMS, mention="鄂合肥海关"), "task_assignments", CUSTOMS, "mention", "does not print")),
    (mentions_are_printed, Fault("issuer of another name", put("document_agencies", f"{AH}.ah-government", mention="安徽省委"), "document_agencies", f"{AH}.ah-government", "mention", "安徽省人民政府")),
    (titles_are_printed, Fault("title not as printed", put("documents", NM, title="落实措施"), "documents", NM, "title", "quote")),
    (titles_are_printed, Fault("task called otherwise", put("tasks", f"{AH}.1", title="加快口岸建设"), "tasks", f"{AH}.1", "title", "text")),
    (headings_are_printed, Fault("heading printed nowhere", put("tasks", f"{AH}.1", heading_path="二、重点任务 > （九）优化口岸布局行动"), "tasks", f"{AH}.1", "heading_path", "（九）")),
    (words_are_printed, Fault("number of another document", put("documents", AH, document_number="皖政〔2022〕1号"), "documents", AH, "document_number", "as printed")),
    (words_are_printed, Fault("class not as printed", put("port_mentions", f"{AH}.1.{AIRPORT}", **{"class": "重点专业口岸"}), "port_mentions", f"{AH}.1.{AIRPORT}", "class", "as printed")),
    (words_are_printed, Fault("baseline not as printed", put("targets", T3, baseline="“十三五”末"), "targets", T3, "baseline", "as printed")),
    (words_are_printed, Fault("due date of another clause", put("task_assignments", LEAD, due="2025年"), "task_assignments", LEAD, "due", "the clause")),
    (mentions_are_printed, Fault("mention of another body", put("task_assignments", CUSTOMS, mention="南京海关"), "task_assignments", CUSTOMS, "mention", "合肥海关")),
    (work_and_clause_stand_apart, Fault("work runs into its clause", grow("task_assignments", LEAD, "work_char_end", 1), "task_assignments", LEAD, "work_char_start", "overlaps")),
    (ranges_have_two_ends, Fault("value above value_max", put("targets", T2, value=6, value_si=6), "targets", T2, "value_max", "above")),
    (ranges_have_two_ends, Fault("range with one end", put("targets", T2, value_max=None, value_max_si=None), "targets", T2, "value_max", "range")),
    (ranges_have_two_ends, Fault("upper end without a range", put("targets", T2, comparator="ge"), "targets", T2, "value_max", "ge")),
    (milestones_have_a_date_and_no_number, Fault("milestone with a value", put("targets", T1, value=1), "targets", T1, "value", "milestone")),
    (milestones_have_a_date_and_no_number, Fault("milestone with a unit", put("targets", T1, unit="个"), "targets", T1, "unit", "milestone")),
    (milestones_have_a_date_and_no_number, Fault("target without a value", put("targets", T3, value=None, value_si=None), "targets", T3, "value", "no number")),
    (milestones_have_a_date_and_no_number, Fault("milestone without a date", put("targets", T1, deadline_year=None, deadline_quote=None, deadline_char_start=None, deadline_char_end=None), "targets", T1, "deadline_year", "deadline")),
    (base_values_follow_from_printed_ones, Fault("unknown unit", put("targets", T3, unit="万海里箱", value_si=None, unit_si=None), "targets", T3, "unit", "units.csv")),
    (base_values_follow_from_printed_ones, Fault("value_si forgotten", put("targets", T3, value_si=None), "targets", T3, "unit_si", "belong together")),
    (base_values_follow_from_printed_ones, Fault("wrong worth", put("targets", T3, value_si=235000), "targets", T3, "value_si", "2350000")),
    (base_values_follow_from_printed_ones, Fault("wrong worth of the upper end", put("targets", T2, value_max_si=50), "targets", T2, "value_max_si", "worth")),
    (base_values_follow_from_printed_ones, Fault("wrong base unit", put("targets", T3, unit_si="t"), "targets", T3, "unit_si", "TEU")),
    (figures_are_printed, Fault("number not in the quote", put("targets", T3, value=236, value_si=2360000), "targets", T3, "value", "not printed")),
    (figures_are_printed, Fault("upper end not in the quote", put("targets", T2, value_max=6, value_max_si=6), "targets", T2, "value_max", "not printed")),
    (indicators_keep_their_unit, Fault("indicator in another unit", put("targets", T4, indicator_id="container-throughput"), "targets", T4, "indicator_id", "TEU")),
    (deadlines_lie_within_the_horizon, Fault("deadline beyond the horizon", put("targets", T3, deadline_year=2052), "targets", T3, "deadline_year", "2022 to 2037")),
    (deadlines_lie_within_the_horizon, Fault("deadline before the plan", put("targets", T3, deadline_year=2020), "targets", T3, "deadline_year", "2022 to 2037")),
    (deadlines_say_their_year, Fault("deadline not as printed", put("targets", T3, deadline_year=2026), "targets", T3, "deadline_year", "到2025年")),
    (deadlines_say_their_year, Fault("by no deadline", put("targets", T4, period="by_deadline"), "targets", T4, "period", "deadline")),
    (division_codes_nest, Fault("code under another province", put("divisions", "340100", parent_code="150000"), "divisions", "340100", "parent_code", "150000")),
    (division_codes_nest, Fault("level against the code", put("divisions", "340100", level="county"), "divisions", "340100", "level", "prefecture")),
    (division_codes_nest, Fault("province without a parent", put("divisions", "340000", parent_code=None), "divisions", "340000", "parent_code", "parent")),
    (division_codes_nest, Fault("city right under the country", put("divisions", "340100", parent_code="100000"), "divisions", "340100", "parent_code", "country")),
    (agencies_stand_at_the_level_of_their_division, Fault("provincial body of a city", put("agencies", "hefei-customs", division_code="340100"), "agencies", "hefei-customs", "division_code", "合肥市")),
    (agencies_stand_at_the_level_of_their_division, Fault("kind against level", put("agencies", "hefei-government", level="provincial"), "agencies", "hefei-government", "level", "municipal_government")),
    (agencies_stand_at_the_level_of_their_division, Fault("group that is one body", put("agencies", "nm-leagues-concerned", is_collective=False), "agencies", "nm-leagues-concerned", "is_collective", "group")),
    (coordinates_come_in_pairs, Fault("latitude alone", put("ports", AIRPORT, longitude=None), "ports", AIRPORT, "longitude", "belong together")),
    (coordinates_come_in_pairs, Fault("coordinates without a source", put("ports", AIRPORT, coordinates_source=None), "ports", AIRPORT, "coordinates_source", "source")),
    (coordinates_come_in_pairs, Fault("division with half a place", put("divisions", "340100", latitude=31.9), "divisions", "340100", "longitude", "belong together")),
    (places_in_china_lie_in_china, Fault("degrees mistyped", put("ports", AIRPORT, latitude=61.98667), "ports", AIRPORT, "latitude", "in China")),
    (places_in_china_lie_in_china, Fault("code of another country", put("ports", AIRPORT, unlocode="MNZMU"), "ports", AIRPORT, "unlocode", "CN")),
    (codes_say_whether_and_where_they_were_found, Fault("matched without a code", put("ports", "ganqimaodu", match_status="matched"), "ports", "ganqimaodu", "match_status", "no code")),
    (codes_say_whether_and_where_they_were_found, Fault("code without a match", put("ports", AIRPORT, match_status="no_source"), "ports", AIRPORT, "match_status", "a code")),
    (codes_say_whether_and_where_they_were_found, Fault("code without a source", put("ports", AIRPORT, code_source=None), "ports", AIRPORT, "code_source", "source")),
    (codes_say_whether_and_where_they_were_found, Fault("airport's code at a river port", put("ports", AIRPORT, mode="water"), "ports", AIRPORT, "iata_code", "water")),
    (measured_columns_exist, Fault("measured table gone", put("quality", f"targets.{AH}", table_name="goals"), "quality", f"targets.{AH}", "table_name", "goals")),
    (measured_columns_exist, Fault("measured column gone", put("quality", f"targets.{AH}", column_name="figure"), "quality", f"targets.{AH}", "column_name", "figure")),
    (scores_follow_from_counts, Fault("more correct than found", put("quality", f"targets.{AH}", correct=4), "quality", f"targets.{AH}", "correct", "more")),
    (scores_follow_from_counts, Fault("precision against the counts", put("quality", f"targets.{AH}", precision=0.9), "quality", f"targets.{AH}", "precision", "1.0")),
    (scores_follow_from_counts, Fault("no recall", put("quality", f"targets.{AH}", recall=None), "quality", f"targets.{AH}", "recall", "0.75")),
    (scores_follow_from_counts, Fault("f1 against the counts", put("quality", f"targets.{AH}", f1=0.9), "quality", f"targets.{AH}", "f1", "0.857")),
    (intervals_hold_their_scores, Fault("no interval", put("quality", f"targets.{AH}", f1_low=None), "quality", f"targets.{AH}", "f1_low", "0.857")),
    (intervals_hold_their_scores, Fault("score outside its interval", put("quality", f"targets.{AH}", recall_high=0.7), "quality", f"targets.{AH}", "recall_low", "0.75")),
    (measured_texts_belong_to_their_sample, Fault("document of another sample", put("quality", f"targets.{AH}", sample="held_out"), "quality", f"targets.{AH}", "document_id", "held_out")),
    (measured_texts_belong_to_their_sample, Fault("text of another sample", put("quality", f"targets.{AH}", corpus_document="qd"), "quality", f"targets.{AH}", "corpus_document", "data_set")),
    (rows_are_as_listed, Fault("number not as listed", put("ports", AIRPORT, latitude=32.5), "ports", AIRPORT, "latitude", "31.98667")),
    (rows_are_as_listed, Fault("name not as listed", put("agencies", "hefei-customs", name="合肥海关"), "agencies", "hefei-customs", "name", "中华人民共和国合肥海关")),
    (rows_are_as_listed, Fault("division not as listed", put("projects", "hefei-land-port", division_code="340100"), "projects", "hefei-land-port", "division_code", "nothing")),
    (rows_are_listed, Fault("on no list", copy_row("ports", "ganqimaodu", port_id="ceke", name="策克口岸"), "ports", "ceke", "port_id", "not on the list")),
    (proposed_rows_are_reviewed, Fault("port as proposed", remark("ports", AIRPORT, "note"), "ports", AIRPORT, "note", "ports.csv and give its name_en")),
    (proposed_rows_are_reviewed, Fault("document as proposed", remark("documents", AH, "source"), "documents", AH, "source", "is to be reviewed")),
    (documents_have_their_expected_rows, Fault("row lost", drop("targets", T4), "targets", None, "document_id", f"expected 1 rows of {NM}, found 0")),
    (documents_have_their_expected_rows, Fault("row too many", copy_row("targets", T4, target_id=f"{NM}.2.t2"), "targets", None, "document_id", f"{NM},targets,2")),
    (documents_have_their_expected_rows, Fault("nothing expected", lambda s: s.expect(), "tasks", None, "document_id", f"{AH},tasks,2")),
    (documents_have_their_expected_rows, Fault("unknown document expected", lambda s: s.expect(("sn-ports-2021", "tasks", "55")), "expected.csv", 2, None, "sn-ports-2021")),
    (documents_have_their_expected_rows, Fault("unknown table expected", lambda s: s.expect((AH, "agencies", "7")), "expected.csv", 2, None, "agencies")),
    (documents_have_their_expected_rows, Fault("expected twice", lambda s: s.expect((AH, "tasks", "2"), (AH, "tasks", "2")), "expected.csv", 3, None, "twice")),
    (documents_have_their_expected_rows, Fault("no number expected", lambda s: s.expect((AH, "tasks", "two")), "expected.csv", 2, "rows", "number")),
]  # fmt: skip

FAULTS = [*VALUE_FAULTS, *SHAPE_FAULTS, *KEY_FAULTS, *SPAN_FAULTS, *(fault for _, fault in RULE_FAULTS)]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_is_reported_at_its_place(fault, sample):
    # The shared documents stay whole for the other tests.
    sample.documents = dict(sample.documents)
    fault.do(sample)
    assert_reported(fault, problems_of(sample))


@pytest.mark.parametrize(("rule", "fault"), RULE_FAULTS, ids=lambda item: getattr(item, "name", ""))
def test_rule_finds_its_own_fault(rule, fault, sample):
    fault.do(sample)
    dataset = Dataset(sample.tables, sample.package, sample.documents, sample.sources, sample.reference)
    assert_reported(fault, list(rule(dataset)))


def test_every_rule_has_a_fault_that_it_finds():
    assert {rule for rule, _ in RULE_FAULTS} == set(RULES)


def test_unregistered_document_may_have_unknown_agencies_that_are_issues(sample):
    place = {column: sample.row("task_assignments", CUSTOMS)[column] for column in ("quote", "char_start", "char_end")}
    sample.put("documents", AH, title_en=None)
    sample.put("task_assignments", CUSTOMS, agency_id=None)
    sample.copy_row("issues", f"{NM}.i1", issue_id=f"{AH}.i1", document_id=AH, kind="unknown_agency", **place)
    assert validate(sample.tables, sample.package, sample.documents) == []


def test_clause_of_three_roles_is_a_known_form(sample):
    sample.put("task_assignments", f"{AH}.2.c2.2", role="support")
    sample.put("task_assignments", f"{AH}.2.c2.3", role="joint")
    assert problems_of(sample) == []


def test_contract_that_lost_a_column_of_the_checks_is_a_problem(sample):
    targets = sample.package.table("targets")
    columns = tuple(column for column in targets.columns if column.name != "is_milestone")
    tables = tuple(replace(targets, columns=columns) if table is targets else table for table in sample.package.tables)
    sample.package = replace(sample.package, tables=tables)
    for row in sample.tables["targets"]:
        del row["is_milestone"]
    (problem,) = problems_of(sample)
    assert str(problem).startswith("datapackage.json: the checks read 'is_milestone', which is no longer described.")


def test_problem_is_a_sentence_with_its_place_first(sample):
    sample.put("targets", T3, value_si=235000)
    (problem,) = problems_of(sample)
    assert str(problem).startswith(
        f"targets.csv, row {T3}, column value_si: 235 万标箱 is worth 2350000 TEU, found 235000."
    )


def test_a_type_that_the_checks_do_not_read_is_a_problem_of_the_contract(sample):
    """Not a crash: the contract may be anything, as long as the values fit it."""
    ports = sample.package.table("ports")
    columns = tuple(
        replace(one, type="string", minimum=None, maximum=None) if one.name == "latitude" else one
        for one in ports.columns
    )
    tables = tuple(replace(one, columns=columns) if one.name == "ports" else one for one in sample.package.tables)
    sample.package = replace(sample.package, tables=tables)
    sample.put("ports", AIRPORT, latitude="31.98667")
    (problem,) = problems_of(sample)
    assert (problem.table, problem.column) == ("datapackage.json", "type")
    assert "another type than they read" in problem.message
