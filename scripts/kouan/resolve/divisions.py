"""Names of places to administrative divisions."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kouan.reference import Entry, Reference

COUNTRY = "100000"
_COUNTRY_WORDS = ("国务院", "国家", "全国", "中央")
_LEVELS = ("province", "prefecture", "county")
_TOLD_BY_SHORT_NAME = ("province", "prefecture")
_SHORTEST_COUNTY = 3
_COMMON_NOUNS = frozenset({"新城区", "老城区", "城中区", "城关区", "港口区", "矿区", "郊区"})
"""Names of counties that stand for any such place in a sentence."""
_LONG_NAME = 4
"""How many characters a name has at least that is called by its first one."""
_DIGITS = {"county": 6, "prefecture": 4, "province": 2}
"""How many digits of a division's code say which county, prefecture and province it is or lies in."""


@dataclass(frozen=True)
class Division:
    """An administrative division; `slug` stands for it in ids, such as `ah`, `hefei`, `qingdao-jimo`."""

    code: str
    name: str
    short_name: str
    name_en: str
    level: str
    parent_code: str
    slug: str

    @property
    def kind(self) -> str:
        """What bodies it has: a city under the central government and a league differ from others of their level."""
        if self.level == "province" and self.name.endswith("市"):
            return "municipality"
        if self.level == "prefecture" and self.name.endswith(("盟", "地区")):
            return "league"
        return self.level


@dataclass(frozen=True)
class Named:
    """A name that a text begins with: the divisions that it may mean, and where it ends."""

    codes: tuple[str, ...]
    end: int
    is_full: bool


def around(code: str | None) -> list[str]:
    """Return a division's own code and those that it lies in, the smallest first: 370283, 370200, 370000."""
    return list(dict.fromkeys(code[:digits].ljust(6, "0") for digits in _DIGITS.values())) if code else []


class DivisionIndex:
    """Divisions by full and by short name; the whole country is found by its code only."""

    def __init__(self, divisions: Iterable[Entry]) -> None:
        self._divisions: dict[str, Division] = {}
        self._by_name: dict[str, list[str]] = {}
        self._full: set[tuple[str, str]] = set()
        self._in_text: set[str] = set()
        for entry in divisions:
            division = Division(
                entry["division_code"], entry["name"], entry["short_name"], entry.get("name_en", ""), entry["level"],
                entry.get("parent_code", ""), entry.get("slug", ""),
            )  # fmt: skip
            self._divisions[division.code] = division
            if division.level not in _LEVELS:
                continue
            full = {division.name, *_customary(division)}
            self._full |= {(name, division.code) for name in full}
            names = full | ({division.short_name} - {""})
            for name in sorted(names):
                self._by_name.setdefault(name, []).append(division.code)
            # The short name of a county (滨海, 杨凌) may be any word of a sentence.
            is_told = division.level in _TOLD_BY_SHORT_NAME
            self._in_text |= names if is_told else {name for name in full if _is_proper(name)}
        self._lengths = _lengths(self._by_name)
        self._lengths_in_text = _lengths(self._in_text)
        self.by_slug = {division.slug: division for division in self._divisions.values() if division.slug}

    def get(self, code: str) -> Division | None:
        """Return the division of a code, the country included."""
        return self._divisions.get(code)

    def find(self, name: str, within: str | None = None) -> str | None:
        """Return the code of a place, preferring one within the prefecture, then the province, of `within`.

        Among those equally near the highest level counts; a name that several divisions of one level share, none of
        them nearer, gives None.
        """
        codes = self._by_name.get(name, [])
        for pool in self._nearest(codes, within):
            for level in _LEVELS:
                fitting = [code for code in pool if self._divisions[code].level == level]
                if len(fitting) == 1:
                    return fitting[0]
        return None

    def starting(self, text: str, within: str | None = None) -> Iterator[Named]:
        """Yield each name that a text begins with, the longest first; 山东省青岛市 is Qingdao.

        Of divisions that share a name those nearest to `within` are meant.
        """
        for length in self._lengths.get(text[:1], ()):
            codes = self._by_name.get(text[:length]) if len(text) >= length else None
            if codes is None:
                continue
            nearest = next((pool for pool in self._nearest(codes, within) if pool), codes)
            yield from self._inside(text, length, codes)
            yield Named(tuple(nearest), length, (text[:length], nearest[0]) in self._full)
        for word in _COUNTRY_WORDS:
            if text.startswith(word) and COUNTRY in self._divisions:
                yield Named((COUNTRY,), len(word), is_full=True)

    def is_shared(self, name: str) -> bool:
        """Tell whether a name is that of more than one division."""
        return len(self._by_name.get(name, ())) > 1

    def first_in(self, text: str) -> str | None:
        """Return the division that a text names first, the longest name where several begin there.

        The divisions that follow inside it count: 青岛市即墨区 is Jimo.
        """
        for start, end in self._scan(text):
            inside = [named for named in self.starting(text[start:]) if named.is_full and named.end > end - start]
            if inside and len(inside[0].codes) == 1:
                return inside[0].codes[0]
            return self.find(text[start:end])
        return None

    def province_of(self, text: str) -> str | None:
        """Return the province that more than half of the places lie in that a text names."""
        codes = [self.find(text[start:end]) for start, end in self._scan(text)]
        provinces = Counter(code[:2] for code in codes if code)
        for province, count in provinces.items():
            if count * 2 > provinces.total():
                return f"{province}0000"
        return None

    def _inside(self, text: str, length: int, codes: list[str]) -> Iterator[Named]:
        """Yield the divisions named right behind a larger one in which they lie."""
        rest = text[length:]
        for further in self._lengths.get(rest[:1], ()):
            below = self._by_name.get(rest[:further], ()) if len(rest) >= further else ()
            nested = [code for code in below if any(upper in around(code)[1:] for upper in codes)]
            if nested:
                yield from self._inside(text, length + further, nested)
                yield Named(tuple(nested), length + further, (rest[:further], nested[0]) in self._full)

    def _scan(self, text: str) -> Iterator[tuple[int, int]]:
        position = 0
        while position < len(text):
            end = next(
                (
                    position + length
                    for length in self._lengths_in_text.get(text[position], ())
                    if text[position : position + length] in self._in_text
                ),
                None,
            )
            if end is not None:
                yield position, end
            position = end or position + 1

    @staticmethod
    def _nearest(codes: list[str], within: str | None) -> Iterator[list[str]]:
        """Yield those of some divisions that lie in the prefecture, those in the province, and all."""
        if within and within[2:4] != "00":
            yield [code for code in codes if code[:4] == within[:4]]
        if within:
            yield [code for code in codes if code[:2] == within[:2]]
        yield codes


def _customary(division: Division) -> Iterator[str]:
    """Yield what people say for the long names of autonomous prefectures and counties: 延边州, 长阳县.

    A long name from another language is called by its first character: 博州 (博尔塔拉), 锡盟 (锡林郭勒).
    """
    for long, ending in (("自治州", "州"), ("自治县", "县")):
        if division.name.endswith(long) and division.short_name:
            yield division.short_name + ending
    for long, ending in (("自治州", "州"), ("盟", "盟")):
        if division.name.endswith(long) and len(division.short_name) >= _LONG_NAME:
            yield division.short_name[0] + ending


def _is_proper(name: str) -> bool:
    return len(name) >= _SHORTEST_COUNTY and name not in _COMMON_NOUNS


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return how long the names are that begin with each character, the longest first."""
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[0], set()).add(len(name))
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}


@lru_cache(maxsize=4)
def division_index(reference: Reference) -> DivisionIndex:
    """Return the index of the divisions of a reference, made once for each."""
    return DivisionIndex(reference["divisions"])
