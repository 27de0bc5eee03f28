"""What Datasette needs to serve the database: metadata.json, metadata.en.json and settings.json.

metadata.yml has the shape in which Datasette reads metadata and says only what the contract does not: facets, orders,
page sizes, views, canned queries. Titles and descriptions of tables and columns, sources and licences come from
datapackage.json. Each metadata file speaks one language, as Datasette does. The shapes are those of Datasette 0.65;
the modules site*.py, `kouan.serve` and the package `kouan.site` are the part of Kouan that another version of
Datasette would change.
"""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import yaml

from kouan.descriptor import Part
from kouan.errors import KouanError
from kouan.publish.files import replace_files
from kouan.publish.site_metadata import DATABASE, site_metadata
from kouan.publish.views import VIEWS
from kouan.schema import Package
from kouan.site.language import EN, LANGUAGES, ZH

# Safe for anyone on the internet: SQL is allowed, since people want it, on a database that cannot be written to.
SETTINGS: Mapping[str, int | bool] = {
    "sql_time_limit_ms": 1000,
    "default_page_size": 50,
    "truncate_cells_html": 300,
    "default_facet_size": 20,
    "facet_time_limit_ms": 200,
    # Suggestions take a hundred times as long as the page itself.
    "suggest_facets": False,
    # Whoever wants everything takes the file instead of a thousand pages.
    "allow_download": True,
    "template_debug": False,
    "trace_debug": False,
}

# The file of each language. `datasette serve kouan.db --metadata metadata.json` takes the Chinese one by itself.
METADATA_FILES: Mapping[str, str] = {ZH.code: "metadata.json", EN.code: "metadata.en.json"}

_ROUND = 1000


def publish_site(package: Package, metadata_path: Path, folder: Path) -> None:
    """Write the metadata of both languages and settings.json into the folder of kouan.db, which has to be there.

    Raises KouanError where metadata.yml cannot be read, leaves something out or names what does not exist.
    """
    site = _read_yaml(metadata_path)
    files = {METADATA_FILES[t.code]: _json(site_metadata(package, site, t)) for t in LANGUAGES}
    settings = {**SETTINGS, "max_returned_rows": row_limit(package, folder / f"{DATABASE}.db")}
    replace_files(folder, {**files, "settings.json": _json(settings)})


def row_limit(package: Package, database: Path) -> int:
    """Return the smallest round number of rows with which any one table or view can be asked for whole.

    No more than that, because it is also what one query may return.
    """
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        names = [*(table.name for table in package.tables), *VIEWS]
        counts: list[int] = [
            connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - names are the contract's
            for name in names
        ]
    return _ROUND * -(-max(1, *counts) // _ROUND)


def _read_yaml(path: Path) -> Part:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}). Restore it; it says how the site shows the tables."
        raise KouanError(message) from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise KouanError(f"{path}: not YAML in UTF-8 ({error}). Put the file right or restore it.") from None
    if not isinstance(content, dict):
        raise KouanError(f"{path}: has to hold names with values. Put the file right or restore it.")
    return Part(path.name, content)


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
