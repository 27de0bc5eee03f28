"""Canned queries as Datasette wants them, from the questions of metadata.yml."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from kouan.descriptor import Part
from kouan.publish.site_texts import item, paragraphs

_BILINGUAL = {"title", "title_en", "description", "description_en"}

# A parameter: a colon and a name, which is no part of a longer word or of a cast (::).
_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)")


def site_query(query: Part) -> dict[str, Any]:
    """Return the metadata of a canned query; KouanError where a text is missing or a parameter is not declared.

    In the SQL an empty parameter stands for its default, so that the page without any parameter has an answer.
    """
    query.only(_BILINGUAL | {"parameters", "sql"})
    declared = query.optional_part("parameters")
    parameters = {name: _parameter(query, declared, name) for name in declared.content}
    sql = query.text("sql").strip()
    for name in sorted(set(_PARAMETER.findall(sql)) ^ set(parameters)):
        raise query.wrong(f"parameter {name}", "has to stand both in parameters and, after a colon, in sql")
    description, description_en = query.text("description"), query.text("description_en")
    return {
        "title": f"{query.text('title')} {query.text('title_en')}",
        "summary": [description, description_en],
        "description": f"{description} {description_en}",
        "description_html": paragraphs(description, description_en) + _parameter_list(parameters),
        "sql": _PARAMETER.sub(lambda match: _with_default(match[1], parameters[match[1]]), sql),
        "params": list(parameters),
        "parameters": {name: {"default": str(part.content["default"])} for name, part in parameters.items()},
        "hide_sql": True,
    }


def _parameter(query: Part, declared: Part, name: str) -> Part:
    part = Part(f"{query.place}, parameter {name}", declared.part(name).content)
    part.only({"title", "title_en", "default"})
    default = part.content.get("default")
    if isinstance(default, bool) or not isinstance(default, str | int):
        raise part.wrong("default", "has to be a whole number or a text, which may be empty")
    return part


def _with_default(name: str, parameter: Part) -> str:
    """Return the SQL for a parameter. Datasette passes texts, so a number is made one again."""
    default = parameter.content["default"]
    if isinstance(default, int):
        return f"cast(coalesce(nullif(trim(:{name}), ''), {default}) as integer)"
    if not default:
        return f"trim(:{name})"
    literal = default.replace("'", "''")
    return f"coalesce(nullif(trim(:{name}), ''), '{literal}')"


def _parameter_list(parameters: Mapping[str, Part]) -> str:
    items = []
    for name, part in parameters.items():
        default = escape(str(part.content["default"]))
        empty, empty_en = (
            (f"不填则为“{default}”", f"if empty: {default}") if default else ("不填则不限", "if empty: any")
        )
        code = f"<code>{escape(name)}</code>"
        items.append(
            item(f"{code} {escape(part.text('title'))}（{empty}）", f"{escape(part.text('title_en'))} ({empty_en})")
        )
    return f'<ul class="parameters">{"".join(items)}</ul>' if items else ""
