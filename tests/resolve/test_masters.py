"""The lists of things: those that documents speak of, with what they lie in, typed and sorted."""

import pytest

from kouan.errors import KouanError
from kouan.resolve.masters import master_rows, typed

LISTS = {
    "agencies": "agency_id",
    "agency_aliases": "agency_id",
    "ports": "port_id",
    "projects": "project_id",
    "indicators": "indicator_id",
    "divisions": "division_code",
}


@pytest.fixture
def one(parsed, reference, package):
    """The lists for one row of what documents say."""

    def take(**tables):
        empty = {name: [] for name in parsed if name not in LISTS}
        return master_rows(empty | {"ports": [], "projects": []} | tables, reference, package)

    return take


def test_nothing_said_is_nothing_listed(one):
    assert {name: one()[name] for name in LISTS} == {name: [] for name in LISTS}


def test_a_port_brings_what_it_lies_in(one, reference):
    entry = reference.index("ports", "port_id")["maanshan-zhengpu-port-area"]
    assert entry["parent_port_id"] == "maanshan-port"
    tables = one(port_mentions=[{"port_id": "maanshan-zhengpu-port-area"}])
    assert [row["port_id"] for row in tables["ports"]] == ["maanshan-port", "maanshan-zhengpu-port-area"]
    codes = [row["division_code"] for row in tables["divisions"]]
    assert codes == sorted(codes)
    assert {"100000", "340000", "340500"} <= set(codes)


def test_a_project_brings_its_port(one, reference):
    entry = next(entry for entry in reference["projects"] if entry["port_id"])
    tables = one(project_mentions=[{"project_id": entry["project_id"]}])
    assert [row["project_id"] for row in tables["projects"]] == [entry["project_id"]]
    assert entry["port_id"] in {row["port_id"] for row in tables["ports"]}


def test_an_agency_brings_those_above_it_and_all_their_names(one, reference):
    entry = next(entry for entry in reference["agencies"] if entry["parent_agency_id"])
    tables = one(task_assignments=[{"agency_id": entry["agency_id"]}, {"agency_id": None}])
    ids = {row["agency_id"] for row in tables["agencies"]}
    assert {entry["agency_id"], entry["parent_agency_id"]} <= ids
    assert {row["agency_id"] for row in tables["agency_aliases"]} == ids


def test_unknown_things_stay_beside_the_listed_ones(one):
    own = {"port_id": "plan.port1", "name": "衢州机场口岸", "division_code": None}
    unused = {"port_id": "plan.port2", "name": "丽水机场口岸", "division_code": None}
    tables = one(port_mentions=[{"port_id": "plan.port1"}, {"port_id": "ceke"}], ports=[own, unused])
    assert [row["port_id"] for row in tables["ports"]] == ["ceke", "plan.port1"], (
        "one that a correction dropped is gone"
    )


def test_lists_hold_what_is_used_and_no_more(parsed, package):
    for name, key in LISTS.items():
        assert parsed[name], name
        rows = [row[package.table(name).primary_key[0]] for row in parsed[name]]
        assert rows == sorted(rows) or name == "agency_aliases", name
        assert key in parsed[name][0]
    used = {row["indicator_id"] for row in parsed["targets"]} - {None}
    assert {row["indicator_id"] for row in parsed["indicators"]} == used


def test_values_are_of_their_columns_types(reference, package):
    row = typed(reference.index("divisions", "division_code")["340100"], package.table("divisions"))
    assert row["latitude"] == pytest.approx(31.86, abs=0.1)
    assert row["parent_code"] == "340000"
    assert "source" not in row, "a column for the list's keepers"
    collective = typed(
        next(e for e in reference["agencies"] if e["is_collective"] == "true"), package.table("agencies")
    )
    assert collective["is_collective"] is True
    country = typed(reference.index("divisions", "division_code")["100000"], package.table("divisions"))
    assert (country["parent_code"], country["latitude"]) == (None, None)


@pytest.mark.parametrize(
    ("table", "values", "told"),
    [
        (
            "divisions",
            {"division_code": "340100", "latitude": "31.8°N"},
            "divisions.csv, 340100, column latitude: expected a finite",
        ),
        (
            "agencies",
            {"agency_id": "ah-x", "is_collective": "TRUE"},
            "agencies.csv, ah-x, column is_collective: expected true or false",
        ),
    ],
)
def test_a_value_of_another_type_is_refused(package, table, values, told):
    with pytest.raises(KouanError) as caught:
        typed(values, package.table(table))
    assert told in str(caught.value)
