"""The form of a text that is made from a file of another kind: lines ended by LF, one paragraph or table row each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LAST_NARROW = "\u2e7f"


class UnreadableError(Exception):
    """What was found in a file that cannot be read, and what to do; who knows its path puts that in front."""


@dataclass(frozen=True)
class Fault:
    """Something that a file lacks, at an offset of the text that was read, described in both languages."""

    offset: int
    description: str
    description_en: str


def storable(lines: Iterable[str]) -> str:
    """Return lines as one text: without blank lines, control characters and byte order marks, each ended by LF.

    Tabs at the end of a row stay: they are its empty cells, by which cleaning counts its columns. A character that
    Unicode has not (half a surrogate pair) becomes U+FFFD, which cleaning reports.
    """
    text = _SURROGATE.sub("\ufffd", _UNSTORABLE.sub("", "\n".join(_BREAKS.sub("\n", line) for line in lines)))
    kept = (line.rstrip(" \u3000\xa0") for line in text.replace("\ufeff", "").split("\n"))
    return "".join(f"{line}\n" for line in kept if line.strip())


def one_line(text: str) -> str:
    """Return a text in one line: a break beside a Chinese character is dropped, one between Latin words a space.

    Other runs of spaces and tabs become one space; ideographic and fixed spaces stay.
    """
    text = text.strip(" \t\n\r\f")
    return _SPACE.sub(lambda space: _joint(text, space), text)


def _joint(text: str, space: re.Match[str]) -> str:
    if "\n" not in space.group() and "\r" not in space.group():
        return " "
    return " " if text[space.start() - 1] <= _LAST_NARROW and text[space.end()] <= _LAST_NARROW else ""
