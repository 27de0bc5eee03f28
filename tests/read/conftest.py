"""Files of every kind, written while the tests run."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

from kouan.errors import KouanError
from kouan.read import Source, read_source

LEFT, TOP, WIDTH = 72, 780, 28
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

ReadBytes = Callable[..., Source]


@pytest.fixture
def read_bytes(tmp_path: Path) -> ReadBytes:
    """Read bytes as a file of that name."""

    def read(stored: bytes, name: str = "plan.txt") -> Source:
        (tmp_path / name).write_bytes(stored)
        return read_source(tmp_path / name)

    return read


@pytest.fixture
def refusal(read_bytes: ReadBytes, tmp_path: Path) -> Callable[..., str]:
    """Return what is said of a file that is refused, behind its path."""

    def read(stored: bytes, name: str = "plan.txt") -> str:
        with pytest.raises(KouanError) as caught:
            read_bytes(stored, name)
        message = str(caught.value)
        assert message.startswith(f"{tmp_path / name}: ")
        return message.removeprefix(f"{tmp_path / name}: ")

    return read


class PdfPages:
    """Writes a PDF with a Chinese font that needs no file, from top to bottom."""

    def __init__(self, **options: Any) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        self._stream = io.BytesIO()
        self._canvas = Canvas(self._stream, pagesize=A4, invariant=True, **options)
        self._y = TOP

    def line(self, text: str, font: str = "STSong-Light") -> None:
        self._canvas.setFont(font, 14)
        self._canvas.drawString(LEFT, self._y, text)
        self._y -= 24

    def wrapped(self, text: str) -> None:
        for start in range(0, len(text), WIDTH):
            self.line(text[start : start + WIDTH])

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[int], spans: Sequence[Any] = ()) -> None:
        from reportlab.lib.styles import ParagraphStyle

        style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=10, leading=13, wordWrap="CJK")
        grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), *(("SPAN", *span) for span in spans)]
        table = Table([[Paragraph(text, style) for text in row] for row in rows], colWidths=widths, style=grid)
        _, height = table.wrapOn(self._canvas, sum(widths), TOP)
        self._y -= height - 14
        table.drawOn(self._canvas, LEFT, self._y)
        self._y -= 30

    def picture(self) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        self._canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "grey")), LEFT, 100, 400, 600)

    def frame(self, *box: int) -> None:
        self._canvas.rect(*box)

    def back(self) -> None:
        """Let the next line be printed over the last."""
        self._y += 24

    def end_page(self) -> None:
        self._canvas.showPage()
        self._y = TOP

    def finish(self) -> bytes:
        self._canvas.showPage()
        self._canvas.save()
        return self._stream.getvalue()


@pytest.fixture
def pdf() -> Callable[..., PdfPages]:
    return PdfPages


@pytest.fixture
def encryption() -> Callable[[str], StandardEncryption]:
    return lambda password: StandardEncryption(password, ownerPassword="owner", strength=128)


def docx_bytes(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def save_docx() -> Callable[[Any], bytes]:
    return docx_bytes


@pytest.fixture
def docx_with() -> Callable[..., bytes]:
    """Write a Word file with that XML as its body, and that as the content of other parts of it."""

    def write(body: str, **parts: str) -> bytes:
        stream = io.BytesIO()
        Document().save(stream)
        written = io.BytesIO()
        xml = {
            f"word/{name}.xml": f'<w:{name} xmlns:w="{W}">{content}</w:{name}>'
            for name, content in {"document": f"<w:body>{body}</w:body>", **parts}.items()
        }
        relations = "".join(
            f'<Relationship Id="k{name}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            f'{name}" Target="{name}.xml"/>'
            for name in parts
        )
        with zipfile.ZipFile(stream) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                if name == "word/_rels/document.xml.rels":
                    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                    new.writestr(name, f"{head}{relations}</Relationships>")
                elif name not in xml:
                    new.writestr(name, old.read(name))
            for name, content in xml.items():
                new.writestr(name, content)
        return written.getvalue()

    return write
