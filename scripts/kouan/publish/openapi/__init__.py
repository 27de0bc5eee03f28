"""A description of what the site serves to programs, as OpenAPI 3.1: openapi.json and openapi.en.json.

It is made from the contract, the metadata of the site and the database, so it names what is there and nothing else. The
tests ask the running site for every path and compare the answers with it.
"""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from kouan.publish.files import replace_files
from kouan.publish.fulltext import INDEXES
from kouan.publish.openapi.parts import (
    Operation,
    Part,
    answer,
    credit_schemas,
    errors,
    parameter_components,
    reference,
)
from kouan.publish.openapi.queries import query_paths, query_schemas
from kouan.publish.openapi.tables import Relation, table_paths, table_schemas
from kouan.publish.site import METADATA_FILES
from kouan.publish.site_metadata import DATABASE
from kouan.publish.views import VIEWS
from kouan.schema import Package
from kouan.site.language import EN, LANGUAGES, ZH, Language

OPENAPI_FILES: Mapping[str, str] = {ZH.code: "openapi.json", EN.code: "openapi.en.json"}

_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}


def publish_openapi(package: Package, folder: Path) -> None:
    """Write the descriptions into the folder of kouan.db, the metadata and settings.json, which have to be there."""
    settings = _read(folder / "settings.json")
    with closing(sqlite3.connect(f"{(folder / f'{DATABASE}.db').resolve().as_uri()}?mode=ro", uri=True)) as database:
        relations = _relations(package, database)
        described = {
            OPENAPI_FILES[t.code]: openapi(package, _read(folder / METADATA_FILES[t.code]), settings, relations, t)
            for t in LANGUAGES
        }
    replace_files(folder, {name: _bytes(content) for name, content in described.items()})


def openapi(
    package: Package, metadata: Part, settings: Mapping[str, int], relations: tuple[Relation, ...], t: Language
) -> dict[str, Any]:
    """Return the description in one language."""
    known = metadata["databases"][DATABASE]
    most = settings["max_returned_rows"]
    tables, queries = known["tables"], known["queries"]
    schemas = credit_schemas(t) | query_schemas(t)
    paths: dict[str, Any] = {}
    for relation in relations:
        schemas |= table_schemas(relation, tables[relation.name], t)
        paths |= table_paths(relation, tables[relation.name], t)
    for name, query in queries.items():
        paths |= query_paths(f"/{DATABASE}/{name}", name, query, t)
    paths |= query_paths(
        f"/{DATABASE}", None, {"title": t("运行 SQL", "Run SQL"), "summary": _about_sql(settings, t)}, t
    )
    paths |= _other_paths(package, t)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": metadata["title"],
            "version": package.version,
            "summary": t("只读的数据接口，不用登记。", "Data to read, without signing up."),
            "description": _about(package, settings, t),
            "license": {
                "name": t(package.licenses[0].title, package.licenses[0].title_en),
                "url": package.licenses[0].path,
            },
        },
        "servers": [{"url": t.address if t.address == "/" else t.address.rstrip("/")}],
        "security": [],
        "tags": [
            {"name": "tables", "description": t("表和视图", "Tables and views")},
            {"name": "rows", "description": t("单独一行", "Single rows")},
            {"name": "queries", "description": t("问题和 SQL", "Questions and SQL")},
            {"name": "site", "description": t("关于本站", "About the site")},
        ],
        "paths": paths,
        "components": {"schemas": schemas, "parameters": parameter_components(most, t), "responses": errors(t)},
    }


def _relations(package: Package, database: sqlite3.Connection) -> tuple[Relation, ...]:
    """Return all tables and views, in the order of the contract."""
    indexed = {index.table: index.columns for index in INDEXES}
    tables = [Relation.of_table(table, indexed.get(table.name, ())) for table in package.tables]
    views = [
        Relation.of_view(
            name,
            {row[1]: _TYPES.get(row[2]) for row in database.execute(f'PRAGMA table_info("{name}")')},
        )
        for name in VIEWS
    ]
    return (*tables, *views)


def _about(package: Package, settings: Mapping[str, int], t: Language) -> str:
    most, milliseconds = settings["max_returned_rows"], settings["sql_time_limit_ms"]
    about = t(package.description, package.description_en)
    limits = t(
        f"一次最多返回 {most} 行，一条查询最多运行 {milliseconds} 毫秒；要全部数据请下载文件。",
        f"One answer has at most {most} rows and one query may run for {milliseconds} ms; "
        "for everything take the files.",
    )
    return f"{about}\n\n{limits}"


def _about_sql(settings: Mapping[str, int], t: Language) -> str:
    milliseconds = settings["sql_time_limit_ms"]
    return t(
        f"在只读的 SQLite 数据库上运行一条 SELECT，最多 {milliseconds} 毫秒。SQL 里的 :name 由同名参数给出。",
        f"Run one SELECT on a SQLite database that cannot be written, for at most {milliseconds} ms. "
        "A parameter gives the value of a :name in the SQL.",
    )


def _other_paths(package: Package, t: Language) -> dict[str, Any]:
    anything = {"type": "object"}
    names = [table.name for table in package.tables]
    table = {"name": "table", "in": "path", "required": True, "schema": {"enum": names}}

    def get(path: str, name: str, title: str, kind: str, schema: Part, *parameters: Part) -> dict[str, Any]:
        missing = {"404": reference("responses", "NoFile")} if parameters else {}
        return {
            path: Operation(name, "site", title, parameters, {"200": answer(title, {kind: schema}), **missing}).path()
        }

    text: Part = {"type": "string"}
    octets: Part = {}
    downloads = "/-/downloads"
    return {
        **get("/-/metadata.json", "metadata", t("本站的元数据", "Metadata of the site"), "application/json", anything),
        **get("/-/settings.json", "settings", t("本站的限制", "Limits of the site"), "application/json", anything),
        **get("/-/versions.json", "versions", t("软件版本", "Versions of the software"), "application/json", anything),
        **get("/-/openapi.json", "openapi", t("这份说明", "This description"), "application/json", anything),
        **get(
            f"{downloads}.json",
            "downloads",
            t("可下载的文件，带大小和 SHA-256", "The files to download, with size and SHA-256"),
            "application/json",
            reference("schemas", "Downloads"),
        ),
        **get(f"{downloads}/SHA256SUMS", "sums", t("校验和", "Checksums"), "text/plain", text),
        **get(
            f"{downloads}/{package.name}.db",
            "sqlite",
            t("SQLite 数据库", "SQLite database"),
            "application/vnd.sqlite3",
            octets,
        ),
        **get(f"{downloads}/{package.name}.zip", "zip", t("数据包", "Data package"), "application/zip", octets),
        **get(
            f"{downloads}/datapackage.json",
            "datapackage",
            t("数据包的描述文件", "Descriptor of the data package"),
            "application/vnd.datapackage+json",
            anything,
        ),
        **get(
            f"{downloads}/datasets/{{table}}.csv",
            "csv_file",
            t("一张表的 CSV", "A table as CSV"),
            "text/csv",
            text,
            table,
        ),
        **get(
            f"{downloads}/parquet/{{table}}.parquet",
            "parquet_file",
            t("一张表的 Parquet", "A table as Parquet"),
            "application/vnd.apache.parquet",
            octets,
            table,
        ),
        **get("/-/changes.atom", "changes", t("数据的更新", "Changes of the data"), "application/atom+xml", text),
        **get("/llms.txt", "llms", t("给程序看的简介", "A summary for programs"), "text/plain", text),
    }


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _bytes(content: Part) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
