"""What every answer of the site has: a strong ETag, how long it may be kept, and compression where it is asked for.

The ETag is a digest of the bytes before compression, with the coding behind it, since compressed bytes are others.
Whoever sends it back in If-None-Match gets 304 as long as the answer is the same. `no-cache` says just that: keep it,
and ask whether it is still the same. Only a file whose address has the digest of its bytes may be kept for ever: as its
query, as `static_file()` in templates writes it, where an older digest makes an address like any other, or before the
name of a download, where an older one leads nowhere.

Answers are collected before they are sent. What brings an ETag itself is a file, is asked for in ranges, and passes as
it is; so does an answer longer than anything but a file ought to be, without an ETag.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kouan.site.app import App, Scope
from kouan.site.codings import GZIP, chosen_coding, compressed, is_worth_it

Headers = tuple[tuple[bytes, bytes], ...]

DIGITS = 16
"""How many hexadecimal digits of a digest stand in an ETag and in addresses."""

LONGEST = 8_000_000
"""The bytes of the longest answer that is collected."""

REVALIDATED = b"no-cache"
FOR_EVER = b"public, max-age=31536000, immutable"

# Headers that are reckoned here, whatever the answer had.
_OURS = {b"cache-control", b"content-encoding", b"content-length", b"etag", b"transfer-encoding", b"vary"}
# Headers about a body, which 304 has none of.
_OF_BODY = {b"content-disposition", b"content-encoding", b"content-length", b"content-type"}

OK, NOT_MODIFIED = 200, 304


@dataclass(frozen=True)
class Answer:
    """A whole answer as it is sent."""

    status: int
    headers: Headers
    body: bytes
    etag: bytes = b""

    @property
    def size(self) -> int:
        """The bytes of its headers and its body."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)

    async def send(self, send: Any, asked: dict[bytes, bytes], *, is_head: bool) -> None:
        """Send it, or 304 to whoever has it."""
        is_known = bool(self.etag) and matches(asked.get(b"if-none-match", b""), self.etag)
        headers = [pair for pair in self.headers if pair[0] not in _OF_BODY] if is_known else list(self.headers)
        status = NOT_MODIFIED if is_known else self.status
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if is_known or is_head else self.body})


async def ask(app: App, scope: Scope, receive: Any, send: Any) -> Answer | None:
    """Ask an app and return its whole answer to a GET; None where it was sent on already, since it is a file."""
    collector = _Collector(scope, send)
    await app({**scope, "method": "GET"}, receive, collector)
    if collector.is_passing:
        return None
    return await _finished(collector, scope)


def asked_headers(scope: Scope) -> dict[bytes, bytes]:
    """Return the headers of a request; several of one name as one."""
    headers: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        headers[name] = headers[name] + b"," + value if name in headers else value
    return headers


def coding_of(asked: dict[bytes, bytes]) -> str:
    """Return the compression that a request asks for."""
    return chosen_coding(asked.get(b"accept-encoding", b"").decode("latin-1"))


def digest(body: bytes) -> str:
    """Return what stands for these bytes in ETags and addresses."""
    return hashlib.sha256(body).hexdigest()[:DIGITS]


def matches(header: bytes, etag: bytes) -> bool:
    """Tell whether a header If-None-Match names an ETag."""
    return header.strip() == b"*" or etag in {one.strip().removeprefix(b"W/") for one in header.split(b",")}


class _Collector:
    """Takes the answer of an app; what it will not keep it sends on."""

    def __init__(self, scope: Scope, send: Any) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.parts: list[bytes] = []
        self.is_passing = False
        self._is_head = scope["method"] == "HEAD"
        self._send = send
        self._size = 0

    async def __call__(self, message: Scope) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = [(name.lower(), value) for name, value in message.get("headers", [])]
            if any(name == b"etag" for name, _ in self.headers):
                await self._pass()
            return
        body = message.get("body", b"")
        if not self.is_passing:
            self.parts.append(body)
            self._size += len(body)
            if self._size <= LONGEST:
                return
            await self._pass()
            body = b"".join(self.parts)
        more = message.get("more_body", False)
        if not self._is_head or not more:
            await self._send({"type": "http.response.body", "body": b"" if self._is_head else body, "more_body": more})

    async def _pass(self) -> None:
        self.is_passing = True
        if not any(name == b"cache-control" for name, _ in self.headers):
            self.headers.append((b"cache-control", REVALIDATED))
        await self._send({"type": "http.response.start", "status": self.status, "headers": self.headers})


async def _finished(collector: _Collector, scope: Scope) -> Answer:
    """Return the answer with the headers that are reckoned here."""
    body = b"".join(collector.parts)
    given = dict(collector.headers)
    headers = [pair for pair in collector.headers if pair[0] not in _OURS]
    vary = [value for name, value in collector.headers if name == b"vary"]
    tag = mark = digest(body)
    kept = _kept(collector.status, given, tag, scope)
    if is_worth_it(given.get(b"content-type", b""), len(body)):
        vary.append(b"Accept-Encoding")
        if coding_of(asked_headers(scope)) == GZIP:
            headers.append((b"content-encoding", GZIP.encode()))
            body, mark = await compressed(body), f"{tag}-{GZIP}"
    etag = f'"{mark}"'.encode() if collector.status == OK else b""
    headers += [
        *([(b"etag", etag)] if etag else []),
        (b"cache-control", kept),
        *([(b"vary", _together(vary))] if vary else []),
        (b"content-length", str(len(body)).encode()),
    ]
    return Answer(collector.status, tuple(headers), body, etag)


def _kept(status: int, given: dict[bytes, bytes], tag: str, scope: Scope) -> bytes:
    """Return how long an answer may be kept, and by whom."""
    wanted = given.get(b"cache-control", b"")
    # Datasette lets whoever asks say how long, by _ttl; else it says five seconds.
    if b"no-store" in wanted or (wanted and b"_ttl=" in scope["query_string"]):
        return wanted
    return FOR_EVER if status == OK and scope["query_string"] == tag.encode() else REVALIDATED


def _together(values: Iterable[bytes]) -> bytes:
    """Return one header Vary, each name once."""
    names = (name.strip() for value in values for name in value.split(b","))
    return b", ".join(dict.fromkeys(name for name in names if name))
