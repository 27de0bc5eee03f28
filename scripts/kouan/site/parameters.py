"""Checks what an address asks of a table, view or question before Datasette runs it, and says in words what is wrong.

Datasette ignores a misspelt operator, takes a misspelt column for a text that no row has, and answers some values with
500, a fault of the server (`_sort=nosuch`, `_next=x` on a view, `_facet={`). The tables below say for each parameter
what it may hold; what they do not name is refused, with the nearest names there are.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeAlias

from kouan.site.language import Language

_NEAREST = 3
_ROWID = "rowid"
# Whole numbers of SQLite have 64 bits.
_LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Place:
    """A table, view or question, and what can be asked of it.

    Attributes:
        columns: Its columns; none for a question.
        keys: How many columns its primary key has; 0 for a view.
        is_view: Whether it is a view.
        is_sorted: Whether it has an order of its own.
        searched: The columns that are searched, if it is searched.
        operators: What may follow the name of a column and two underscores.
        parameters: The parameters of a question; None for a table or view.
        referring: The tables that refer to it, with their columns.
    """

    columns: tuple[str, ...] = ()
    keys: int = 1
    is_view: bool = False
    is_sorted: bool = False
    searched: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()
    parameters: tuple[str, ...] | None = None
    referring: Mapping[str, tuple[str, ...]] | None = None


Check: TypeAlias = Callable[[Place, str, Language], str | None]


def problem(place: Place, pairs: Iterable[tuple[str, str]], t: Language) -> str | None:
    """Return what is wrong with the parameters of an address, in a language; None where nothing is."""
    given = list(pairs)
    if {"_sort", "_sort_desc"} <= {name for name, value in given if value}:
        return t("_sort 和 _sort_desc 不能同时用。", "_sort and _sort_desc cannot be used together.")
    is_sorted = place.is_sorted or any(name.startswith("_sort") and value for name, value in given)
    for name, value in given:
        found = _next(place, value, t, is_sorted=is_sorted) if name == "_next" else _problem(place, name, value, t)
        if found:
            return found
    return None


def known_names() -> tuple[str, ...]:
    """Return the parameters that a table understands beside its columns; a view and a question know some of them."""
    return (*_EVERYWHERE, *_OF_TABLES, *_FREE, "_next")


def _problem(place: Place, name: str, value: str, t: Language) -> str | None:
    if name in _EVERYWHERE:
        return _EVERYWHERE[name](place, value, t)
    is_special = name.startswith("_") and "__" not in name
    if place.parameters is not None:
        known = is_special or name in place.parameters
        return None if known else _unknown(t("参数", "parameter"), name, place.parameters, t)
    return _special(place, name, value, t) if is_special else _filter(place, name, value, t)


def _special(place: Place, name: str, value: str, t: Language) -> str | None:
    if name in _OF_TABLES:
        return _OF_TABLES[name](place, value, t)
    if name.startswith("_search_"):
        return _searched_column(place, name.removeprefix("_search_"), t)
    if name in _FREE or _FORM.fullmatch(name):
        return None
    return _unknown(t("参数", "parameter"), name, known_names(), t)


def _filter(place: Place, name: str, value: str, t: Language) -> str | None:
    column, _, operator = name.rpartition("__") if "__" in name else (name, "", "exact")
    wrong = _column(place, column, t)
    if wrong:
        return wrong
    if operator not in place.operators:
        return _unknown(t("条件", "operator"), operator, place.operators, t)
    if operator in {"in", "notin"} and value.startswith("["):
        listed = _json(value)
        if not isinstance(listed, list) or not all(_is_plain(one) for one in listed):
            return t(f"{name}：不是 JSON 数组。", f"{name}: not a JSON list of texts and numbers.")
    # What looks like a number is made one.
    if operator in {"gt", "gte", "lt", "lte"} and value.isdigit() and not _is_whole(value):
        return t(f"{name}：{value[:40]} 不是可用的数。", f"{name}: {value[:40]} is no number that can be compared.")
    return None


def _column(place: Place, name: str, t: Language) -> str | None:
    # SQLite takes the names of columns in any case.
    known = {column.casefold() for column in place.columns} | (set() if place.is_view else {_ROWID})
    return None if name.casefold() in known else _unknown(t("列", "column"), name, place.columns, t)


def _order(place: Place, value: str, t: Language) -> str | None:
    known = not value or value in place.columns or (value == _ROWID and not place.keys and not place.is_view)
    return None if known else _unknown(t("列", "column"), value, place.columns, t)


def _facet(place: Place, value: str, t: Language) -> str | None:
    if value.startswith("{"):
        config = _json(value)
        named = (config.get("column") or config.get("simple")) if isinstance(config, dict) else None
        if not isinstance(named, str):
            return t(
                f"_facet：{value[:40]} 不是列名，也不是带 column 的 JSON。",
                f"_facet: {value[:40]} is neither a column nor JSON with a column.",
            )
        value = named
    return _column(place, value, t)


def _searchable(place: Place, _: str, t: Language) -> str | None:
    if place.searched:
        return None
    return t("这里不能搜索，只能筛选。", "There is no search here; filter by a column instead.")


def _searched_column(place: Place, column: str, t: Language) -> str | None:
    known = column in place.searched
    return None if known else _unknown(t("可搜索的列", "column that is searched"), column, place.searched, t)


def _next(place: Place, value: str, t: Language, *, is_sorted: bool) -> str | None:
    parts = (place.keys or 1) + is_sorted
    fits = _is_whole(value) if place.is_view else value.count(",") == parts - 1
    if not value or fits:
        return None
    return t(
        "_next 不是本站给出的值。请从第一页开始，沿着“下一页”走。",
        "_next is not a value that this site gave. Begin with the first page and follow its next_url.",
    )


def _through(place: Place, value: str, t: Language) -> str | None:
    asked, referring = _json(value), place.referring or {}
    if not isinstance(asked, dict) or set(asked) != {"table", "column", "value"} or not _is_plain(asked["value"]):
        return t(
            '_through 须写成 {"table": …, "column": …, "value": …}。',
            '_through has to be {"table": …, "column": …, "value": …}.',
        )
    table = str(asked["table"])
    if table not in referring:
        return _unknown(t("指向这里的表", "table that refers to this one"), table, tuple(referring), t)
    column = str(asked["column"])
    known = asked["column"] in referring[table]
    return None if known else _unknown(t("列", "column"), column, referring[table], t)


def _anything(_: Place, __: str, ___: Language) -> None:
    return None


def _matching(pattern: str, zh: str, en: str) -> Check:
    expression = re.compile(pattern, re.ASCII)

    def check(_: Place, value: str, t: Language) -> str | None:
        return None if expression.fullmatch(value) else t(f"{zh}，不能是“{value[:40]}”。", f"{en}, not “{value[:40]}”.")

    return check


def _unknown(kind: str, name: str, known: Iterable[str], t: Language) -> str:
    names = list(dict.fromkeys(known))
    near = get_close_matches(name.casefold(), names, _NEAREST, 0.5)
    listed = t("、", ", ").join(near or names)
    found = t(f"没有名为“{name[:60]}”的{kind}。", f"There is no {kind} “{name[:60]}”.")
    if not names:
        return found
    return found + (t("最接近的是：", " Nearest: ") if near else t("有：", " There are: ")) + listed + t("。", ".")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_plain(value: object) -> bool:
    """Tell whether SQLite can take a value."""
    if isinstance(value, int):
        return abs(value) <= _LARGEST
    return value is None or isinstance(value, str | float)


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text[:30]) <= _LARGEST


_SHAPES = ("arrays", "objects", "array", "object", "arrayfirst")

# What every page of data understands.
_EVERYWHERE: Mapping[str, Check] = {
    "_json_infinity": _matching(
        "(?i:on|off|true|false|0|1)", "_json_infinity 须是 1 或 0", "_json_infinity has to be 1 or 0"
    ),
    "_shape": _matching(
        "|".join(("", *_SHAPES)),
        f"_shape 须是 {'、'.join(_SHAPES)} 之一",
        f"_shape has to be one of {', '.join(_SHAPES)}",
    ),
    "_timelimit": _matching("[0-9]{1,9}", "_timelimit 须是毫秒数", "_timelimit has to be a number of milliseconds"),
    "_ttl": _matching("[0-9]{0,9}", "_ttl 须是秒数", "_ttl has to be a number of seconds"),
}

_OF_TABLES: Mapping[str, Check] = {
    "_col": _column,
    "_facet": _facet,
    "_facet_array": _facet,
    "_facet_date": _facet,
    "_facet_size": _matching(
        "[0-9]{1,9}|max|", "_facet_size 须是正整数或 max", "_facet_size has to be a number or max"
    ),
    "_json": _column,
    "_label": _column,
    "_nocol": _column,
    "_search": _searchable,
    "_size": _matching("[0-9]{1,9}|max|", "_size 须是正整数或 max", "_size has to be a number or max"),
    "_sort": _order,
    "_sort_desc": _order,
    "_through": _through,
    "_where": _anything,
}

# What may hold anything: switches, and what says how a page looks.
_FREE = (
    "_dl",
    "_header",
    "_hide_sql",
    "_labels",
    "_lang",
    "_nl",
    "_nocount",
    "_nofacet",
    "_nosuggest",
    "_show_sql",
    "_sort_by_desc",
    "_stream",
    "_trace",
)

# The form for filters; Datasette turns it into the parameters that it stands for.
_FORM = re.compile("_filter_(column|op|value)(_[0-9]+)?")
