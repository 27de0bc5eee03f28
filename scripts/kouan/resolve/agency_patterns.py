"""The patterns after which bodies are named everywhere: …商务厅, 国家税务总局…税务局, 中华人民共和国～海关.

`…` stands for a place however a document says it (山东省, 省, or nothing where the document speaks for it), `～` for a
place by its name (青岛海关), `＾` for the short name of the province around it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from kouan.errors import KouanError
from kouan.reference import Reference

FULL, SHORT, PROVINCE = "…", "～", "＾"
_LOCAL = ("municipality", "prefecture", "league", "county")
_OWNER_NAME = {"": FULL, "government": f"{FULL}人民政府", "party": f"中共{FULL}委"}
_OWNER_NAME_EN = {"": "… {}", "government": "{} of the … People's Government", "party": "{} of the CPC … Committee"}
_OWNER_SHORT = {"": FULL, "government": FULL, "party": f"{FULL}委"}
_OWNER_PARENT = {"": "*-government", "government": "*-government", "party": "*-party-committee"}
_OWNED = {
    "": ("", "人民政府", "政府"),
    "government": ("", "人民政府", "政府", "行署"),
    "party": ("委", "党委", "委员会"),
}
"""What may stand between a place and a department's name: 省政府口岸办, 市委网信办, 自治区党委网信办."""
_CONTRACTIONS = (
    ("委员会", "委"),
    ("办公室", "办"),
    ("监督管理", "监管"),
    ("科学技术", "科技"),
    ("中医药管理", "中医药"),
    ("和", ""),
)
"""How official names are shortened everywhere: 发展和改革委员会, 发展改革委; 市场监督管理局, 市场监管局."""


@dataclass(frozen=True)
class Pattern:
    """A sort of body that every place of some kinds has one of; `*` in ids stands for the place."""

    agency_id: str
    places: frozenset[str]
    name: str
    short_name: str
    name_en: str
    kind: str
    level: str
    parent_agency_id: str
    is_collective: bool


@dataclass(frozen=True)
class Form:
    """A way of printing the bodies of a pattern: the words around the place.

    `is_named` asks for the place by name. Of forms printed alike the one of the lower rank is meant: a name before a
    contraction of another, and 省外办 is the government's office before it is the Party's.
    """

    pattern: Pattern
    places: frozenset[str]
    is_named: bool
    rank: int


Forms = Mapping[tuple[str, str], tuple[Form, ...]]


def read_patterns(reference: Reference) -> tuple[Pattern, ...]:
    """Return the patterns of agency_patterns.csv, and those that agency_stems.csv gives for departments."""
    listed = [
        Pattern(
            entry["agency_id"], frozenset(entry["places"].split()), entry["name"], entry["short_name"],
            entry["name_en"], entry["kind"], entry["level"], entry["parent_agency_id"],
            entry["is_collective"] == "true",
        )
        for entry in reference["agency_patterns"]
    ]  # fmt: skip
    return (*listed, *_departments(reference))


def _departments(reference: Reference) -> Iterator[Pattern]:
    for entry in reference["agency_stems"]:
        owner = entry["owner"]
        for column, places in (("provincial", ("province",)), ("local", _LOCAL)):
            name = entry[column]
            if name:
                yield Pattern(
                    f"*-{entry['stem_id']}",
                    frozenset(places),
                    f"{_OWNER_NAME[owner]}{name}",
                    f"{_OWNER_SHORT[owner]}{_shortest(name)}",
                    _OWNER_NAME_EN[owner].format(entry[f"{column}_en"]),
                    entry["kind"],
                    "place",
                    _OWNER_PARENT[owner] if entry["kind"] in ("department", "party_organ") else "",
                    is_collective=False,
                )


def _shortest(name: str) -> str:
    return name.replace("委员会", "委").replace("监督管理", "监管")


def contracted(name: str) -> set[str]:
    """Return a name with any of the usual contractions made, itself included."""
    choices = [((long, long), (long, short)) for long, short in _CONTRACTIONS if long in name]
    variants = set()
    for picked in product(*choices):
        variant = name
        for long, short in picked:
            variant = variant.replace(long, short)
        variants.add(variant)
    return variants


def make_forms(reference: Reference, patterns: tuple[Pattern, ...]) -> Forms:
    """Return the forms of all patterns by the words before and after the place.

    Raises KouanError where an alias belongs to no pattern, or names two bodies of one place.
    """
    forms: dict[tuple[str, str], dict[Form, None]] = defaultdict(dict)
    owners = {f"*-{entry['stem_id']}": entry["owner"] for entry in reference["agency_stems"]}
    named = [*_own_names(patterns, owners), *_aliases(reference, patterns)]
    for pattern, template, places in named:
        for key, form in _forms(pattern, template, places, owners.get(pattern.agency_id)):
            forms[key][form] = None
    _check(forms)
    return {key: tuple(found) for key, found in forms.items()}


def _own_names(
    patterns: tuple[Pattern, ...], owners: Mapping[str, str]
) -> Iterator[tuple[Pattern, str, frozenset[str]]]:
    """Yield the names that patterns have for themselves, those of departments without their owner."""
    for pattern in patterns:
        is_department = pattern.agency_id in owners
        names = (FULL + _tail(pattern.name),) if is_department else (pattern.name, pattern.short_name)
        yield from ((pattern, name, pattern.places) for name in names)


def _aliases(reference: Reference, patterns: tuple[Pattern, ...]) -> Iterator[tuple[Pattern, str, frozenset[str]]]:
    """Yield the aliases of the list, each with its patterns and the places where it holds."""
    by_id: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        by_id[pattern.agency_id].append(pattern)
    for entry in reference["agency_pattern_aliases"]:
        places = frozenset(entry["places"].split())
        fitting = [one for one in by_id.get(entry["agency_id"], []) if not places or places & one.places]
        if not fitting:
            message = (
                f"agency_pattern_aliases.csv, {entry['alias']}: no pattern {entry['agency_id']} holds for "
                f"{entry['places'] or 'any place'}. Name one of agency_patterns.csv, or a stem as *-stem_id."
            )
            raise KouanError(message)
        yield from ((one, entry["alias"], (places & one.places) or one.places) for one in fitting)


def _forms(
    pattern: Pattern, template: str, places: frozenset[str], owner: str | None
) -> Iterator[tuple[tuple[str, str], Form]]:
    """Yield the ways of printing one name of a pattern; `owner` is that of a department, None for other bodies."""
    gap = FULL if FULL in template else SHORT
    before, found, after = template.partition(gap)
    if not found:
        # What has no place in its name, as the bodies of the country: 地方各级人民政府.
        yield ("", template), Form(pattern, places, is_named=False, rank=0)
        return
    for tail in sorted(contracted(after)):
        rank = int(tail != after)
        if owner is None or before:
            yield (before, tail), Form(pattern, places, gap == SHORT, rank)
            continue
        for owned in _OWNED[owner]:
            yield ("", owned + tail), Form(pattern, places, is_named=False, rank=rank)
        if owner == "party":
            yield ("", tail), Form(pattern, places, is_named=False, rank=rank + 2)


def _tail(name: str) -> str:
    """Return what a department is called behind its place and its owner."""
    behind = name.partition(FULL)[2]
    return behind.removeprefix("人民政府") if name.startswith(FULL) else behind.removeprefix("委")


def _check(forms: Mapping[tuple[str, str], Mapping[Form, None]]) -> None:
    for (before, after), found in forms.items():
        for form in found:
            for other in found:
                is_clash = form.rank == other.rank and form.is_named == other.is_named and form.places & other.places
                if is_clash and form.pattern.agency_id != other.pattern.agency_id:
                    message = (
                        f"agency_pattern_aliases.csv or the lists of its patterns: {before}…{after} is a name of "
                        f"{form.pattern.agency_id} and of {other.pattern.agency_id}. Keep it for one of them, or say "
                        "by places where each holds."
                    )
                    raise KouanError(message)
