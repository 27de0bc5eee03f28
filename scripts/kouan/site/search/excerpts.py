"""A text with what was searched for marked in it: whole, or cut to the places that hold it. The HTML is safe."""

from collections.abc import Sequence

from markupsafe import Markup

from kouan.publish.folding import find

# Characters around a hit: up to so many before it, and after its beginning.
_BEFORE = 36
_AFTER = 110
_MOST_PLACES = 3
_CLAUSE_ENDS = "。；！？，、\n"
_CUT = "…"
_BETWEEN = Markup(" … ")


def marked(text: str, terms: Sequence[str]) -> Markup:
    """Return a whole text with every hit of the folded terms marked."""
    return _marked(text, 0, len(text), find(text, terms))


def excerpt(text: str, terms: Sequence[str]) -> Markup:
    """Return the text around the first hit of each folded term, at three places at most; its beginning if none hits."""
    windows: list[tuple[int, int]] = []
    firsts = sorted(spans[0] for spans in (find(text, [term]) for term in terms) if spans)
    for start, end in firsts or [(0, 0)]:
        window = (_beginning(text, start), min(len(text), max(end, start + _AFTER)))
        if windows and window[0] <= windows[-1][1]:
            # A hit that the window before shows whole needs no more room.
            if end > windows[-1][1]:
                windows[-1] = (windows[-1][0], window[1])
        elif len(windows) < _MOST_PLACES:
            windows.append(window)
    hits = find(text, terms)
    pieces = [_marked(text, start, end, hits) for start, end in windows]
    before = _CUT if windows[0][0] else ""
    after = _CUT if windows[-1][1] < len(text) else ""
    return Markup("{}{}{}").format(before, _BETWEEN.join(pieces), after)


def has(text: str, terms: Sequence[str]) -> bool:
    """Tell whether any of the folded terms stands in a text."""
    return bool(find(text, terms))


def _beginning(text: str, hit: int) -> int:
    """Return where to begin before a hit: with its clause if that is near, else at the end of a word."""
    earliest = max(0, hit - _BEFORE)
    if not earliest:
        return 0
    clause = max(text.rfind(mark, earliest, hit) for mark in _CLAUSE_ENDS)
    if clause >= 0:
        return clause + 1
    space = text.find(" ", earliest, hit)
    return space + 1 if space >= 0 else earliest


def _marked(text: str, start: int, end: int, hits: Sequence[tuple[int, int]]) -> Markup:
    html, place = Markup(), start
    for hit_start, hit_end in hits:
        first, last = max(hit_start, start), min(hit_end, end)
        if first < last:
            html += Markup("{}<mark>{}</mark>").format(text[place:first], text[first:last])
            place = last
    return html + Markup.escape(text[place:end])
