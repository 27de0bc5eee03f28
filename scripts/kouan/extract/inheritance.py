"""Deadlines that hold beyond their own sentence: under a lead-in, in a section of goals, in a labelled part."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kouan.extract.deadlines import Horizon, Time, find_times

_LONGEST_TITLE = 20
_GOAL = re.compile(r"目标|指标")
_LABEL = re.compile(r"[^，。；]{2,24}")
_RUN_IN_BULLET = re.compile(r"[:：]\s{0,20}(?:——|--|—|–)")
_DOCUMENT = re.compile(r"(?:方案|规划|计划|要点|意见|措施|办法|政策|纲要|通知)[（(]")
_BULLET = re.compile(r"\s{0,20}(?:——|--|—|–)")
_ANNOUNCING = re.compile(r"(?:以下|如下|下列)[^，。；]{0,12}$")
_COLONS = ("：", ":")


@dataclass(frozen=True)
class _Set:
    """A deadline and the headings under which it was set.

    One that an item sets (`is_item`) holds for what is below the item, not for the items beside it; one that a lead-in
    sets (`is_lead_in`: 到2024年，要实现以下目标：) holds for all that follows under the same headings.
    """

    path: tuple[str, ...]
    time: Time
    is_item: bool
    is_lead_in: bool

    def holds_under(self, path: tuple[str, ...], *, is_bullet: bool) -> bool:
        is_beside = len(path) == len(self.path) and not is_bullet
        return path[: len(self.path)] == self.path and not (self.is_item and is_beside)


class Inheritance:
    """The deadline in force between sentences.

    It holds for the bullets below a paragraph (到2025年，…体系。——口岸体系健全。…), for the items below a lead-in, in a
    section of goals (发展目标) that its opening paragraph dates and, to the end of a paragraph, after a label with a
    span of years (中期目标(2021-2023年)。…). All other sentences begin without one; their numbers fall back on
    `paragraph`, the deadline of the paragraph or table row so far, and on `year`. `was_past` says that the sentence
    before in the paragraph told what was.
    """

    def __init__(self, horizon: Horizon) -> None:
        """Begin a document, with no deadline in force but the end of its plan."""
        self.paragraph: Time | None = None
        self.was_past = False
        self._horizon = horizon
        self._heading_years: dict[tuple[str, ...], int | None] = {}
        self._path: tuple[str, ...] = ()
        self._headings: tuple[str, ...] = ()
        self._set: list[_Set] = []
        self._span: Time | None = None
        self._is_kept = False
        self._is_bullet = False
        self._is_item = False
        self._is_lead_in = False

    @property
    def time(self) -> Time | None:
        """The deadline under which the next sentence begins, before it names one itself."""
        if self._span is not None:
            return self._span
        if not self._set:
            return None
        return self._set[-1].time if self._is_kept or self._is_bullet or self._set[-1].is_lead_in else None

    @property
    def year(self) -> int | None:
        """The year of what names none: that of its headings (二、2024年重点任务), else the only one of the plan."""
        if self._headings not in self._heading_years:
            times = [time for heading in self._headings for time in find_times(heading, self._horizon)]
            ahead = [time.year for time in times if self._is_ahead(time)]
            self._heading_years[self._headings] = ahead[-1] if ahead else None
        return self._heading_years[self._headings] or self._horizon.only_year

    def _is_ahead(self, time: Time) -> bool:
        is_named = time.role in {"deadline", "span", "name"} and time.year is not None
        return is_named and (time.year or 0) >= (self._horizon.present or 0)

    def enter(self, path: tuple[str, ...], words: str, *, is_numbered: bool) -> None:
        """Begin a passage under the headings of `path`; `is_numbered` says that it is an item with a number."""
        self.paragraph, self.was_past, self._span = None, False, None
        self._path = path
        is_list_over = self._is_bullet and not is_numbered
        self._is_bullet = bool(_BULLET.match(words))
        self._is_kept = any(_GOAL.search(heading) for heading in path)
        title, _, text = words.partition("。")
        is_title = len(title) <= _LONGEST_TITLE
        self._headings = (*path, title) if is_title else path
        self._is_item = is_numbered or (is_title and bool(text) and self._names_item(title))
        self._is_lead_in = words.endswith(_COLONS)
        self._set = [one for one in self._set if one.holds_under(path, is_bullet=self._is_bullet)]
        if not (self._is_bullet or self._is_kept):
            self._set = [one for one in self._set if one.is_lead_in and not is_list_over]

    def _names_item(self, title: str) -> bool:
        """Tell whether a title makes its paragraph one of several (创新能力。…), not their opening (总体目标。…)."""
        return not _GOAL.search(title) and not any(True for _ in find_times(title, self._horizon))

    def is_label(self, words: str, times: Sequence[Time]) -> bool:
        """Tell whether a sentence only says what follows (发展目标; 中期目标(2021-2023年)), and take note of it.

        A label with years ends what was set before it under the same headings.
        """
        if not _LABEL.fullmatch(words):
            return False
        self._is_kept = self._is_kept or bool(_GOAL.search(words))
        span = next((time for time in times if time.role == "span"), None)
        if span is not None and not _DOCUMENT.search(words):
            self._span, self._is_kept = span, True
            self._set = [one for one in self._set if one.path != self._path]
        return span is not None

    def finish(self, words: str, times: Sequence[Time]) -> None:
        """Take note of the deadlines of a sentence that has been read; those of a bullet end with it.

        A sentence whose bullets run on in its own line (到2027年，…体系:--平台更加完善。…) keeps its deadline.
        """
        time = next((time for time in reversed(times) if time.role == "deadline"), None)
        self._is_kept = self._is_kept or bool(_RUN_IN_BULLET.search(words))
        if time is None:
            return
        self.paragraph = time
        if not self._is_bullet:
            is_lead_in = self._is_lead_in or bool(_ANNOUNCING.search(words))
            self._span = None
            self._set = [one for one in self._set if (one.path, one.is_item) != (self._path, self._is_item)]
            self._set.append(_Set(self._path, time, self._is_item, is_lead_in))
