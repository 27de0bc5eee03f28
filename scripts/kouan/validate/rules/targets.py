"""Rules about targets: numbers, units and deadlines that have to agree with each other."""

# ruff: noqa: D401 - the docstring of a rule says what has to hold

import math
import re
from collections.abc import Iterator

from kouan.extract.quantities import Units, read_units, to_base
from kouan.rows import Row
from kouan.validate.dataset import Dataset, number, optional_text, text
from kouan.validate.problems import Problem

# National long-range objectives reach fifteen years ahead (those of 2021 to 2035), and plans cite them.
_LONGEST_OUTLOOK = 15
_RATIO = "1"
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_FIGURE_AND_POWER = re.compile(_FIGURE.pattern + "[十百千万亿]*")
_WORDED = re.compile("[〇零一二两三四五六七八九十百千万亿半翻全]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)", re.ASCII)


def ranges_have_two_ends(dataset: Dataset) -> Iterator[Problem]:
    """A range, and nothing else, has an upper end, and it lies above the lower one: 3—5个 is 3 to 5."""
    for row in dataset.tables["targets"]:
        value, most = number(row, "value"), number(row, "value_max")
        if (row["comparator"] == "range") != (most is not None):
            message = f"{row['comparator']} with a value_max {most}. A range has one, and nothing else. Put one right."
            yield dataset.problem("targets", row, "value_max", message)
        elif value is not None and most is not None and value >= most:
            yield dataset.problem(
                "targets", row, "value_max", f"{most} does not lie above value, {value}. Put them in order."
            )


def milestones_have_a_date_and_no_number(dataset: Dataset) -> Iterator[Problem]:
    """A milestone is a dated promise without a number; every other target has a number."""
    for row in dataset.tables["targets"]:
        if not row["is_milestone"]:
            if row["value"] is None:
                yield dataset.problem("targets", row, "value", "there is no number. Give it, or set is_milestone.")
            continue
        for column in ("value", "value_max", "unit", "value_si", "value_max_si", "unit_si"):
            if row[column] is not None:
                message = f"a milestone has no {column}, found {row[column]}. Empty it, or unset is_milestone."
                yield dataset.problem("targets", row, column, message)
        if row["deadline_year"] is None and row["deadline_quote"] is None:
            yield dataset.problem(
                "targets", row, "deadline_year", "a milestone needs a deadline. Give it, or drop the row."
            )


def base_values_follow_from_printed_ones(dataset: Dataset) -> Iterator[Problem]:
    """A number with a known unit, and no other, has a value in base units of the same worth: 235万标箱, 2350000 TEU."""
    units = read_units(dataset.reference["units"]) if dataset.reference else None
    for row in dataset.tables["targets"]:
        if row["is_milestone"]:
            continue
        if (row["value_si"] is None) != (row["unit_si"] is None):
            message = "value_si and unit_si belong together. Give both, or neither where the unit is not listed."
            yield dataset.problem("targets", row, "unit_si", message)
        elif units is not None:
            yield from _worth(dataset, row, units)


def _worth(dataset: Dataset, row: Row, units: Units) -> Iterator[Problem]:
    unit = optional_text(row, "unit")
    for column in ("value", "value_max"):
        printed, base = number(row, column), number(row, f"{column}_si")
        wanted, unit_si = to_base(printed, unit, units)
        if unit_si is None:
            message = f"the unit {unit} is not listed. Add it to datasets/reference/units.csv."
            yield dataset.problem("targets", row, "unit", message)
            return
        if not _same(base, wanted):
            message = (
                f"{printed} {unit or ''} is worth {wanted} {unit_si}, found {base}. Put {column} or {column}_si right."
            )
            yield dataset.problem("targets", row, f"{column}_si", message)
        elif row["unit_si"] != unit_si:
            message = f"the base unit of {unit} is {unit_si}, found {row['unit_si']}. Put unit or unit_si right."
            yield dataset.problem("targets", row, "unit_si", message)
            return


def _same(value: float | None, other: float | None) -> bool:
    return value == other or (value is not None and other is not None and math.isclose(value, other, rel_tol=1e-9))


def figures_are_printed(dataset: Dataset) -> Iterator[Problem]:
    """Where a quote prints all its numbers in figures, value and value_max are among them: 235 in 235万标箱以上."""
    for row in dataset.tables["targets"]:
        quote = text(row, "quote")
        figures = [float(figure.replace(",", "")) for figure in _FIGURE.findall(quote)]
        if not figures or _WORDED.search(_FIGURE_AND_POWER.sub("", quote)):
            continue
        for column in ("value", "value_max"):
            value = number(row, column)
            if value is not None and value not in figures:
                message = f"{value} is not printed in {row['quote']}. Put number or quote right."
                yield dataset.problem("targets", row, column, message)


def indicators_keep_their_unit(dataset: Dataset) -> Iterator[Problem]:
    """What shares an indicator shares its base unit, or is a mere ratio (翻一番, 增长15%)."""
    indicators = dataset.by_id("indicators")
    for row in dataset.tables["targets"]:
        indicator = indicators.get(optional_text(row, "indicator_id") or "")
        if indicator is not None and row["unit_si"] not in (None, _RATIO, indicator["unit_si"]):
            message = (
                f"{indicator['name']} is measured in {indicator['unit_si']}, not in {row['unit_si']}. Put one right."
            )
            yield dataset.problem("targets", row, "indicator_id", message)


def deadlines_lie_within_the_horizon(dataset: Dataset) -> Iterator[Problem]:
    """A deadline lies between the plan's first year and the end of its period, or as far ahead as plans look at all."""
    documents = dataset.by_id("documents")
    for row in dataset.tables["targets"]:
        document = documents.get(text(row, "document_id"))
        year = number(row, "deadline_year")
        first = _first_year(document) if document else None
        if document is None or year is None or first is None:
            continue
        last = max(number(document, "period_end_year") or first, first + _LONGEST_OUTLOOK)
        if not first <= year <= last:
            message = f"{year} lies outside the plan's horizon, {first} to {last}. Put deadline or period right."
            yield dataset.problem("targets", row, "deadline_year", message)


def _first_year(document: Row) -> float | None:
    """Return the year from which a document looks ahead: its period's first, else that of its date."""
    dated = optional_text(document, "adopted_on") or optional_text(document, "published_on")
    return number(document, "period_start_year") or (int(dated[:4]) if dated else None)


def deadlines_say_their_year(dataset: Dataset) -> Iterator[Problem]:
    """Where the words of a deadline print years, it is one of them; what is due by a deadline has one."""
    for row in dataset.tables["targets"]:
        quote, year = optional_text(row, "deadline_quote"), number(row, "deadline_year")
        printed = [int(found) for found in _YEAR.findall(quote or "")]
        if printed and year not in printed:
            message = f"the deadline is printed as {quote}, and deadline_year is {year}. Put one of them right."
            yield dataset.problem("targets", row, "deadline_year", message)
        if row["period"] == "by_deadline" and quote is None and year is None:
            message = "what is due by a deadline needs one. Give the deadline, or the period total."
            yield dataset.problem("targets", row, "period", message)


RULES = (
    ranges_have_two_ends,
    milestones_have_a_date_and_no_number,
    base_values_follow_from_printed_ones,
    figures_are_printed,
    indicators_keep_their_unit,
    deadlines_lie_within_the_horizon,
    deadlines_say_their_year,
)
