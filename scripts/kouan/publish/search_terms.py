"""What a person typed into a search box, as the terms that a row has to contain and as an expression of FTS5.

White space means AND. "…", “…” and 「…」 hold a phrase together; its closing mark may be missing. Everything else is
text: nothing of FTS5's own syntax (AND, NEAR, *, ^, column:) is passed on. Punctuation is a break between words, as in
the index, and a query of nothing but punctuation finds nothing.
"""

import re
from dataclasses import dataclass

from kouan.publish.folding import fold

LONGEST_QUERY = 500
"""How many characters of a query count. The longest name has 60; of a passage pasted whole, the beginning finds it."""
MOST_TERMS = 20
"""How many words of a query count."""

# ASCII marks hold a phrase anywhere; Chinese ones only where a word may begin, since 推进“一带一路”建设 is a stretch of
# text.
_TERM = re.compile(
    r'["＂](?P<phrase>[^"＂]*)["＂]?|(?<!\S)[“”„「『«](?P<quoted>[^“”"」』»]*)[“”"」』»]?|(?P<word>[^\s"＂]+)'
)

# A query that is valid and finds nothing.
_NOTHING = '""'


@dataclass(frozen=True)
class Terms:
    """What a query asks for.

    Attributes:
        terms: The folded terms, each once, none contained in another.
        is_cut: Whether the query was longer than what counts.
    """

    terms: tuple[str, ...]
    is_cut: bool

    @property
    def expression(self) -> str:
        """The expression of FTS5, for an index of pairs of characters; valid whatever was typed."""
        return " ".join(phrase(term) for term in self.terms) or _NOTHING


def search_terms(query: str) -> Terms:
    """Return the terms of a query."""
    folded = [fold(match[match.lastgroup or 0]) for match in _TERM.finditer(query[:LONGEST_QUERY])]
    distinct = [term for term in dict.fromkeys(folded) if term]
    # Who has 口岸 has 口.
    terms = [term for term in distinct if not any(term in other for other in distinct if other != term)]
    return Terms(tuple(terms[:MOST_TERMS]), len(query) > LONGEST_QUERY or len(terms) > MOST_TERMS)


def match_expression(query: str) -> str:
    """Return the expression of FTS5 for a query."""
    return search_terms(query).expression


def pairs(run: str) -> list[str]:
    """Return the tokens of a run of characters: 合肥港 gives 合肥 肥港 港."""
    return [run[start : start + 2] for start in range(len(run))]


def phrase(term: str, *, is_ended: bool = False) -> str:
    """Return the phrase that finds a folded term, or only where its last word ends, too.

    The text may go on where a term ends, so the last character on its own is no token to look for, unless there is no
    other: then it is the beginning of one.
    """
    *runs, last = term.split(" ")
    tokens = [token for run in runs for token in pairs(run)]
    if is_ended:
        return f'"{" ".join(tokens + pairs(last))}"'
    if len(last) > 1:
        return f'"{" ".join(tokens + pairs(last)[:-1])}"'
    return f'"{" ".join([*tokens, last])}" *'
