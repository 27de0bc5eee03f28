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
        # Where two have one name, their order is that of the row.
        ordered = [columns.index(column) for column in said["english_first"](columns)]
        order = ordered if len(set(columns)) == len(columns) else range(len(columns))
        begins = [f'<td class="col-{escape(to_css_class(column))} type-' for column in columns]
        titles = [f'" data-title="{escape(said["column_title"](context, column))}"' for column in columns]
        lang_of, in_words = said["lang_of"], said["said"]

        def cell_html(place: int, cell: Any) -> str:
            value, column = cell["value"], columns[place]
            blank = " blank" if cell["raw"] is None or cell["raw"] == "" else ""
            words = escape(in_words(value, column))
            return f"{begins[place]}{cell['value_type']}{blank}{titles[place]}{lang_of(value, column)}>{words}</td>"

        lines = []
        for row in rows:
            cells = list(row)
            lines.append("".join(cell_html(place, cells[place]) for place in order))
        return Markup("<tr>{}</tr>").format(Markup("</tr>\n<tr>").join(map(Markup, lines)))  # noqa: S704 - escaped above

    env.globals["table_rows"] = table_rows
