"""Rules about divisions, agencies and ports: codes, levels, coordinates and their sources."""

# ruff: noqa: D401 - the docstring of a rule says what has to hold

from collections.abc import Iterator

from kouan.validate.dataset import Dataset, number, optional_text, text
from kouan.validate.problems import Problem

_COUNTRY = "100000"
_DIVISION_OF_LEVEL = {"national": "country", "provincial": "province", "prefectural": "prefecture", "county": "county"}
_LEVEL_OF_KIND = {
    "state_council_body": ("national",),
    "provincial_government": ("provincial",),
    "provincial_department": ("provincial",),
    # A city may stand at county level, as 二连浩特市 does.
    "municipal_government": ("prefectural", "county"),
    "municipal_department": ("prefectural", "county"),
    "county_government": ("county",),
    "county_department": ("county",),
}
_FLOWN_TO = ("air", "multi")
# A rectangle around China: enough to find degrees that were swapped or mistyped.
_CHINA = {"latitude": (3.0, 54.0), "longitude": (73.0, 136.0)}


def division_codes_nest(dataset: Dataset) -> Iterator[Problem]:
    """A code has the level that its zeros say, and lies under its parent's: 340100 under 340000 under the country."""
    for row in dataset.tables["divisions"]:
        code, parent = text(row, "division_code"), optional_text(row, "parent_code")
        level = _level_of_code(code)
        if row["level"] != level:
            yield dataset.problem(
                "divisions", row, "level", f"the code {code} is that of a {level}. Put code or level right."
            )
        elif (parent is None) != (code == _COUNTRY):
            message = "every division but the country has a parent. Put parent_code right."
            yield dataset.problem("divisions", row, "parent_code", message)
        elif parent is not None and parent != _COUNTRY and not code.startswith(_significant(parent)):
            message = f"{parent} is above codes that begin with {_significant(parent)}. Put parent_code right."
            yield dataset.problem("divisions", row, "parent_code", message)
        elif parent == _COUNTRY and level != "province":
            message = f"a {level} does not lie right under the country. Put parent_code right."
            yield dataset.problem("divisions", row, "parent_code", message)


def _level_of_code(code: str) -> str:
    if code == _COUNTRY:
        return "country"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def _significant(code: str) -> str:
    """Return the pairs of digits of a code before its zeros: 3401 of 340100."""
    while code.endswith("00"):
        code = code.removesuffix("00")
    return code


def agencies_stand_at_the_level_of_their_division(dataset: Dataset) -> Iterator[Problem]:
    """A provincial body belongs to a province, a prefectural one to a prefecture; a kind that names a level has it.

    Collectives are left out: the cities of Anhui are prefectural and stand under the province.
    """
    divisions = dataset.by_id("divisions")
    for row in dataset.tables["agencies"]:
        level, kind = optional_text(row, "level"), text(row, "kind")
        if kind == "group" and not row["is_collective"]:
            yield dataset.problem(
                "agencies", row, "is_collective", "a group is a collective. Put kind or is_collective right."
            )
        if row["is_collective"]:
            continue
        levels = _LEVEL_OF_KIND.get(kind)
        if levels is not None and level not in levels:
            message = f"expected {' or '.join(levels)} for a {kind}, found {level}. Put kind or level right."
            yield dataset.problem("agencies", row, "level", message)
            continue
        division = divisions.get(optional_text(row, "division_code") or "")
        if level is not None and division is not None and division["level"] != _DIVISION_OF_LEVEL[level]:
            message = f"{division['name']} is a {division['level']}, the body {level}. Put one of them right."
            yield dataset.problem("agencies", row, "division_code", message)


def coordinates_come_in_pairs(dataset: Dataset) -> Iterator[Problem]:
    """A place has a latitude and a longitude or neither; a port's have a source, and no source stands without them."""
    for table, row in dataset.each("latitude", "longitude"):
        there = [row[column] is not None for column in ("latitude", "longitude")]
        if there[0] != there[1]:
            missing = "longitude" if there[0] else "latitude"
            yield dataset.problem(
                table.name, row, missing, "latitude and longitude belong together. Give both or neither."
            )
        elif "coordinates_source" in row and (row["coordinates_source"] is not None) != there[0]:
            message = "coordinates and their source belong together. Give all three or none; nothing is guessed."
            yield dataset.problem(table.name, row, "coordinates_source", message)


def places_in_china_lie_in_china(dataset: Dataset) -> Iterator[Problem]:
    """What has a Chinese division has coordinates in or around China, and a UN/LOCODE that begins with CN."""
    for table, row in dataset.each("division_code", "latitude", "longitude"):
        if row["division_code"] is None:
            continue
        for column, (least, most) in _CHINA.items():
            degrees = number(row, column)
            if degrees is not None and not least <= degrees <= most:
                message = f"expected {least} to {most} degrees in China, found {degrees}. Are the two swapped?"
                yield dataset.problem(table.name, row, column, message)
        code = optional_text(row, "unlocode") if "unlocode" in row else None
        if code is not None and not code.startswith("CN"):
            yield dataset.problem(
                table.name, row, "unlocode", f"expected a code of China, CN…, found {code}. Put it right."
            )


def codes_say_whether_and_where_they_were_found(dataset: Dataset) -> Iterator[Problem]:
    """Matched ports, and no others, have a code; codes have a source; an IATA code is for where planes land."""
    for row in dataset.tables["ports"]:
        has_code = row["iata_code"] is not None or row["unlocode"] is not None
        if has_code != (row["match_status"] == "matched"):
            message = (
                f"{row['match_status']}, with {'a' if has_code else 'no'} code. Matched ports, and no others, have one."
            )
            yield dataset.problem("ports", row, "match_status", message)
        if has_code != (row["code_source"] is not None):
            yield dataset.problem(
                "ports", row, "code_source", "codes and their source belong together. Give both or neither."
            )
        if row["iata_code"] is not None and row["mode"] not in _FLOWN_TO:
            message = f"an IATA code, and the mode is {row['mode']}. Put code or mode right."
            yield dataset.problem("ports", row, "iata_code", message)


RULES = (
    division_codes_nest,
    agencies_stand_at_the_level_of_their_division,
    coordinates_come_in_pairs,
    places_in_china_lie_in_china,
    codes_say_whether_and_where_they_were_found,
)
