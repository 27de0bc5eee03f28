"""Sentences of passages."""

import re
from collections.abc import Iterator

from kouan.site.document.document import Document, Passage
from kouan.site.document.kinds import CLAUSE

_STOPS = "。；！？"
# What ends a sentence, with the quotation marks and brackets that it closes.
_SENTENCE = re.compile(rf"[^{_STOPS}]*(?:[{_STOPS}]+[”’」』》）)】]*)?")


def sentences(document: Document, passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a passage begins and ends, counting the characters of all passages.

    A responsibility clause ends one as well, since the next follows it without a stop: `（责任单位：省商务厅）加快…`.
    """
    clauses = sorted({mark.end - passage.offset for mark in document.marks_of(passage) if mark.part == CLAUSE})
    text = passage.text
    ends = {match.end() for match in _SENTENCE.finditer(text)} | {
        end for end in clauses if 0 < end < len(text) and text[end] not in _STOPS
    }
    start = 0
    for end in sorted(ends):
        if text[start:end].strip():
            yield passage.offset + start, passage.offset + end
        start = end
