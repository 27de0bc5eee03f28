"""Names of places and ports: which of them stands at an offset of a text."""

from collections.abc import Iterable
from dataclasses import dataclass, field

_LONGEST = 12
_SHORTEST = 2


@dataclass(frozen=True)
class PlaceNames:
    """The names that prove a word to be a proper name, none shorter than two characters.

    `provinces` are names and short names of provinces, `places` those of all other divisions, cities under the central
    government included; `bases` are the words by which ports are told apart: 甘其毛都 in 甘其毛都口岸.
    """

    provinces: frozenset[str]
    places: frozenset[str]
    bases: frozenset[str] = field(default=frozenset())

    def longest_at(self, text: str, start: int) -> int:
        """Return the end of the longest name that begins at an offset, or the offset itself."""
        for end in range(min(len(text), start + _LONGEST), start + _SHORTEST - 1, -1):
            word = text[start:end]
            if word in self.places or word in self.bases or word in self.provinces:
                return end
        return start

    def begins(self, text: str) -> bool:
        """Tell whether a text begins with a name."""
        return self.longest_at(text, 0) > 0

    def holds(self, text: str) -> bool:
        """Tell whether a name stands anywhere in a text."""
        return any(self.longest_at(text, start) > start for start in range(len(text)))

    def with_bases(self, bases: Iterable[str]) -> "PlaceNames":
        """Return the same names with further words that tell ports apart."""
        return PlaceNames(self.provinces, self.places, self.bases | _long_enough(bases))


def _long_enough(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if len(word) >= _SHORTEST)


def place_names(divisions: Iterable[tuple[str, str, str]]) -> PlaceNames:
    """Build the names from divisions as (level, name, short name); the country itself is no place."""
    provinces: set[str] = set()
    places: set[str] = set()
    for level, name, short_name in divisions:
        if level != "country":
            (provinces if level == "province" and not name.endswith("市") else places).update((name, short_name))
    return PlaceNames(_long_enough(provinces), _long_enough(places))
