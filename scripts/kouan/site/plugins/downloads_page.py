"""The page of all files to take away, /-/downloads, and the files: /-/downloads/parquet/tasks.parquet.

Each has its size and its SHA-256 on the page, in /-/downloads.json, and in /-/downloads/SHA256SUMS for sha256sum -c.
"""

from collections.abc import Callable
from typing import Any

from datasette import Response, hookimpl

from kouan.publish.site_metadata import DATABASE
from kouan.publish.switch import is_interrupted
from kouan.site.downloads import ADDRESS, Download, build_folder, no_such_file, read_downloads
from kouan.site.errors import refusal
from kouan.site.files import OPEN_TO_ALL, FileResponse
from kouan.site.language import language_of

_SUMS = "SHA256SUMS"

# The table that the snippets of the page are about, as an example.
_EXAMPLE = "tasks"


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Serve the page, the list and the files."""
    return [
        (rf"^{ADDRESS}$", page),
        (rf"^{ADDRESS}\.json$", listed),
        (rf"^{ADDRESS}/{_SUMS}$", sums),
        (rf"^{ADDRESS}/(?P<name>.+)$", file),
    ]


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """Link the page from every other one."""
    return [{"href": datasette.urls.path(ADDRESS), "label": language_of(datasette)("下载", "Downloads")}]


async def page(datasette: Any, request: Any) -> Any:
    """Return the page."""
    t, downloads = language_of(datasette), read_downloads(datasette)
    tables = list(dict.fromkeys(one.table for one in downloads.files if one.table))
    context = {
        "heading": t("下载", "Downloads"),
        "database_name": DATABASE,
        "version": downloads.version,
        "whole": [(one, _about(one, datasette)) for one in downloads.files if one.table is None],
        "tables": [(table, [one for one in downloads.files if one.table == table]) for table in tables],
        "address": lambda one: _address(one, datasette),
        "sums": datasette.urls.path(f"{ADDRESS}/{_SUMS}"),
        "example": _EXAMPLE,
    }
    return Response.html(await datasette.render_template("downloads.html", context, request=request))


async def listed(datasette: Any, request: Any) -> Any:
    """Return the list in JSON."""
    downloads = read_downloads(datasette)
    files = [
        {
            "name": one.name,
            "url": datasette.absolute_url(request, _address(one, datasette)),
            "table": one.table,
            "media_type": one.media_type,
            "bytes": one.bytes,
            "sha256": one.sha256,
        }
        for one in downloads.files
    ]
    return Response.json({"version": downloads.version, "files": files}, headers=dict(OPEN_TO_ALL))


async def sums(datasette: Any) -> Any:
    """Return what sha256sum -c reads, for files that lie as in the package."""
    lines = [f"{one.sha256}  {one.name}\n" for one in read_downloads(datasette).files]
    return Response.text("".join(lines), headers=dict(OPEN_TO_ALL))


async def file(datasette: Any, request: Any) -> Any:
    """Return a file; 503 while the list and the file may be of two builds."""
    if is_interrupted(build_folder(datasette)):
        t = language_of(datasette)
        message = t("数据正在更换，请稍后再试。", "The data are being replaced. Ask again in a moment.")
        return await refusal(datasette, request, 503, message, {"retry-after": "5"})
    for one in read_downloads(datasette).files:
        if one.name == request.url_vars["name"] and one.place.is_file():
            return FileResponse(one.place, one.sha256, one.media_type, request.headers)
    raise no_such_file(datasette)


def _address(one: Download, datasette: Any) -> str:
    return str(datasette.urls.path(f"{ADDRESS}/{one.name}"))


def _about(one: Download, datasette: Any) -> str:
    t = language_of(datasette)
    return {
        ".db": t(
            "SQLite 数据库，有主键、外键、视图和全文索引；本站用的就是它。",
            "SQLite database with keys, views and full-text indexes; it is what this site serves.",
        ),
        ".zip": t(
            "数据包：所有表的 CSV 和描述文件，可以用 Frictionless 检查；附读入的原文。",
            "Data package: all tables as CSV, the descriptor, which Frictionless can check, and the documents as read.",
        ),
        ".json": t(
            "描述文件：每张表、每一列的名称、说明、类型、键和取值。",
            "Descriptor: titles, descriptions, types, keys and allowed values of every table and column.",
        ),
    }[one.place.suffix]
