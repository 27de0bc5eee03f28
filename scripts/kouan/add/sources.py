"""Name a document among the sources of datapackage.json, and leave the rest of the file as it is."""

import json
import re
from collections.abc import Mapping

from kouan.errors import KouanError

_SOURCES = re.compile(r'^  "sources": \[\n(?P<entries>.*?)\n  \]', re.MULTILINE | re.DOTALL)


def with_source(descriptor: str, source: Mapping[str, str]) -> str:
    """Return the descriptor with one more source at the end of its list.

    Raises KouanError where the list is not written as this project writes it, each source in lines of its own.
    """
    found = _SOURCES.search(descriptor)
    if found is None:
        message = (
            'datapackage.json: there is no list "sources" at its beginning, indented by two spaces. Restore it as '
            "the other documents have it."
        )
        raise KouanError(message)
    entry = json.dumps(source, ensure_ascii=False, indent=2).replace("\n", "\n    ")
    place = found.end("entries")
    written = f"{descriptor[:place]},\n    {entry}{descriptor[place:]}"
    expected = json.loads(descriptor)
    expected["sources"].append(dict(source))
    if json.loads(written) != expected:
        message = (
            "datapackage.json: the list sources cannot be told from the rest of it. Name the document there by hand."
        )
        raise KouanError(message)
    return written
