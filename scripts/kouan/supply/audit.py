"""Compares the pinned dependencies with lists of known vulnerabilities, without the network."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kouan.supply.advisories import Advisory, AdvisoryList
from kouan.supply.pins import Pin
from kouan.supply.weighed import Weighed

_OLD = 180
"""After how many days a list has to be called old."""


@dataclass(frozen=True)
class Affected:
    """A pinned dependency that an advisory is about, and why that does not matter here, if somebody found so."""

    pin: Pin
    advisory: Advisory
    reason: str | None

    def __str__(self) -> str:
        """Return it as a line for people."""
        said = f"{self.pin.name} {self.pin.version}: {', '.join(self.advisory.names)}"
        return f"weighed   {said}. {self.reason}" if self.reason else f"AFFECTED  {said}"


@dataclass(frozen=True)
class Audit:
    """What lists say of the pins, and how much that is worth on the day of the version that is audited."""

    pins: tuple[Pin, ...]
    lists: tuple[AdvisoryList, ...]
    found: tuple[Affected, ...]
    day: date

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found but what was weighed."""
        return all(one.reason for one in self.found)

    def lines(self) -> list[str]:
        """Return the audit as people read it."""
        lines = [f"audited   {len(self.pins)} pinned dependencies"]
        for one in self.lists:
            lines.append(f"list      {one.name}: {one.size:,} advisories, the newest of {one.day}")
            if self._is_old(one):
                age = (self.day - one.day).days
                lines.append(f"OLD       it ends {age:,} days before this version and knows of nothing since")
        lines += map(str, self.found)
        lines.append(f"found     {sum(not one.reason for one in self.found)} known vulnerabilities that matter")
        if self.is_clean and all(map(self._is_old, self.lists)):
            lines.append("note      this says little, since every list that was asked is old")
        return lines

    def _is_old(self, one: AdvisoryList) -> bool:
        return (self.day - one.day).days > _OLD


def audit(pins: Iterable[Pin], lists: Sequence[AdvisoryList], weighed: Sequence[Weighed], day: date) -> Audit:
    """Return what some lists say of the pins, each dependency and version once.

    `day` is that of the version that is audited, from which the age of a list is counted.
    """
    different = {(pin.name, pin.version): pin for pin in pins}
    found = {
        (pin.name, pin.version, advisory.names): Affected(pin, advisory, _reason(pin, advisory, weighed))
        for pin in different.values()
        for one in lists
        for advisory in one.of_package.get(pin.name, ())
        if advisory.affects(pin.version)
    }
    return Audit(tuple(different.values()), tuple(lists), tuple(found[key] for key in sorted(found)), day)


def _reason(pin: Pin, advisory: Advisory, weighed: Sequence[Weighed]) -> str | None:
    return next((one.reason for one in weighed if one.is_about(pin, advisory.names)), None)
