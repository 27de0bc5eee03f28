"""Names tables, columns and parameters for templates as metadata does, in the language of the site.

On the page of a table, of its rows or of a query, templates can call

    column_title(name)        the title, or the name where there is none
    column_name(name, table)  the title with the name, for lists to choose from
    column_heading(name)      the same for the head of a column, in HTML
    parameter_name(name)      the title of a parameter, and what happens if its box is left empty
    table_title(database, table)
    is_blank(cell)            whether the cell of a table shows nothing
    rows_described()          which rows a table's page shows and in which order, in words

Titles are `column_titles` in the metadata of a table, a query or the whole database.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from datasette import hookimpl
from jinja2 import pass_context
from markupsafe import Markup

from kouan.site.language import language_of, marked


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the functions to all templates."""
    titles = Titles(datasette, env)
    env.globals.update(
        table_title=titles.table_title,
        column_title=titles.column_title,
        column_name=titles.column_name,
        column_heading=titles.column_heading,
        parameter_name=titles.parameter_name,
        rows_described=titles.rows_described,
        is_blank=lambda cell: str(cell).strip() in {"", "&nbsp;"},
    )


class Titles:
    """The functions; those that depend on the page get its context from Jinja."""

    def __init__(self, datasette: Any, env: Any) -> None:
        self.t = language_of(datasette)
        self.datasette = datasette
        self.env = env
        # Datasette puts its metadata together anew at every question; a page asks once for each cell.
        self._known: dict[str | None, Mapping[str, Any]] = {}

    def table_title(self, database: str | None, table: str) -> str:
        """Return the title of a table, a view or a query."""
        known = self._database(database)
        return next(
            (part[table]["title"] for part in (known.get("tables"), known.get("queries")) if _has(part, table)), table
        )

    @pass_context
    def column_title(self, context: Any, name: str, table: str | None = None) -> str:
        """Return the title of a column of the page, or of another table."""
        known = self._database(context.get("database"))
        own = (known.get("tables") or {}).get(table) if table else context.get("metadata")
        for part in (own, known):
            title = (part.get("column_titles") or {}).get(name) if isinstance(part, Mapping) else None
            if title:
                return str(title)
        return name

    @pass_context
    def column_name(self, context: Any, name: str, table: str | None = None) -> str:
        """Return the title with the name."""
        title = self.column_title(context, name, table)
        return name if title == name else self.t(f"{title}（{name}）", f"{title} ({name})")

    @pass_context
    def column_heading(self, context: Any, name: str) -> Markup:
        """Return the title over the name."""
        title = self.column_title(context, name)
        if title == name:
            return Markup("<code>{}</code>").format(name)
        return Markup('{} <code class="name">{}</code>').format(title, name)

    @pass_context
    def parameter_name(self, context: Any, name: str) -> Markup:
        """Return the title of a parameter with a hint."""
        metadata = context.get("metadata")
        parameter = (metadata.get("parameters") or {}).get(name) if isinstance(metadata, Mapping) else None
        if not parameter or "title" not in parameter:
            return Markup("<code>{}</code>").format(name)
        # Where there are codes to choose from, the list itself says what stands for anything.
        hint = "" if "codes" in parameter else parameter.get("hint", "")
        words = (marked(parameter["title"], self.t), marked(hint, self.t))
        return Markup('{} <span class="hint">{}</span>').format(*map(Markup, words))

    @pass_context
    def rows_described(self, context: Any) -> str:
        """Return the filters and the order of a table's page in words."""
        said = [*self._searches(context), *self._filters(context)]
        words = [self.t("其中", "where ") + self.t("，", " and ").join(said)] if said else []
        for key, direction in (("_sort", ""), ("_sort_desc", self.t("从大到小", " descending"))):
            column = context["request"].args.get(key)
            if column:
                title = self.column_title(context, column)
                words.append(self.t(f"按“{title}”{direction}排序", f"sorted by {title}{direction}"))
        return self.t("；", ", ").join(words)

    def _searches(self, context: Any) -> Iterator[str]:
        arguments = context["request"].args
        for key in arguments:
            text = arguments[key]
            if key == "_search" and text:
                yield self.t(f"有“{text}”", f"“{text}” is found")
            elif key.startswith("_search_") and text:
                column = self.column_title(context, key.removeprefix("_search_"))
                yield self.t(f"“{column}”里有“{text}”", f"“{text}” is found in {column}")

    def _filters(self, context: Any) -> Iterator[str]:
        operators = {key: (display, alone) for key, display, alone in context["filters"].lookups()}
        for column, lookup, value in context["filters"].selections():
            display, alone = operators.get(lookup, (lookup, False))
            label = self.env.globals["code_label"](context.get("database"), context.get("table"), column, value)
            words = [self.column_title(context, column), self.env.globals["filter_name"](display)]
            yield " ".join(words if alone else [*words, label or value])

    def _database(self, name: str | None) -> Mapping[str, Any]:
        if name not in self._known:
            self._known[name] = (self.datasette.metadata("databases") or {}).get(name) or {}
        return self._known[name]


def _has(part: Any, name: str) -> bool:
    return isinstance(part, Mapping) and isinstance(part.get(name), Mapping) and "title" in part[name]
