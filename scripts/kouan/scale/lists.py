"""The project's contract, lists and corrections as one file that every worker reads once; and what code they have."""

import hashlib
import io
import platform
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

import kouan
from kouan.curate import Correction
from kouan.errors import KouanError
from kouan.project import Project
from kouan.publish.archives import zip_bytes
from kouan.reference import Entry, Reference
from kouan.scale.storage import Folder
from kouan.schema import Package

FILE = "_kouan/lists.zip"


@dataclass(frozen=True, eq=False)
class Lists:
    """What documents are read with: the contract, the lists, and the corrections of each document."""

    package: Package
    reference: Reference
    corrections: Mapping[str, tuple[Correction, ...]]
    registered: Mapping[str, Entry]


_loaded: dict[str, Lists] = {}
"""The lists that this process works with, by their digest."""


def pack_lists(project: Project) -> bytes:
    """Return a project's contract, lists and corrections as a zip; KouanError where one of them is not sound."""
    project.package()
    project.reference()
    project.corrections()
    paths = [
        project.root / "datapackage.json",
        *(project.datasets / "reference").glob("*.csv"),
        *(project.datasets / "curation").glob("*.yml"),
    ]
    return zip_bytes({path.relative_to(project.root).as_posix(): path.read_bytes() for path in paths})


def load_lists(folder: Folder, sha256: str) -> Lists:
    """Return the lists that a build put into its output, read once in a process; KouanError where they are others."""
    lists = _loaded.get(sha256)
    if lists is None:
        lists = _unpacked(folder, sha256)
        _loaded.clear()
        _loaded[sha256] = lists
    return lists


def _unpacked(folder: Folder, sha256: str) -> Lists:
    content = folder.read(FILE)
    if hashlib.sha256(content).hexdigest() != sha256:
        message = f"{folder.url}/{FILE}: another build writes to this folder. Let one end before the next begins."
        raise KouanError(message)
    with TemporaryDirectory(prefix="kouan-") as root:
        zipfile.ZipFile(io.BytesIO(content)).extractall(root)
        project = Project(Path(root))
        corrections: dict[str, tuple[Correction, ...]] = {}
        for one in project.corrections():
            # Messages name the place in the project, not in a folder of this machine.
            placed = replace(one, place=one.place.removeprefix(f"{root}/"))
            corrections[one.document_id] = (*corrections.get(one.document_id, ()), placed)
        reference = project.reference()
        return Lists(project.package(), reference, corrections, reference.index("documents", "file"))


@cache
def code_digest() -> str:
    """Return a digest of the code and of what decides the bytes that it writes."""
    root = Path(kouan.__file__).parent
    digest = hashlib.sha256(f"python {platform.python_version()}, pyarrow {pa.__version__}".encode())
    for path in sorted(root.rglob("*.py")):
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()
