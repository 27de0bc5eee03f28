"""What the contract says of its columns fits their names, their descriptions and each other."""

import re
from collections.abc import Iterator

from kouan.schema import Column, Package, Table
from kouan.validate.problems import Problem

FILE = "datapackage.json"

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_VERSION = re.compile(r"\d{4}\.\d{1,2}\.\d+", re.ASCII)
# Numbers of any size: their units stand in columns of their own.
_MEASURED = re.compile(r"value(_max)?(_si)?")
# What the names of columns promise: the type, and the unit of a number.
_NAMES = (
    (re.compile(r"\w{1,80}_on"), "date", None),
    (re.compile(r"\w{1,80}_year"), "integer", None),
    (re.compile(r"is_\w+"), "boolean", None),
    (re.compile(r"(\w{1,80}_)?char_(start|end)|characters"), "integer", "character"),
    (re.compile(r"latitude|longitude"), "number", "degree"),
    (re.compile(r"annotated|predicted|correct"), "integer", "row"),
    (re.compile(r"(precision|recall|f1)(_low|_high)?"), "number", "fraction"),
    (re.compile(r"clause|ordinal"), "integer", None),
    (_MEASURED, "number", None),
    (re.compile(r"\w{1,80}_(id|code|en)"), "string", None),
)
_LISTED = re.compile(r"action|basis|comparator|kind|level|match_status|method|mode|period|role|severity|stage|status")
_KEY = re.compile(r"\w{1,80}_(id|code)")
_NULL = re.compile(r"\bnull\b", re.IGNORECASE)
# No key and no code has a space, a capital and a Chinese character.
_NO_CODE = "no code 口"


def check_contract(package: Package) -> Iterator[Problem]:
    """Yield columns whose description contradicts their name or itself, or that of another column of the name."""
    first: dict[str, tuple[str, Column]] = {}
    for table in package.tables:
        for column in table.columns:
            place = f"table {table.name}, column {column.name}"
            faults = (*_named(column), *_bounded(column), *_told(column), *_explained(column), *_keyed(table, column))
            for key, fault in faults:
                yield Problem(FILE, None, key, f"{place}: {fault}")
            other, there = first.setdefault(column.name, (table.name, column))
            for key, fault in _alike(column, there):
                yield Problem(FILE, None, key, f"{place}: {fault} in table {other}. Describe both alike.")
    for key, value, pattern in (("name", package.name, _NAME), ("version", package.version, _VERSION)):
        if not pattern.fullmatch(value):
            message = f"expected {key} to match {pattern.pattern}, found {value!r}. Files and tags are named after it."
            yield Problem(FILE, None, key, message)
    yield from _licensed(package)


def _named(column: Column) -> Iterator[tuple[str, str]]:
    """Yield a type or a unit that the name does not promise."""
    for pattern, type_, unit in _NAMES:
        if pattern.fullmatch(column.name):
            if column.type != type_:
                yield "type", f"its name is that of a {type_}, found {column.type}. Put type or name right."
            if column.unit != unit:
                yield "unit", f"expected {unit or 'no unit'} by its name, found {column.unit}. Put unit or name right."


def _bounded(column: Column) -> Iterator[tuple[str, str]]:
    if column.type in ("integer", "number") and column.minimum is None and not _MEASURED.fullmatch(column.name):
        yield "minimum", "a number that is counted has a smallest value. Give it."


def _told(column: Column) -> Iterator[tuple[str, str]]:
    """Yield a description that is no sentence, or does not say when the column is null; a required one never is."""
    for key, text, stop in (
        ("description", column.description, "。"),
        ("description_en", column.description_en, "."),
    ):
        if not text.endswith(stop):
            yield key, f"expected a sentence with its full stop, found {text!r}. Describe the column."
    if bool(_NULL.search(column.description_en)) == column.required:
        what = "speaks of null, and the column is required" if column.required else "does not say when it is null"
        yield "required", f"its English description {what}. Put description or constraint right."


def _explained(column: Column) -> Iterator[tuple[str, str]]:
    """Yield allowed values that a description leaves out which explains most of them."""
    left_out = [value for value in column.enum if not re.search(rf"\b{re.escape(value)}\b", column.description_en)]
    if left_out and 2 * len(left_out) < len(column.enum):
        yield "enum", f"its English description explains all values but {', '.join(left_out)}. Explain or drop them."


def _keyed(table: Table, column: Column) -> Iterator[tuple[str, str]]:
    """Yield keys, codes and sorts that anything would do for."""
    if _LISTED.fullmatch(column.name) and not (column.enum or column.pattern):
        yield "enum", "its name is that of a sort, and any text is allowed. List the values."
    if column.name in table.primary_key and not column.unique:
        yield "unique", "a primary key is unique. Say so in its constraints."
    if column.pattern is None:
        if _KEY.fullmatch(column.name):
            yield "pattern", "a key or code has a pattern. Give it."
    elif re.fullmatch(column.pattern, _NO_CODE):
        yield (
            "pattern",
            f"{column.pattern} matches {_NO_CODE!r}, so it checks nothing. Give the characters of the code.",
        )


def _alike(column: Column, other: Column) -> Iterator[tuple[str, str]]:
    for key, here, there in (
        ("type", column.type, other.type),
        ("unit", column.unit, other.unit),
        ("minimum", column.minimum, other.minimum),
        ("maximum", column.maximum, other.maximum),
    ):
        if here != there:
            yield key, f"{key} is {here} here and {there}"
    # Of a column of the same name, one may have a list of values and the other a pattern.
    if column.pattern != other.pattern and not (column.enum or other.enum):
        yield "pattern", f"pattern is {column.pattern} here and {other.pattern}"


def _licensed(package: Package) -> Iterator[Problem]:
    """Yield licences whose name, address and title are not of one version."""
    for licence in package.licenses:
        version = licence.name.rpartition("-")[2]
        if version not in licence.path or version not in licence.title_en:
            message = f"{licence.name}, {licence.path} and {licence.title_en} are not one licence. Put them right."
            yield Problem(FILE, None, "licenses", message)
