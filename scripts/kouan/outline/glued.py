"""Documents whose lines were run together: the title, number, salutation and signature inside their paragraphs."""

import re
from itertools import pairwise

from kouan.clean.title_nouns import NOUN
from kouan.outline.authorities import KIND, Span

_NUMBER = r"[（(]?[一-龥]{1,8}[〔\[［]\d{4}[〕\]］]\d{1,5}号[）)]?"
_ADDRESSED = r"(?:各[省市县区州盟有设自直地单部成级]|国务院各|[省市][政直])"
_OPENING = re.compile(
    rf"(?P<title>[^，,。；;！？：:〔\[［]{{6,100}}{NOUN})(?:(?P<number>{_NUMBER})|(?={_ADDRESSED}))"
    rf"(?P<addressed>{_ADDRESSED}[^。：:]{{2,200}}[：:])?"
)
_SIGNATURE = re.compile(
    r"(?<=[。！）)])(?P<signed>(?P<names>[一-龥“”]{2,120}?)\d{4}年\d{1,2}月\d{1,2}日)"
    r"(?P<note>[（(]此件[^（）()]{2,20}[）)])?(?![^\n。（(]{0,8}[，。；、前底起])"
)
_ENDS_BODY = re.compile(rf"{KIND}$")
_TITLE = re.compile(
    rf"[^，,。；;！？：:]{{4,80}}?{NOUN}(?:[（(][^（）()]{{2,20}}[）)])?(?=$|为(?!主|重)|根据|按照|近年|当前)"
)


def opening(text: str, start: int, end: int) -> list[Span]:
    """Cut the first paragraph of a document where title, number and salutation are run together, or leave it whole."""
    match = _OPENING.match(text, start, end)
    if match is None or match.end() == end:
        return [(start, end)]
    cuts = {start, end, *(match.end(name) for name in ("title", "number", "addressed") if match[name])}
    return _between(cuts)


def signed(text: str, start: int, end: int) -> list[Span]:
    """Cut a paragraph at a signature inside or behind it, and behind the title that follows the signature."""
    cuts = {start, end}
    for match in _SIGNATURE.finditer(text, start, end):
        if not _ENDS_BODY.search(match["names"]):
            continue
        cuts |= {match.start(), match.end("signed"), match.end()}
        title = _TITLE.match(text, match.end(), end)
        cuts |= {title.end()} if title else set()
    return _between(cuts)


def _between(cuts: set[int]) -> list[Span]:
    return list(pairwise(sorted(cuts)))
