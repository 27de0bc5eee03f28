"""Filters of a picture as plain links: the values of each parameter, and the address with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from kouan.publish.site_metadata import DATABASE
from kouan.site.language import language_of
from kouan.site.pictures.answers import Answer, Picture, Row, named, picture_address

NO_STATUS = "none"
STATUSES = ("open", "temporary", "planned", "expanding", NO_STATUS)


@dataclass(frozen=True)
class Choice:
    """A link of a filter; the value "" stands for no filter."""

    value: str
    label: str
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """A parameter with its choices."""

    name: str
    title: str
    choices: Sequence[Choice]


def make_filter(
    name: str, title: str, values: Iterable[tuple[str, str]], given: Mapping[str, str], address: str
) -> Filter:
    """Return the filter for a parameter from its values with labels, the first of which is for none.

    Links keep the other parameters that are given.
    """

    def choice(value: str, label: str) -> Choice:
        query = urlencode({key: said for key, said in {**given, name: value}.items() if said})
        return Choice(value, label, f"{address}?{query}" if query else address, given.get(name, "") == value)

    return Filter(name, title, [choice(value, label) for value, label in values])


def values_of(rows: Iterable[Row], column: str) -> list[str]:
    """Return what stands in a column of rows, each once, in the order in which it is met."""
    return list(dict.fromkeys(str(row[column]) for row in rows if row[column] is not None))


async def picture_filters(
    datasette: Any, picture: Picture, everything: Answer, given: Mapping[str, str]
) -> list[Filter]:
    """Return the filters of a picture, from the values that all its rows have."""
    t, address = language_of(datasette), picture_address(datasette, picture)
    made = []
    for name, column in picture.filters.items():
        title, values = await _values(datasette, picture, everything, name, column)
        made.append(make_filter(name, title, [("", t("全部", "all")), *values], given, address))
    return made


async def _values(
    datasette: Any, picture: Picture, everything: Answer, name: str, column: str
) -> tuple[str, list[tuple[str, str]]]:
    """Return the title of a filter and its values with their labels."""
    t = language_of(datasette)
    if name == "document":
        return t("文件", "Document"), await _documents(datasette, everything, column)
    if name == "indicator":
        indicators = {row["indicator_id"]: named(row, "indicator", t) for row in everything.rows}
        return t("指标", "Indicator"), list(indicators.items())
    if picture.name == "timeline":
        return t("种类", "Kind"), [("milestone", t("里程碑", "milestones")), ("figure", t("有数字的目标", "figures"))]
    if name == "status":
        return t("状态", "State"), [(status, _status_label(datasette, status)) for status in STATUSES]
    labels = _labels(datasette, picture.codes, column)
    present = values_of(everything.rows, column)
    return t("类别", "Kind"), [(code, label) for code, label in labels.items() if code in present]


async def _documents(datasette: Any, everything: Answer, column: str) -> list[tuple[str, str]]:
    t = language_of(datasette)
    sql = "select document_id, title as document, title_en as document_en from documents order by document_id"
    rows = [dict(row) for row in (await datasette.get_database(DATABASE).execute(sql)).rows]
    met = values_of(everything.rows, column) if column in everything.columns else [row["document_id"] for row in rows]
    return [(row["document_id"], named(row, "document", t)) for row in rows if row["document_id"] in met]


def _status_label(datasette: Any, status: str) -> str:
    return _labels(datasette, "port_mentions", "status").get(status, language_of(datasette)("没有说", "not said"))


def _labels(datasette: Any, table: str, column: str) -> Mapping[str, str]:
    labels = datasette.plugin_config("code-labels", database=DATABASE, table=table) or {}
    return labels.get(column) or {}
