"""The data dictionary for people: every table and column in a page of HTML and one of Markdown, in each language.

All that is said of tables and columns is taken from datapackage.json, and the figures from the tables themselves.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from kouan.pages import page
from kouan.publish.site_texts import UNITS, citation, said_and_limits
from kouan.release.accuracy import Figure, figures
from kouan.rows import Row
from kouan.schema import Column, Package, Table
from kouan.site.language import LANGUAGES, ZH, Language, marked, other_language

_TEMPLATE = Path(__file__).with_name("dictionary.html")
_TYPES = {
    "string": ("文本", "text"),
    "integer": ("整数", "whole number"),
    "number": ("数", "number"),
    "boolean": ("是或否", "yes or no"),
    "date": ("日期", "date"),
}


def dictionary_files(package: Package, tables: Mapping[str, Sequence[Row]]) -> dict[str, bytes]:
    """Return the files of the dictionary by name, from the package and the rows of all its tables."""
    found = figures(tables["quality"])
    files = {}
    for t in LANGUAGES:
        context = {
            "t": t,
            "other": other_language(t),
            "package": package,
            "citation": citation(package, t),
            "quality": package.table("quality"),
            "rows": {table.name: len(tables[table.name]) for table in package.tables},
            "figures": {table.name: _of_table(found, table) for table in package.tables},
            "said": lambda text, t=t: Markup(marked(text, t)),  # noqa: S704 - it is escaped there
            "parts": lambda table, t=t: said_and_limits(t(table.description, table.description_en), t),
            "kind": lambda column, t=t: t(*_TYPES[column.type]),
            "unit": lambda column, t=t: t(UNITS.get(column.unit, column.unit), column.unit),
            "rules": lambda table, column, t=t: _rules(table, column, t),
            "file_name": _file_name,
        }
        for suffix in ("html", "md"):
            files[_file_name(t, suffix)] = page(_TEMPLATE.with_suffix(f".{suffix}"), context).encode()
    return files


def _file_name(t: Language, suffix: str) -> str:
    return f"dictionary.{suffix}" if t == ZH else f"dictionary.{t.code}.{suffix}"


def _of_table(found: Sequence[Figure], table: Table) -> list[Figure]:
    return [figure for figure in found if figure.table == table.name]


def _rules(table: Table, column: Column, t: Language) -> list[str]:
    """Return what holds for the values of a column, its type and its list of values aside."""
    rules = []
    if (column.name,) == table.primary_key:
        rules.append(t("主键", "primary key"))
    elif column.name in table.primary_key:
        rules.append(t("主键的一部分", "part of the primary key"))
    if column.required:
        rules.append(t("必填", "required"))
    if column.unique:
        rules.append(t("不重复", "unique"))
    if column.minimum is not None:
        rules.append(t(f"不小于 {column.minimum}", f"at least {column.minimum}"))
    if column.maximum is not None:
        rules.append(t(f"不大于 {column.maximum}", f"at most {column.maximum}"))
    if column.pattern:
        rules.append(t(f"形如 {column.pattern}", f"matches {column.pattern}"))
    rules += [
        t(f"指向 {key.table}.{key.reference}", f"refers to {key.table}.{key.reference}")
        for key in table.foreign_keys
        if key.column == column.name
    ]
    return rules
