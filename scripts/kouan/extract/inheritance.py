"""Deadlines that hold beyond their own sentence: for the bullets under it, the section of goals, the labelled part."""

import re
from collections.abc import Sequence

from kouan.extract.deadlines import Horizon, Time, find_times

_LONGEST_TITLE = 20
_GOAL = re.compile(r"目标|指标")
_LABEL = re.compile(r"[^，。；]{2,24}")
_RUN_IN_BULLET = re.compile(r"[:：]\s*(?:——|--|—|–)")
_DOCUMENT = re.compile(r"(?:方案|规划|计划|要点|意见|措施|办法|政策|纲要|通知)[（(]")
_BULLET = re.compile(r"\s*(?:——|--|—|–)")


class Inheritance:
    """The deadline in force between sentences.

    It holds for the bullets below a paragraph (到2025年，…体系。——口岸体系健全。…), within a section of goals
    (发展目标) and, to the end of a paragraph, after a label with a span of years (中期目标(2021-2023年)。…). All other
    sentences begin without one; their numbers fall back on `paragraph` and `year`.
    `was_past` says that the sentence before in the paragraph told what was.
    """

    def __init__(self, horizon: Horizon) -> None:
        """Begin a document, with no deadline in force but the end of its plan."""
        self.paragraph: Time | None = None
        self.was_past = False
        self._horizon = horizon
        self._heading_years: dict[tuple[str, ...], int | None] = {}
        self._path: tuple[str, ...] = ()
        self._headings: tuple[str, ...] = ()
        self._last: Time | None = None
        self._is_kept = False
        self._is_bullet = False

    @property
    def time(self) -> Time | None:
        """The deadline under which the next sentence begins, before it names one itself."""
        return self._last if self._is_kept or self._is_bullet else None

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

    def enter(self, path: tuple[str, ...], words: str) -> None:
        """Begin a passage under the headings of `path`."""
        self.paragraph, self.was_past = None, False
        self._is_bullet = bool(_BULLET.match(words))
        self._is_kept = any(_GOAL.search(heading) for heading in path)
        is_below = path[: len(self._path)] == self._path and bool(self._path)
        if (
            not (is_below or path == self._path)
            or (self._last and self._last.role == "span")
            or not (self._is_bullet or self._is_kept)
        ):
            self._last = None
        if not is_below:
            self._path = path
        title = words.partition("。")[0]
        self._headings = (*path, title) if len(title) <= _LONGEST_TITLE else path

    def is_label(self, words: str, times: Sequence[Time]) -> bool:
        """Tell whether a sentence only says what follows (发展目标; 中期目标(2021-2023年)), and take note of it."""
        if not _LABEL.fullmatch(words):
            return False
        self._is_kept = self._is_kept or bool(_GOAL.search(words))
        span = next((time for time in times if time.role == "span"), None)
        if span is not None and not _DOCUMENT.search(words):
            self._last, self._is_kept = span, True
        return span is not None

    def finish(self, words: str, times: Sequence[Time]) -> None:
        """Take note of the deadlines of a sentence that has been read; those of a bullet end with it.

        A sentence whose bullets run on in its own line (到2027年，…体系:--平台更加完善。…) keeps its deadline.
        """
        self.paragraph = next((time for time in reversed(times) if time.role == "deadline"), self.paragraph)
        self._is_kept = self._is_kept or bool(_RUN_IN_BULLET.search(words))
        if not self._is_bullet:
            self._last = next((time for time in reversed(times) if time.role == "deadline"), self._last)
