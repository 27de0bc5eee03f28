"""Rows that a new document needs in the lists of agencies, ports and projects, proposed by rule for people to review.

A proposal has an id, the printed name, a kind and a place, and a remark that it is to be reviewed. It has no English
name: whoever reviews it translates it and takes the remark out; until then the build names the rows that wait.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kouan.add.agencies import AgencyRules
from kouan.add.identity import place_slug, romanized
from kouan.plan import Plan
from kouan.reference import Reference
from kouan.resolve.agencies import known_agencies, plain
from kouan.resolve.divisions import division_index
from kouan.resolve.ports import plain as plain_port
from kouan.rows import Row, Tables
from kouan.validate.rules.reviewed import TO_BE_REVIEWED

Rows = list[dict[str, str]]

_TAILS = {
    "综合保税区": "comprehensive-bonded-zone",
    "保税物流中心（B型）": "bonded-logistics-centre",
    "保税物流中心": "bonded-logistics-centre",
    "指定监管场地": "site",
    "国际机场": "airport",
    "机场航空口岸": "airport",
    "机场口岸": "airport",
    "航空口岸": "airport",
    "机场": "airport",
    "铁路口岸": "rail",
    "公路口岸": "road",
    "港口岸": "port",
    "港区": "port-area",
    "口岸": "",
}
"""How names end, and the end of an id for it, as the lists have it: ankang-airport, baoji-rail. The longest first."""

_LONGEST = 10
"""How many characters of a name at most make its id."""


@dataclass(frozen=True)
class Proposals:
    """Proposed rows by list, and the names that they are for, each with its id."""

    rows: Mapping[str, Rows]
    ids: Mapping[tuple[str, str], str]


class Ids:
    """Ids for new things: none is given twice, nor one that a list has."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def free(self, wanted: str) -> str:
        """Return an id, with a number behind it where it is taken, and keep it from others."""
        rank = 1
        while (found := wanted if rank == 1 else f"{wanted}-{rank}") in self._taken:
            rank += 1
        self._taken.add(found)
        return found


def propose(plan: Plan, tables: Tables, reference: Reference) -> Proposals:
    """Return proposals for the agencies, ports and projects of an unregistered document that no list knows."""
    note = f"{TO_BE_REVIEWED}: proposed from {plan.document_id}"
    agencies, aliases, agency_ids = _agencies(plan, tables, reference, note)
    ports, port_ids = _ports(plan, tables, reference, note)
    projects, project_ids = _projects(plan, tables, reference, note, ports)
    rows = {"agencies": agencies, "agency_aliases": aliases, "ports": ports, "projects": projects}
    return Proposals(rows, {**agency_ids, **port_ids, **project_ids})


def unknown_agencies(plan: Plan, tables: Tables) -> dict[str, str]:
    """Return the agencies that no list knows: what each is called, its level word restored, and how it is printed."""
    full = {
        plan.clean.span(mention.start, mention.end): mention.full
        for clause in plan.outline.clauses
        for part in clause.parts
        for mention in part.mentions
    }
    names: dict[str, str] = {}
    for row in (*tables["document_agencies"], *tables["task_assignments"]):
        if row["agency_id"] is None:
            span = (int(row["char_start"] or 0), int(row["char_end"] or 0))
            mention = str(row["mention"])
            names.setdefault(full.get(span, mention), mention)
    return names


def _agencies(
    plan: Plan, tables: Tables, reference: Reference, note: str
) -> tuple[Rows, Rows, dict[tuple[str, str], str]]:
    rules, code = AgencyRules(reference, plan.setting.division_code), plan.setting.division_code
    agencies = known_agencies(reference)
    ids = Ids(entry["agency_id"] for entry in reference["agencies"])
    ranks = _alias_ranks(reference)
    rows: Rows = []
    aliases: Rows = []
    found: dict[tuple[str, str], str] = {}
    called: dict[str, str] = {}
    for whole, mention in unknown_agencies(plan, tables).items():
        body = rules.body(whole)
        agency_id = called.get(plain(body.name)) or agencies.find(body.name, code)
        if agency_id is None:
            agency_id = ids.free(body.wanted_id)
            rows.append({"agency_id": agency_id, "name": body.name, **body.facts, "note": note})
        found["agency", mention] = agency_id
        for name in dict.fromkeys((body.name, whole, mention)):
            if plain(name) not in called and agencies.find(name, code) is None:
                called[plain(name)] = agency_id
                ranks[agency_id] += 1
                where = "" if name == body.name else rules.province
                alias_id = f"{agency_id}.{ranks[agency_id]}"
                aliases.append({"alias_id": alias_id, "alias": name, "agency_id": agency_id, "division_code": where})
    return rows, aliases, found


def _alias_ranks(reference: Reference) -> Counter[str]:
    """Return the highest running number among the aliases of each agency."""
    ranks: Counter[str] = Counter()
    for entry in reference["agency_aliases"]:
        number = entry["alias_id"].rpartition(".")[2]
        if number.isdecimal():
            ranks[entry["agency_id"]] = max(ranks[entry["agency_id"]], int(number))
    return ranks


class _Places:
    """Where named things lie: in the division that their name names, else in the document's."""

    def __init__(self, plan: Plan, reference: Reference) -> None:
        self._index = division_index(reference)
        self._divisions = reference.index("divisions", "division_code")
        self._own = plan.setting.division_code

    def code(self, name: str) -> str:
        return self._index.first_in(name) or self._own or ""

    def wanted_id(self, name: str) -> str:
        entry = self._divisions.get(self._index.first_in(name) or "")
        names = [entry["name"], entry["short_name"]] if entry else []
        place = max((one for one in names if one and name.startswith(one)), key=len, default="")
        slug = entry["slug"] if entry and place else place_slug(self._own, self._divisions)
        tail = next((one for one in _TAILS if name.endswith(one)), "")
        middle = romanized(name.removeprefix(place).removesuffix(tail)[:_LONGEST])
        return "-".join(part for part in (slug, middle, _TAILS.get(tail, "")) if part)


def _ports(plan: Plan, tables: Tables, reference: Reference, note: str) -> tuple[Rows, dict[tuple[str, str], str]]:
    places, ids = _Places(plan, reference), Ids(entry["port_id"] for entry in reference["ports"])
    rows: Rows = []
    found: dict[tuple[str, str], str] = {}
    for port in _own(tables["ports"], {entry["port_id"] for entry in reference["ports"]}, "port_id"):
        name = str(port["name"])
        port_id = found["port", name] = ids.free(places.wanted_id(name))
        kind = {"kind": str(port["kind"]), "mode": str(port["mode"]), "match_status": "no_source"}
        rows.append({"port_id": port_id, "name": name, **kind, "division_code": places.code(name), "note": note})
    return rows, found


def _projects(
    plan: Plan, tables: Tables, reference: Reference, note: str, ports: Rows
) -> tuple[Rows, dict[tuple[str, str], str]]:
    places, ids = _Places(plan, reference), Ids(entry["project_id"] for entry in reference["projects"])
    port_ids = {plain_port(port["name"]): port["port_id"] for port in (*reference["ports"], *ports)}
    rows: Rows = []
    found: dict[tuple[str, str], str] = {}
    for project in _own(tables["projects"], {entry["project_id"] for entry in reference["projects"]}, "project_id"):
        name = str(project["name"])
        project_id = found["project", name] = ids.free(places.wanted_id(name))
        facts = {"kind": str(project["kind"]), "division_code": places.code(name)}
        port_id = port_ids.get(plain_port(name), "")
        rows.append({"project_id": project_id, "name": name, **facts, "port_id": port_id, "note": note})
    return rows, found


def _own(rows: Iterable[Row], listed: Collection[str], key: str) -> list[Row]:
    """Return the rows of things that are on no list."""
    return [row for row in rows if str(row[key]) not in listed]
