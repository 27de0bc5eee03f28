"""What counts as the same text in a search: one folding for what is indexed and for what is asked.

Folded are the width and the case of letters and digits (NFKC, case folding), accents, traditional forms and variants of
Chinese characters (kouan.publish.variants), and the radicals that PDF files write for characters (⼜ as 口, since it is
口岸 that such files turn into ⼜岸). Characters that show nothing are left out.

Everything that is neither letter nor digit is a break, written as one space: 口岸、铁路 and 口岸 铁路 are the same,
口岸铁路 is not. Two marks are kept since they change a number: the point between digits, and the sign of percent or per
mille.
"""

import re
import unicodedata
from collections.abc import Iterable

from kouan.clean.characters import replacements_for
from kouan.publish.variants import SIMPLIFIED

# Written in full width, as no ASCII punctuation can be part of a token.
_KEPT = {".": "．", "%": "％", "‰": "‰"}
_STRAY_POINT = re.compile("(?<![0-9])．|．(?![0-9])")

# The stored text of a row is clean already; this is for what people paste. A text without 口 reads ⼜ as 口.
_RADICALS = replacements_for("")


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


def fold(text: str) -> str:
    """Return a text as it is compared: 「自貿區」 ５Ｇ网络，11.6% gives 自贸区 5g网络 11．6％."""
    return " ".join(_loose(text).split())


def find(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Return where folded terms stand in a text as it is: half-open spans, in order, none of which touch."""
    origins = [place for place, character in enumerate(text) for _ in _FOLDS[ord(character)]]
    loose = _loose(text)
    found = {
        (origins[match.start()], origins[match.end() - 1] + 1)
        for term in terms
        for match in re.finditer(re.escape(term).replace("\\ ", " +"), loose)
    }
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _loose(text: str) -> str:
    """Fold a text and leave each break as long as it is, so that places can be followed back."""
    return _STRAY_POINT.sub(" ", text.translate(_FOLDS))


def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKC", _RADICALS.get(character, character))
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", plain.casefold()))
    plain = unicodedata.normalize("NFC", "".join(part for part in plain if unicodedata.category(part) != "Mn"))
    return "".join(_kept(SIMPLIFIED.get(part, part)) for part in plain)


def _kept(character: str) -> str:
    if character.isalnum():
        return character
    # What shows nothing: joiners, direction marks, enclosing marks.
    invisible = unicodedata.category(character) in {"Cf", "Me"}
    return "" if invisible else _KEPT.get(character, " ")


_FOLDS = _Folds()
