"""All tables of the documents that were read, in two steps: before corrections and after."""

from collections.abc import Sequence

from kouan.extract.quantities import read_units
from kouan.plan import Plan
from kouan.reference import Reference
from kouan.resolve.agencies import known_agencies
from kouan.resolve.divisions import division_index
from kouan.resolve.documents import document_agency_rows, document_row
from kouan.resolve.identify import identify
from kouan.resolve.indicators import known_indicators
from kouan.resolve.issues import reading_issues, source_issues, unknown_agencies, unknown_things, untranslated_texts
from kouan.resolve.masters import master_rows
from kouan.resolve.mentions import port_rows, project_rows
from kouan.resolve.ports import known_ports
from kouan.resolve.projects import known_projects
from kouan.resolve.quality import quality_rows
from kouan.resolve.targets import target_rows
from kouan.resolve.translations import translated
from kouan.resolve.work import assignment_rows, passage_rows, task_rows
from kouan.rows import Tables
from kouan.schema import Package


def resolve(plans: Sequence[Plan], reference: Reference) -> Tables:
    """Return the tables that code reads from documents: before corrections, and before rows are put in order.

    `ports` and `projects` hold only what no reference list knows.
    """
    agencies = known_agencies(reference)
    divisions = division_index(reference)
    indicators = known_indicators(reference["indicators"], reference["indicator_aliases"])
    units = read_units(reference["units"])
    ports = known_ports(reference["ports"], reference["port_aliases"])
    projects = known_projects(reference["projects"], reference["project_aliases"])
    port_mentions, unknown_ports = port_rows(plans, ports, divisions)
    project_mentions, unknown_projects = project_rows(plans, projects, divisions)
    return {
        "documents": [document_row(plan) for plan in plans],
        "document_agencies": [row for plan in plans for row in document_agency_rows(plan, agencies)],
        "passages": [row for plan in plans for row in passage_rows(plan)],
        "tasks": [row for plan in plans for row in task_rows(plan)],
        "task_assignments": [row for plan in plans for row in assignment_rows(plan, agencies)],
        "targets": [row for plan in plans for row in target_rows(plan, indicators, units, ports, divisions)],
        "port_mentions": port_mentions,
        "project_mentions": project_mentions,
        "ports": unknown_ports,
        "projects": unknown_projects,
        "issues": [row for plan in plans for row in (*source_issues(plan), *reading_issues(plan, agencies))],
    }


def complete(tables: Tables, plans: Sequence[Plan], reference: Reference, package: Package) -> Tables:
    """Return all tables in published order: ids given, lists of things in use joined, unknown names made issues."""
    bilingual = translated(tables, reference)
    unknown = [
        *unknown_agencies(tables, plans, known_agencies(reference)),
        *unknown_things(tables, plans),
        *untranslated_texts(bilingual, plans),
    ]
    ordered = identify(bilingual | {"issues": tables["issues"] + unknown}, [plan.document_id for plan in plans])
    whole = master_rows(ordered, reference, package)
    return whole | {"quality": quality_rows(reference, package, {plan.document_id for plan in plans})}
