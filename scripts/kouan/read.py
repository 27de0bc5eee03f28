"""Read a source document from disk."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kouan.errors import KouanError


@dataclass(frozen=True)
class Source:
    """A stored document: its id, its file's name, the file's SHA-256 and its text without newline translation."""

    document_id: str
    file: str
    sha256: str
    text: str


def read_source(path: Path, document_id: str | None = None) -> Source:
    """Return the document stored at a path; its id is the file's stem unless given.

    Raises KouanError where the file is missing, is not UTF-8 text, or holds no words.
    """
    try:
        stored = path.read_bytes()
    except FileNotFoundError:
        message = f"{path}: there is no such file. Give the path of a plan as UTF-8 text."
        raise KouanError(message) from None
    except OSError as error:
        message = f"{path}: it cannot be read ({error.strerror}). Give the path of a plan as UTF-8 text."
        raise KouanError(message) from None
    if b"\0" in stored:
        message = (
            f"{path}: byte {stored.index(0)} is NUL. Expected plain text in UTF-8, not a binary file and not UTF-16."
        )
        raise KouanError(message)
    try:
        text = stored.decode("utf-8")
    except UnicodeDecodeError as error:
        message = (
            f"{path}: byte {error.start} is not UTF-8. Expected a plain text file; "
            "convert one in another encoding first, for example with `iconv -f GB18030 -t UTF-8`."
        )
        raise KouanError(message) from None
    if not any(character.isalnum() for character in text):
        message = f"{path}: the file is empty, no word stands in it. Expected the text of a plan."
        raise KouanError(message)
    return Source(document_id or path.stem, path.name, hashlib.sha256(stored).hexdigest(), text)
