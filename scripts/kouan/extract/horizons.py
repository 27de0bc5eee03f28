"""The years that a document speaks about, completed from its own words where its front matter does not tell them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kouan.extract.deadlines import Horizon, Time, find_times
from kouan.outline.passages import Passage

_ISSUED = re.compile(
    r"[〔\[［（(](?P<number>20\d{2})[〕\]］）)]第?\d{1,5}号"
    r"|(?P<dated>20\d{2})年\d{1,2}月\d{1,2}日(?!之?前|以前|底)"
)
_AIMS = re.compile(r"目标|总体要求|总体思路|总体部署|工作要求")
_TITLE = re.compile(r"《[^》]{0,300}》")
_LABEL = 12
"""How many characters at the head of a paragraph can name it (发展目标：…)."""
_SPAN = 5
"""A plan's stages lie within so many years; a year further off is a vision (到2035年)."""
_ENOUGH = 3
"""So many deadlines, all of one year, make a plan for that year."""


def completed(horizon: Horizon, text: str, passages: Sequence[Passage]) -> Horizon:
    """Return a horizon with the year of issue and the last year of the plan where the document prints them.

    The year of issue is the latest one in a document number or a complete date that is no deadline. The last year of
    a plan whose title names no period is that of its aims (a section of goals, or what stands before the first task),
    else the year that all its deadlines share.
    """
    if horizon.adopted_year is None:
        years = (int(match["number"] or match["dated"]) for match in _ISSUED.finditer(text))
        horizon = replace(horizon, adopted_year=max(years, default=None))
    if horizon.period_end_year is not None:
        return horizon
    first, last = _years(text, passages, horizon)
    return replace(horizon, period_start_year=first, period_end_year=last)


def _years(text: str, passages: Sequence[Passage], horizon: Horizon) -> tuple[int | None, int | None]:
    aims: list[int] = []
    every: list[int] = []
    first_task = next((index for index, passage in enumerate(passages) if passage.task), 0)
    for index, passage in enumerate(passages):
        if passage.is_past:
            continue
        words = _TITLE.sub(lambda title: "。" * len(title.group()), text[passage.start : passage.end])
        years = _deadlines(find_times(words, horizon))
        every.extend(years)
        if index < first_task or any(_AIMS.search(said) for said in (*passage.heading_path, words[:_LABEL])):
            aims.extend(years)
    near = [year for year in aims if year < min(aims) + _SPAN]
    if near:
        return horizon.period_start_year, max(near)
    if len(every) >= _ENOUGH and len(set(every)) == 1:
        only = every[0]
        return (only if only == horizon.adopted_year else horizon.period_start_year), only
    return horizon.period_start_year, None


def _deadlines(times: Iterable[Time]) -> list[int]:
    return [time.year for time in times if time.role == "deadline" and time.year is not None]
