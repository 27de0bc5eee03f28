"""The paths and schemas of the OpenAPI description that stand for tables, views and their rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kouan.publish.openapi.parts import (
    FILE_FORMATS,
    SCALAR,
    Operation,
    Part,
    answer,
    file_answers,
    file_title,
    in_query,
    many,
    reference,
    shapes,
    shared,
)
from kouan.publish.site_metadata import DATABASE
from kouan.schema import Column, Table
from kouan.site.language import Language

# What the values of some operators may not be, since they stand for lists or whole numbers.
_LIST, _NUMBER = {"in", "notin"}, {"gt", "gte", "lt", "lte"}

# Whole numbers have 64 bits in SQLite, and Datasette takes signs such as ² for one.
_COMPARED = r"^(?![0-9]{19,}$)[ -~\u3000-\u9fff]*$"


@dataclass(frozen=True)
class Relation:
    """A table or a view: the schema of each column's values, and what can be done with them."""

    name: str
    columns: Mapping[str, Part]
    key: Column | None = None
    references: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()

    @classmethod
    def of_table(cls, table: Table, searched: Sequence[str]) -> "Relation":
        """Return a table of the contract with the columns that are searched."""
        columns = {column.name: _schema(column) for column in table.columns}
        references = tuple(dict.fromkeys(key.column for key in table.foreign_keys))
        return cls(table.name, columns, table.column(table.primary_key[0]), references, tuple(searched))

    @classmethod
    def of_view(cls, name: str, types: Mapping[str, str | None]) -> "Relation":
        """Return a view by the types of its columns, None where SQLite does not know one."""
        return cls(name, {column: {"type": [kind, "null"]} if kind else SCALAR for column, kind in types.items()})


def _schema(column: Column) -> dict[str, Any]:
    """Return the schema of a column's values in JSON, where true is 1."""
    if column.type == "boolean":
        return {"enum": [0, 1, *([] if column.required else [None])]}
    kind = "string" if column.type == "date" else column.type
    schema: dict[str, Any] = {"type": kind if column.required else [kind, "null"]}
    if column.type == "date":
        schema["format"] = "date"
    if column.enum:
        schema["enum"] = [*column.enum, *([] if column.required else [None])]
    if column.pattern:
        schema["pattern"] = f"^(?:{column.pattern})$"
    limits = {"minimum": column.minimum, "maximum": column.maximum}
    return schema | {key: value for key, value in limits.items() if value is not None}


def table_schemas(relation: Relation, about: Part, t: Language) -> dict[str, Any]:
    """Return the schemas of a relation's rows, column names and filters."""
    described = {
        name: {"title": about["column_titles"].get(name, name), "description": about["columns"].get(name, ""), **schema}
        for name, schema in relation.columns.items()
    }
    label = reference("schemas", "Label")
    row = {
        name: {"anyOf": [schema, label]} if name in relation.references else schema
        for name, schema in described.items()
    }
    required = [relation.key.name] if relation.key else []
    return {
        f"{relation.name}.row": {
            "title": about["title"],
            "type": "object",
            "properties": row,
            "required": required,
            "additionalProperties": False,
        },
        f"{relation.name}.column": {"enum": list(relation.columns)},
        f"{relation.name}.filters": _filters(relation, t),
    }


def _filters(relation: Relation, t: Language) -> dict[str, Any]:
    # Datasette takes long to load, and nothing before the last step of a build needs it.
    from datasette.filters import Filters

    names = "|".join(relation.columns)
    operators = [(key, alone) for key, _, alone in Filters([]).lookups()]
    alone = [key for key, is_alone in operators if is_alone]
    listed = [key for key, _ in operators if key in _LIST]
    numeric = [key for key, _ in operators if key in _NUMBER]
    plain = [key for key, _ in operators if key not in {*alone, *listed, *numeric}]
    return {
        "type": "object",
        "description": t(
            "筛选：列名=值，或列名__运算=值，如 name__contains=口岸。",
            "Filters: column=value, or column__operator=value, such as name__contains=口岸.",
        ),
        "patternProperties": {
            f"^({names})(__({'|'.join(plain)}))?$": {"type": "string"},
            f"^({names})__({'|'.join(alone)})$": {"const": "1"},
            # A list is written with commas between its values.
            f"^({names})__({'|'.join(listed)})$": {"type": "string", "pattern": r"^(?!\[)"},
            f"^({names})__({'|'.join(numeric)})$": {"type": "string", "pattern": _COMPARED},
        },
        "additionalProperties": False,
    }


def table_paths(relation: Relation, about: Part, t: Language) -> dict[str, Any]:
    """Return the paths of a table or a view: JSON, files, and a row of it."""
    path, title = f"/{DATABASE}/{relation.name}", about["title"]
    filters = _row_parameters(relation, t)
    shape = ("table_shape", "table_next") if relation.key else ("shape", "view_next")
    json_parameters = [
        *shared("size", *shape, "nl", "nocount", "nofacet", "facet_size", "ttl"),
        *filters,
        many("_facet", reference("schemas", f"{relation.name}.column"), t("按这一列统计。", "Count by this column.")),
        many(
            "_json",
            reference("schemas", f"{relation.name}.column"),
            t("这一列的文字是 JSON 时解开。", "Decode the texts of this column that are JSON."),
        ),
    ]
    paths = {
        f"{path}.json": Operation(
            relation.name,
            "tables",
            title,
            json_parameters,
            {
                "200": answer(title, {"application/json": _page(relation), "text/plain": {"type": "string"}}),
                "400": reference("responses", "Bad"),
            },
            about["summary"],
        ).path()
    }
    for extension in FILE_FORMATS:
        parameters = [*shared("file_size", *(("header", "dl") if extension == "csv" else ())), *filters]
        paths[f"{path}.{extension}"] = Operation(
            f"{relation.name}_{extension}", "tables", file_title(title, extension, t), parameters, file_answers(title)
        ).path()
    return paths | (_row_path(relation, title, t) if relation.key else {})


def _row_parameters(relation: Relation, t: Language) -> list[Part]:
    """Return the parameters that say which rows and columns there are, and in which order."""
    column = reference("schemas", f"{relation.name}.column")
    key = relation.key.name if relation.key else None
    others = {"enum": [name for name in relation.columns if name != key]}
    parameters: list[Part] = [
        *shared("where", *(("search",) if relation.searched else ())),
        *(
            in_query(f"_search_{name}", {"type": "string"}, t(f"在 {name} 里找。", f"Words to find in {name}."))
            for name in relation.searched
        ),
        in_query("_sort", column, t("从小到大的列；不和 _sort_desc 同用。", "Ascending by; not with _sort_desc.")),
        in_query("_sort_desc", column, t("从大到小的列；不和 _sort 同用。", "Descending by; not with _sort.")),
        many("_col", column, t("只要主键和这些列。", "Only the primary key and these columns.")),
        many("_nocol", others, t("不要这些列。", "Not these columns.")),
        in_query(
            "filters",
            reference("schemas", f"{relation.name}.filters"),
            t("筛选，每个条件是一个参数。", "Filters, each a parameter of its own."),
            style="form",
            explode=True,
        ),
    ]
    if relation.references:
        labelled = {"enum": list(relation.references)}
        parameters += [*shared("labels"), many("_label", labelled, t("这些外键带上名称。", "References with names."))]
    return parameters


def _page(relation: Relation) -> dict[str, Any]:
    """Return the schema of a page of rows: one alternative for each _shape, named after it, and one for _json."""
    row = reference("schemas", f"{relation.name}.row")
    page = reference("schemas", "TablePage")
    here = {"database": {"const": DATABASE}, "table": {"const": relation.name}}
    # Rows with labels are objects in this shape as well.
    values = {"type": "array", "items": SCALAR, "maxItems": len(relation.columns)}
    return shapes(page, here, {"anyOf": [values, row]}, row, has_key=relation.key is not None)


def _row_path(relation: Relation, title: str, t: Language) -> dict[str, Any]:
    key = relation.key
    if key is None:
        return {}
    about = t(f"{title}：一行", f"{title}: one row")
    parameter = {
        "name": key.name,
        "in": "path",
        "required": True,
        "description": t(key.description, key.description_en),
        "schema": _schema(key),
    }
    row = reference("schemas", f"{relation.name}.row")
    here = {"database": {"const": DATABASE}, "table": {"const": relation.name}}
    values = {"type": "array", "items": SCALAR, "minItems": len(relation.columns), "maxItems": len(relation.columns)}
    schema = shapes(reference("schemas", "RowPage"), here, values, row, has_key=True)
    return {
        f"/{DATABASE}/{relation.name}/{{{key.name}}}.json": Operation(
            f"{relation.name}_row",
            "rows",
            about,
            [parameter, *shared("row_shape", "ttl")],
            {
                "200": answer(about, {"application/json": schema}),
                "302": reference("responses", "Elsewhere"),
                "400": reference("responses", "Bad"),
                "404": reference("responses", "NotFound"),
            },
        ).path()
    }
