"""What every answer tells a browser that it may do with it: nothing but show it, and run the site's own scripts.

A page may load scripts, styles and pictures from this site alone and runs none that stands in the page itself, so that
a text that gets into a page as HTML stays harmless. Everything else is data: it may be read from pages of other sites,
since anybody may read it, and is never taken for a page. HTTPS is a matter of the proxy in front, and so is a header
that demands it.
"""

from typing import Any

from kouan.site.app import App, Scope

_PAGE_MAY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    # Datasette's templates and CodeMirror say where something stands in attributes; a sheet in a page is not taken.
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# Everything that a page could be given beside what it shows; copying to the clipboard stays.
_SWITCHED_OFF = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)

_ALL = {
    "x-content-type-options": "nosniff",
    # A query may stand in an address; it is nobody's business where somebody goes from here.
    "referrer-policy": "same-origin",
}
_OF_PAGES = {
    **_ALL,
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in _PAGE_MAY.items()),
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": ", ".join(f"{name}=()" for name in _SWITCHED_OFF),
    "x-frame-options": "DENY",
}
_OF_DATA = {**_ALL, "content-security-policy": "default-src 'none'; frame-ancestors 'none'"}

_Raw = list[tuple[bytes, bytes]]


def _raw(headers: dict[str, str]) -> _Raw:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


_RAW_PAGE, _RAW_DATA = _raw(_OF_PAGES), _raw(_OF_DATA)
_OURS = {name.encode() for name in _OF_PAGES}


def with_headers(app: App) -> App:
    """Return the app with the headers on all it answers."""

    async def headed(scope: Scope, receive: Any, send: Any) -> None:
        async def send_headed(message: Scope) -> None:
            if message["type"] == "http.response.start":
                given = [pair for pair in message.get("headers", ()) if pair[0].lower() not in _OURS]
                message = {**message, "headers": given + (_RAW_PAGE if _is_page(given) else _RAW_DATA)}
            await send(message)

        await app(scope, receive, send_headed)

    return headed


def _is_page(headers: _Raw) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)
