"""Sends an open file as HTTP has it for downloads that are resumed, checked and read in parts.

DuckDB, polars and pyarrow read a Parquet file over HTTP by ranges; a download that broke off goes on by one; a script
that has the file asks with its ETag and is told that nothing changed.
"""

import asyncio
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

# Headers by which a page of another site may read the answer, as Datasette sets them on data, and a little more.
OPEN_TO_ALL: Mapping[str, str] = {
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "Authorization, Range, If-None-Match",
    "access-control-expose-headers": "Accept-Ranges, Content-Length, Content-Range, ETag, Link",
}

_CHUNK = 1 << 16
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True)
class FileResponse:
    """An answer of Datasette that is a file, or the part of it that a request asks for.

    Attributes:
        file: The file, open; it is closed once it is sent.
        name: The name under which to save it.
        etag: What stands for its very bytes, without quotation marks.
        media_type: Its Content-Type.
        kept: How long it may be kept: Cache-Control.
        asked: The headers of the request, in lower case.
    """

    file: BinaryIO
    name: str
    etag: str
    media_type: str
    kept: str
    asked: Mapping[str, str]

    async def asgi_send(self, send: Any) -> None:
        """Send the answer, and close the file."""
        with self.file:
            await self._send(send)

    async def _send(self, send: Any) -> None:
        tag = f'"{self.etag}"'
        headers = {
            **OPEN_TO_ALL,
            "accept-ranges": "bytes",
            "cache-control": self.kept,
            "etag": tag,
        }
        if _has_tag(self.asked.get("if-none-match", ""), tag):
            await _send_head(send, 304, headers)
            return
        size = os.fstat(self.file.fileno()).st_size
        start, end = 0, size
        status = 200
        if self.asked.get("if-range", tag) == tag:
            part = asked_range(self.asked.get("range", ""), size)
            if part == ():
                await _send_head(send, 416, headers | {"content-range": f"bytes */{size}"})
                return
            if part:
                status, (start, end) = 206, part
                headers["content-range"] = f"bytes {start}-{end - 1}/{size}"
        headers |= {
            "content-type": self.media_type,
            "content-length": str(end - start),
            "content-disposition": f'attachment; filename="{self.name}"',
        }
        await _start(send, status, headers)
        await self._send_bytes(send, start, end)

    async def _send_bytes(self, send: Any, start: int, end: int) -> None:
        self.file.seek(start)
        while start < end:
            chunk = await asyncio.to_thread(self.file.read, min(_CHUNK, end - start))
            if not chunk:
                break
            start += len(chunk)
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def asked_range(header: str, size: int) -> tuple[int, int] | tuple[()] | None:
    """Return the half-open range that a header Range asks for; () if it lies outside, None to send the whole file.

    Several ranges at once, and what is no range, may be answered by the whole file.
    """
    found = _RANGE.fullmatch(header.strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size) if int(last) and size else ()
    start = int(first)
    if last and int(last) < start:
        return None
    end = min(int(last) + 1, size) if last else size
    return (start, end) if start < size else ()


def _has_tag(header: str, tag: str) -> bool:
    return header.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in header.split(",")}


async def _send_head(send: Any, status: int, headers: Mapping[str, str]) -> None:
    await _start(send, status, headers)
    await send({"type": "http.response.body", "body": b""})


async def _start(send: Any, status: int, headers: Mapping[str, str]) -> None:
    raw = [(key.encode("latin-1"), value.encode("latin-1")) for key, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
