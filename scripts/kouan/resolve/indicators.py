"""Indicators that documents share: from the printed phrase to one id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kouan.errors import KouanError

_GAP = "…"
_VARIANTS = str.maketrans("呑（）", "吞()")


@dataclass(frozen=True)
class Alias:
    """A way of printing an indicator: words that stand in the phrase in this order, and what they measure.

    An alias with a gap (中欧班列…发运) has several parts. `unit_si` is the indicator's base unit.
    """

    parts: tuple[str, ...]
    indicator_id: str
    unit_si: str

    @property
    def length(self) -> int:
        """How many characters the alias prints: the longer, the more it says."""
        return sum(map(len, self.parts))

    def is_in(self, phrase: str) -> bool:
        """Tell whether a phrase holds the parts in order."""
        position = 0
        for part in self.parts:
            position = phrase.find(part, position)
            if position < 0:
                return False
            position += len(part)
        return True


@dataclass(frozen=True)
class KnownIndicators:
    """The shared indicators by what documents call them, the most telling alias first."""

    aliases: tuple[Alias, ...]

    def find(self, phrase: str | None, unit_si: str | None) -> str | None:
        """Return the id of the indicator that a phrase prints in the base unit `unit_si`, or None.

        The longest alias in the phrase wins: 国际（地区）全货运航线 says more than 全货运航线. Milestones measure
        nothing and have no indicator.
        """
        if not phrase or unit_si is None:
            return None
        told = phrase.translate(_VARIANTS)
        return next(
            (alias.indicator_id for alias in self.aliases if alias.unit_si == unit_si and alias.is_in(told)), None
        )


def known_indicators(indicators: Iterable[Mapping[str, str]], aliases: Iterable[Mapping[str, str]]) -> KnownIndicators:
    """Build the list from the rows of indicators.csv and indicator_aliases.csv.

    Raises KouanError for an alias of an indicator that is not listed.
    """
    units = {row["indicator_id"]: row["unit_si"] for row in indicators}
    found: list[Alias] = []
    for row in aliases:
        if row["indicator_id"] not in units:
            message = (
                f"indicator_aliases.csv: {row['alias']} names the indicator {row['indicator_id']}, "
                "which indicators.csv does not have. Add it there or correct the id."
            )
            raise KouanError(message)
        parts = tuple(row["alias"].translate(_VARIANTS).split(_GAP))
        found.append(Alias(parts, row["indicator_id"], units[row["indicator_id"]]))
    return KnownIndicators(tuple(sorted(found, key=lambda alias: (-alias.length, alias.indicator_id, alias.parts))))
