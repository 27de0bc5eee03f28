"""The descriptor itself: what the reader of datapackage.json takes as it comes, and frictionless does not look at."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kouan.errors import KouanError
from kouan.schema import Package, Table, load_package
from kouan.validate import framework
from kouan.validate.contract import FILE, check_contract
from kouan.validate.problems import Problem

_PROFILES = "https://datapackage.org/profiles/2.0/"
_RESOURCE = {"type": "table", "format": "csv", "encoding": "utf-8"}
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]")


def check_descriptor(root: Path) -> tuple[Package | None, list[Problem]]:
    """Return the contract in a folder, or None where it cannot be read, and what is wrong with it."""
    path = root / FILE
    try:
        package = load_package(path)
        content = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_object)
    except KouanError as error:
        return None, [Problem(FILE, None, None, str(error).removeprefix(f"{path}: ").removeprefix(f"{FILE}, "))]
    problems = [*_profiles(content), *_languages(package), *_tables(package), *check_contract(package)]
    problems += framework.check_metadata(path)
    return package, problems


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its properties, of which JSON itself would let one hide another."""
    content = dict(pairs)
    if len(content) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = f"{FILE}: an object has the property {twice} twice, and only the last one counts. Remove one."
        raise KouanError(message)
    return content


def _profiles(content: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the parts that do not say by `$schema` that they follow the standard, and tables that are no CSV files."""
    yield from _profile(content, "datapackage", "the package")
    for resource in content["resources"]:
        name = resource["name"]
        yield from _profile(resource, "dataresource", f"table {name}")
        yield from _profile(resource["schema"], "tableschema", f"the schema of table {name}")
        for key, wanted in {**_RESOURCE, "path": f"datasets/{name}.csv"}.items():
            if resource.get(key) != wanted:
                message = (
                    f"table {name}: expected {wanted}, found {resource.get(key, 'nothing')}. Put the property right."
                )
                yield Problem(FILE, None, key, message)


def _profile(part: Mapping[str, Any], profile: str, place: str) -> Iterator[Problem]:
    wanted = f"{_PROFILES}{profile}.json"
    if part.get("$schema") != wanted:
        message = (
            f"{place}: expected {wanted}, found {part.get('$schema', 'nothing')}. Other profiles are not checked here."
        )
        yield Problem(FILE, None, "$schema", message)


def _languages(package: Package) -> Iterator[Problem]:
    """Yield texts that are not in the language that their property asks for; labels are in both."""
    for place, titled in _titled(package):
        # A name like UN/LOCODE is the same in both languages.
        if not _CHINESE.search(titled.title) and titled.title != titled.title_en:
            yield Problem(FILE, None, "title", f"{place}: expected Chinese, found {titled.title!r}. Translate it.")
        if not _CHINESE.search(titled.description):
            yield Problem(
                FILE, None, "description", f"{place}: expected Chinese, found {titled.description!r}. Translate it."
            )
        if _CHINESE.search(titled.title_en):
            yield Problem(
                FILE, None, "title_en", f"{place}: expected English, found {titled.title_en!r}. Translate it."
            )
        # An English description may give a Chinese word as its example.
        if len(_LATIN.findall(titled.description_en)) <= len(_CHINESE.findall(titled.description_en)):
            yield Problem(
                FILE,
                None,
                "description_en",
                f"{place}: expected English, found {titled.description_en!r}. Translate it.",
            )
    for table in package.tables:
        for column in table.columns:
            for value, (label, label_en) in column.labels.items():
                if not _CHINESE.search(label) or _CHINESE.search(label_en):
                    message = (
                        f"table {table.name}, column {column.name}: expected a Chinese and an English name for {value}."
                    )
                    yield Problem(FILE, None, "labels", message)


def _titled(package: Package) -> Iterator[tuple[str, Any]]:
    yield "the package", package
    for table in package.tables:
        yield f"table {table.name}", table
        for column in table.columns:
            yield f"table {table.name}, column {column.name}", column


def _tables(package: Package) -> Iterator[Problem]:
    """Yield keys and spans that are not whole: one key column, every reference declared, every start with its end."""
    keys = {table.primary_key[0]: table.name for table in package.tables if len(table.primary_key) == 1}
    for table in package.tables:
        if len(table.primary_key) != 1:
            message = (
                f"table {table.name}: expected one column, found {', '.join(table.primary_key)}. Give the table an id."
            )
            yield Problem(FILE, None, "primaryKey", message)
        declared = {key.column for key in table.foreign_keys}
        for name in table.column_names:
            if name in keys and keys[name] != table.name and name not in declared:
                message = (
                    f"table {table.name}: column {name} is the key of {keys[name]}, and no foreign key says so. Add it."
                )
                yield Problem(FILE, None, "foreignKeys", message)
            yield from _span_pair(table, name)


def _span_pair(table: Table, name: str) -> Iterator[Problem]:
    for end, other in (("char_start", "char_end"), ("char_end", "char_start")):
        partner = name.removesuffix(end) + other
        if name.endswith(end) and partner not in table.column_names:
            message = f"table {table.name}: column {name} has no {partner} beside it. Add it."
            yield Problem(FILE, None, "fields", message)
