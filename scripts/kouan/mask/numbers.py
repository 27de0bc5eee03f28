"""Numbers and addresses by which a person is reached or known: mobile, fixed line, identity number, e-mail."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

Span = tuple[int, int]

# Full-width digits, letters and marks as ASCII, one for one: offsets in what is searched are those of the document.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_NARROW |= {ord(dash): ord("-") for dash in "‐‑‒–—―－"}

PHONE_WORD = r"(?:联系|办公|移动|手机|固定|咨询|值班)?(?:电话|手机|方式|号码|座机|短号)(?:号码?)?"
"""What stands before a telephone number."""

_MOBILE = re.compile(
    r"(?<![0-9A-Z._=])(?<!\d-)(?:(?:\+|00)?86[ -]?)?(?<!\d)1[3-9]\d(?:[ .-]?\d{4}[ .-]?\d{4}|\d[ -]\d{3}[ -]\d{4})"
    r"(?![0-9A-Za-z_])(?!\.\w)(?! ?(?:万|亿|元|吨|美元|人民币|千瓦|平方|公里|立方|人次|标箱|%))"
)
_PARTED = re.compile(r"\d[ .]\d{3,4}")
_PHONE_NEAR = re.compile(rf"(?:{PHONE_WORD}|Tel|TEL|[:*])[^\d\n]{{0,6}}$")
_AFTER_NUMBERS = re.compile(
    rf"(?:{PHONE_WORD}|Tel|TEL)[ :)]{{0,4}}(?:[0-9()+-][0-9()+ -]{{5,20}}[ 、,/;和或]{{1,3}}){{1,3}}$"
)
_AFTER_LINE = re.compile(r"(?:0\d{2,3}\)? ?-? ?[2-8]\d{6,7}|1[3-9]\d{9})[ 、,/;和或]{1,3}$")
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0\d|1[0-2])(?:[0-2]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_][A-Za-z0-9._%+-]{0,63} ?@ ?"
    r"(?P<domain>[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5})"
)
_OFFICE_DOMAIN = re.compile(r"(?:^|\.)gov\.cn$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")

_FIXED = re.compile(
    r"(?<![0-9A-Za-z.])(?:(?:\(0\d{2,3}\)|(?:86[ -])?0\d{2,3})(?: ?- ?| )?[2-8]\d{2,3}[ -]?\d{4}|[2-8]\d{6,7})"
    r"(?:(?:-|转|/(?=\d{1,6}(?!\d)))\d{1,6}(?!\d))?(?!\d)"
)
_DATE = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")

_NOT_PERSONAL_NUMBER = re.compile(r"(?:传 {0,4}真|邮 {0,4}编|邮政编码|热线|总机|监督|举报|投诉|值班电话)[^\d\n]{0,8}$")
_PHONE_BEFORE = re.compile(rf"(?:{PHONE_WORD}|Tel|TEL|[*、,/|: ])[ :.]{{0,4}}$")
_REACH = 40
"""How many characters before a number may say whose it is."""


@dataclass(frozen=True, order=True)
class Run:
    """Characters that tell of a person: their half-open span in the document, and what they are."""

    start: int
    end: int
    kind: str


def narrow(text: str) -> str:
    """Return a text with ASCII for full-width digits, letters and marks, character by character."""
    return text.translate(_NARROW)


class Stretches:
    """Spans of a text, to ask whether a place lies in one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reached = list(accumulate((end for _, end in ordered), max))

    def __contains__(self, place: int) -> bool:
        behind = bisect_right(self._starts, place)
        return behind > 0 and self._reached[behind - 1] > place


def numbers(plain: str, entries: Iterable[Span]) -> Iterator[Run]:
    """Yield the numbers that are personal wherever they stand; `entries` are about contacts."""
    contacts = Stretches(entries)
    addresses = Stretches(match.span() for match in _ADDRESS.finditer(plain))
    for match in _MOBILE.finditer(plain):
        # Three numbers in a row of a table may look like a mobile number in three parts.
        is_whole = not _PARTED.search(match.group())
        is_number = is_whole or match.start() in contacts or _is_reach(before(plain, match.start()))
        if is_number and match.start() not in addresses:
            yield Run(*match.span(), "mobile")
    for match in _IDENTITY.finditer(plain):
        if has_check_digit(match.group()):
            yield Run(*match.span(), "identity number")


def _is_reach(words: str) -> bool:
    """Tell whether words before digits announce a telephone number, or end in one with 、 behind it."""
    return any(pattern.search(words) for pattern in (_PHONE_NEAR, _AFTER_NUMBERS, _AFTER_LINE))


def has_check_digit(number: str) -> bool:
    """Tell whether the last of 18 digits is the check digit of GB 11643 (ISO 7064, MOD 11-2)."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17].upper()


def emails(plain: str) -> Iterator[Run]:
    """Yield the e-mail addresses that are not an office's: those that are not under gov.cn."""
    for match in _EMAIL.finditer(plain):
        if not _OFFICE_DOMAIN.search(match["domain"]):
            yield Run(*match.span(), "e-mail address")


def lines(plain: str, entries: Iterable[Span]) -> Iterator[Run]:
    """Yield the fixed telephone numbers within entries of contacts."""
    for start, end in entries:
        for match in _FIXED.finditer(plain, start, end):
            words = plain[max(start, match.start() - _REACH) : match.start()]
            has_area = match.group().startswith(("0", "(0", "86"))
            if _NOT_PERSONAL_NUMBER.search(words) or (not has_area and _DATE.fullmatch(match.group())):
                continue
            if has_area or _PHONE_BEFORE.search(words) or not words.strip():
                yield Run(*match.span(), "line")


def reaches(plain: str, start: int, end: int) -> Iterator[Run]:
    """Yield what may be a telephone number in a list of contacts: a fixed line or a mobile number."""
    found = [*_MOBILE.finditer(plain, start, end), *_FIXED.finditer(plain, start, end)]
    reached = start
    for match in sorted(found, key=lambda one: (one.start(), -one.end())):
        words = plain[max(start, match.start() - _REACH) : match.start()]
        if match.start() >= reached and not _DATE.fullmatch(match.group()) and not _NOT_PERSONAL_NUMBER.search(words):
            yield Run(*match.span(), "mobile" if match.re is _MOBILE else "line")
            reached = match.end()


def before(plain: str, place: int) -> str:
    """Return what stands before a place on its line, as far back as it may say whose a number is."""
    first = max(0, place - _REACH)
    return plain[max(first, plain.rfind("\n", first, place) + 1) : place]
