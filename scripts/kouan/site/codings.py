"""Which compression of an answer a request asks for, and the compression.

gzip, from the standard library; docs/decisions.md says what others would save.
"""

import asyncio
import zlib

GZIP = "gzip"
IDENTITY = "identity"

# Below this many bytes the headers weigh more than what is saved.
_LEAST = 800
_LEVEL = 5
# From here on another thread does it, so that nobody else waits.
_LONG = 1 << 16
_GZIP_WINDOW = 31

_TYPES = (b"text/", b"application/json", b"application/atom+xml", b"application/javascript", b"application/geo+json")


def chosen_coding(header: str) -> str:
    """Return what a header Accept-Encoding wants most of gzip and identity; gzip where it wants both alike."""
    given: dict[str, float] = {}
    for item in header.lower().split(","):
        name, _, weight = (part.strip() for part in item.partition(";"))
        try:
            given[name] = float(weight.removeprefix("q=")) if weight else 1.0
        except ValueError:
            given[name] = 0.0
    gzip = given.get(GZIP, given.get("x-gzip", given.get("*", 0.0)))
    return GZIP if gzip > 0 and gzip >= given.get(IDENTITY, 0.0) else IDENTITY


def is_worth_it(media_type: bytes, size: int) -> bool:
    """Tell whether an answer of a type and a number of bytes is to be compressed."""
    return size >= _LEAST and (media_type.startswith(_TYPES) or media_type.startswith(b"image/svg"))


async def compressed(body: bytes) -> bytes:
    """Return the bytes in gzip, always the same for the same."""
    return await asyncio.to_thread(_gzip, body) if len(body) >= _LONG else _gzip(body)


def _gzip(body: bytes) -> bytes:
    """Compress with a header that has neither time nor name."""
    writer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
    return writer.compress(body) + writer.flush()
