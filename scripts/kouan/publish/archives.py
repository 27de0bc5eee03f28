"""Packs files into a zip whose bytes depend on nothing but the files."""

import io
import zipfile
from collections.abc import Mapping

# The earliest moment that a zip can name; the true one would change the bytes with every build.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3


def zip_bytes(contents: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by name; the same files give the same bytes with the same version of zlib."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in sorted(contents.items()):
            about = zipfile.ZipInfo(name, _MOMENT)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.create_system = _UNIX
            about.external_attr = _READABLE
            archive.writestr(about, content)
    return sink.getvalue()
