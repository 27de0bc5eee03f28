"""Targets: the quantified or dated commitments of a document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kouan.clean.markers import marker_at
from kouan.extract.deadlines import Horizon, Time, find_times, shifted
from kouan.extract.headed_indicators import headed_indicator, is_general
from kouan.extract.horizons import completed
from kouan.extract.indicator_phrases import indicator_phrase, subject_of, topic_of
from kouan.extract.indicator_tables import TableTarget, table_targets
from kouan.extract.inheritance import Inheritance
from kouan.extract.milestones import is_adverbial, is_milestone, is_opening, milestone_phrase
from kouan.extract.number_context import Statement
from kouan.extract.periods import baseline_of, period_of
from kouan.extract.places import PlaceNames
from kouan.extract.promised_target import Target
from kouan.extract.quantities import Quantity, QuantityReader, Units, as_number
from kouan.extract.row_deadlines import row_deadlines
from kouan.extract.segments import clauses, nesting, sentences
from kouan.extract.sentence_state import SentenceState
from kouan.extract.statements import Listing, PassageText, bare, promised_numbers
from kouan.extract.target_places import without_place_list
from kouan.outline.headings import is_past
from kouan.outline.passages import Passage

__all__ = ["Horizon", "Target", "find_targets"]

Span = tuple[int, int]

_LONGEST_TITLE = 20
_SILENT_KINDS = frozenset({"title", "header", "contents", "furniture", "repeat"})


@dataclass(frozen=True)
class _Tools:
    """What reading needs besides the text."""

    horizon: Horizon
    quantities: QuantityReader
    names: PlaceNames


@dataclass(frozen=True)
class _Site:
    """Where a clause stands: its passage, its sentence, itself, and what deadlines it inherits.

    `lead_in` is where its quote may begin (到2025年，…), `label` the title with which its passage begins, if any.
    """

    part: PassageText
    sentence: Span
    clause: Span
    lead_in: int
    inheritance: Inheritance
    label: str


def find_targets(  # noqa: PLR0913, PLR0917 - each is a list of its own, none belongs to another
    text: str,
    passages: Sequence[Passage],
    ignore: Sequence[Span],
    horizon: Horizon,
    units: Units,
    names: PlaceNames,
) -> list[Target]:
    """Return the targets of a document in order.

    `text` is the clean text, `ignore` the spans of its responsibility clauses, `units` the list of units, `names` the
    names by which places and ports are known.
    """
    words = _blanked(text, ignore)
    horizon = completed(horizon, words, passages)
    tools = _Tools(horizon, QuantityReader(units), names)
    inheritance = Inheritance(horizon)
    nested = nesting(words)
    in_tables, cells = table_targets(words, passages, horizon, tools.quantities)
    due = row_deadlines(text, passages, horizon)
    found = [_from_table(target) for target in in_tables]
    for passage in passages:
        if passage.kind in _SILENT_KINDS or passage.start in cells or _tells_what_was(passage, words):
            continue
        start, end = _after_number(words, passage.start, passage.end)
        times = [shifted(time, start) for time in find_times(words[start:end], horizon)]
        unquoted = tuple(time for time in times if not nested.is_quoted(time.start - 1, time.end))
        part = PassageText(words, nested, passage.task, passage.heading_path, unquoted)
        inheritance.enter(passage.heading_path, words[start:end], is_numbered=start > passage.start)
        inheritance.paragraph = due.get(passage.start)
        label = ""
        for sentence in sentences(words, nested, start, end):
            printed, inside = words[slice(*sentence)], part.times_in(*sentence)
            if not inheritance.is_label(printed, inside):
                found.extend(_read_sentence(part, sentence, inheritance, label, tools))
                inheritance.finish(printed, inside)
            if sentence[0] == start and not inside:
                label = printed
    return sorted(found, key=lambda target: target.start)


def _tells_what_was(passage: Passage, words: str) -> bool:
    """Tell whether a heading of the passage speaks of the past; a whole sentence that holds 基础 is no heading."""
    own = words[passage.start : passage.end].partition("。")[0]
    return passage.is_past and is_past(
        [title for title in (*passage.heading_path, own) if len(title) <= _LONGEST_TITLE]
    )


def _blanked(text: str, ignore: Sequence[Span]) -> str:
    kept: list[str] = []
    position = 0
    for start, end in sorted(ignore):
        begin = max(start, position)
        kept += (text[position:begin], "。" * (end - begin))
        position = max(position, end)
    return "".join([*kept, text[position:]])


def _from_table(found: TableTarget) -> Target:
    quantity = found.quantity
    return Target(
        task=found.passage.task,
        indicator=found.indicator or None,
        comparator=quantity.comparator,
        value=as_number(quantity.value),
        value_max=None if quantity.value_max is None else as_number(quantity.value_max),
        unit=quantity.unit,
        baseline=found.baseline,
        deadline_year=found.year,
        deadline_start=found.head[0],
        deadline_end=found.head[1],
        period="per_year" if "年均" in found.indicator else "by_deadline" if found.year else "total",
        place=None,
        is_milestone=False,
        start=found.row[0],
        end=found.row[1],
    )


def _after_number(words: str, start: int, end: int) -> Span:
    """Leave out the number with which a passage or a measure in it begins: 「具体措施：1．2024年6月底前…」."""
    marker = marker_at(words, start)
    return (marker.end, end) if marker and marker.end < end else (start, end)


def _read_sentence(
    part: PassageText, sentence: Span, inheritance: Inheritance, label: str, tools: _Tools
) -> Iterator[Target]:
    is_detail = part.words.startswith("其中", sentence[0])
    state = SentenceState(inheritance.time, Listing(), is_past=is_detail and inheritance.was_past)
    previous: Span | None = None
    for span in part.dated(clauses(part.words, part.nested, *sentence)):
        clause = _after_number(part.words, *span)
        if previous and set("；;") & set(part.words[previous[1] : clause[0]]):
            state.begin_part()
        words = part.bare(*clause)
        state.take_words(words)
        state.take_times(part.times_in(*clause), clause[0])
        lead_in = previous[0] if previous and not part.bare(*previous) else clause[0]
        previous = clause
        if words and not state.is_past:
            site = _Site(part, sentence, clause, lead_in, inheritance, label)
            yield from _read_clause(site, words, state, tools)
    inheritance.was_past = state.is_past


def _read_clause(site: _Site, words: str, state: SentenceState, tools: _Tools) -> Iterator[Target]:
    """Yield what a clause promises: its numbers, else one milestone if a date is owed one."""
    places = state.take_places(words, site.clause[0], tools.names)
    state.is_each_year = state.is_each_year or "每年" in words
    promised = list(_numbers(site, state, tools)) or list(_milestones(site, words, places, state))
    if promised:
        state.is_owed, state.place_from, state.theme = False, None, ""
    else:
        state.subject, state.theme = topic_of(words) or state.subject, words
    if "分别" in words and len(state.listed_places) > 1:
        yield from _respectively(promised, state.listed_places)
        return
    for target in promised:
        yield from (replace(target, place=place) for place in places)


def _respectively(promised: Sequence[Target], places: Sequence[str]) -> Iterator[Target]:
    """Give the first place the first number and so on: 「瑞丽、磨憨口岸货运量分别达到300万吨、800万吨」.

    Where there are not as many numbers as places, no number is given a place.
    """
    shared: Sequence[str | None] = places if len(places) == len(promised) else [None] * len(promised)
    for target, place in zip(promised, shared, strict=True):
        yield replace(target, place=place)


def _numbers(site: _Site, state: SentenceState, tools: _Tools) -> Iterator[Target]:
    part = site.part
    found = promised_numbers(part, site.sentence, site.clause, state.listing, tools.quantities)
    for index, (statement, item) in enumerate(found):
        quantity = statement.quantity
        indicator = _indicator(site, statement, state, tools.names)
        if indicator and not bare(statement.before).startswith("占"):
            state.subject = subject_of(indicator)
        is_rate = period_of(statement, None, is_each_year=state.is_each_year) == "per_year"
        # 力争每年增长15%左右 goes on: a rate is not due in the year by which another sentence promises a sum.
        time = _deadline(site, index, quantity, state) or (None if is_rate else site.inheritance.paragraph)
        year = (time.year if time else None) or site.inheritance.year
        start = site.lead_in if item[0] == site.clause[0] else item[0]
        yield Target(
            task=part.task,
            indicator=indicator,
            comparator=quantity.comparator,
            value=as_number(quantity.value),
            value_max=None if quantity.value_max is None else as_number(quantity.value_max),
            unit=quantity.unit,
            baseline=baseline_of(part, start, quantity.start),
            deadline_year=year,
            deadline_start=time.start if time else None,
            deadline_end=time.end if time else None,
            period=period_of(statement, year, is_each_year=state.is_each_year),
            place=None,
            is_milestone=False,
            start=start,
            end=item[1],
        )


def _indicator(site: _Site, statement: Statement, state: SentenceState, names: PlaceNames) -> str | None:
    """Return what a number measures: as its sentence says, else as the title or heading over it does."""
    said = indicator_phrase(statement, state.subject) or state.former_subject
    said = said or ("" if is_general(state.theme) else state.theme)
    if not said.strip():
        headed = headed_indicator((site.label, *site.part.headings[-1:]), is_count=statement.is_count)
        said = (indicator_phrase(statement, headed) or "") if headed else ""
    return without_place_list(said.strip(), names) or None


def _milestones(site: _Site, words: str, places: Sequence[str | None], state: SentenceState) -> Iterator[Target]:
    """Yield the milestone that a date is owed; under one date each place that is to open has one of its own.

    「“十四五”时期，…重点推动阿尔山公路口岸实现常年开放，加快乌力吉口岸建设进度，尽早通过验收实现开放」
    """
    time = state.time
    if time is None or is_adverbial(words):
        return
    if state.is_owed and is_milestone(words):
        start = state.owed_from
    elif is_opening(words) and any(places):
        start = site.clause[0] if state.place_from is None else state.place_from
    else:
        state.is_owed = False
        return
    phrase = milestone_phrase(words, state.theme)
    if state.place and phrase.startswith("实现") and state.place not in phrase:
        phrase = f"{state.place}{phrase}"
    if not phrase:
        return
    yield Target(
        task=site.part.task,
        indicator=phrase,
        comparator="eq",
        value=None,
        value_max=None,
        unit=None,
        baseline=None,
        deadline_year=time.year,
        deadline_start=time.start,
        deadline_end=time.end,
        period="by_deadline",
        place=None,
        is_milestone=True,
        start=start,
        end=site.clause[1],
    )


def _is_attribute(words: str, time: Time, quantity: Quantity) -> bool:
    """Tell whether a time says when a number is to be reached: 「由20亿元增加到2026年的40亿元」."""
    leads_on = words[time.end : quantity.start] == "的" and words[: time.start].endswith(("到", "至", "为"))
    return leads_on and time.role == "name"


def _deadline(site: _Site, index: int, quantity: Quantity, state: SentenceState) -> Time | None:
    """Return the deadline of a number: its own in 「2024年、2025年分别突破…」, else the last one before it."""
    if len(state.deadlines) > 1 and "分别" in site.part.words[slice(*site.clause)]:
        return state.deadlines[min(index, len(state.deadlines) - 1)]
    inside = site.part.times_in(*site.clause)
    attribute = next((time for time in inside if _is_attribute(site.part.words, time, quantity)), None)
    if attribute:
        return attribute
    own = [time for time in inside if time.role == "deadline"]
    before = [time for time in own if time.start < quantity.start]
    return before[-1] if before else own[0] if own else state.time
