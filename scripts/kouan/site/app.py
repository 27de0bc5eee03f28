"""One ASGI app in front of both Datasettes: it picks the language by the address.

`/en/…` is English, everything else Chinese. Datasette wants its prefix, `base_url`, taken off, as a proxy does; where
it forgets to put it back, in redirects, that is done here. Only at `/` itself does the browser's Accept-Language
decide, unless it is `/?_lang=zh`; the answer says so in Vary. There is no cookie.
"""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any, TypeAlias
from urllib.parse import unquote

from kouan.site.language import EN, ZH

Scope: TypeAlias = MutableMapping[str, Any]
App: TypeAlias = Callable[[Scope, Any, Any], Awaitable[None]]

_REDIRECTS = (301, 302, 303, 307, 308)


def combined_app(apps: Mapping[str, App]) -> App:
    """Return the app that hands requests to those of the languages, by their codes."""

    async def app(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            # Both instances start with their first request; there is nothing to do for them before.
            await apps[ZH.code](scope, receive, send)
            return
        # Browsers take a backslash for a slash: without this, a redirect from /\\example.org/ would lead there.
        path = (
            (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0].decode("latin-1").replace("\\", "%5C")
        )
        scope = {**scope, "raw_path": path.encode("latin-1")}
        query = scope.get("query_string", b"").decode("latin-1")
        if path == EN.address.rstrip("/"):
            await _redirect(send, EN.address, query)
        elif path.startswith(EN.address):
            await apps[EN.code](_without_prefix(scope, path), receive, _with_prefix(send))
        elif path != ZH.address or "_lang=zh" in query.split("&"):
            await apps[ZH.code](scope, receive, send)
        elif prefers_english(_header(scope, b"accept-language")):
            await _redirect(send, EN.address, query, vary=True)
        else:
            await apps[ZH.code](scope, receive, _varying(send))

    return app


def prefers_english(header: str) -> bool:
    """Tell whether an Accept-Language wants English more than Chinese; who wants neither gets Chinese."""
    return _quality(header, EN.code) > _quality(header, ZH.code)


def _quality(header: str, language: str) -> float:
    """Return the greatest weight given to a language in any country, or to all languages."""
    given: dict[str, float] = {}
    for item in header.lower().split(","):
        name, *parameters = (part.strip() for part in item.split(";"))
        weight = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        try:
            quality = float(weight)
        except ValueError:
            continue
        main = name.partition("-")[0]
        given[main] = max(given.get(main, 0.0), quality)
    return given.get(language, given.get("*", 0.0))


def _header(scope: Scope, name: bytes) -> str:
    return ",".join(value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name)


async def _redirect(send: Any, path: str, query: str, *, vary: bool = False) -> None:
    location = f"{path}?{query}" if query else path
    headers = [(b"location", location.encode("latin-1")), *([(b"vary", b"Accept-Language")] if vary else [])]
    await send({"type": "http.response.start", "status": 302, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _without_prefix(scope: Scope, path: str) -> Scope:
    inner = "/" + path.removeprefix(EN.address)
    return {**scope, "path": unquote(inner), "raw_path": inner.encode("latin-1")}


def _with_prefix(send: Any) -> Any:
    """Send redirects within the site to the English address."""

    async def prefixed(message: Scope) -> None:
        if message["type"] == "http.response.start" and message["status"] in _REDIRECTS:
            headers = [
                (key, _english(value) if key.lower() == b"location" else value) for key, value in message["headers"]
            ]
            message = {**message, "headers": headers}
        await send(message)

    return prefixed


def _english(location: bytes) -> bytes:
    prefix = EN.address.encode()
    is_inner = location.startswith(b"/") and not location.startswith((prefix, b"//"))
    return prefix + location.removeprefix(b"/") if is_inner else location


def _varying(send: Any) -> Any:
    """Add Accept-Language to what an answer depends on."""

    async def varied(message: Scope) -> None:
        if message["type"] == "http.response.start":
            vary = [value for key, value in message["headers"] if key.lower() == b"vary"]
            others = [(key, value) for key, value in message["headers"] if key.lower() != b"vary"]
            message = {**message, "headers": [*others, (b"vary", b", ".join([*vary, b"Accept-Language"]))]}
        await send(message)

    return varied
