"""Rows of targets: printed numbers in base units, printed indicators and places to ids."""

from collections.abc import Iterator

from kouan.extract.quantities import Units, to_base, unit_si
from kouan.plan import Plan
from kouan.resolve.divisions import DivisionIndex
from kouan.resolve.indicators import KnownIndicators
from kouan.resolve.ports import KnownPorts
from kouan.rows import Row


def target_rows(
    plan: Plan, indicators: KnownIndicators, units: Units, ports: KnownPorts, divisions: DivisionIndex
) -> Iterator[Row]:
    """Yield a row for each target of a document that says what it measures; the others are `unplaced_numbers`.

    A target for a port lies where the port lies; one that names no place is promised for the document's whole division.
    """
    for target in plan.targets:
        if target.indicator is None:
            continue
        base = unit_si(target.unit, units) if target.value is not None else None
        value_si, _ = to_base(target.value, target.unit, units)
        value_max_si, _ = to_base(target.value_max, target.unit, units)
        port_id = ports.find(target.place) if target.place else None
        place = ports.divisions.get(port_id) if port_id else _division(target.place, plan, divisions)
        has_deadline = target.deadline_start is not None and target.deadline_end is not None
        deadline = (
            plan.traced(target.deadline_start or 0, target.deadline_end or 0, "deadline_quote") if has_deadline else {}
        )
        yield {
            "document_id": plan.document_id,
            "task_id": plan.task_id(target.task),
            "indicator_id": indicators.find(target.indicator, base),
            "indicator": target.indicator,
            "comparator": target.comparator,
            "value": target.value,
            "value_max": target.value_max,
            "unit": target.unit,
            "value_si": value_si,
            "value_max_si": value_max_si,
            "unit_si": base,
            "baseline": target.baseline,
            "deadline_year": target.deadline_year,
            "deadline_quote": deadline.get("deadline_quote"),
            "deadline_char_start": deadline.get("char_start"),
            "deadline_char_end": deadline.get("char_end"),
            "period": target.period,
            "port_id": port_id,
            "division_code": place or plan.setting.division_code,
            "is_milestone": target.is_milestone,
            **plan.said(target.task, target.start, target.end),
            "method": "parsed",
        }


def unplaced_numbers(plan: Plan) -> Iterator[tuple[int, int]]:
    """Yield the clean spans of promised numbers that nothing says the measure of: 「1.累计达到30个。」."""
    for target in plan.targets:
        if target.indicator is None:
            yield target.start, target.end


def _division(place: str | None, plan: Plan, divisions: DivisionIndex) -> str | None:
    return divisions.find(place, plan.setting.division_code) if place else None
