"""Put files of several folders into place, all or none."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kouan.errors import KouanError


def place_files(contents: Mapping[Path, bytes]) -> None:
    """Write files (path to content): all are written beside their places first, then moved there in order.

    Raises KouanError where one cannot be written; then everything is as it was.
    """
    former: list[tuple[Path, bytes | None]] = []
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _beside(path).write_bytes(content)
        for path in contents:
            former.append((path, path.read_bytes() if path.exists() else None))
            _beside(path).replace(path)
    except OSError as error:
        _undo(former)
        message = (
            f"{error.filename}: it cannot be written ({error.strerror}). Nothing was added. "
            "Free space, or give yourself the right to write there."
        )
        raise KouanError(message) from None
    finally:
        for path in contents:
            with suppress(OSError):
                _beside(path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.kouan-new")


def _undo(former: Sequence[tuple[Path, bytes | None]]) -> None:
    for path, content in reversed(former):
        with suppress(OSError):
            if content is None:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != content:
                _beside(path).write_bytes(content)
                _beside(path).replace(path)
