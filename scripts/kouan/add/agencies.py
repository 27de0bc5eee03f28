"""What a new body is, told by its name: its full name, kind, level, place and the id that it should have."""

import re
from dataclasses import dataclass

from kouan.add.identity import NATION, romanized
from kouan.reference import Entry, Reference
from kouan.resolve.agency_entries import DEPARTMENT_KINDS, GOVERNMENT_KINDS, LEVELS
from kouan.resolve.divisions import division_index

_NATIONAL = re.compile(r"^(?:国家|国务院|中国|中央|全国|中华)|总局$|总署$")
_ELIDED = (
    (re.compile(r"^(?:省|自治区|全省|全区|我省|我区)"), "province"),
    (re.compile(r"^(?:市|州|盟|全市|我市)(?!场)"), "prefecture"),
    (re.compile(r"^(?:县|旗|区|全县)"), "county"),
)
_KINDS = (
    (r"^[^，]*(?:各|有关|相关)[^，]*|等$|(?:成员单位|部门|企业)$", "group"),
    (r"海关", "customs"),
    (r"边防检查|边检", "border_inspection"),
    (r"海事", "maritime"),
    (r"铁路|国铁", "railway"),
    (r"公司|集团|银行$|^中国(?:移动|电信|联通|铁塔)", "enterprise"),
    (r"领导小组|指挥部|联席会议|协调机制|工作专班|委员会办公室$", "coordination_group"),
    (r"法院$|检察院$", "court_or_procuratorate"),
    (r"人大|政协", "legislature_or_cppcc"),
    (r"党委|纪委|宣传部|组织部|统战部|政法委|编办|网信办|党校|机关工委", "party_organ"),
    (r"协会$|商会$|学会$|总工会$|联合会$|团[省市]?委$|妇联|贸促会|工商联", "mass_organization"),
    (r"税务局|金融监管局|证监局|外汇管?理?局|人民银行|(?:通信|邮政)管理局|气象局|地震局", "central_regulator_branch"),
    (r"大学$|学院$|研究院$|研究所$|中心$|医院$|博物馆$|图书馆$", "public_institution"),
)  # fmt: skip
_GOVERNMENT = re.compile(r"^[^厅局委]{0,60}(?:政府|行政公署|行署)$")
_OF_STATE = "state_council_body"
_WITH_LEVEL = frozenset({_OF_STATE, *GOVERNMENT_KINDS.values(), *DEPARTMENT_KINDS.values()})


@dataclass(frozen=True)
class Body:
    """A body as proposed: its full name, the id that it should have, and the other columns of agencies.csv."""

    name: str
    wanted_id: str
    facts: dict[str, str]


class AgencyRules:
    """Tells new bodies by their names as documents of one division print them."""

    def __init__(self, reference: Reference, division_code: str | None) -> None:
        self._divisions = reference.index("divisions", "division_code")
        self._index = division_index(reference)
        self._own = division_code
        self._subjects = dict(self._known_subjects(reference))

    @property
    def province(self) -> str:
        """Where short names hold: the province of the document, or everywhere."""
        return f"{self._own[:2]}0000" if self._own else ""

    def body(self, name: str) -> Body:
        """Return what a body is that a document calls so, its level word still short: 省商务厅."""
        place = self._place(name)
        whole, rest = self._whole(name, place)
        is_national = bool(_NATIONAL.match(whole))
        level = "national" if is_national else LEVELS[place["level"]] if place else ""
        kind = _kind(whole, rest, level)
        slug = NATION if is_national or place is None else place["slug"]
        facts = {
            "short_name": whole,
            "kind": kind,
            "level": level if kind in _WITH_LEVEL else "",
            "division_code": place["division_code"] if place and not is_national else "",
            "is_collective": str(kind == "group").lower(),
        }
        return Body(whole, f"{slug}-{self._subjects.get(rest) or romanized(rest)}", facts)

    def _place(self, name: str) -> Entry | None:
        """Return the division that a name names, or that the document gives to a short level word."""
        if _NATIONAL.match(name):
            return None
        for elided, level in _ELIDED:
            if elided.match(name):
                return self._around(level) or self._around("province")
        code = self._index.first_in(name)
        if code and name.startswith((self._divisions[code]["name"], self._divisions[code]["short_name"])):
            return self._divisions[code]
        return self._divisions.get(self._own or "")

    def _around(self, level: str) -> Entry | None:
        digits = {"province": 2, "prefecture": 4, "county": 6}[level]
        entry = self._divisions.get((self._own or "")[:digits].ljust(6, "0"))
        return entry if entry and entry["level"] == level else None

    def _whole(self, name: str, place: Entry | None) -> tuple[str, str]:
        """Return a name with its division in full, and what of it says which body of the division it is."""
        if place is None:
            return name, name
        rest = name
        for one in (place["name"], place["short_name"]):
            if one and name.startswith(one):
                rest = re.sub(r"^(?:省|市|自治区|州|盟|县|区|旗)(?=.{2})", "", name.removeprefix(one))
                return f"{place['name']}{rest}", rest
        for elided, _ in _ELIDED:
            rest = elided.sub("", rest) if rest == name else rest
        return f"{place['name']}{rest}", rest

    def _known_subjects(self, reference: Reference) -> list[tuple[str, str]]:
        """Return what the ids of known bodies say of their names: commerce of 商务厅, in whatever province."""
        found: list[tuple[str, str]] = []
        for entry in reference["agencies"]:
            division = self._divisions.get(entry["division_code"])
            if division and entry["name"].startswith(division["name"]):
                slug = f"{division['slug']}-"
                if entry["agency_id"].startswith(slug):
                    found.append((entry["name"].removeprefix(division["name"]), entry["agency_id"].removeprefix(slug)))
        return found


def _kind(whole: str, rest: str, level: str) -> str:
    for pattern, kind in _KINDS:
        if re.search(pattern, rest if kind == "group" else whole):
            return kind
    if level == LEVELS["country"]:
        return _OF_STATE
    return (GOVERNMENT_KINDS if _GOVERNMENT.search(rest) else DEPARTMENT_KINDS).get(level, "other")
