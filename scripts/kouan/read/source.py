"""A document on disk and its text, whatever kind of file holds it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kouan.clean.text import Defect
from kouan.errors import KouanError
from kouan.read.docx import docx_text
from kouan.read.encodings import declared_encoding, decode, strip_mark
from kouan.read.html import html_text, is_html
from kouan.read.kinds import Kind, kind_of
from kouan.read.legible import check_words
from kouan.read.text_lines import Fault, UnreadableError

_LARGEST = 100 * 1024 * 1024


@dataclass(frozen=True)
class Source:
    """A document as it is read: its id, the name of the .txt that stores its text, the text and its SHA-256 as UTF-8.

    `original_file` and `original_sha256` name the file that the text was read from and the SHA-256 of its bytes; both
    are None where that file is the text itself, in UTF-8. `defects` are what the file lacks, such as pages without
    text, with their spans in the text; a stored .txt tells nothing of them.
    """

    document_id: str
    file: str
    sha256: str
    text: str
    original_file: str | None = None
    original_sha256: str | None = None
    defects: tuple[Defect, ...] = ()


def read_source(path: Path, document_id: str | None = None) -> Source:
    """Return the document in a file: plain text in any usual encoding, HTML, PDF or .docx, told by its content.

    Its id is the file's stem unless given. Plain text is kept as decoded, without line translation, less a byte order
    mark. From other kinds a text is made: a line for each paragraph, ended by LF; a line for each row of a table, its
    cells parted by tabs.
    Raises KouanError where the file is missing, too large, encrypted, damaged, of another kind, or holds no words.
    """
    stored = _bytes(path)
    try:
        text, faults = _text(stored, path.suffix.lower())
        if any(character.isalnum() for character in text):
            check_words(text)
    except UnreadableError as error:
        raise KouanError(f"{path}: {error}") from None
    if not any(character.isalnum() for character in text):
        message = f"{path}: the file is empty, no word stands in it. Expected the text of a plan."
        raise KouanError(message)
    encoded = text.encode()
    is_text_itself = encoded == stored
    return Source(
        document_id=document_id or path.stem,
        file=f"{path.stem}.txt",
        sha256=hashlib.sha256(encoded).hexdigest(),
        text=text,
        original_file=None if is_text_itself else path.name,
        original_sha256=None if is_text_itself else hashlib.sha256(stored).hexdigest(),
        defects=tuple(_defect(text, fault) for fault in faults),
    )


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            message = (
                f"{path}: it has {size // 2**20} MB; at most {_LARGEST // 2**20} MB are read. Give the plan alone."
            )
            raise KouanError(message)
        return path.read_bytes()
    except FileNotFoundError:
        message = f"{path}: there is no such file. Give the path of a plan: .txt, .html, .pdf or .docx."
        raise KouanError(message) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        message = f"{path}: it cannot be read ({reason}). Give the path of a plan: .txt, .html, .pdf or .docx."
        raise KouanError(message) from None


def _text(stored: bytes, suffix: str) -> tuple[str, tuple[Fault, ...]]:
    kind = kind_of(stored)
    if kind is Kind.PDF:
        # Its reader takes long to load, and most documents are of another kind.
        from kouan.read.pdf import pdf_text

        return pdf_text(stored)
    if kind is Kind.DOCX:
        return docx_text(stored), ()
    text = strip_mark(decode(stored, declared_encoding(stored)))
    return (html_text(text) if is_html(text, suffix) else text), ()


def _defect(text: str, fault: Fault) -> Defect:
    """Return a fault with its span: the line before it, or the first line of the text."""
    end = len(text[: fault.offset].rstrip("\n"))
    if end:
        start = text.rfind("\n", 0, end) + 1
    else:
        start, end = 0, text.index("\n") if "\n" in text else len(text)
    return Defect("missing_text", start, end, fault.description, fault.description_en)
