"""Strict access to the parts of a JSON descriptor, with errors that say where in it and what to write there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kouan.errors import KouanError


@dataclass(frozen=True)
class Part:
    """An object in the descriptor.

    Attributes:
        place: Where it stands, as an error names it: "datapackage.json, table tasks, column title".
        content: Its properties.
    """

    place: str
    content: Mapping[str, Any]

    def wrong(self, key: str, what: str) -> KouanError:
        """Make the error for a property: what it has to be, or what to do about it."""
        return KouanError(f"{self.place}: {key} {what}.")

    def only(self, known: set[str]) -> None:
        """Refuse properties that are not known; a misspelt one would be a rule that nobody applies."""
        unknown = sorted(set(self.content) - known)
        if unknown:
            raise self.wrong(unknown[0], f"is not a property used here; use one of {', '.join(sorted(known))}")

    def text(self, key: str) -> str:
        """Return a text, which may not be empty."""
        value = self.content.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "is missing or empty; write a text for it")
        return value

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None where the property is absent."""
        return self.text(key) if key in self.content else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of at least one text."""
        value = self.content.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, "has to be a list of texts")
        return tuple(value)

    def flag(self, key: str) -> bool:
        """Return a boolean; false where the property is absent."""
        value = self.content.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "has to be true or false")
        return value

    def number(self, key: str) -> float | None:
        """Return a number, or None where the property is absent."""
        value = self.content.get(key)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value
        raise self.wrong(key, "has to be a number")

    def part(self, key: str) -> "Part":
        """Return an object; it goes by the place of this one."""
        return Part(self.place, self._object(key, self.content.get(key)))

    def optional_part(self, key: str) -> "Part":
        """Return an object, empty where the property is absent."""
        return self.part(key) if key in self.content else Part(self.place, {})

    def parts(self, key: str, noun: str) -> list["Part"]:
        """Return the objects of a list, each placed by the noun and its name (or its number from 1)."""
        if not self.content.get(key):
            raise self.wrong(key, "is missing or empty; it has to be a list of objects")
        return self.optional_parts(key, noun)

    def optional_parts(self, key: str, noun: str) -> list["Part"]:
        """Return the objects of a list that may be absent."""
        values = self.content.get(key, [])
        if not isinstance(values, list):
            raise self.wrong(key, "has to be a list of objects")
        contents = [self._object(key, value) for value in values]
        return [
            Part(f"{self.place}, {noun} {content.get('name', number)}", content)
            for number, content in enumerate(contents, 1)
        ]

    def _object(self, key: str, value: object) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self.wrong(key, "has to be an object in braces")
        return value


def read_descriptor(path: Path) -> Part:
    """Read a JSON file whose content is an object."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}). Run from the project's folder or name the descriptor."
        raise KouanError(message) from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise KouanError(f"{path}: not JSON in UTF-8 ({error}). Put the file right or restore it.") from None
    if not isinstance(content, dict):
        raise KouanError(f"{path}: has to be a JSON object in braces. Put the file right or restore it.")
    return Part(path.name, content)
