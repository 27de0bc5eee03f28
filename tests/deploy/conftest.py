"""The container file, taken apart."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

CONTAINERFILE = Path("scripts/deploy") / "Containerfile"


@dataclass(frozen=True)
class Container:
    """A container file: its instructions in order, as pairs of name and rest."""

    instructions: tuple[tuple[str, str], ...]

    def all(self, name: str) -> list[str]:
        return [rest for instruction, rest in self.instructions if instruction == name]

    def one(self, name: str) -> str:
        (rest,) = self.all(name)
        return rest

    @property
    def command(self) -> list[str]:
        return json.loads(self.one("CMD"))

    @property
    def health_check(self) -> list[str]:
        return json.loads(self.one("HEALTHCHECK").removeprefix("CMD "))

    @property
    def environment(self) -> dict[str, str]:
        return dict(pair.split("=", 1) for rest in self.all("ENV") for pair in shlex.split(rest))

    @property
    def copies(self) -> list[tuple[list[str], str]]:
        """What is copied where, below the folder that is worked in."""
        words = [shlex.split(rest) for rest in self.all("COPY")]
        return [(sources, target) for *sources, target in words]


@pytest.fixture(scope="session")
def container(data) -> Container:
    text = (data.root / CONTAINERFILE).read_text(encoding="utf-8")
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line and not line.startswith("#")]
    found = [re.fullmatch(r"([A-Z]+) (.+)", line) for line in lines]
    return Container(tuple((one[1], one[2]) for one in found))
