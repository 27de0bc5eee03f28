"""Headings that are printed at the beginning of a passage and not on a line of their own."""

from kouan.clean.markers import marker_at
from kouan.site.document.document import Document, Mark, Passage

HEAD_STOPS = "。：:；！？"
"""What may stand between a heading and the text that follows it."""

_LONGEST_NUMBER = 12
_LONGEST_HEAD = 30


def run_in_heads(document: Document) -> dict[str, int]:
    """Return how many characters of a passage are its own heading; passages without one are left out.

    In `（一）指导思想。坚持…` it is the number, the words and the stop. A task's title is one, what passages below name
    is one, and so is a short first sentence with a number.
    """
    paths = {passage.path for passage in document.passages}
    heads: dict[str, int] = {}
    for passage in document.passages:
        if passage.kind not in {"item", "paragraph", "box"}:
            continue
        ends = [mark.end - passage.offset for mark in document.marks_of(passage) if _is_title_of(mark, passage)]
        ends += [
            len(path[-1]) for path in paths if path and path[:-1] == passage.path and passage.text.startswith(path[-1])
        ]
        ends += _numbered_head(passage)
        if ends:
            end = min(ends)
            while end < len(passage.text) and passage.text[end] in HEAD_STOPS:
                end += 1
            heads[passage.passage_id] = end
    return heads


def _is_title_of(mark: Mark, passage: Passage) -> bool:
    return mark.table == "tasks" and 0 <= mark.start - passage.offset <= _LONGEST_NUMBER


def _numbered_head(passage: Passage) -> list[int]:
    stop = passage.text.find("。", 0, _LONGEST_HEAD)
    has_more = 0 < stop < len(passage.text) - 1
    return [stop] if passage.kind == "item" and has_more and marker_at(passage.text) is not None else []
