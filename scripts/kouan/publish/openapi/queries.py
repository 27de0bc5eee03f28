"""The paths and schemas of the OpenAPI description that stand for questions and for SQL of one's own."""

from typing import Any

from kouan.publish.openapi.parts import (
    CREDIT,
    FILE_FORMATS,
    SCALAR,
    Operation,
    Part,
    answer,
    file_answers,
    file_title,
    in_query,
    opened,
    reference,
    shapes,
    shared,
)
from kouan.publish.site_metadata import DATABASE
from kouan.site.language import Language


def query_schemas(t: Language) -> dict[str, Any]:
    """Return the schemas of the answers to questions and SQL."""
    flag, text = {"type": "boolean"}, {"type": "string"}
    page = {
        "ok": {"const": True},
        "database": {"const": DATABASE},
        "query_name": {"type": ["string", "null"]},
        "rows": {"type": "array"},
        "truncated": {"type": "boolean", "description": t("行数被截断", "There are more rows than were sent")},
        "columns": {"type": "array", "items": text},
        "query": reference("schemas", "Query"),
        "error": {"type": "null"},
        "private": flag,
        "allow_execute_sql": flag,
        **CREDIT,
    }
    return {
        "QueryPage": opened(page),
        "FailedQuery": opened({**page, "ok": {"const": False}, "error": text}),
    }


def query_paths(path: str, name: str | None, about: Part, t: Language) -> dict[str, Any]:
    """Return the paths of a question, or of SQL where it has no name."""
    parameters: list[Part] = [
        in_query(parameter, {"type": "string", "default": said["default"]}, _meaning(said, t))
        for parameter, said in about.get("parameters", {}).items()
    ]
    if name is None:
        values = {"type": "object", "propertyNames": {"pattern": "^[a-zA-Z][a-zA-Z0-9_]*$"}}
        parameters = [
            in_query("sql", {"type": "string", "minLength": 1}, t("一条 SELECT。", "One SELECT."), required=True),
            in_query(
                "values",
                {**values, "additionalProperties": {"type": "string"}},
                t("SQL 里 :name 的值。", "Values of each :name in the SQL."),
                style="form",
                explode=True,
            ),
        ]
    titles = about.get("column_titles", {})
    row = {"type": "object", "properties": {column: {"title": title} for column, title in titles.items()}}
    scalar = {"type": "object", "additionalProperties": SCALAR}
    here = {"query_name": {"const": name}}
    values_schema = {"type": "array", "items": SCALAR}
    page = shapes(reference("schemas", "QueryPage"), here, values_schema, {"allOf": [row, scalar]}, has_key=False)
    bad = {"anyOf": [reference("schemas", "Error"), reference("schemas", "FailedQuery")]}
    failure = answer(
        t("SQL 或参数有误，或超过时限", "The SQL or a parameter is wrong, or it took too long"),
        {"application/json": bad},
    )
    title = about["title"]
    paths = {
        f"{path}.json": Operation(
            name or "sql",
            "queries",
            title,
            [*parameters, *shared("shape", "nl", "ttl")],
            {"200": answer(title, {"application/json": page, "text/plain": {"type": "string"}}), "400": failure},
            about["summary"],
        ).path()
    }
    for extension in FILE_FORMATS:
        paths[f"{path}.{extension}"] = Operation(
            f"{name or 'sql'}_{extension}",
            "queries",
            file_title(title, extension, t),
            [*parameters, *(shared("header", "dl") if extension == "csv" else [])],
            file_answers(title),
        ).path()
    return paths


def _meaning(parameter: Part, t: Language) -> str:
    codes = t("；", "; ").join(f"{code} = {label}" for code, label in parameter.get("codes", {}).items())
    return f"{parameter['title']} ({parameter['hint']})" + (t(f"。取值：{codes}", f". Codes: {codes}") if codes else "")
