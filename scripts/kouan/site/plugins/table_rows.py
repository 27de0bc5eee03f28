"""Writes the rows of a table's page: `table_rows(display_rows)`.

It is here and not in _table.html because Jinja, as Datasette has it, waits for every expression: a page of fifty rows
has thousands, and they were more than half of its time.
"""

from collections.abc import Sequence
from typing import Any

from datasette import hookimpl
from datasette.utils import to_css_class
from jinja2 import pass_context
from markupsafe import Markup, escape


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """Add the function to all templates."""
    said = env.globals

    @pass_context
    def table_rows(context: Any, rows: Sequence[Any]) -> Markup:
        columns = [cell["column"] for cell in rows[0]]
        order = said["english_first"]([*enumerate(columns)], 1)
        begins = [f'<td class="col-{escape(to_css_class(column))} type-' for column in columns]
        titles = [f'" data-title="{escape(said["column_title"](context, column))}"' for column in columns]
        lang_of, in_words = said["lang_of"], said["said"]
        parts: list[str] = []
        for row in rows:
            cells = list(row)
            parts.append("<tr>")
            for place, column in order:
                cell = cells[place]
                raw, value = cell["raw"], cell["value"]
                blank = " blank" if raw is None or raw == "" else ""
                begin = f"{begins[place]}{cell['value_type']}{blank}{titles[place]}{lang_of(value, column)}"
                parts.append(f"{begin}>{escape(in_words(value, column))}</td>")
            parts.append("</tr>\n")
        return Markup("".join(parts))  # noqa: S704 - escaped above

    env.globals["table_rows"] = table_rows
