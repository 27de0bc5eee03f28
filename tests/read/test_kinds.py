"""The kind of a file, told by its content; what is not read is named, with what to do."""

import io
import zipfile

import pytest

from kouan.read.kinds import Kind, kind_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in names:
            file.writestr(zipfile.ZipInfo(name), "x")  # a fixed date: the bytes name the test
    return stream.getvalue()


def test_kinds_that_are_read():
    assert kind_of(b"%PDF-1.7\n") is Kind.PDF
    assert kind_of(b"\xef\xbb\xbf\r\n%PDF-1.4\n") is Kind.PDF
    assert kind_of(b"HTTP junk\r\n\r\n%PDF-1.4\n") is Kind.PDF
    assert kind_of(archive("[Content_Types].xml", "word/document.xml")) is Kind.DOCX
    assert kind_of("口岸".encode()) is Kind.TEXT
    assert kind_of(b"<html>%PDF-1.4") is Kind.TEXT
    assert kind_of(b"") is Kind.TEXT


@pytest.mark.parametrize("name", ["plan.txt", "plan.docx"])
@pytest.mark.parametrize(
    ("stored", "what", "advice"),
    [
        (
            OLE + "WordDocument".encode("utf-16-le"),
            "Word file of the old format (.doc) or a WPS file",
            "save it as .docx",
        ),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted Office file", "without a password"),
        (OLE + "Workbook".encode("utf-16-le"), "spreadsheet of the old format", "save it as"),
        (OLE, "old format (.doc, .wps)", "save it as .docx"),
        (archive("OFD.xml", "Doc_0/Document.xml"), "an OFD file", "save it as .pdf"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "a spreadsheet (.xlsx)", "save it as"),
        (archive("mimetype", "META-INF/manifest.xml"), "(.odt)", "save it as .docx"),
        (archive("方案.docx"), "an archive (ZIP)", "Unpack it"),
        (archive(), "an archive (ZIP)", "Unpack it"),
        (archive("方案.docx")[:40], "breaks off or is damaged", "Fetch it again"),
        (b"Rar!\x1a\x07\x01\x00", "an archive (RAR)", "Unpack it"),
        (b"7z\xbc\xaf\x27\x1c\x00", "an archive (7z)", "Unpack it"),
        (b"\x1f\x8b\x08\x00", "gzip", "Unpack it"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture (JPEG)", "OCR"),
        (b"\x89PNG\r\n\x1a\n\x00", "a picture (PNG)", "OCR"),
        (b"II*\x00\x08", "a picture (TIFF)", "OCR"),
        (b"BM\x36\x00\x00\x00\x00", "a picture (BMP)", "OCR"),
        (b"{\\rtf1\\ansi", "Rich Text", "save it as .docx"),
        (b"MIME-Version: 1.0\r\n", "web archive", "save the page as .html"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "an XML file", "save it as .docx"),
    ],
)
def test_what_is_not_read_is_named(refusal, stored, what, advice, name):
    message = refusal(stored, name)
    assert what in message
    assert advice in message


def test_text_that_begins_like_a_picture_is_text(read_bytes):
    assert read_bytes("BM口岸方案".encode()).text == "BM口岸方案"
