"""Datasette's metadata in one language: what the contract says of tables and columns, completed by metadata.yml."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from typing import Any, TypeAlias

from kouan.descriptor import Part
from kouan.publish.site_queries import query_columns, query_groups, site_query
from kouan.publish.site_texts import citation, column_text, paragraphs, source_titles, summary, title
from kouan.publish.views import VIEWS
from kouan.schema import Column, Package, Source, Table
from kouan.site.language import PLUGIN, Language

# What the database is called in every address.
DATABASE = "kouan"

Labels: TypeAlias = dict[str, dict[str, str]]

_SITE = {"rights", "rights_en", "source", "source_en", "source_url", "databases"}
_SHOWN = {"label_column", "facets", "sort", "sort_desc", "size"}
_BILINGUAL = {"title", "title_en", "description", "description_en"}
_BOOLEAN = {"0": ("否", "no"), "1": ("是", "yes")}


def site_metadata(package: Package, site: Part, t: Language) -> dict[str, Any]:
    """Return Datasette's metadata for a package and metadata.yml; KouanError where that does not fit.

    Besides Datasette's own keys there are `column_titles`, `summary`, `rights`, `citation`, `parameters`, `group` and
    `query_groups`, for our templates and plugins.
    """
    site.only(_SITE)
    databases = site.part("databases")
    databases.only({DATABASE})
    database = databases.part(DATABASE)
    database.only({"tables", "queries", "query_groups", "query_columns"})
    queries, groups = database.part("queries"), query_groups(database.part("query_groups"), t)
    titles, labels = query_columns(database.part("query_columns"), t)
    credit = _credit(package, site, t)
    tables = _tables(package, database.part("tables"), credit, t)
    codes = {name: table["plugins"]["code-labels"] for name, table in tables.items()}
    about = t(package.title, package.title_en)
    description = paragraphs(t(package.description, package.description_en), t)
    return {
        "title": about,
        "description_html": description + _document_list(package.sources, t),
        **credit,
        "rights": t(site.text("rights"), site.text("rights_en")),
        "citation": citation(package, t),
        "plugins": {PLUGIN: {"language": t.code}},
        "databases": {
            DATABASE: {
                "title": t("全部数据", "All data"),
                "description_html": description,
                **credit,
                "plugins": {"code-labels": _merged(_shared_labels(tables.values()), labels)},
                "column_titles": {**_shared_titles(tables.values()), **titles},
                "tables": tables,
                "query_groups": groups,
                "queries": {
                    name: {**site_query(_named(queries, "query", name), groups, codes, t), **credit}
                    for name in queries.content
                },
            }
        },
    }


def _credit(package: Package, site: Part, t: Language) -> dict[str, str]:
    """Return licence and source; Datasette hands them down to some kinds of page only, so each part carries its own."""
    names = (f"{one.name.replace('-', ' ')} {t(one.title, one.title_en)}" for one in package.licenses)
    return {
        "license": " · ".join(names),
        "license_url": package.licenses[0].path,
        "source": t(site.text("source"), site.text("source_en")),
        "source_url": _address(site.text("source_url"), t),
    }


def _tables(package: Package, shown: Part, credit: Mapping[str, str], t: Language) -> dict[str, dict[str, Any]]:
    names = [*(table.name for table in package.tables), *VIEWS]
    for name in shown.content:
        if name not in names:
            raise shown.wrong(name, "is neither a table of datapackage.json nor a view; correct its name or remove it")
    for name in names:
        if name not in shown.content:
            raise shown.wrong(name, "is missing in tables; say there how it is to be shown")
    made = {}
    for table in package.tables:
        part = _named(shown, "table", table.name)
        part.only(_SHOWN)
        made[table.name] = _table(table, part, credit, t)
    for name in VIEWS:
        part = _named(shown, "view", name)
        part.only(_SHOWN | _BILINGUAL | {"columns"})
        made[name] = _table(_view(package, name, part), part, credit, t)
    return made


def _table(table: Table, shown: Part, credit: Mapping[str, str], t: Language) -> dict[str, Any]:
    single = [shown.content.get(key) for key in ("label_column", "sort", "sort_desc")]
    for name in [*shown.content.get("facets", []), *(name for name in single if name is not None)]:
        if name not in table.column_names:
            raise shown.wrong(name, f"is not a column; use one of {', '.join(table.column_names)}")
    description = t(table.description, table.description_en)
    return {
        "title": t(table.title, table.title_en),
        "summary": summary(description, t),
        "description_html": paragraphs(description, t),
        **credit,
        **({"source": source_titles(table.sources, t), "source_url": ""} if table.sources else {}),
        "columns": {column.name: column_text(column, t) for column in table.columns},
        "column_titles": {column.name: title(column, t) for column in table.columns},
        "plugins": {"code-labels": _labels(table, t)},
        **{key: _in_language(shown.content[key], key, table, t) for key in sorted(_SHOWN & set(shown.content))},
    }


def _in_language(value: Any, key: str, table: Table, t: Language) -> Any:
    """Return what metadata.yml says of a table, on an English site with the English column where there is one.

    So rows are called by their English names where other tables refer to them, and facets count English values.
    """
    if key == "facets":
        return [_column_in_language(name, table, t) for name in value]
    return _column_in_language(value, table, t) if key == "label_column" else value


def _column_in_language(name: str, table: Table, t: Language) -> str:
    in_english = f"{name}_en"
    return t(name, in_english if in_english in table.column_names else name)


def _view(package: Package, name: str, part: Part) -> Table:
    """Describe a view as if it were a table."""
    columns = part.part("columns")
    return Table(
        name=name,
        path="",
        title=part.text("title"),
        title_en=part.text("title_en"),
        description=part.text("description"),
        description_en=part.text("description_en"),
        columns=tuple(_view_column(package, columns, column) for column in columns.content),
        primary_key=(),
    )


def _view_column(package: Package, columns: Part, name: str) -> Column:
    """Describe a column of a view: as the column of a table that it shows, or in words of its own."""
    shown = columns.content[name]
    if isinstance(shown, str):
        described = {
            f"{table.name}.{column.name}": (table, column) for table in package.tables for column in table.columns
        }
        if shown not in described:
            raise columns.wrong(
                f"column {name}", f"shows {shown}, which datapackage.json does not have; write table.column"
            )
        return _shown_column(name, *described[shown])
    part = _named(columns, "column", name)
    part.only(_BILINGUAL)
    return Column(
        name=name,
        type="string",
        title=part.text("title"),
        title_en=part.text("title_en"),
        description=part.text("description"),
        description_en=part.text("description_en"),
    )


def _shown_column(name: str, table: Table, column: Column) -> Column:
    """Return a table's column under its name in a view; under another name, a mere "Name" would not say of what."""
    if name == column.name:
        return column
    of = "" if column.title.startswith(table.title) else table.title
    return replace(column, name=name, title=f"{of}{column.title}", title_en=f"{table.title_en}: {column.title_en}")


def _labels(table: Table, t: Language) -> Labels:
    """Return what the codes in a table mean: column to value to label."""
    labels = {column.name: {code: t(*label) for code, label in column.labels.items()} for column in table.columns}
    boolean = {value: t(*label) for value, label in _BOOLEAN.items()}
    labels.update({column.name: boolean for column in table.columns if column.type == "boolean"})
    return {column: values for column, values in labels.items() if values}


def _shared_labels(tables: Iterable[Mapping[str, Any]]) -> Labels:
    """Return the labels for the results of queries: those on which all tables that have the column agree."""
    found: dict[tuple[str, str], set[str]] = {}
    for table in tables:
        for column, values in table["plugins"]["code-labels"].items():
            for value, label in values.items():
                found.setdefault((column, value), set()).add(label)
    shared: Labels = {}
    for (column, value), labels in found.items():
        if len(labels) == 1:
            shared.setdefault(column, {})[value] = labels.pop()
    return shared


def _merged(shared: Labels, own: Labels) -> Labels:
    return {column: {**shared.get(column, {}), **own.get(column, {})} for column in sorted({*shared, *own})}


def _shared_titles(tables: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the titles of columns for the results of queries: those that most of the tables give them."""
    found: dict[str, Counter[str]] = {}
    for table in tables:
        for column, words in table["column_titles"].items():
            found.setdefault(column, Counter())[words] += 1
    titles = {}
    for column, counted in found.items():
        words, times = counted.most_common(1)[0]
        if 2 * times > counted.total():
            titles[column] = words
    return titles


def _document_list(sources: Iterable[Source], t: Language) -> str:
    items = []
    for source in sources:
        html = escape(title(source, t))
        if source.document_id:
            html = f'<a href="{_address(f"/-/document/{escape(source.document_id)}", t)}">{html}</a>'
        items.append(f"<li>{html}</li>")
    return f'<ul class="documents">{"".join(items)}</ul>'


def _address(path: str, t: Language) -> str:
    """Return the address of a page of the site in this language."""
    return t.address + path.removeprefix("/") if path.startswith("/") else path


def _named(parent: Part, noun: str, name: str) -> Part:
    """Return an object of a parent; errors place it by the noun and its name."""
    return Part(f"{parent.place}, {noun} {name}", parent.part(name).content)
