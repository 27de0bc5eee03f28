"""Names of places and ports: which of them stands at an offset of a text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

LONGEST_PLACE = 12
"""How many characters the longest name has that is looked for."""
_SHORTEST = 2
_LONGEST_INITIALS = 4

_Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class PlaceNames:
    """The names that prove a word to be a proper name, none shorter than two characters.

    `provinces` are names and short names of provinces; `places` those of all other divisions, cities under the
    central government included, as far as they are no ordinary word; `counties` short names of two characters, which
    stand by accident in many words and count only where a name may begin; `bases` the words by which ports are told
    apart: 甘其毛都 in 甘其毛都口岸. `regions` (长三角, 蒙古国) and `initials` (皖, 俄: one character each) name no
    port, but prove a project's name to be one; `countries` are those of the regions that are states. What is
    `ordinary` is a word of the language as well as a place (通道, 临江).
    """

    provinces: frozenset[str]
    places: frozenset[str]
    bases: frozenset[str] = field(default=frozenset())
    counties: frozenset[str] = field(default=frozenset())
    regions: frozenset[str] = field(default=frozenset())
    initials: frozenset[str] = field(default=frozenset())
    countries: frozenset[str] = field(default=frozenset())
    ordinary: frozenset[str] = field(default=frozenset())

    @cached_property
    def _sure(self) -> "_Words":
        # What documents add are bases; all else is the same for every document.
        return _joined(_by_front(self.places | self.provinces), _by_front(self.bases))

    @cached_property
    def _regions(self) -> "_Words":
        return _by_front(self.regions)

    @cached_property
    def _fronts(self) -> frozenset[str]:
        return frozenset({*self._sure, *self._regions, *self.counties})

    @cached_property
    def _group(self) -> re.Pattern[str]:
        """Initials side by side (苏皖, 中蒙俄, 陕电入皖). 中 comes first in them, or 老中心 would hold one."""
        letters = "".join(sorted(self.initials))
        later = letters.replace("中", "")
        if not later:
            return re.compile(r"(?!)")
        sent = f"[{letters}][电气煤水粮]?[入送][{letters}]"
        return re.compile(
            f"{sent}|[{letters}][{later}]{{1,{_LONGEST_INITIALS - 1}}}方?|[{later}]方(?![法案向便面位式圆形])"
        )

    def spots(self, text: str, start: int, end: int) -> list[int]:
        """Return the offsets of a stretch at which alone a name, region, county or group of initials may begin."""
        fronts, initials = self._fronts, self.initials
        return [at for at in range(start, end) if text[at : at + _SHORTEST] in fronts or text[at] in initials]

    def longest_at(self, text: str, start: int) -> int:
        """Return the end of the longest name that begins at an offset, or the offset itself; no short county name.

        The front of a longer region is none: 吉隆 in 吉隆坡.
        """
        end = _longest_at(self._sure, text, start)
        return start if end > start and self.region_at(text, start) > end else end

    def place_at(self, text: str, start: int) -> int:
        """Return the same where a name may begin: the short name of a county (绥芬河, 东兴) counts too."""
        end = self.longest_at(text, start)
        county = start + _SHORTEST
        is_county = text[start:county] in self.counties and self.region_at(text, start) <= county
        return county if end == start and is_county else end

    def region_at(self, text: str, start: int) -> int:
        """Return the end of the longest region that begins at an offset, or the offset itself."""
        return _longest_at(self._regions, text, start)

    def group_at(self, text: str, start: int) -> int:
        """Return the end of the group of initials that begins at an offset, or the offset itself."""
        group = self._group.match(text, start) if text[start : start + 1] in self.initials else None
        return group.end() if group else start

    def begins(self, text: str) -> bool:
        """Tell whether a text begins with a name."""
        return self.place_at(text, 0) > 0

    def holds(self, text: str) -> bool:
        """Tell whether a name stands in a text: a short county name at its front, any other anywhere."""
        return self.begins(text) or any(self.longest_at(text, start) > start for start in range(len(text)))

    def holds_region(self, text: str) -> bool:
        """Tell whether a region or a group of initials stands anywhere in a text."""
        return any(max(self.region_at(text, start), self.group_at(text, start)) > start for start in range(len(text)))

    def with_bases(self, bases: Iterable[str]) -> "PlaceNames":
        """Return the same names with further words that tell ports apart; ordinary ones count as counties do."""
        added = _long_enough(bases)
        sure = self.bases | (added - self.ordinary)
        counties = self.counties | frozenset(word for word in added & self.ordinary if len(word) == _SHORTEST)
        if sure == self.bases and counties == self.counties:
            return self
        return replace(self, bases=sure, counties=counties)

    def added_to(self, before: "PlaceNames") -> frozenset[str]:
        """Return the words by which these names, made from others `with_bases`, are more than those."""
        return (self.bases - before.bases) | (self.counties - before.counties)


@lru_cache(maxsize=16)
def _by_front(words: frozenset[str]) -> _Words:
    """Return words by their first two characters, the longest first."""
    fronts: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        if len(word) <= LONGEST_PLACE:
            fronts.setdefault(word[:_SHORTEST], []).append(word)
    return {front: tuple(words) for front, words in fronts.items()}


def _joined(words: _Words, others: _Words) -> _Words:
    """Return the words of both, the longest first."""
    both = {
        front: tuple(sorted({*words[front], *more}, key=lambda word: -len(word))) if front in words else more
        for front, more in others.items()
    }
    return {**words, **both}


def _longest_at(words: _Words, text: str, start: int) -> int:
    for word in words.get(text[start : start + _SHORTEST], ()):
        if text.startswith(word, start):
            return start + len(word)
    return start


def _long_enough(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if len(word) >= _SHORTEST)


def place_names(divisions: Iterable[tuple[str, str, str]], words: Iterable[tuple[str, str]] = ()) -> PlaceNames:
    """Build the names from divisions as (level, name, short name) and words as (word, kind); the country is no place.

    Kinds of words: `region`, `country`, `initial` and `ordinary`, as `PlaceNames` has them; an `area` (洋山, 西咸) is
    no division, but ports and zones are named by it as by one.
    """
    kinds: dict[str, set[str]] = {"area": set(), "region": set(), "country": set(), "initial": set(), "ordinary": set()}
    for word, kind in words:
        kinds[kind].add(word)
    provinces: set[str] = set()
    places: set[str] = kinds["area"]
    counties: set[str] = set()
    for level, name, short_name in divisions:
        if level == "country":
            continue
        is_county_word = level == "county" and len(short_name) == _SHORTEST and short_name != name
        if level == "province" and not name.endswith("市"):
            provinces.update((name, short_name))
        elif is_county_word:
            places.add(name)
            counties.add(short_name)
        else:
            places.update((name, short_name) if level != "county" else {name, short_name} - kinds["ordinary"])
    return PlaceNames(
        provinces=_long_enough(provinces),
        places=_long_enough(places),
        counties=_long_enough(counties - kinds["ordinary"] - places),
        regions=_long_enough(kinds["region"] | kinds["country"]),
        initials=frozenset(kinds["initial"]),
        countries=frozenset(kinds["country"]),
        ordinary=frozenset(kinds["ordinary"]),
    )
