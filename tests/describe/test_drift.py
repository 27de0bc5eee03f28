"""Every description says what datapackage.json says: each title, description, unit, type and allowed value.

A reader for each format gives back, for each table (`targets`) and column (`targets.unit`), what the format says of it,
under the names that properties have in the descriptor; the descriptor is read here as plain JSON. What a format has no
place for is left out by its reader, and nothing else.
"""

import copy
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from bs4 import BeautifulSoup

Said = dict[str, dict[str, Any]]

BILINGUAL = ("title", "title_en", "description", "description_en")
# Units and types as pages name them.
UNITS = {"character": "字符", "degree": "度", "fraction": "比例，从 0 到 1", "row": "行"}
WORDS = {"文本": "string", "整数": "integer", "数": "number", "是或否": "boolean", "日期": "date"} | {
    "text": "string", "whole number": "integer", "number": "number", "yes or no": "boolean", "date": "date",
}  # fmt: skip


def contract(descriptor: dict[str, Any]) -> Said:
    """Return what the descriptor says; a property that is absent is None."""
    said: Said = {"": _titled(descriptor)}
    for table in descriptor["resources"]:
        if "schema" not in table:
            continue
        said[table["name"]] = _titled(table)
        for field in table["schema"]["fields"]:
            rules, labels = field.get("constraints", {}), field.get("labels", {})
            said[f"{table['name']}.{field['name']}"] = _titled(field) | {
                "type": field["type"],
                "unit": field.get("unit"),
                "unit_zh": UNITS.get(field.get("unit")),
                "enum": tuple(rules.get("enum", ())),
                "labels": tuple((value, *names) for value, names in labels.items()),
                "labels_zh": tuple((value, zh) for value, (zh, _) in labels.items()),
                "labels_en": tuple((value, en) for value, (_, en) in labels.items()),
                "required": rules.get("required", False),
                "minimum": rules.get("minimum"),
                "maximum": rules.get("maximum"),
                "pattern": rules.get("pattern"),
            }
    return said


def _titled(part: dict[str, Any]) -> dict[str, Any]:
    plain = {name: part[name] for name in BILINGUAL}
    return plain | {"bare": bare(part["description"]), "bare_en": bare(part["description_en"])}


def bare(text: str) -> str:
    """Return a text without white space and case: a page may break it and begin a sentence anew."""
    return "".join(text.split()).casefold()


def first_difference(said: Said, wanted: Said) -> str | None:
    """Return the first thing that a format says otherwise, leaves out or adds; None if there is none."""
    for place, properties in wanted.items():
        if place not in said:
            if place == "" or ("." in place and not any("." in one for one in said)):
                continue
            return f"{place}: it is not described"
        for name, value in said[place].items():
            if value != properties[name]:
                return f"{place}: {name} is {value!r}, expected {properties[name]!r}"
    added = [place for place in said if place not in wanted]
    return f"{added[0]}: the descriptor does not have it" if added else None


def from_data_package(folder: Path, build: Path) -> Said:
    return contract(_json(folder / "datapackage.json"))


def from_schema_org(folder: Path, build: Path) -> Said:
    types = {"Text": "string", "Integer": "integer", "Float": "number", "Boolean": "boolean", "Date": "date"}
    described = _json(folder / "schema.jsonld")
    said = {"": _tagged(described, "name", "description")}
    for part in described["hasPart"]:
        said[part["alternateName"]] = _tagged(part, "name", "description")
        for variable in part["variableMeasured"]:
            values = variable.get("valueReference", [])
            said[f"{part['alternateName']}.{variable['alternateName']}"] = _tagged(variable, "name", "description") | {
                "type": types[variable["additionalType"].removeprefix("https://schema.org/")],
                "unit": variable.get("unitText"),
                "labels": tuple((one["termCode"], *_both(one["name"])) for one in values),
                "required": variable["valueRequired"],
                "minimum": variable.get("minValue"),
                "maximum": variable.get("maxValue"),
            }
    return said


def from_dcat(folder: Path, build: Path) -> Said:
    whole, *tables = _json(folder / "dcat.jsonld")["dcat:dataset"]
    return {one["@id"].lstrip("./#"): _tagged(one, "dct:title", "dct:description") for one in (whole, *tables)}


def from_croissant(folder: Path, build: Path) -> Said:
    types = {
        "sc:Text": "string", "cr:Int64": "integer", "cr:Float64": "number", "sc:Boolean": "boolean", "sc:Date": "date",
    }  # fmt: skip
    described = _json(folder / "croissant.json")
    said = {"": _mapped(described)}
    values = {one["@id"]: one for one in described["recordSet"] if "data" in one}
    for record_set in described["recordSet"]:
        if "data" in record_set:
            continue
        said[record_set["@id"]] = _mapped(record_set)
        for field in record_set["field"]:
            place = field["@id"].replace("/", ".")
            allowed = [tuple(one.values()) for one in _sorted_values(values.get(place, {"data": []})["data"])]
            said[place] = _mapped(field) | {
                "type": types[field["dataType"]],
                "unit": field.get("unitText"),
                "labels": tuple(allowed),
            }
    return said


def _sorted_values(data: list[dict[str, str]]) -> list[dict[str, str]]:
    order = ("value", "label", "label_en")
    return [{name: one[next(key for key in one if key.endswith(f"/{name}"))] for name in order} for one in data]


def _mapped(part: dict[str, Any]) -> dict[str, Any]:
    names, texts = part["name"], part["description"]
    return dict(zip(BILINGUAL, (names["zh"], names["en"], texts["zh"], texts["en"]), strict=True))


def from_csvw(folder: Path, build: Path) -> Said:
    types = {"string": "string", "integer": "integer", "double": "number", "boolean": "boolean", "date": "date"}
    described = _json(folder / "csvw.json")
    said = {"": _tagged(described, "dc:title", "dc:description")}
    for table in described["tables"]:
        name = Path(table["url"]).stem
        said[name] = _tagged(table, "dc:title", "dc:description")
        for column in table["tableSchema"]["columns"]:
            values = column.get("schema:valueReference", [])
            titles, datatype = column["titles"], column["datatype"]
            _, _, description, description_en = _tagged(column, "dc:description", "dc:description").values()
            said[f"{name}.{column['name']}"] = {
                **dict(zip(BILINGUAL, (titles["zh"], titles["en"], description, description_en), strict=True)),
                "type": types[datatype["base"]],
                "unit": column.get("schema:unitText"),
                "labels": tuple((one["schema:termCode"], *_both(one["schema:name"])) for one in values),
                "required": column["required"],
                "minimum": datatype.get("minimum"),
                "maximum": datatype.get("maximum"),
            }
            if values:
                said[f"{name}.{column['name']}"]["enum"] = tuple(datatype["format"].replace("\\", "").split("|"))
            elif datatype["base"] == "string":
                said[f"{name}.{column['name']}"]["pattern"] = datatype.get("format")
    return said


def from_parquet(folder: Path, build: Path) -> Said:
    types = {"string": "string", "int64": "integer", "double": "number", "bool": "boolean", "date32[day]": "date"}
    said = {}
    for path in (folder / "parquet").iterdir():
        schema = pq.read_schema(path)
        notes = _decoded(pq.read_metadata(path).metadata)
        said[path.stem] = {name: notes[name] for name in BILINGUAL}
        fields = {one["name"]: one for one in json.loads(notes["table_schema"])["fields"]}
        for field in schema:
            about, rules = _decoded(field.metadata), fields[field.name].get("constraints", {})
            said[f"{path.stem}.{field.name}"] = {name: about[name] for name in BILINGUAL} | {
                "type": types[str(field.type)],
                "unit": about.get("unit"),
                "required": not field.nullable,
                "enum": tuple(rules.get("enum", ())),
                "labels": tuple((value, *fields[field.name]["labels"][value]) for value in rules.get("enum", ())),
                "minimum": rules.get("minimum"),
                "maximum": rules.get("maximum"),
                "pattern": rules.get("pattern"),
            }
    return said


def from_spark(folder: Path, build: Path) -> Said:
    """Read the schema that Spark takes out of a Parquet file."""
    types = {"string": "string", "long": "integer", "double": "number", "boolean": "boolean", "date": "date"}
    said: Said = {}
    for path in (folder / "parquet").iterdir():
        notes = _decoded(pq.read_metadata(path).metadata)
        said[path.stem] = {}
        for field in json.loads(notes["org.apache.spark.sql.parquet.row.metadata"])["fields"]:
            about = field["metadata"]
            about["description_en"], about["description"] = about["comment"].split(" / ")
            said[f"{path.stem}.{field['name']}"] = {name: about[name] for name in BILINGUAL} | {
                "type": types[field["type"]],
                "unit": about.get("unit"),
                "required": not field["nullable"],
            }
    return said


def _decoded(metadata: dict[bytes, bytes]) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in metadata.items()}


def from_sqlite(folder: Path, build: Path) -> Said:
    """Read the types, the checks and the titles beside the columns of the database."""
    types = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
    line = re.compile(r'^  "(\w+)" (\w+)( NOT NULL)?(.*), -- (.*) / (.*)$', re.MULTILINE)
    package = contract(_json(folder / "datapackage.json"))
    said: Said = {}
    with closing(sqlite3.connect(f"file:{folder}/kouan.db?mode=ro", uri=True)) as connection:
        tables = dict(connection.execute("select name, sql from sqlite_schema where sql like '%strict'"))
    for table, sql in tables.items():
        said[table] = {}
        for name, type_, required, check, title, title_en in line.findall(sql):
            expected = package[f"{table}.{name}"]["type"]
            allowed = re.search(r" IN \(('.*?')\)", check)
            said[f"{table}.{name}"] = {
                "title": title,
                "title_en": title_en,
                "type": expected if types[expected] == type_ else type_,
                "required": bool(required),
                "enum": tuple(allowed[1].strip("'").split("', '")) if allowed else (),
            }
    return said


def from_site(language: str) -> Callable[[Path, Path], Said]:
    """Return the reader of Datasette's metadata in one language."""
    file, colon, unit_mark, values_mark, end = {
        "zh": ("metadata.json", "：", "单位：", "取值：", ""),
        "en": ("metadata.en.json", ": ", " Unit: ", " Values: ", "_en"),
    }[language]

    def read(folder: Path, build: Path) -> Said:
        described = _json(build / file)
        said = {"": {f"title{end}": described["title"]}}
        for table, about in described["databases"]["kouan"]["tables"].items():
            if table not in {path.stem for path in (folder / "csv").iterdir()}:
                continue  # a view
            text = BeautifulSoup(about["description_html"], "html.parser").get_text()
            said[table] = {f"title{end}": about["title"], f"bare{end}": bare(text)}
            for column, title in about["column_titles"].items():
                labels = about["plugins"]["code-labels"].get(column, {})
                labels = {} if set(labels) == {"0", "1"} else labels
                text, unit = about["columns"][column].removeprefix(f"{title}{colon}"), None
                if labels:
                    text, _, values = text.rpartition(values_mark)
                    assert all(f"{value} = {label}" in values for value, label in labels.items())
                if unit_mark in text and re.search(rf"{unit_mark}[\w ，]+[.。]$", text):
                    text, _, unit = text.rpartition(unit_mark)
                said[f"{table}.{column}"] = {
                    f"title{end}": title,
                    f"description{end}": text,
                    "unit_zh" if language == "zh" else "unit": unit.rstrip(".。") if unit else None,
                    f"labels_{language}": tuple(labels.items()),
                }
        return said

    return read


def from_dictionary(language: str) -> Callable[[Path, Path], Said]:
    """Return the reader of the HTML dictionary in one language."""
    file, end = {"zh": ("dictionary.html", ""), "en": ("dictionary.en.html", "_en")}[language]

    def read(folder: Path, build: Path) -> Said:
        page = BeautifulSoup((folder / file).read_text(encoding="utf-8"), "html.parser")
        said: Said = {}
        for heading in page.find_all("h2"):
            table = heading["id"]
            said[table] = {f"title{end}": heading.get_text().removesuffix(table).strip()}
            said[table][f"bare{end}"] = bare(_paragraphs_below(heading))
        for row in page.find_all("tr", id=True):
            title, type_, unit, _, description, _ = (cell.get_text() for cell in row.find_all("td"))
            labels = [(one.code.get_text(), one.get_text()) for one in row.find_all("li")]
            said[row["id"]] = {
                f"title{end}": title,
                f"description{end}": description,
                "type": WORDS[type_],
                "unit_zh" if language == "zh" else "unit": unit or None,
                f"labels_{language}": tuple((value, text.removeprefix(value).strip()) for value, text in labels),
            }
        return said

    return read


def _paragraphs_below(heading: Any) -> str:
    """Return the text of a table: its description, and the known limits with their mark put back as it is written."""
    texts = []
    for sibling in heading.find_next_siblings():
        if sibling.name != "p":
            break
        texts.append(sibling.get_text().replace("Known limits:", "Note:"))
    return "".join(texts)


def from_markdown(language: str) -> Callable[[Path, Path], Said]:
    """Return the reader of the Markdown dictionary in one language."""
    file, end = {"zh": ("dictionary.md", ""), "en": ("dictionary.en.md", "_en")}[language]

    def read(folder: Path, build: Path) -> Said:
        said: Said = {}
        for section in (folder / file).read_text(encoding="utf-8").split("\n## ")[2:]:
            table, rest = section.split("\n", 1)
            title, text = re.match(r"\s+\*\*(.*?)\*\*[^\n]*\n(.*?)\n- ", rest, re.DOTALL).groups()
            limits = text.replace("Known limits: ", "Note: ")
            said[table] = {f"title{end}": _unescaped(title), f"bare{end}": bare(_unescaped(limits))}
            for line in re.findall(r"^\| `(\w+)` \| ([^\n]*\|[^\n]*\|[^\n]*\|[^\n]*\|[^\n]*) \|$", rest, re.MULTILINE):
                cells = [_unescaped(cell).strip() for cell in re.split(r"(?<!\\)\|", line[1])]
                if len(cells) != 6 or cells[1] not in WORDS:
                    continue  # a figure of accuracy
                said[f"{table}.{line[0]}"] = {
                    f"title{end}": cells[0],
                    f"description{end}": cells[4],
                    "type": WORDS[cells[1]],
                    "unit_zh" if language == "zh" else "unit": cells[2] or None,
                    f"labels_{language}": tuple(re.findall(r"`(.*?)` (.*?)(?:[；;] ?(?=`)|$)", cells[5])),
                }
        return said

    return read


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\\|*<`])", r"\1", text)


def from_workbook(folder: Path, build: Path) -> Said:
    book = openpyxl.load_workbook(folder / "kouan.xlsx", read_only=True)
    rows = [[cell or "" for cell in row[:11]] for row in book.worksheets[0].iter_rows(values_only=True)]
    said: Said = {}
    for table, column, title, title_en, type_, unit, required, _, values, text, text_en in rows:
        if table not in book.sheetnames:
            continue
        titled = dict(zip(BILINGUAL, (title, title_en, text, text_en), strict=True))
        if not column:
            said[table] = titled
            continue
        said[f"{table}.{column}"] = titled | {
            "type": type_,
            "unit": unit.rpartition(" ")[2] or None,
            "required": required == "是 yes",
            "enum": tuple(line.partition(" = ")[0] for line in values.splitlines()),
        }
    return said


READERS: dict[str, Callable[[Path, Path], Said]] = {
    "Data Package": from_data_package,
    "schema.org": from_schema_org,
    "DCAT": from_dcat,
    "Croissant": from_croissant,
    "CSVW": from_csvw,
    "Parquet": from_parquet,
    "Parquet for Spark": from_spark,
    "SQLite": from_sqlite,
    "site, zh": from_site("zh"),
    "site, en": from_site("en"),
    "dictionary, zh": from_dictionary("zh"),
    "dictionary, en": from_dictionary("en"),
    "dictionary in Markdown, zh": from_markdown("zh"),
    "dictionary in Markdown, en": from_markdown("en"),
    "workbook": from_workbook,
}


def _json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _both(texts: list[dict[str, str]]) -> tuple[str, str]:
    by_language = {one["@language"]: one["@value"] for one in texts}
    return by_language["zh"], by_language["en"]


def _tagged(part: dict[str, Any], title: str, description: str) -> dict[str, Any]:
    return dict(zip(BILINGUAL, (*_both(part[title]), *_both(part[description])), strict=True))


@pytest.fixture(scope="module")
def descriptor(data) -> dict[str, Any]:
    return _json(data.root / "datapackage.json")


@pytest.fixture(scope="module")
def read(described_release, build) -> Callable[[str], Said]:
    """Read what a format says, once."""
    found: dict[str, Said] = {}

    def read(name: str) -> Said:
        return found.setdefault(name, READERS[name](described_release, build)) if name not in found else found[name]

    return read


@pytest.mark.parametrize("name", READERS)
def test_description_says_what_the_descriptor_says(name, read, descriptor):
    assert first_difference(read(name), contract(descriptor)) is None


@pytest.mark.parametrize("name", READERS)
def test_every_table_is_described_and_every_column_where_the_format_has_them(name, read, descriptor):
    said, places = read(name), contract(descriptor)
    wanted = {place for place in places if place and ("." not in place or name != "DCAT")}
    assert wanted <= set(said)


def edited(descriptor: dict[str, Any], place: str, change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Return the descriptor with something changed at a place, as if somebody had not made the others anew."""
    changed = copy.deepcopy(descriptor)
    table_name, _, column_name = place.partition(".")
    (table,) = [one for one in changed["resources"] if one["name"] == table_name]
    (part,) = [one for one in table["schema"]["fields"] if one["name"] == column_name] if column_name else [table]
    change(part)
    return changed


# What may change in the descriptor, and the formats that need not notice, since they have no place for it.
CHANGES: dict[str, tuple[str, Callable[[dict[str, Any]], None], set[str]]] = {
    "title of a table": ("tasks", lambda part: part.update(title="工作"), {"SQLite", "Parquet for Spark"}),
    "English title of a column": ("tasks.title", lambda part: part.update(title_en="Heading"), {"DCAT"}),
    "description of a column": ("tasks.title", lambda part: part.update(description="题名。"), {"DCAT", "SQLite"}),
    "description of a table": (
        "tasks", lambda part: part.update(description_en="One row."), {"SQLite", "Parquet for Spark"},
    ),
    "unit": ("documents.characters", lambda part: part.update(unit="row"), {"DCAT", "SQLite"}),
    "type": ("targets.deadline_year", lambda part: part.update(type="string"), {"DCAT"}),
    "allowed value": (
        "targets.comparator",
        lambda part: (
            part["constraints"]["enum"].append("near"), part["labels"].update(near=["接近", "near"]),
        ),
        {"DCAT", "Parquet for Spark"},
    ),
    "new column": ("tasks.title", lambda part: part.update(name="heading"), {"DCAT"}),
}  # fmt: skip
# Formats in one language do not notice a change in the other, and the site's metadata has no types.
IN_ONE = {"zh": {"title_en", "description_en"}, "en": {"title", "description"}}


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("name", [name for name in READERS if name != "Data Package"])
def test_drift_is_found(name, what, read, descriptor):
    place, change, blind = CHANGES[what]
    changed = contract(edited(descriptor, place, change))
    language = name.rpartition(", ")[2] if ", " in name else None
    before = contract(descriptor).get(place, {})
    touched = {key for key in BILINGUAL if changed.get(place, before)[key] != before[key]} if before else set()
    cannot = name in blind or (language and touched and touched <= IN_ONE[language]) or (
        name.startswith("site") and what == "type"
    )  # fmt: skip
    difference = first_difference(read(name), changed)
    assert (difference is None) == bool(cannot), difference
    if difference:
        assert difference.startswith((place.partition(".")[0], "tasks.heading")), difference


@pytest.mark.parametrize("file", ["schema.jsonld", "dcat.jsonld", "croissant.json", "csvw.json", "datapackage.json"])
def test_edited_file_is_found(file, described_release, build, descriptor, tmp_path):
    name = {
        "schema.jsonld": "schema.org",
        "dcat.jsonld": "DCAT",
        "croissant.json": "Croissant",
        "csvw.json": "CSVW",
        "datapackage.json": "Data Package",
    }[file]
    text = (described_release / file).read_text(encoding="utf-8")
    assert "责任分工" in text
    (tmp_path / file).write_text(text.replace("责任分工", "责任划分"), encoding="utf-8")
    difference = first_difference(READERS[name](tmp_path, build), contract(descriptor))
    assert difference is not None
    assert "责任划分" in difference
