"""Which division a document speaks for: what 省, 市 and 商务厅 alone mean in it."""

import re
from collections import Counter

from kouan.outline.front import Front
from kouan.resolve.agencies import Agencies
from kouan.resolve.divisions import COUNTRY, DivisionIndex, around

_BEGINNING = 2000
"""How many characters may tell where a document speaks, if its title and its issuers do not."""
_OF_THE_COUNTRY = re.compile(r"(?:中共中央|国务院|国家|全国)")
_TO_ALL_PROVINCES = re.compile(r"各省、自治区、直辖市|各省[（(〔](?:区|自治区)、(?:市|直辖市)[)）〕]")
_OWN_WORDS = {
    "province": re.compile(r"[全我]省"),
    "prefecture": re.compile(r"[全我][市州盟](?!场)"),
    "county": re.compile(r"[全我][县旗]"),
}


def speaking_division(text: str, front: Front, agencies: Agencies, divisions: DivisionIndex) -> str | None:
    """Return the division that a cleaned text speaks for, or None where it does not say so.

    A central body speaks for the country, whatever place its title names. Else the title decides, or the issuer where
    the title names none, or the issuer's own city where the text calls it 我市 and the title names its province only.
    Where neither names a place, a text addressed to all provinces speaks for the country, and of another most places
    at the beginning have to lie in one province.
    """
    title = text[slice(*front.title)] if front.title else ""
    issuers = [text[start:end] for start, end in (*front.issuers, *front.publishers)]
    if any(_is_central(issuer, agencies) for issuer in issuers[:1]) or _OF_THE_COUNTRY.match(title):
        return COUNTRY
    titled = divisions.first_in(title)
    issuing = next(filter(None, map(divisions.first_in, issuers)), None)
    if titled and issuing and titled in around(issuing)[1:] and _own_level(text) == _level(issuing, divisions):
        return issuing
    if titled or issuing:
        return titled or issuing
    beginning = text[:_BEGINNING]
    return COUNTRY if _TO_ALL_PROVINCES.search(beginning) else divisions.province_of(beginning)


def _is_central(issuer: str, agencies: Agencies) -> bool:
    entry = agencies.get(agencies.find(issuer, None) or "")
    return entry is not None and entry["division_code"] == COUNTRY


def _level(code: str, divisions: DivisionIndex) -> str | None:
    division = divisions.get(code)
    return division.level if division else None


def _own_level(text: str) -> str | None:
    """Return the level of the place that a text calls its own most often: 全省, 我市."""
    counts = Counter({level: len(words.findall(text)) for level, words in _OWN_WORDS.items()})
    level, count = counts.most_common(1)[0]
    return level if count else None
