"""Folders by path or address: on this machine, in an object store, or wherever fsspec reaches."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyarrow import ArrowException, fs

from kouan.errors import KouanError

_WITHOUT_FOLDERS = ("s3", "gcs", "abfs")
"""Stores in which a folder is a part of a name and need not be made."""


@dataclass(frozen=True)
class Folder:
    """A folder of a file system. Names are relative to it, with slashes.

    What cannot be read or written raises KouanError.
    """

    url: str
    files: Any
    path: str

    def names(self) -> Iterator[str]:
        """Yield the names of all files in it, sorted, hidden ones and those in hidden folders aside."""
        selector = fs.FileSelector(self.path, recursive=True, allow_not_found=True)
        try:
            found = self.files.get_file_info(selector)
        except OSError as error:
            raise self._unreachable(error) from None
        start = len(self.path.rstrip("/")) + 1
        names = sorted(info.path[start:] for info in found if info.type == fs.FileType.File)
        return (name for name in names if not any(part.startswith(".") for part in name.split("/")))

    def size(self, name: str) -> int | None:
        """Return the size of a file in bytes, or None where there is none."""
        try:
            info = self.files.get_file_info(self._path(name))
        except OSError as error:
            raise self._unreachable(error) from None
        return info.size if info.type == fs.FileType.File else None

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        try:
            with self.files.open_input_file(self._path(name)) as stream:
                return bytes(stream.read())
        except OSError as error:
            raise KouanError(f"{self.url}/{name}: it cannot be read ({_reason(error)}). Restore the file.") from None

    def find(self, name: str) -> bytes | None:
        """Return the content of a file, or None where there is none."""
        return self.read(name) if self.size(name) is not None else None

    def read_range(self, name: str, start: int, end: int) -> bytes:
        """Return the bytes from start to end of a file."""
        try:
            with self.files.open_input_file(self._path(name)) as stream:
                return bytes(stream.read_at(end - start, start))
        except OSError as error:
            raise KouanError(f"{self.url}/{name}: it cannot be read ({_reason(error)}). Build again.") from None

    def write(self, name: str, content: bytes) -> None:
        """Write a file. It may be found half written after an accident: only what a record names counts."""
        path = self._path(name)
        try:
            if self.files.type_name not in _WITHOUT_FOLDERS:
                self.files.create_dir(path.rpartition("/")[0], recursive=True)
            with self.files.open_output_stream(path) as stream:
                stream.write(content)
        except OSError as error:
            raise self._unwritable(name, error) from None

    def take(self, other: "Folder", name: str) -> None:
        """Move a file of another folder of the same file system here, in the place of one of its name."""
        path = self._path(name)
        try:
            if self.files.type_name not in _WITHOUT_FOLDERS:
                self.files.create_dir(path.rpartition("/")[0], recursive=True)
            self.files.move(other._path(name), path)  # noqa: SLF001 - one class
        except OSError as error:
            raise self._unwritable(name, error) from None

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""
        if self.size(name) is not None:
            self.files.delete_file(self._path(name))

    def remove_all(self) -> None:
        """Remove the folder with all that is in it."""
        if self.files.get_file_info(self.path).type == fs.FileType.Directory:
            self.files.delete_dir(self.path)

    def below(self, name: str) -> "Folder":
        """Return a folder in this one."""
        return Folder(f"{self.url}/{name}", self.files, self._path(name))

    def _path(self, name: str) -> str:
        return f"{self.path.rstrip('/')}/{name}"

    def _unreachable(self, error: OSError) -> KouanError:
        return KouanError(f"{self.url}: it cannot be reached ({_reason(error)}). Check the address and your rights.")

    def _unwritable(self, name: str, error: OSError) -> KouanError:
        return KouanError(f"{self.url}/{name}: it cannot be written ({_reason(error)}). Free space, or give the right.")


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


@lru_cache(maxsize=16)
def open_folder(url: str) -> Folder:
    """Return the folder of a path or an address such as s3://bucket/plans.

    pyarrow reaches local files, S3, Google Cloud Storage, Azure and HDFS; other schemes need the extra `scale`, which
    has fsspec. KouanError where an address cannot be reached.
    """
    url = url.rstrip("/")
    if "://" not in url:
        return Folder(url, fs.LocalFileSystem(), Path(url).resolve().as_posix())
    try:
        files, path = fs.FileSystem.from_uri(url)
    except (OSError, ArrowException) as error:
        if "Unrecognized filesystem type" not in str(error):
            raise KouanError(f"{url}: it cannot be reached ({error}). Check the address and your rights.") from None
        files, path = _by_fsspec(url)
    return Folder(url, files, path)


def _by_fsspec(url: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        message = f"{url}: this kind of address needs fsspec. Install it: pip install 'kouan[scale]'."
        raise KouanError(message) from None
    try:
        files, path = url_to_fs(url)
    except (ValueError, ImportError, OSError) as error:
        raise KouanError(f"{url}: it cannot be reached ({error}). Check the address.") from None
    return fs.PyFileSystem(fs.FSSpecHandler(files)), path
