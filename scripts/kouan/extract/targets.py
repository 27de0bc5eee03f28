"""Targets: the quantified or dated commitments of a document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kouan.clean.markers import marker_at
from kouan.extract.deadlines import Horizon, Time, find_times, shifted
from kouan.extract.indicator_phrases import indicator_phrase, subject_of, topic_of
from kouan.extract.inheritance import Inheritance
from kouan.extract.milestones import is_adverbial, is_milestone, is_opening, milestone_phrase
from kouan.extract.places import PlaceNames
from kouan.extract.quantities import Number, Quantity, QuantityReader, Units, as_number
from kouan.extract.segments import clauses, nesting, sentences
from kouan.extract.statements import Listing, PassageText, bare, promised_numbers
from kouan.extract.target_places import promised_places
from kouan.outline.passages import Passage

__all__ = ["Horizon", "Target", "find_targets"]

Span = tuple[int, int]

_SILENT_KINDS = frozenset({"title", "header", "contents", "furniture", "repeat"})
_PER_YEAR = re.compile(
    r"每年|年均|逐年|(?<![\d今本当全近两三五同半])年(?=发运|开行|吞吐|产|处理|新增|接待|培训|服务|完成|举办|货运|客运|通过|增长|旅客|进出)"
)
_BASELINE = re.compile(
    r"(?:较|(?<![占对同环无])比(?![重例率较值])|与)(?P<baseline>[一-龥]{2,12}?)(?:相比|同期|(?=翻|增|提|降|减|下降|上升|压|缩|再))|以(?P<base>[一-龥]{2,12}?)为基数"
)
_FROM_TO = re.compile(
    r"(?:由|从)(?:[^，。；]{0,8}年的?)?(?P<baseline>[\d.,]+[^，。；\d]{1,6}?)(?:增|提|扩|降|减|压|缩|上|下|精)[^，。；\d]{0,4}(?:到|至|为)(?:\d{4}年的?)?$"
)
_WHOLE = re.compile(r"[^，]{0,8}(?:全|我)(?:省|市|区|盟|州|县|国)")


@dataclass(frozen=True)
class Target:
    """One promised number, or one dated promise without a number (`is_milestone`).

    All spans are clean offsets: `start`, `end` of the smallest clause that carries it, `deadline_start`, `deadline_end`
    of the printed deadline, wherever it stands. `value`, `value_max` and `unit` are as printed. The year of a deadline
    is None where the document counts in years from an unnamed day (经过3—5年).
    """

    task: str | None
    indicator: str | None
    comparator: str
    value: Number | None
    value_max: Number | None
    unit: str | None
    baseline: str | None
    deadline_year: int | None
    deadline_start: int | None
    deadline_end: int | None
    period: str
    place: str | None
    is_milestone: bool
    start: int
    end: int


@dataclass(frozen=True)
class _Tools:
    """What reading needs besides the text."""

    horizon: Horizon
    quantities: QuantityReader
    names: PlaceNames


@dataclass(frozen=True)
class _Site:
    """Where a clause stands: its passage, its sentence, itself, and where its quote may begin (到2025年，…)."""

    part: PassageText
    sentence: Span
    clause: Span
    lead_in: int


@dataclass
class _Reading:
    """What the clauses of a sentence read so far hand on to the next."""

    time: Time | None
    listing: Listing
    deadlines: Sequence[Time] = ()
    is_past: bool = False
    is_owed: bool = False
    owed_from: int = 0
    is_each_year: bool = False
    subject: str = ""
    place: str | None = None
    place_from: int | None = None

    def take_times(self, times: Sequence[Time], start: int) -> None:
        """Take note of the times of a clause: a deadline opens a new promise, a past time says that none is made."""
        deadlines = [time for time in times if time.role == "deadline"]
        if deadlines:
            self.time, self.is_past, self.is_each_year = deadlines[-1], False, False
            self.deadlines = deadlines
            self.owed_from = self.owed_from if self.is_owed else start
            self.is_owed = True
        elif any(time.role in {"past", "date"} for time in times):
            self.is_past = True

    def take_places(self, words: str, start: int, names: PlaceNames) -> list[str | None]:
        """Take note of the place of a clause and return the places to which it promises, None for no place."""
        places = promised_places(words, names)
        if places is None and _WHOLE.match(words):
            self.place, self.place_from = None, None
        elif places is not None:
            self.place, self.place_from = (places[0] if len(places) == 1 else None), start
        return list(places) if places and len(places) > 1 else [self.place]


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
    tools = _Tools(horizon, QuantityReader(units), names)
    inheritance = Inheritance()
    words = _blanked(text, ignore)
    nested = nesting(words)
    found: list[Target] = []
    for passage in passages:
        if passage.kind in _SILENT_KINDS or passage.is_past:
            continue
        start, end = _after_number(words, passage.start, passage.end)
        times = [shifted(time, start) for time in find_times(words[start:end], horizon)]
        unquoted = tuple(time for time in times if not nested.is_quoted(time.start - 1, time.end))
        part = PassageText(words, nested, passage.task, passage.heading_path, unquoted)
        inheritance.enter(passage.heading_path, words[start:end])
        for sentence in sentences(words, nested, start, end):
            printed, inside = words[slice(*sentence)], part.times_in(*sentence)
            if not inheritance.is_label(printed, inside):
                found.extend(_read_sentence(part, sentence, inheritance.time, tools))
                inheritance.finish(printed, inside)
    return found


def _blanked(text: str, ignore: Sequence[Span]) -> str:
    characters = list(text)
    for start, end in ignore:
        characters[start:end] = "。" * (end - start)
    return "".join(characters)


def _after_number(words: str, start: int, end: int) -> Span:
    """Leave out the number with which a passage or a measure in it begins: 「具体措施：1．2024年6月底前…」."""
    marker = marker_at(words, start)
    return (marker.end, end) if marker and marker.end < end else (start, end)


def _read_sentence(part: PassageText, sentence: Span, inherited: Time | None, tools: _Tools) -> Iterator[Target]:
    reading = _Reading(inherited, Listing())
    previous: Span | None = None
    for span in clauses(part.words, part.nested, *sentence):
        clause = _after_number(part.words, *span)
        if previous and set("；;") & set(part.words[previous[1] : clause[0]]):
            reading.is_each_year, reading.subject, reading.listing = False, "", Listing()
        reading.take_times(part.times_in(*clause), clause[0])
        lead_in = previous[0] if previous and not part.bare(*previous) else clause[0]
        previous = clause
        if part.bare(*clause) and not reading.is_past:
            yield from _read_clause(_Site(part, sentence, clause, lead_in), reading, tools)


def _read_clause(site: _Site, reading: _Reading, tools: _Tools) -> Iterator[Target]:
    """Yield what a clause promises: its numbers, else one milestone if a date is owed one."""
    words = site.part.bare(*site.clause)
    places = reading.take_places(words, site.clause[0], tools.names)
    reading.is_each_year = reading.is_each_year or "每年" in words
    promised = list(_numbers(site, reading, tools)) or list(_milestones(site, words, places, reading))
    if promised:
        reading.is_owed, reading.place_from = False, None
    else:
        reading.subject = topic_of(words) or reading.subject
    for target in promised:
        yield from (replace(target, place=place) for place in places)


def _numbers(site: _Site, reading: _Reading, tools: _Tools) -> Iterator[Target]:
    part = site.part
    found = promised_numbers(part, site.sentence, site.clause, reading.listing, tools.quantities)
    for index, (statement, item) in enumerate(found):
        quantity = statement.quantity
        indicator = indicator_phrase(statement, reading.subject)
        if indicator and not bare(statement.before).startswith("占"):
            reading.subject = subject_of(indicator)
        time = _deadline(site, index, quantity, reading)
        year = time.year if time else tools.horizon.only_year
        start = site.lead_in if item[0] == site.clause[0] else item[0]
        is_per_year = reading.is_each_year or bool(_PER_YEAR.search(statement.before))
        yield Target(
            task=part.task,
            indicator=indicator,
            comparator=quantity.comparator,
            value=as_number(quantity.value),
            value_max=None if quantity.value_max is None else as_number(quantity.value_max),
            unit=quantity.unit,
            baseline=_baseline(part, start, quantity.start),
            deadline_year=year,
            deadline_start=time.start if time else None,
            deadline_end=time.end if time else None,
            period="per_year" if is_per_year else "by_deadline" if year else "total",
            place=None,
            is_milestone=False,
            start=start,
            end=item[1],
        )


def _milestones(site: _Site, words: str, places: Sequence[str | None], reading: _Reading) -> Iterator[Target]:
    """Yield the milestone that a date is owed; under one date each place that is to open has one of its own.

    「“十四五”时期，…重点推动阿尔山公路口岸实现常年开放，加快乌力吉口岸建设进度，尽早通过验收实现开放」
    """
    time = reading.time
    if time is None or is_adverbial(words):
        return
    if reading.is_owed and is_milestone(words):
        start = reading.owed_from
    elif is_opening(words) and any(places):
        start = site.clause[0] if reading.place_from is None else reading.place_from
    else:
        reading.is_owed = False
        return
    phrase = milestone_phrase(words)
    if reading.place and phrase.startswith("实现") and reading.place not in phrase:
        phrase = f"{reading.place}{phrase}"
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


def _deadline(site: _Site, index: int, quantity: Quantity, reading: _Reading) -> Time | None:
    """Return the deadline of a number: its own in 「2024年、2025年分别突破…」, else the last one before it."""
    if len(reading.deadlines) > 1 and "分别" in site.part.words[slice(*site.clause)]:
        return reading.deadlines[min(index, len(reading.deadlines) - 1)]
    own = [time for time in site.part.times_in(*site.clause) if time.role == "deadline"]
    before = [time for time in own if time.start < quantity.start]
    return before[-1] if before else own[0] if own else reading.time


def _baseline(part: PassageText, start: int, end: int) -> str | None:
    """Return what a change is measured from: 「较“十三五”末翻一番」, 「由2个增加到7个」."""
    for time in part.times_in(start, end):
        if time.role == "baseline":
            return part.words[time.start : time.end].lstrip("较比与以同相")
    words = part.words[start:end]
    change = _FROM_TO.search(words)
    if change:
        return change["baseline"]
    comparison = _BASELINE.search(words)
    return comparison["baseline"] or comparison["base"] if comparison else None
