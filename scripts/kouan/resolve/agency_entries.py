"""The entry of a body that a place has after a pattern: official name, English name, kind and level."""

from kouan.resolve.agency_patterns import FULL, PROVINCE, SHORT, Pattern
from kouan.resolve.divisions import Division, DivisionIndex

LEVELS = {"country": "national", "province": "provincial", "prefecture": "prefectural", "county": "county"}
"""The levels of bodies by those of the divisions that they belong to."""
GOVERNMENT_KINDS = {
    "provincial": "provincial_government",
    "prefectural": "municipal_government",
    "county": "county_government",
}
DEPARTMENT_KINDS = {
    "provincial": "provincial_department",
    "prefectural": "municipal_department",
    "county": "county_department",
}


def make_agency(pattern: Pattern, division: Division, divisions: DivisionIndex) -> dict[str, str]:
    """Return the body of a place as a row of the list of agencies."""
    level = LEVELS[division.level]
    return {
        "agency_id": pattern.agency_id.replace("*", division.slug),
        "name": _filled(pattern.name, division, divisions),
        "short_name": _filled(pattern.short_name, division, divisions),
        "name_en": _english(pattern.name_en, division, divisions),
        "kind": _kind(pattern.kind, level),
        "level": level if pattern.level == "place" else pattern.level,
        "division_code": division.code,
        "parent_agency_id": _parent(pattern, division, divisions),
        "is_collective": str(pattern.is_collective).lower(),
        "basis": "rule",
    }


def _kind(kind: str, level: str) -> str:
    if kind == "government":
        return GOVERNMENT_KINDS[level]
    return DEPARTMENT_KINDS[level] if kind == "department" else kind


def _parent(pattern: Pattern, division: Division, divisions: DivisionIndex) -> str:
    parent = pattern.parent_agency_id
    if parent.startswith("^"):
        above = divisions.get(division.parent_code)
        return parent.replace("^", above.slug) if above is not None and above.level != "country" else ""
    return parent.replace("*", division.slug)


def _filled(template: str, division: Division, divisions: DivisionIndex) -> str:
    above = divisions.get(division.parent_code)
    is_county = division.level == "county" and above is not None
    full = f"{above.name}{division.name}" if is_county and above else division.name
    if division.name.endswith("自治区"):
        # 中共广西壮族自治区委员会组织部, but 中共安徽省委组织部.
        template = template.replace(f"中共{FULL}委", f"中共{FULL}委员会").replace("委员会员会", "委员会")
        template = f"{FULL}党委{template[2:]}" if template.startswith(f"{FULL}委") else template
    short = division.short_name or division.name
    if is_county and above and divisions.is_shared(short):
        short = f"{above.short_name}{division.name}"
    elif divisions.find(short) != division.code and not is_county:
        # 吉林海关 would be that of the province.
        short = division.name
    province = divisions.get(f"{division.code[:2]}0000") or division
    return template.replace(FULL, full).replace(SHORT, short).replace(PROVINCE, province.short_name)


def _english(template: str, division: Division, divisions: DivisionIndex) -> str:
    """Fill an English name: Anhui Provincial Department of …, Department of … of Inner Mongolia Autonomous Region."""
    place = _designation(division)
    if FULL in template and (adjective := _adjective(division)):
        template = template.replace(FULL, f"{division.name_en} {adjective}")
    elif FULL in template:
        head, comma, tail = template.partition(",")
        if FULL in tail:
            head, comma, tail = template, "", ""
        template = f"{head.replace(f'{FULL} ', '')} of {place}{comma}{tail}"
    province = divisions.get(f"{division.code[:2]}0000") or division
    return template.replace(SHORT, division.name_en).replace(PROVINCE, province.name_en)


def _adjective(division: Division) -> str:
    if division.name.endswith("省"):
        return "Provincial"
    return "Municipal" if division.level in ("province", "prefecture") and division.name.endswith("市") else ""


def _designation(division: Division) -> str:
    """Return the English name with the kind of place where it is not clear without: Lixia District, Qufu City."""
    if division.name.endswith("自治区"):
        return f"{division.name_en} Autonomous Region"
    if division.level == "prefecture" and division.name.endswith(("州", "地区")):
        return division.name_en if division.name_en.endswith("Prefecture") else f"{division.name_en} Prefecture"
    if division.level == "county":
        generic = {"市": "City", "县": "County", "区": "District", "旗": "Banner"}.get(division.name[-1], "")
        return division.name_en if division.name_en.endswith(generic) else f"{division.name_en} {generic}"
    return division.name_en
