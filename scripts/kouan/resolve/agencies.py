"""Names of agencies to ids: one body, one id, whatever a document calls it.

A name is looked up in the list first; what the list does not know is placed by rule, as the body of a sort that a
place has (`agency_patterns`). A name that neither places fully stays unknown: nothing is guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from kouan.errors import KouanError
from kouan.reference import Entry, Reference
from kouan.resolve.agency_entries import make_agency
from kouan.resolve.agency_patterns import Form, Forms, Pattern, make_forms, read_patterns
from kouan.resolve.agency_spellings import plain, spellings
from kouan.resolve.divisions import COUNTRY, Division, DivisionIndex, around, division_index
from kouan.resolve.nearest import BODY_WORDS, KnownNames, nearest

__all__ = ["Agencies", "AgencyIndex", "known_agencies", "plain", "spellings"]

_LEVEL_WORDS = (
    ("自治区", "province", "自治区"),
    ("自治州", "prefecture", "自治州"),
    ("自治县", "county", "自治县"),
    ("地区", "prefecture", "地区"),
    ("省", "province", "省"),
    ("州", "prefecture", "州"),
    ("盟", "prefecture", "盟"),
    ("县", "county", "县"),
    ("旗", "county", "旗"),
    ("区", "county", "区"),
)
"""Words for the place around a document: word, level, and how the names of such places end."""
_BY_NAME, _BY_SHORT_NAME, _BY_LEVEL, _ELIDED = range(4)
_SHORTEST = 2
"""How many characters a name has at least that leaves its place out: 委 alone is nobody."""
_MOST_FOUND, _MOST_NEAR = 50_000, 64
"""How many names, and how many divisions' names, are remembered: a process may read any number of documents."""


class AgencyIndex:
    """Aliases by name; an alias that holds in one division only is found from documents of that division or below."""

    def __init__(self, aliases: Iterable[Entry]) -> None:
        """Raise KouanError where one name stands for two bodies in one division."""
        self._by_name: dict[str, dict[str, str]] = defaultdict(dict)
        for entry in aliases:
            holding = self._by_name[plain(entry["alias"])]
            if holding.setdefault(entry["division_code"], entry["agency_id"]) != entry["agency_id"]:
                other = holding[entry["division_code"]]
                message = (
                    f"agency_aliases.csv, {entry['alias_id']}: {entry['alias']} is a name of {other} too. "
                    "Correct one of them, or say by division_code where each holds."
                )
                raise KouanError(message)

    def find(self, name: str, division_code: str | None) -> str | None:
        """Return the id of the body that a document of a division calls by a name, or None: it is never guessed."""
        return _first(self._by_name.get(plain(name), {}), (*around(division_code), ""))

    def holds_in(self, name: str, codes: Iterable[str]) -> bool:
        """Tell whether a name is held in one of some divisions."""
        return not self._by_name.get(plain(name), {}).keys().isdisjoint(codes)

    def names(self, division_code: str | None) -> Iterator[tuple[str, str]]:
        """Yield the names that documents of a division may use, each with the id of its body."""
        codes = (*around(division_code), "")
        for name, holding in self._by_name.items():
            agency_id = _first(holding, codes)
            if agency_id is not None:
                yield name, agency_id


def _first(holding: Mapping[str, str], codes: Iterable[str]) -> str | None:
    return next((holding[code] for code in codes if code in holding), None)


@dataclass(frozen=True)
class _Place:
    """A place that a text begins with, how it says so, and where its name ends."""

    code: str
    end: int
    how: int


class Agencies:
    """The bodies that documents speak of: those of the list, and those that rules make for every place of China."""

    def __init__(self, reference: Reference) -> None:
        """Raise KouanError where lists contradict themselves."""
        self._listed = AgencyIndex(reference["agency_aliases"])
        self._entries = reference.index("agencies", "agency_id")
        self._divisions: DivisionIndex = division_index(reference)
        patterns = read_patterns(reference)
        self._by_template: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            self._by_template[pattern.agency_id].append(pattern)
        self._forms: Forms = make_forms(reference, patterns)
        self._before = sorted({plain(before) for before, _ in self._forms}, key=lambda words: (-len(words), words))
        self._found: dict[tuple[str, str | None], str | None] = {}
        self._near: dict[str | None, KnownNames] = {}
        self._usual: dict[tuple[str, str], KnownNames] = {}

    def find(self, name: str, division_code: str | None) -> str | None:
        """Return the id of the body that a document of a division calls by a name, or None: it is never guessed.

        省科技厅 is another body in each province; without a division only names that say their place are found.
        """
        key = (plain(name), division_code)
        if key not in self._found:
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            self._found[key] = self._find(*key)
        return self._found[key]

    def get(self, agency_id: str) -> Entry | None:
        """Return a body as a row of the list of agencies, `basis` telling whether it is listed or made by rule."""
        if agency_id in self._entries:
            return {**self._entries[agency_id], "basis": "list"}
        for pattern, division in self._sources(agency_id):
            return make_agency(pattern, division, self._divisions)
        return None

    def nearest(self, name: str, division_code: str | None) -> list[tuple[str, str]]:
        """Return the three known bodies nearest to a name, as ids and names that documents of a division may use."""
        known = [self._listed_near(division_code), *self._usual_near(division_code)]
        return nearest(plain(name), known, partial(self.find, division_code=division_code))

    def _listed_near(self, division_code: str | None) -> KnownNames:
        """Return what documents of a division may call the bodies of the list."""
        if division_code not in self._near:
            if len(self._near) >= _MOST_NEAR:
                self._near.clear()
            near = {*around(division_code), COUNTRY, ""}
            named = self._listed.names(division_code)
            names = (name for name, agency_id in named if self._entries[agency_id]["division_code"] in near)
            self._near[division_code] = KnownNames(names, BODY_WORDS)
        return self._near[division_code]

    def _usual_near(self, division_code: str | None) -> Iterator[KnownNames]:
        """Yield what documents of a division may call the bodies of its places: 省商务厅, 市商务局."""
        for code in around(division_code):
            division = self._divisions.get(code)
            if division is None:
                continue
            word = next((word for word, _, end in _LEVEL_WORDS if division.name.endswith(end)), "市")
            kind = ("" if code == COUNTRY else word, division.kind)
            if kind not in self._usual:
                self._usual[kind] = KnownNames(self._usual_names(*kind), BODY_WORDS)
            yield self._usual[kind]

    def _usual_names(self, word: str, kind: str) -> Iterator[str]:
        for (before, after), forms in self._forms.items():
            if any(kind in form.places and not form.is_named for form in forms):
                yield f"{before}{word}{after}"

    def by_rule(self, name: str, division_code: str | None) -> str | None:
        """Return what the rules alone make of a name, the list left aside; a listed body still has its listed id."""
        placed = (self._placed(spelling, division_code) for spelling in spellings(plain(name)))
        return next(filter(None, placed), None)

    def _find(self, name: str, here: str | None) -> str | None:
        for spelling in spellings(name):
            found = self._listed.find(spelling, here)
            if found is None or self._is_far(spelling, here):
                found = self._nearer(spelling, here) or found or self._placed(spelling, here)
            if found is not None:
                return found
        return None

    def _is_far(self, name: str, here: str | None) -> bool:
        """Tell whether the list has a name only for a place around that of the document: 市外办 for a province."""
        return here is not None and self._listed.holds_in(name, around(here)[1:])

    def _nearer(self, name: str, here: str | None) -> str | None:
        """Return the body of the document's own place that the rules make of a name."""
        placed = self._placed(name, here)
        body = self.get(placed) if placed else None
        return placed if body is not None and body["division_code"] == here else None

    def _placed(self, name: str, here: str | None) -> str | None:
        """Return the one body that the rules make of a name; of several none, unless one is meant before the others.

        A place by its name goes before one by its level word, and that before one left out.
        """
        ranked: dict[tuple[int, int], dict[str, tuple[Pattern, Division]]] = defaultdict(dict)
        for form, place in self._readings(name, here):
            division = self._divisions.get(place.code)
            if division is not None and division.kind in form.places:
                made = form.pattern.agency_id.replace("*", division.slug)
                level = {"province": 0, "prefecture": 1, "county": 2}.get(division.level, 0)
                rank = (place.how * 10 + level, form.rank)
                ranked[rank][made] = (form.pattern, division)
        for rank in sorted(ranked):
            if len(ranked[rank]) > 1:
                return None
            ((made, (pattern, division)),) = ranked[rank].items()
            official = make_agency(pattern, division, self._divisions)["name"]
            return made if made in self._entries else self._listed.find(official, division.code) or made
        return None

    def _readings(self, name: str, here: str | None) -> Iterator[tuple[Form, _Place]]:
        for before in self._before:
            if not name.startswith(before):
                continue
            rest = name[len(before) :]
            for place in self._places(rest, here):
                if place.how == _ELIDED and len(rest) < _SHORTEST:
                    continue
                for form in self._forms.get((before, rest[place.end :]), ()):
                    if _fits(form, place, is_bare=not before and place.end == len(rest)):
                        yield form, place

    def _places(self, text: str, here: str | None) -> Iterator[_Place]:
        for named in self._divisions.starting(text, here):
            for code in named.codes:
                yield _Place(code, named.end, _BY_NAME if named.is_full else _BY_SHORT_NAME)
        own = [division for code in around(here) if (division := self._divisions.get(code))]
        for word, level, ending in _LEVEL_WORDS:
            if text.startswith(word):
                fitting = (place for place in own if place.level == level and place.name.endswith(ending))
                yield from (_Place(place.code, len(word), _BY_LEVEL) for place in fitting)
        if text.startswith("市"):
            # The nearest city: 市 in a document of 昆山市 is 昆山市, in one of 历下区 济南市, in one of 朝阳区 北京市.
            cities = (place for place in own if place.name.endswith("市"))
            yield from (_Place(place.code, 1, _BY_LEVEL) for place in list(cities)[:1])
        if here is not None:
            yield _Place(here, 0, _ELIDED)

    def _sources(self, agency_id: str) -> Iterator[tuple[Pattern, Division]]:
        """Yield the patterns and places whose body has an id, the longest name of a place first."""
        country = self._divisions.get(COUNTRY)
        if country is not None:
            for pattern in self._by_template.get(agency_id, ()):
                yield pattern, country
        parts = agency_id.split("-")
        for count in range(len(parts) - 1, 0, -1):
            division = self._divisions.by_slug.get("-".join(parts[:count]))
            for pattern in self._by_template.get("*-" + "-".join(parts[count:]), ()):
                if division is not None and division.kind in pattern.places:
                    yield pattern, division


def _fits(form: Form, place: _Place, *, is_bare: bool) -> bool:
    """Tell whether a form can be said of a place in this way.

    A place alone (济南市) is its government only by its full name. The short name of a county does not do before what
    every place has (城关税务局), but before what few have (满洲里海关).
    """
    if is_bare:
        return place.how == _BY_NAME
    if form.is_named:
        return place.how in (_BY_NAME, _BY_SHORT_NAME)
    is_county = place.code[4:] != "00"
    return place.how != _BY_SHORT_NAME or not is_county


@lru_cache(maxsize=4)
def known_agencies(reference: Reference) -> Agencies:
    """Return the bodies of a reference, indexed once for each."""
    return Agencies(reference)
