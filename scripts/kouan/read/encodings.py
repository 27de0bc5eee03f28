"""In which encoding a text is stored.

Detectors that guess from statistics of many languages err on short Chinese texts. Here the order is fixed: a byte
order mark; HZ; strict UTF-8; and of UTF-16, GB18030 and Big5 the one in which most characters are common ones, with a
small lead for what a page declares. A wrong reading gives rare characters: the bytes of a simplified text in GB18030
are almost all of GB 2312's first level (3755 characters in daily use), read as Big5 only about half are common.
"""

import codecs
import re
from collections.abc import Iterator
from functools import cache

from kouan.read.text_lines import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
"""What unmarked text is tried in; the first of equals is taken, since mainland plans are in UTF-8 or GB18030."""

_DECLARABLE = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "big5hkscs",
}
"""The names by which pages declare these encodings, which are read as the largest of their family."""

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s{0,20}=\s{0,20}["']?\s{0,20}([A-Za-z0-9_.:-]{1,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
_SAMPLE = 100_000
"""By how many characters a reading is judged."""

_LEAST_COMMON = 0.8
"""What share of common characters a reading needs to be Chinese at all."""

_DECLARATION = 0.1
"""By how much another reading has to be better than the declared one."""

_MOST_UNREADABLE = 0.001
_PUNCTUATION = (
    "、。，；：？！（）《》〈〉“”‘’【】〔〕［］「」『』—…·－～％＊℃×÷〇○●■◆▲▼★\u3000\xa0０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩"
)
_RADICALS = "".join(map(chr, range(0x2F00, 0x2FD6)))
"""What text layers of PDF files write for ordinary characters."""

_WHITE = "\t\n\v\f\r\x1a"


def strip_mark(text: str) -> str:
    """Return a decoded text without its byte order mark."""
    return text.lstrip("\ufeff")


def declared_encoding(stored: bytes) -> str | None:
    """Return the Chinese encoding that the head of an HTML or XML file declares, as a codec's name, or None."""
    match = _DECLARED.search(stored, 0, _DECLARED_WITHIN)
    return _DECLARABLE.get(match[1].decode("ascii").lower()) if match else None


def decode(stored: bytes, declared: str | None = None) -> str:
    """Return the text of a file; `declared` is the encoding that it claims, which the bytes may contradict.

    Up to one character in a thousand may be broken; U+FFFD stands for it, which cleaning reports.
    Raises UnreadableError for what is no text in UTF-8, UTF-16, GB18030, Big5 or HZ.
    """
    for mark, encoding in _MARKS:
        if stored.startswith(mark):
            return _without_nul(_decoded(stored, encoding), encoding)
    if stored.isascii() and b"~{" in stored and b"~}" in stored:
        text = _strict(stored, "hz")
        if text is not None and not text.isascii():
            return text
    text = _strict(stored, "utf-8")
    if text is not None and "\0" not in text:
        return text
    shares = [
        (common_share(reading) + (_DECLARATION if encoding == declared else 0.0), encoding)
        for encoding, reading in _readings(stored)
    ]
    share, encoding = max(shares, key=lambda pair: pair[0], default=(0.0, "utf-8"))
    return _decoded(stored, encoding if share >= _LEAST_COMMON else "utf-8")


def common_share(text: str) -> float:
    """Return what share of a text's characters are in daily use: Chinese ones, punctuation, ASCII.

    ASCII is left out of the count, unless it is a control character, which no text holds.
    """
    sample = text[:_SAMPLE]
    counted = [character for character in sample if not (" " <= character <= "~" or character in _WHITE)]
    if not counted:
        return 1.0 if sample else 0.0
    common = common_characters()
    return sum(character in common for character in counted) / len(counted)


@cache
def common_characters() -> frozenset[str]:
    """Return the first levels of GB 2312 and Big5, which their codecs order by use, and punctuation."""
    simplified = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    traditional = (
        bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    )
    characters = {pair.decode("gb2312", "ignore") for pair in simplified}
    characters |= {pair.decode("big5", "ignore") for pair in traditional}
    return frozenset(characters - {""}) | frozenset(_PUNCTUATION + _RADICALS)


def _readings(stored: bytes) -> Iterator[tuple[str, str]]:
    """Yield the encodings that fit a text with next to no broken characters, with its beginning read in them."""
    sample = stored[: 4 * _SAMPLE]
    for encoding in _CANDIDATES:
        if encoding.startswith("utf-16") and len(stored) % 2:
            continue
        text = codecs.getincrementaldecoder(encoding)("replace").decode(sample, final=len(sample) == len(stored))
        if text.count("\ufffd") <= len(text) * _MOST_UNREADABLE:
            yield encoding, text


def _strict(stored: bytes, encoding: str) -> str | None:
    try:
        return stored.decode(encoding)
    except ValueError:
        return None


def _decoded(stored: bytes, encoding: str) -> str:
    """Return bytes decoded, with U+FFFD for a few broken characters; raise UnreadableError where there are more."""
    try:
        return _without_nul(stored.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        text = stored.decode(encoding, "replace")
        if b"\0" not in stored and text.count("\ufffd") <= len(text) * _MOST_UNREADABLE:
            return text
        message = (
            f"byte {error.start} is not {_name(encoding)}, nor is it text in UTF-16, GB18030 or Big5: it is "
            "damaged, of two encodings, or no text. Expected .txt, .html, .pdf or .docx. "
            "Open it in an editor and save it as UTF-8."
        )
        raise UnreadableError(message) from None


def _without_nul(text: str, encoding: str) -> str:
    if "\0" in text:
        message = (
            f"it holds a NUL at character {text.index(chr(0))}, read as {_name(encoding)}: a binary file or a damaged "
            "one. Expected .txt, .html, .pdf or .docx. Save the plan as one of these."
        )
        raise UnreadableError(message)
    return text


def _name(encoding: str) -> str:
    return encoding.upper()
