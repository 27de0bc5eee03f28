"""Names of places to administrative divisions."""

import re
from collections import Counter
from collections.abc import Iterable

from kouan.reference import Entry

_LEVELS = ("province", "prefecture", "county")
_TOLD_BY_SHORT_NAME = ("province", "prefecture")


class DivisionIndex:
    """Divisions by full and by short name; the whole country is none of them."""

    def __init__(self, divisions: Iterable[Entry]) -> None:
        self._levels: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        in_text: set[str] = set()
        for entry in divisions:
            if entry["level"] not in _LEVELS:
                continue
            self._levels[entry["division_code"]] = entry["level"]
            names = {entry["name"], entry["short_name"]} - {""}
            for name in names:
                self._by_name.setdefault(name, []).append(entry["division_code"])
            # The short name of a county (滨海, 杨凌) may be any word of a sentence.
            in_text |= names if entry["level"] in _TOLD_BY_SHORT_NAME else {entry["name"]}
        self._in_text = re.compile(
            "|".join(sorted(map(re.escape, in_text), key=lambda name: (-len(name), name))) or r"(?!)"
        )

    def find(self, name: str, within: str | None = None) -> str | None:
        """Return the code of a place, preferring one within the province of `within`, then the highest level.

        A name that several divisions of one level share, none of them within, gives None.
        """
        codes = self._by_name.get(name, [])
        near = [code for code in codes if within and code[:2] == within[:2]]
        for pool in (near, codes):
            for level in _LEVELS:
                fitting = [code for code in pool if self._levels[code] == level]
                if len(fitting) == 1:
                    return fitting[0]
        return None

    def first_in(self, text: str) -> str | None:
        """Return the division that a text names first, the longest name where several begin there."""
        found = self._in_text.search(text)
        return self.find(found.group()) if found else None

    def province_of(self, text: str) -> str | None:
        """Return the province that more than half of the places lie in that a text names."""
        codes = [self.find(found.group()) for found in self._in_text.finditer(text)]
        provinces = Counter(code[:2] for code in codes if code)
        for province, count in provinces.items():
            if count * 2 > provinces.total():
                return f"{province}0000"
        return None
