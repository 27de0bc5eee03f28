"""What the paths of the OpenAPI description share: parameters, schemas and answers that are the same for all tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from kouan.site.language import Language

Part: TypeAlias = Mapping[str, Any]

SCALAR: Part = {"type": ["string", "number", "null"]}

# Besides JSON, rows come as files.
FILE_FORMATS = ("csv", "excel")

_TEXT: Part = {"type": "string"}

# What every answer with rows says of them.
CREDIT: Part = dict.fromkeys(("source", "source_url", "license", "license_url"), _TEXT)

_FLAG: Part = {"enum": ["on", "off"]}
_ONE: Part = {"enum": ["1"]}
_COUNT: Part = {"type": ["integer", "null"], "minimum": 0}


def reference(kind: str, name: str) -> dict[str, str]:
    """Return a reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def shared(*names: str) -> list[dict[str, str]]:
    """Return references to parameters that many paths have."""
    return [reference("parameters", name) for name in names]


def in_query(name: str, schema: Part, description: str, **more: Any) -> dict[str, Any]:
    """Return a parameter of the query string."""
    return {"name": name, "in": "query", "description": description, "schema": schema, **more}


def many(name: str, items: Part, description: str) -> dict[str, Any]:
    """Return a parameter that may be given several times."""
    return in_query(name, {"type": "array", "items": items}, description, style="form", explode=True)


def answer(description: str, content: Mapping[str, Part]) -> dict[str, Any]:
    """Return a successful answer: media type to schema."""
    return {"description": description, "content": {kind: {"schema": schema} for kind, schema in content.items()}}


@dataclass(frozen=True)
class Operation:
    """A path that answers GET: its name, the group it belongs to, what it takes, and an answer for each status."""

    name: str
    group: str
    summary: str
    parameters: Sequence[Part]
    answers: Mapping[str, Part]
    description: str = ""

    def path(self) -> dict[str, Any]:
        """Return the path as OpenAPI has it."""
        return {
            "get": {
                "operationId": self.name,
                "tags": [self.group],
                "summary": self.summary,
                **({"description": self.description} if self.description else {}),
                "parameters": list(self.parameters),
                "responses": dict(self.answers),
            }
        }


def shapes(page: Part, here: Part, values: Part, row: Part, *, has_key: bool) -> dict[str, Any]:
    """Return the schema of rows in JSON: an alternative for each _shape, named after it, and one for _json.

    The page is what stands around the rows, and here says more of it; values is a row by default, and row an object.
    """

    def with_rows(items: Part) -> dict[str, Any]:
        properties = {**here, "rows": {"type": "array", "items": items}}
        return {"allOf": [page], "properties": properties, "unevaluatedProperties": False}

    decoded = {
        "anyOf": [with_rows({}), {"type": "array"}, {"type": "object", "additionalProperties": {"type": "object"}}]
    }
    return {
        "anyOf": [
            {"title": "_shape=arrays", **with_rows(values)},
            {"title": "_shape=objects", **with_rows(row)},
            {"title": "_shape=array", "type": "array", "items": row},
            *([{"title": "_shape=object", "type": "object", "additionalProperties": row}] if has_key else []),
            {
                "title": "_shape=arrayfirst",
                "type": "array",
                "items": {"anyOf": [SCALAR, reference("schemas", "Label")]},
            },
            {"title": "_json", **decoded},
        ]
    }


def file_answers(title: str) -> dict[str, Any]:
    """Return the answers of a path that gives a CSV file."""
    return {"200": answer(title, {"text/csv": {"type": "string"}}), "400": reference("responses", "BadFile")}


def file_title(title: str, extension: str, t: Language) -> str:
    """Return the title of such a path, which tells CSV for programs from that for Excel."""
    return t(f"{title}（CSV）", f"{title} (CSV)") if extension == "csv" else t(f"{title}（Excel）", f"{title} (Excel)")


def errors(t: Language) -> dict[str, Any]:
    """Return the answers that say what is wrong."""
    error = reference("schemas", "Error")
    not_found = t("没有这张表、这一行或这个文件", "There is no such table, row or file")
    bad = t("参数或 SQL 有误，或查询超过时限", "A parameter or the SQL is wrong, or the query took too long")
    return {
        "Bad": answer(bad, {"application/json": error}),
        "BadFile": answer(bad, {"text/html": _TEXT, "text/plain": _TEXT}),
        "NotFound": answer(not_found, {"application/json": error}),
        "NoFile": answer(not_found, {"text/html": _TEXT}),
        "Elsewhere": {"description": t("同一行的另一个地址", "The address of the same row")},
    }


def parameter_components(most: int, t: Language) -> dict[str, Any]:
    """Return the parameters that many paths have, for answers of at most so many rows."""
    shapes = ["arrays", "objects", "array", "arrayfirst"]
    about_shape = t(
        "JSON 的形状：arrays 是每行一个数组；objects 是每行一个对象；array 只有各行的对象；object 以主键为名；"
        "arrayfirst 只有第一列。",
        "The shape of the JSON: arrays has an array for each row, objects an object; array has nothing but the rows as "
        "objects, object has them by primary key, arrayfirst only their first column.",
    )
    about_where = t(
        "SQL 的条件，可以给几个；和筛选一起都要满足。",
        "A condition in SQL; several, and the filters, have to hold together.",
    )
    size = {"anyOf": [{"type": "integer", "minimum": 0, "maximum": most}, {"const": "max"}]}
    page = t(f"行数，最多 {most}；max 就是 {most}。", f"How many rows, at most {most}; max is {most}.")
    parts = {
        "size": in_query("_size", size, page),
        "file_size": in_query("_size", size, page + t("不给就是全部。", " All where it is not given.")),
        "facet_size": in_query("_facet_size", size, t("每个统计列出几个值。", "How many values a facet lists.")),
        "table_next": in_query(
            "_next", _TEXT, t("下一页的起点，照抄 next。", "Where the page begins: `next` of the last.")
        ),
        "view_next": in_query(
            "_next",
            {"type": "string", "pattern": "^[0-9]{1,15}$"},
            t("下一页的起点，照抄 next。", "Where the page begins: `next` of the last."),
        ),
        "search": in_query(
            "_search",
            _TEXT,
            t("要找的词，空格隔开的都要有，“…”是一个词组。", "Words to find, all of them; “…” is a phrase."),
        ),
        "where": many("_where", _TEXT, about_where),
        "table_shape": in_query("_shape", {"enum": [*shapes, "object"], "default": "arrays"}, about_shape),
        "shape": in_query("_shape", {"enum": shapes, "default": "arrays"}, about_shape),
        "row_shape": in_query("_shape", {"enum": [*shapes, "object"], "default": "arrays"}, about_shape),
        "nl": in_query(
            "_nl", {"const": "on"}, t("和 _shape=array 一起：每行一个 JSON。", "With _shape=array: JSON Lines.")
        ),
        "labels": in_query("_labels", _FLAG, t("外键带上名称。", "References come with the name of the row.")),
        "nocount": in_query("_nocount", _ONE, t("不数总行数。", "Do not count all rows.")),
        "nofacet": in_query("_nofacet", _ONE, t("不做统计。", "No facets.")),
        "ttl": in_query(
            "_ttl",
            {"type": "integer", "minimum": 0, "maximum": 31_536_000},
            t("缓存几秒；0 是不缓存。", "For how many seconds to keep the answer; 0 for not at all."),
        ),
        "header": in_query("_header", {"const": "off"}, t("不要表头。", "No line of column names.")),
        "dl": in_query("_dl", {"const": "1"}, t("作为附件下载。", "As an attachment.")),
    }
    return dict(parts)


def credit_schemas(t: Language) -> dict[str, Any]:
    """Return the schemas that all answers in JSON are made of."""
    relation = {
        "database": _TEXT,
        "rows": {"type": "array"},
        "columns": {"type": "array", "items": _TEXT},
        **CREDIT,
    }
    table = {**relation, "table": _TEXT, "primary_keys": {"type": "array", "items": _TEXT}, "units": {"type": "object"}}
    facet = {
        "name": _TEXT,
        "type": _TEXT,
        "hideable": {"type": "boolean"},
        "toggle_url": {"type": ["string", "null"]},
        "truncated": {"type": "boolean"},
        "results": {"type": "array", "items": reference("schemas", "FacetValue")},
    }
    value = {
        "value": SCALAR,
        "label": SCALAR,
        "count": {"type": "integer"},
        "toggle_url": _TEXT,
        "selected": {"type": "boolean"},
    }
    page = {
        **table,
        "is_view": {"type": "boolean"},
        "human_description_en": _TEXT,
        "truncated": {"type": "boolean"},
        "filtered_table_rows_count": _COUNT,
        "expanded_columns": {"type": "array", "items": _TEXT},
        "expandable_columns": {"type": "array"},
        "query": reference("schemas", "Query"),
        "facet_results": {"type": "object", "additionalProperties": reference("schemas", "Facet")},
        "suggested_facets": {"type": "array"},
        "next": {"type": ["string", "null"], "description": t("下一页的 _next", "What to give as _next")},
        "next_url": {"type": ["string", "null"], "description": t("下一页的地址", "The address of the next page")},
        "private": {"type": "boolean"},
        "allow_execute_sql": {"type": "boolean"},
    }
    file = {
        "name": _TEXT,
        "url": {
            "type": "string",
            "format": "uri",
            "description": t("这个文件，内容随版本更新", "The file; what is in it follows the version"),
        },
        "fixed_url": {
            "type": "string",
            "format": "uri",
            "description": t(
                "只有这些字节的地址，可以永久缓存；文件更新后是 404",
                "Where these very bytes are, to be kept for ever; 404 once there are others",
            ),
        },
        "table": {"type": ["string", "null"]},
        "media_type": _TEXT,
        "bytes": {"type": "integer", "minimum": 1},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
    return {
        "Error": closed(
            {
                "ok": {"const": False},
                "error": _TEXT,
                "status": {"type": "integer"},
                "title": {"type": ["string", "null"]},
            }
        ),
        "Label": closed({"value": SCALAR, "label": SCALAR}),
        "Query": closed({"sql": _TEXT, "params": {"type": "object"}}),
        "FacetValue": closed(value),
        "Facet": closed(facet),
        "TablePage": opened(page),
        "RowPage": opened({**table, "primary_key_values": {"type": "array", "items": _TEXT}}),
        "Downloads": closed({"version": _TEXT, "files": {"type": "array", "items": closed(file)}}),
    }


def closed(properties: Part) -> dict[str, Any]:
    """Return the schema of an object that has just these properties."""
    return {**opened(properties), "additionalProperties": False}


def opened(properties: Part) -> dict[str, Any]:
    """Return the schema of an object that has these properties, and others that a schema beside it may allow."""
    return {"type": "object", "required": list(properties), "properties": dict(properties)}
