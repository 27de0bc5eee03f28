"""Edits of the descriptor and of its parts, from which faults of the contract are made."""

import re
from collections.abc import Callable
from typing import Any, TypeAlias

Content: TypeAlias = dict[str, Any]
# Changes an object of the descriptor; False where the fault does not fit.
Edit = Callable[[Content], bool]

_OTHER_TYPES = {"string": "integer", "integer": "number", "number": "string", "boolean": "string", "date": "string"}


def fields(resource: Content) -> list[Content]:
    """Return the descriptions of the columns of a table."""
    columns: list[Content] = resource["schema"]["fields"]
    return columns


def drop(*keys: str) -> Edit:
    """Make an edit that takes properties away, where all of them are there."""

    def edit(content: Content) -> bool:
        return bool(keys) and not any(content.pop(key, None) is None for key in keys)

    return edit


def put(**values: Any) -> Edit:
    """Make an edit that writes properties."""

    def edit(content: Content) -> bool:
        before = dict(content)
        content.update(values)
        return content != before

    return edit


def within(key: str, edit: Edit) -> Edit:
    """Make an edit of an object inside an object, where there is one."""
    return lambda content: edit(content.get(key, {}))


def rename(old: str, new: str) -> Edit:
    def edit(content: Content) -> bool:
        if old not in content:
            return False
        content[new] = content.pop(old)
        return True

    return edit


def swap(one: str, other: str) -> Edit:
    def edit(content: Content) -> bool:
        before = content[one]
        content[one], content[other] = content[other], before
        return bool(content[one] != before)

    return edit


def other_type(column: Content) -> bool:
    column["type"] = _OTHER_TYPES[column["type"]]
    return True


def lose_value(column: Content) -> bool:
    """Take away an allowed value with its names: the first, which is in use."""
    if "labels" not in column:
        return False
    value = column["constraints"]["enum"].pop(0)
    return column["labels"].pop(value) is not None


def allow_value(column: Content) -> bool:
    if "labels" not in column:
        return False
    column["constraints"]["enum"].append("unknown")
    column["labels"]["unknown"] = ["不详", "unknown"]
    return True


def exchange_labels(column: Content) -> bool:
    labels = column.get("labels", {})
    for value, names in labels.items():
        labels[value] = names[::-1]
    return bool(labels)


def loosen_pattern(constraints: Content) -> bool:
    return "pattern" in constraints and put(pattern=".*")(constraints)


def drop_keys(key: str) -> Edit:
    """Make an edit that takes a list of keys out of a table's schema, if it has some."""
    return within("schema", lambda schema: bool(schema.pop(key, None)))


def foreign_key_elsewhere(schema: Content) -> bool:
    keys = schema.get("foreignKeys")
    if not keys:
        return False
    return put(resource="quality", fields=["quality_id"])(keys[0]["reference"])


def lose_column(resource: Content) -> bool:
    fields(resource).pop()
    return True


def add_column(resource: Content) -> bool:
    fields(resource).append({**fields(resource)[-1], "name": "remark"})
    return True


def exchange_columns(resource: Content) -> bool:
    columns = fields(resource)
    columns[1], columns[2] = columns[2], columns[1]
    return True


def exchange_descriptions(resource: Content) -> bool:
    """Let two columns have each other's descriptions."""
    one, other = fields(resource)[1], fields(resource)[2]
    for key in ("description", "description_en"):
        one[key], other[key] = other[key], one[key]
    return True


def column_twice(resource: Content) -> bool:
    fields(resource).append(fields(resource)[0])
    return True


def tables(change: Callable[[list[Content]], list[Content]]) -> Edit:
    def edit(content: Content) -> bool:
        content["resources"] = change(content["resources"])
        return True

    return edit


def source_lost(content: Content) -> bool:
    content["sources"].pop()
    return True


def place_lost(content: Content) -> bool:
    content["spatial"].pop()
    return True


def other_licence(content: Content) -> bool:
    return put(name="CC0-1.0")(content["licenses"][0])


def key_of_second_column(resource: Content) -> bool:
    return put(primaryKey=[fields(resource)[1]["name"]])(resource["schema"])


def require(column: Content) -> bool:
    constraints = column.setdefault("constraints", {})
    return not constraints.get("required") and put(required=True)(constraints)


def chinese_twice(column: Content) -> bool:
    return put(description_en=column["description"])(column)


def first_word(column: Content) -> bool:
    return put(description_en=re.split(r"\W+", column["description_en"])[0])(column)


def allow_anything(column: Content) -> bool:
    return drop("labels")(column) and drop("enum")(column["constraints"])
