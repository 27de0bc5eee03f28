"""Canned queries as Datasette wants them, from the questions of metadata.yml, their groups and their own columns."""

import re
from collections.abc import Collection, Mapping
from typing import Any, TypeAlias

from kouan.descriptor import Part
from kouan.publish.site_texts import paragraphs
from kouan.site.language import ZH, Language

# Table to column to code to label.
Codes: TypeAlias = Mapping[str, Mapping[str, Mapping[str, str]]]

_BILINGUAL = {"title", "title_en", "description", "description_en"}

# A parameter: a colon and a name, which is no part of a longer word or of a cast (::).
_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)")


def site_query(query: Part, groups: Collection[str], codes: Codes, t: Language) -> dict[str, Any]:
    """Return the metadata of a canned query; KouanError where a text is missing or a parameter is not declared.

    In the SQL an empty parameter stands for its default, so that the page without any parameter has an answer.
    """
    query.only(_BILINGUAL | {"group", "front_page", "parameters", "columns", "sql"})
    group = query.text("group")
    if group not in groups:
        raise query.wrong("group", f"is not one of query_groups; use one of {', '.join(groups)}")
    declared, columns = query.optional_part("parameters"), query.optional_part("columns")
    parameters = {name: _parameter(query, declared, name) for name in declared.content}
    sql = query.text("sql").strip()
    for name in sorted(set(_PARAMETER.findall(sql)) ^ set(parameters)):
        raise query.wrong(f"parameter {name}", "has to stand both in parameters and, after a colon, in sql")
    description = t(query.text("description"), query.text("description_en"))
    return {
        "title": t(query.text("title"), query.text("title_en")),
        "summary": description,
        "description": description,
        "description_html": paragraphs(description, t),
        "sql": _PARAMETER.sub(lambda match: _with_default(match[1], parameters[match[1]], t), sql),
        "params": list(parameters),
        "parameters": {name: _about(part, codes, t) for name, part in parameters.items()},
        "column_titles": {name: _column_title(query, columns, name, t) for name in columns.content},
        "hide_sql": True,
        "group": group,
        "front_page": query.flag("front_page"),
    }


def query_groups(groups: Part, t: Language) -> dict[str, str]:
    """Return the groups of questions, in order: name to title."""
    titles = {}
    for name in groups.content:
        part = Part(f"{groups.place}, group {name}", groups.part(name).content)
        part.only({"title", "title_en"})
        titles[name] = t(part.text("title"), part.text("title_en"))
    return titles


def query_columns(columns: Part, t: Language) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return what columns of answers are called, and what the codes in them mean: column to code to label."""
    titles: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {}
    for name in columns.content:
        part = Part(f"{columns.place}, column {name}", columns.part(name).content)
        part.only({"title", "title_en", "labels"})
        titles[name] = t(part.text("title"), part.text("title_en"))
        known = part.optional_part("labels")
        for code in known.content:
            label = known.texts(code)
            if len(label) != len(("zh", "en")):
                raise part.wrong(f"label {code}", "has to be a list of its Chinese and its English name")
            labels.setdefault(name, {})[code] = t(*label)
    return titles, labels


def _parameter(query: Part, declared: Part, name: str) -> Part:
    part = Part(f"{query.place}, parameter {name}", declared.part(name).content)
    part.only({"title", "title_en", "default", "default_en", "codes"})
    for key in ("default", "default_en"):
        default = part.content.get(key, part.content.get("default"))
        if isinstance(default, bool) or not isinstance(default, str | int):
            raise part.wrong(key, "has to be a whole number or a text, which may be empty")
    return part


def _column_title(query: Part, columns: Part, name: str, t: Language) -> str:
    part = Part(f"{query.place}, column {name}", columns.part(name).content)
    part.only({"title", "title_en"})
    return t(part.text("title"), part.text("title_en"))


def _default(parameter: Part, t: Language) -> str | int:
    """Return what an empty parameter stands for; in English that may be an English name."""
    default: str | int = parameter.content["default"]
    in_english: str | int = parameter.content.get("default_en", default)
    return default if t == ZH else in_english


def _with_default(name: str, parameter: Part, t: Language) -> str:
    """Return the SQL for a parameter. Datasette passes texts, so a number is made one again."""
    default = _default(parameter, t)
    if isinstance(default, int):
        return f"cast(coalesce(nullif(trim(:{name}), ''), {default}) as integer)"
    if not default:
        return f"trim(:{name})"
    literal = default.replace("'", "''")
    return f"coalesce(nullif(trim(:{name}), ''), '{literal}')"


def _about(parameter: Part, codes: Codes, t: Language) -> dict[str, Any]:
    """Return what our templates and plugins say of a parameter: its default, its title, what happens if it is empty.

    One that holds codes has these, with their labels, for people to choose from.
    """
    default = str(_default(parameter, t))
    about = {
        "default": default,
        "title": t(parameter.text("title"), parameter.text("title_en")),
        "hint": t(f"不填则为“{default}”", f"if empty: {default}") if default else t("不填则不限", "if empty: any"),
    }
    return {**about, "codes": _codes(parameter, default, codes)} if "codes" in parameter.content else about


def _codes(parameter: Part, default: str, codes: Codes) -> Mapping[str, str]:
    table, _, column = parameter.text("codes").partition(".")
    known = codes.get(table, {}).get(column)
    if known is None:
        raise parameter.wrong("codes", "has to name a column that holds codes, as table.column")
    if default and default not in known:
        raise parameter.wrong("default", f"is no code of {table}.{column}; use one of {', '.join(known)}")
    return known
