"""What was read from a file, in a line for people."""

from pathlib import Path

from kouan.read.encodings import declared_encoding, decode
from kouan.read.html import is_html
from kouan.read.kinds import Kind, kind_of
from kouan.read.source import Source

_KINDS = {Kind.PDF: "PDF", Kind.DOCX: "Word (.docx)"}


def described(path: Path, source: Source) -> str:
    """Return a file's kind, its encoding where it is text, the length of what was read, and what of it has no text."""
    stored = path.read_bytes()
    kind = kind_of(stored)
    lacking = "".join(f"; {defect.description_en}" for defect in source.defects)
    form = _text_form(stored, path.suffix.lower()) if kind is Kind.TEXT else _KINDS[kind]
    return f"{path.name}: {form}, {len(source.text):,} characters{lacking}"


def _text_form(stored: bytes, suffix: str) -> str:
    page = decode(stored, declared_encoding(stored))
    encoding = "UTF-8" if _is_utf8(stored) else "another encoding than UTF-8"
    return f"{'web page' if is_html(page, suffix) else 'text'} in {encoding}"


def _is_utf8(stored: bytes) -> bool:
    try:
        stored.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
