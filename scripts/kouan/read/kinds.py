"""What kind of file this is, told by its first bytes; kinds that cannot be read are refused by name."""

import io
import zipfile
from enum import Enum
from types import MappingProxyType

from kouan.read.text_lines import UnreadableError


class Kind(Enum):
    """The kinds of file that are read. HTML is text, and told from other text once it is decoded."""

    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"


_PDF_MAGIC = b"%PDF-"
_PDF_WITHIN = 1024
"""How far into a file readers look for the head of a PDF."""

_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_WORD_ADVICE = "Open it in Word or WPS and save it as .docx."
_SCAN_ADVICE = "Find the text itself, or have its characters recognised (OCR) and save them as .txt or .docx."
_ARCHIVE_ADVICE = "Unpack it and give the plan inside."
_SHEET_ADVICE = "Open it and save it as .docx, .pdf or .html."

_MAGIC = MappingProxyType(
    {
        b"\x89PNG\r\n\x1a\n": ("a picture (PNG)", _SCAN_ADVICE),
        b"\xff\xd8\xff": ("a picture (JPEG)", _SCAN_ADVICE),
        b"GIF87a": ("a picture (GIF)", _SCAN_ADVICE),
        b"GIF89a": ("a picture (GIF)", _SCAN_ADVICE),
        b"II*\x00": ("a picture (TIFF)", _SCAN_ADVICE),
        b"MM\x00*": ("a picture (TIFF)", _SCAN_ADVICE),
        b"RIFF": ("a picture or recording (RIFF)", _SCAN_ADVICE),
        b"\x00\x00\x00\x0cjP": ("a picture (JPEG 2000)", _SCAN_ADVICE),
        b"AT&TFORM": ("a scan (DjVu)", _SCAN_ADVICE),
        b"Rar!\x1a\x07": ("an archive (RAR)", _ARCHIVE_ADVICE),
        b"7z\xbc\xaf\x27\x1c": ("an archive (7z)", _ARCHIVE_ADVICE),
        b"\x1f\x8b": ("a packed file (gzip)", _ARCHIVE_ADVICE),
        b"{\\rtf": ("a Rich Text file (.rtf)", _WORD_ADVICE),
        b"%!PS": ("a PostScript file", "Print or convert it to .pdf."),
        b"MIME-Version:": ("a web archive (.mht)", "Open it in a browser and save the page as .html."),
        b"From: <Saved by": ("a web archive (.mht)", "Open it in a browser and save the page as .html."),
    }
)
_OLE_STREAMS = (
    ("EncryptedPackage", "an encrypted Office file", "Save a copy of it without a password."),
    ("WordDocument", "a Word file of the old format (.doc) or a WPS file (.wps)", _WORD_ADVICE),
    ("Workbook", "a spreadsheet of the old format (.xls)", _SHEET_ADVICE),
    ("PowerPoint Document", "slides of the old format (.ppt)", _SHEET_ADVICE),
)
_ZIP_MEMBERS = (
    ("OFD.xml", "an OFD file", "Open it in an OFD reader or WPS and save it as .pdf."),
    ("xl/workbook.xml", "a spreadsheet (.xlsx)", _SHEET_ADVICE),
    ("ppt/presentation.xml", "slides (.pptx)", _SHEET_ADVICE),
    ("META-INF/manifest.xml", "an OpenDocument file (.odt)", _WORD_ADVICE),
    ("META-INF/container.xml", "an electronic book (.epub)", "Save the plan inside as .html or .pdf."),
)


def kind_of(stored: bytes) -> Kind:
    """Return the kind of a file from its content, whatever its name says.

    Raises UnreadableError for a kind that is known and not read: pictures, archives, .doc, .wps, .ofd and others.
    """
    head = stored[:_PDF_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _PDF_MAGIC in stored[:_PDF_WITHIN] and not head.startswith((b"<", *_ZIP_MAGIC)):
        return Kind.PDF
    if stored.startswith(_ZIP_MAGIC):
        return _zip_kind(stored)
    if stored.startswith(_OLE_MAGIC):
        raise _ole_refusal(stored)
    for magic, (name, advice) in _MAGIC.items():
        if head.startswith(magic):
            raise refusal(name, advice)
    if stored.startswith(b"BM") and b"\0" in stored[:32]:
        raise refusal("a picture (BMP)", _SCAN_ADVICE)
    return Kind.TEXT


def refusal(name: str, advice: str) -> UnreadableError:
    """Return the error for a file of a kind that is not read."""
    return UnreadableError(f"this is {name}. Expected .txt, .html, .pdf or .docx. {advice}")


def _zip_kind(stored: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(stored)) as archive:
            names = set(archive.namelist())
    except Exception:  # noqa: BLE001 - a damaged archive raises errors of many kinds
        message = (
            "it begins like a .docx or .zip but breaks off or is damaged. Fetch it again, or save it anew as .docx."
        )
        raise UnreadableError(message) from None
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return Kind.DOCX
    for member, name, advice in _ZIP_MEMBERS:
        if member in names:
            raise refusal(name, advice)
    raise refusal("an archive (ZIP)", _ARCHIVE_ADVICE)


def _ole_refusal(stored: bytes) -> UnreadableError:
    """Return the refusal of an OLE file, whose directory names its streams in UTF-16."""
    for stream, name, advice in _OLE_STREAMS:
        if stream.encode("utf-16-le") in stored:
            return refusal(name, advice)
    return refusal("an Office file of an old format (.doc, .wps)", _WORD_ADVICE)
