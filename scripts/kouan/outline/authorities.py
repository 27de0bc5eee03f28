"""Names of the bodies that issue, sign and publish documents."""

import re
from collections.abc import Iterator

from kouan.clean import CleanText

Span = tuple[int, int]

KIND = r"(?:厅|局|部|委|署|院|会|站|中央|人民政府|海关|口岸办|办公[厅室]|领导小组|指挥部|银行|集团|公司)"
"""The words for kinds of bodies, with which their names end."""
_BODY = rf"[一-龥“”]{{2,30}}?{KIND}"
_AUTHORITY = re.compile(
    rf"{_BODY}(?!办公[厅室])"
    r"(?=$|等|[一-龥]{2,8}?(?:省|市|自治区|县|区)|[一-龥]{2,4}海关|中共|国家|国务院|中国|中华)"
)
_WHOLE_BODY = re.compile(_BODY)


def is_authority(text: str) -> bool:
    """Tell whether a text is the name of one body and nothing else."""
    return _AUTHORITY.fullmatch(text) is not None


def authorities(clean: CleanText, start: int, end: int) -> Iterator[Span]:
    """Yield the bodies of a run of names that only layout parted: 陕西省商务厅 陕西省发展和改革委员会."""
    begin = start
    for place in range(start + 1, end + 1):
        has_gap = place < end and clean.positions[place] - clean.positions[place - 1] > 1
        ends_body = has_gap and _WHOLE_BODY.fullmatch(clean.text, begin, place) is not None
        if place == end or (ends_body and not clean.text.startswith("办公", place)):
            yield from (match.span() for match in _AUTHORITY.finditer(clean.text, begin, place))
            begin = place
