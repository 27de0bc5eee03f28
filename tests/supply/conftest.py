"""What the repository pins, and small lists to break."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kouan.supply.licences import LICENCES, read_licences
from kouan.supply.pins import DEVELOPMENT, RUNTIME, Pin, read_pins


@pytest.fixture(scope="session")
def runtime(data) -> tuple[Pin, ...]:
    return read_pins(data.root / RUNTIME)


@pytest.fixture(scope="session")
def development(data) -> tuple[Pin, ...]:
    return read_pins(data.root / DEVELOPMENT)


@pytest.fixture(scope="session")
def licences(data) -> dict[str, str]:
    return read_licences(data.root / LICENCES)


@pytest.fixture
def pin() -> Callable[..., Pin]:
    """Make a pin up."""

    def make(name: str = "jinja2", version: str = "2.7.1", **named) -> Pin:
        return Pin(
            name, version, **{"marker": None, "hashes": ("0" * 64,), "needed_by": (), "is_direct": True, **named}
        )

    return make


@pytest.fixture
def written(tmp_path) -> Callable[[str], Path]:
    """Write a file and return its path."""

    def write(text: str) -> Path:
        path = tmp_path / "list.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return write
