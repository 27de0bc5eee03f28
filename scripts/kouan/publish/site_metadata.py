"""Datasette's metadata: what the contract says of tables and columns, completed by metadata.yml."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from typing import Any, TypeAlias

from kouan.descriptor import Part
from kouan.publish.site_queries import site_query
from kouan.publish.site_texts import column_text, item, paragraphs, source_titles, summary
from kouan.publish.views import VIEWS
from kouan.schema import Column, Package, Source, Table

# What the database is called in every address.
DATABASE = "kouan"

Labels: TypeAlias = dict[str, dict[str, list[str]]]

_SITE = {"rights", "rights_en", "source", "source_en", "source_url", "extra_css_urls", "databases"}
_SHOWN = {"label_column", "facets", "sort", "sort_desc", "size"}
_BILINGUAL = {"title", "title_en", "description", "description_en"}
_BOOLEAN = {"0": ["否", "no"], "1": ["是", "yes"]}


def site_metadata(package: Package, site: Part) -> dict[str, Any]:
    """Return Datasette's metadata for a package and metadata.yml; KouanError where that does not fit.

    Besides Datasette's own keys there are `column_titles`, `summary`, `rights` and `parameters`, for our templates and
    plugins.
    """
    site.only(_SITE)
    databases = site.part("databases")
    databases.only({DATABASE})
    database = databases.part(DATABASE)
    database.only({"tables", "queries"})
    queries = database.part("queries")
    credit = _credit(package, site)
    tables = _tables(package, database.part("tables"), credit)
    return {
        "title": f"{package.title} {package.title_en}",
        "description_html": paragraphs(package.description, package.description_en) + _document_list(package.sources),
        **credit,
        "rights": [site.text("rights"), site.text("rights_en")],
        "extra_css_urls": list(site.texts("extra_css_urls")),
        "databases": {
            DATABASE: {
                "title": f"{package.title} {package.title_en}",
                "description_html": paragraphs(package.description, package.description_en),
                **credit,
                "plugins": {"code-labels": _shared_labels(tables.values())},
                "tables": tables,
                "queries": {name: {**site_query(_named(queries, "query", name)), **credit} for name in queries.content},
            }
        },
    }


def _credit(package: Package, site: Part) -> dict[str, str]:
    """Return licence and source; Datasette hands them down to some kinds of page only, so each part carries its own."""
    names = (f"{one.name.replace('-', ' ')} {one.title} {one.title_en}" for one in package.licenses)
    return {
        "license": " · ".join(names),
        "license_url": package.licenses[0].path,
        "source": f"{site.text('source')} {site.text('source_en')}",
        "source_url": site.text("source_url"),
    }


def _tables(package: Package, shown: Part, credit: Mapping[str, str]) -> dict[str, dict[str, Any]]:
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
        made[table.name] = _table(table, part, credit)
    for name in VIEWS:
        part = _named(shown, "view", name)
        part.only(_SHOWN | _BILINGUAL | {"columns"})
        made[name] = _table(_view(package, name, part), part, credit)
    return made


def _table(table: Table, shown: Part, credit: Mapping[str, str]) -> dict[str, Any]:
    single = [shown.content.get(key) for key in ("label_column", "sort", "sort_desc")]
    for name in [*shown.content.get("facets", []), *(name for name in single if name is not None)]:
        if name not in table.column_names:
            raise shown.wrong(name, f"is not a column; use one of {', '.join(table.column_names)}")
    return {
        "title": f"{table.title} {table.title_en}",
        "summary": summary(table.description, table.description_en),
        "description_html": paragraphs(table.description, table.description_en),
        **credit,
        **({"source": source_titles(table.sources), "source_url": ""} if table.sources else {}),
        "columns": {column.name: column_text(column) for column in table.columns},
        "column_titles": {column.name: [column.title, column.title_en] for column in table.columns},
        "plugins": {"code-labels": _labels(table)},
        **{key: shown.content[key] for key in sorted(_SHOWN & set(shown.content))},
    }


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


def _labels(table: Table) -> Labels:
    """Return what the codes in a table mean: column to value to Chinese and English."""
    labels = {column.name: {value: list(label) for value, label in column.labels.items()} for column in table.columns}
    labels.update({column.name: _BOOLEAN for column in table.columns if column.type == "boolean"})
    return {column: values for column, values in labels.items() if values}


def _shared_labels(tables: Iterable[Mapping[str, Any]]) -> Labels:
    """Return the labels for the results of queries: those on which all tables that have the column agree."""
    found: dict[tuple[str, str], list[list[str]]] = {}
    for table in tables:
        for column, values in table["plugins"]["code-labels"].items():
            for value, label in values.items():
                found.setdefault((column, value), []).append(label)
    shared: Labels = {}
    for (column, value), labels in found.items():
        if all(label == labels[0] for label in labels):
            shared.setdefault(column, {})[value] = labels[0]
    return shared


def _document_list(sources: Iterable[Source]) -> str:
    items = []
    for source in sources:
        title = escape(source.title)
        if source.document_id:
            title = f'<a href="/{DATABASE}/documents/{escape(source.document_id)}">{title}</a>'
        items.append(item(title, escape(source.title_en)))
    return f'<ul class="documents">{"".join(items)}</ul>'


def _named(parent: Part, noun: str, name: str) -> Part:
    """Return an object of a parent; errors place it by the noun and its name."""
    return Part(f"{parent.place}, {noun} {name}", parent.part(name).content)
