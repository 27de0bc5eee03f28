"""The parts inside a Word file: a ZIP archive of XML parts that relationships tie together (ECMA-376, part 2)."""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from kouan.read.text_lines import UnreadableError

_LARGEST_PART = 64 * 1024 * 1024
"""How large a part may be once unpacked: a plan of five hundred pages has a tenth of it."""

_DAMAGED = "Open it in Word or WPS and save it anew as .docx, or fetch it again."


@dataclass(frozen=True)
class Package:
    """An opened Word file; parts are read when they are asked for."""

    archive: zipfile.ZipFile
    main_name: str
    names: Mapping[str, str]
    """The names of the parts that belong to the main one, by the last word of their relationship: `numbering`."""

    @classmethod
    def opened(cls, stored: bytes) -> "Package":
        """Return the package in a file's bytes; raise UnreadableError where it has no main part or is encrypted."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(stored))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise _damage(error) from None
        main = _related(archive, "").get("officeDocument", "word/document.xml")
        return cls(archive, main, _related(archive, main))

    def main(self) -> Any:
        """Return the main part's root element."""
        return _part(self.archive, self.main_name)

    def related(self, kind: str) -> Any:
        """Return the root element of a part that belongs to the main one, or None where there is none."""
        name = self.names.get(kind)
        return _part(self.archive, name) if name is not None and name in self.archive.namelist() else None


def local(element: Any) -> str:
    """Return an element's name without its namespace, which differs between the two dialects of the format."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Any, name: str) -> Any:
    """Return the first child of that name, or None; None has no children."""
    return None if element is None else next((part for part in element if local(part) == name), None)


def attribute(element: Any, name: str) -> str | None:
    """Return an attribute by its name without namespace, or None."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def number(element: Any, otherwise: int) -> int:
    """Return an element's `val` as a number from -99999 to 99999, or another where it has none."""
    text = attribute(element, "val") or ""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 6 else otherwise  # noqa: PLR2004


def is_on(element: Any) -> bool:
    """Tell whether a switch such as `vanish` is set: it stands there and does not say no."""
    return element is not None and attribute(element, "val") not in {"0", "false", "off"}


def _related(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    folder, file = posixpath.split(name)
    rels = posixpath.join(folder, "_rels", f"{file}.rels")
    if rels not in archive.namelist():
        return {}
    found: dict[str, str] = {}
    for relation in _part(archive, rels):
        kind, target = attribute(relation, "Type") or "", attribute(relation, "Target")
        if target and attribute(relation, "TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.setdefault(kind.rpartition("/")[2], path)
    return found


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    """Return the root element of a part. Entities are not expanded, and nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        info = archive.getinfo(name)
    except KeyError as error:
        raise _damage(error, name) from None
    if info.flag_bits & 1:
        message = "it is encrypted. Save a copy of it without a password."
        raise UnreadableError(message)
    if info.file_size > _LARGEST_PART:
        message = (
            f"its part {name} has {info.file_size // 2**20} MB once unpacked; "
            f"at most {_LARGEST_PART // 2**20} MB are read. Save the plan alone as .docx."
        )
        raise UnreadableError(message)
    try:
        return etree.fromstring(archive.read(info), parser)
    except Exception as error:  # noqa: BLE001 - zipfile, zlib, bz2, lzma and lxml each raise errors of their own
        raise _damage(error, name) from None


def _damage(error: Exception, name: str | None = None) -> UnreadableError:
    where = f"its part {name}" if name else "it"
    return UnreadableError(f"{where} is damaged or missing ({error}). {_DAMAGED}")
