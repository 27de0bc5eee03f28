"""schema.org JSON-LD keeps the rules of search engines for data sets, for the package and for each table."""

import json
import re
from pathlib import Path

import pytest

REQUIRED = {"name", "description"}
RECOMMENDED = {
    "creator", "datePublished", "distribution", "inLanguage", "isAccessibleForFree", "license", "variableMeasured", "version",
}  # fmt: skip
OF_THE_WHOLE = {"hasPart", "identifier", "isBasedOn", "keywords", "spatialCoverage", "temporalCoverage"}


@pytest.fixture(scope="module")
def described(described_release: Path):
    return json.loads((described_release / "schema.jsonld").read_text(encoding="utf-8"))


def every(described):
    return [described, *described["hasPart"]]


def test_each_is_a_dataset_with_what_search_engines_ask_for(described, package):
    assert described["@context"] == "https://schema.org/"
    assert set(described) >= REQUIRED | RECOMMENDED | OF_THE_WHOLE
    assert [part["alternateName"] for part in described["hasPart"]] == [table.name for table in package.tables]
    for one in every(described):
        assert one["@type"] == "Dataset"
        assert set(one) >= REQUIRED | RECOMMENDED
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", one["datePublished"])
        assert one["isAccessibleForFree"] is True
        assert one["license"] == ["https://creativecommons.org/licenses/by/4.0/"]
        assert one["creator"] == [{"@type": "Organization", "name": "Kouan maintainers"}]


def test_descriptions_are_neither_too_short_nor_too_long(described):
    for one in every(described):
        assert [text["@language"] for text in one["description"]] == ["en", "zh"]
        for text in one["description"]:
            assert 50 <= len(text["@value"]) <= 5000


def test_each_file_can_be_found_and_checked(described, described_release):
    listed = [file for one in every(described) for file in one["distribution"]]
    for file in listed:
        size = (described_release / file["contentUrl"]).stat().st_size
        assert file["contentSize"] == f"{size} B"
        assert re.fullmatch("[0-9a-f]{64}", file["sha256"])
        assert "/" in file["encodingFormat"]
    names = [file["contentUrl"] for file in listed]
    assert len(names) == len(set(names))
    assert {"csv/tasks.csv", "parquet/tasks.parquet", "kouan.db", "datapackage.json"} <= set(names)
    for part in described["hasPart"]:
        table = part["alternateName"]
        assert [file["contentUrl"] for file in part["distribution"]] == [f"csv/{table}.csv", f"parquet/{table}.parquet"]


def test_ids_that_are_referred_to_are_there(described):
    ids = {described["@id"], *(part["@id"] for part in described["hasPart"])}
    ids |= {variable["@id"] for part in described["hasPart"] for variable in part["variableMeasured"]}
    assert {variable["@id"] for variable in described["variableMeasured"]} <= ids
    assert {part["isPartOf"]["@id"] for part in described["hasPart"]} <= ids


def test_coverage_is_that_of_the_documents(made, package):
    years = [
        row[name]
        for row in made["documents"]
        for name in ("period_start_year", "period_end_year")
        if row[name] is not None
    ]
    assert package.temporal == f"{min(years)}/{max(years)}"
    governed = dict.fromkeys(row["division_code"] for row in made["documents"])
    assert {place.division_code for place in package.places} == set(governed)
    names = {row["division_code"]: (row["name"], row["name_en"]) for row in made["divisions"]}
    for place in package.places:
        assert (place.title, place.title_en) == names[place.division_code]
