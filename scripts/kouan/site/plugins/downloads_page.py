"""The page of all files to take away, /-/downloads, and the files: /-/downloads/parquet/tasks.parquet.

What a name holds follows the version, so whoever has the file asks whether it is still the same. The page and the list
also have an address for the very bytes, /-/downloads/0123456789abcdef/parquet/tasks.parquet, which may be kept for
ever; once there are others, it leads nowhere.

Each has its size and its SHA-256 on the page, in /-/downloads.json, and in /-/downloads/SHA256SUMS for sha256sum -c.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from datasette import Response, hookimpl

from kouan.publish.site_metadata import DATABASE
from kouan.publish.switch import is_interrupted
from kouan.site.answers import DIGITS, FOR_EVER, REVALIDATED
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
        (rf"^{ADDRESS}/(?:(?P<digest>[0-9a-f]{{{DIGITS}}})/)?(?P<name>.+)$", file),
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
        "address": lambda one: datasette.urls.path(one.fixed_address),
        "sums": datasette.urls.path(f"{ADDRESS}/{_SUMS}"),
        "example": _EXAMPLE,
    }
    return Response.html(await datasette.render_template("downloads.html", context, request=request))


async def listed(datasette: Any, request: Any) -> Any:
    """Return the list in JSON."""
    downloads = read_downloads(datasette)

    def address(path: str) -> str:
        # As a plain string: Datasette leaves out the language where it is given one of its own.
        return str(datasette.absolute_url(request, str(datasette.urls.path(path))))

    files = [
        {
            "name": one.name,
            "url": address(one.address),
            "fixed_url": address(one.fixed_address),
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
    t, downloads = language_of(datasette), read_downloads(datasette)
    name, digest = request.url_vars["name"], request.url_vars["digest"]
    found = next((one for one in downloads.files if one.name == name), None)
    if found is None:
        raise no_such_file(datasette)
    if digest and not found.sha256.startswith(digest):
        message = t(
            f"这个文件有了新的版本，现在在 {datasette.urls.path(found.address)}。",
            f"There is another version of this file now, at {datasette.urls.path(found.address)}.",
        )
        return await refusal(datasette, request, 404, message)
    opened = await asyncio.to_thread(_opened, found.place)
    # Looked at when it is open: from here on, it stays what it is, even where a new build takes its place.
    if opened is None or is_interrupted(build_folder(datasette)) or read_downloads(datasette) != downloads:
        if opened:
            opened.close()
        message = t("数据正在更换，请稍后再试。", "The data are being replaced. Ask again in a moment.")
        return await refusal(datasette, request, 503, message, {"retry-after": "5"})
    kept = FOR_EVER if digest else REVALIDATED
    return FileResponse(opened, found.place.name, found.sha256, found.media_type, kept.decode(), request.headers)


def _opened(path: Path) -> BinaryIO | None:
    try:
        return path.open("rb")
    except FileNotFoundError:
        return None


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
