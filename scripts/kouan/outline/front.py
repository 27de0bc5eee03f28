"""What a document says of itself: title, number, dates, issuers, publisher, the years that it plans for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kouan.clean import CleanText
from kouan.clean.field_labels import BARE_LABEL, LABEL
from kouan.clean.markers import han_number
from kouan.clean.text import CELL_BORDER
from kouan.clean.title_nouns import NOUN
from kouan.outline.authorities import Span, authorities, is_authority
from kouan.outline.dates import CLOSING_DATE, DATE, iso
from kouan.outline.passages import Passage

_DOCUMENT_NOUN = re.compile(rf"{NOUN}[》\d—－–\-~至年]{{0,300}}(?:[（(〔][^（）()〔〕]{{0,300}}[）)〕]){{0,9}}$")
_NOTICE = re.compile(
    r"(?:关于)?(?:印发|转发|发布)(?:《(?P<quoted>[^《》]{4,300})》|〈(?P<inner>[^〈〉]{4,300})〉|(?P<plain>[^《》〈〉]{0,300}?(?:《[^《》]{0,300}》[^《》]{0,300}?)?))"
    r"的?通知》?$"
)
_NUMBER = re.compile(r"[（(]?(?P<number>[一-龥]{1,10}[〔\[［(（]\d{4}[〕\]］)）]第?\d{1,5}号)[）)]?")
_NUMBER_BEHIND_NOTICE = re.compile(rf".{{0,400}}通知{_NUMBER.pattern}$")
_NUMBER_OF_YEAR = re.compile(r"(?P<number>20\d{2}年第\d{1,4}号)")
_NUMBER_BEHIND_BODY = re.compile(rf"[一-龥]{{3,30}}(?:公告|通告){_NUMBER_OF_YEAR.pattern}")
_LETTERHEAD = re.compile(
    r"(?P<names>[一-龥（）()“”]{3,80}?)(?:文件$|关于|印发(?=《)|(?:公告|通告|令)(?=20\d{2}年第|第\d))"
)
"""海关总署文件, 海关总署关于…, 海关总署公告2023年第180号."""
_ALL = re.compile(r"(?P<names>[一-龥]{1,300})$")
_AND_OTHERS = re.compile(r"等(?:[一二三四五六七八九十]{1,3}|\d{1,2})?个?(?:部门|单位|厅局|部委)?$")
_OTHER_DOCUMENT = re.compile(r"(?<=.)《[^《》]{0,300}》(?=.)")
_FIVE_YEARS = re.compile(r"[“\"]?十(?P<which>[一二三四五六七])五[”\"]?")
_YEARS = re.compile(r"(?P<first>20\d{2})年?[—－–\-~至](?P<last>20\d{2})年?")
_YEAR = re.compile(r"(?P<year>20\d{2})年?")
_RUNNING = re.compile(r"(?P<years>[二两三四五六七八九十])年(?:行动|攻坚|提升|滚动|工作|发展|建设|倍增|专项)")
_TENTH_FIVE_YEAR_PLAN = 2001
"""The year in which 十五, the tenth plan, began; 十一五 is the next."""
_LAST_QUARTER = 10
"""The month from which on a plan for some years is issued for those that follow."""
_BEGINNING = 3000
_CLOSING = 12
"""How many passages from the end may hold the signature."""


@dataclass(frozen=True)
class Front:
    """The facts of a front matter; what is not printed is None. Spans are clean offsets, dates are YYYY-MM-DD."""

    title: Span | None
    document_number: str | None
    adopted_on: str | None
    published_on: str | None
    period: tuple[int, int] | None
    issuers: tuple[Span, ...]
    publishers: tuple[Span, ...]


@dataclass(frozen=True)
class _Signature:
    """The bodies that sign a document, if they do, and the date behind them, if it has a day."""

    issuers: tuple[Span, ...] = ()
    date: str | None = None


def read_front(clean: CleanText, passages: Sequence[Passage]) -> Front:
    """Return what stands before the first numbered heading: titles, letterhead, header fields, signature.

    Where no signature stands there, it is looked for at the end.
    """
    front: list[Passage] = []
    for passage in passages:
        if passage.kind in ("heading", "item"):
            break
        front.append(passage)
    behind = passages[max(len(front), len(passages) - _CLOSING) :]
    fields = list(_fields(clean, front))
    title = _title(clean, front, fields)
    signature = _signature(clean, front) or _closing_signature(clean, behind) or _Signature()
    adopted = _field_date(clean, fields, "adopted") or signature.date or _field_date(clean, fields, "made")
    published = _field_date(clean, fields, "published") or _dateline(clean, front)
    return Front(
        title=title,
        document_number=_document_number(clean, front, fields),
        adopted_on=adopted,
        published_on=published,
        period=_period(clean.text, title, adopted or published) if title else None,
        issuers=tuple(_issuers(clean, front, fields, signature)),
        publishers=tuple(_named(clean, fields, "publisher", "source")),
    )


def _text(clean: CleanText, passage: Passage) -> str:
    return clean.text[passage.start : passage.end]


def _title(clean: CleanText, front: Sequence[Passage], fields: Sequence[tuple[str, Span]]) -> Span | None:
    """Return the plan's own title, the last one before its text; the notice that issues it stands above.

    Where only the notice has a title, the plan is called what that says: 关于印发《…》的通知; else what a field says.
    """
    titles = [passage for passage in front if passage.kind == "title"]
    values = {start for _, (start, _) in fields}
    lines = [
        p
        for p in front
        if p.kind in ("title", "header")
        and p.start not in values
        and not _is_cell(clean.text, p)
        and not re.search(r"[:：，。]", _text(clean, p))
    ]
    named = [p for p in lines if _DOCUMENT_NOUN.search(_text(clean, p)) and not _NOTICE.search(_text(clean, p))]
    if not named:
        notices = [match for p in lines if (match := _NOTICE.search(clean.text, p.start, p.end))]
        inner = [match.span(match.lastgroup or 0) for match in notices]
        field = [span for name, span in fields if name == "title" and span[0] < span[1]]
        named_inside = [span for span in (*field, *inner) if _DOCUMENT_NOUN.search(clean.text, *span)]
        if named_inside:
            return named_inside[-1]
    last = (named or titles)[-1:]
    return (last[0].start, last[0].end) if last else None


def _is_cell(text: str, passage: Passage) -> bool:
    return CELL_BORDER in (text[passage.start - 1 : passage.start], text[passage.end : passage.end + 1])


def _document_number(clean: CleanText, front: Sequence[Passage], fields: Sequence[tuple[str, Span]]) -> str | None:
    """Return a number that has a line, cell or field to itself; one inside a sentence belongs to another document."""
    lines = [_text(clean, passage) for passage in front]
    labelled = (_NUMBER.match(clean.text, *span) for name, span in fields if name == "number")
    printed = (_NUMBER.fullmatch(line) or _NUMBER_BEHIND_NOTICE.match(line) for line in lines)
    orders = (_NUMBER_OF_YEAR.fullmatch(line) or _NUMBER_BEHIND_BODY.match(line) for line in lines)
    return next((match["number"] for match in (*labelled, *printed, *orders) if match), None)


def _fields(clean: CleanText, front: Sequence[Passage]) -> Iterator[tuple[str, Span]]:
    """Yield what follows each label: the text up to the next one, or the next cell or line where the label is alone."""
    for passage, following in pairwise([*front, None]):
        if passage is None or (passage.kind == "paragraph" and not LABEL.match(clean.text, passage.start)):
            continue
        labels = list(LABEL.finditer(clean.text, passage.start, passage.end))
        bare = BARE_LABEL.fullmatch(clean.text, passage.start, passage.end)
        for label, after in pairwise([*([bare] if bare else labels), None]):
            span = (label.end() if label else 0, after.start() if after else passage.end)
            if span[0] == span[1] and after is None and following:
                span = (following.start, following.end)
            if label and label.lastgroup:
                yield label.lastgroup, _trimmed(clean, *span)


def _trimmed(clean: CleanText, start: int, end: int) -> Span:
    while start < end and clean.text[start].isspace():
        start += 1
    return start, end


def _field_date(clean: CleanText, fields: Sequence[tuple[str, Span]], field: str) -> str | None:
    """Return the date of a field: 发布日期:2022-12-16; an empty field gives nothing."""
    dates = (DATE.match(clean.text, *span) for name, span in fields if name == field)
    return next((found for date in dates if date and (found := iso(date))), None)


def _dateline(clean: CleanText, front: Sequence[Passage]) -> str | None:
    """Return the date at the head of a web page's line: 2022-04-29来源:…."""
    for passage in front:
        date = DATE.match(clean.text, passage.start, passage.end)
        if date and any(label["source"] for label in LABEL.finditer(clean.text, date.end(), passage.end)):
            return iso(date)
    return None


def _signature(clean: CleanText, front: Sequence[Passage]) -> _Signature | None:
    """Return the first line that ends with a date with 年, has no label and is no sentence, and the bodies before."""
    for index, passage in enumerate(front):
        text = _text(clean, passage)
        closing = CLOSING_DATE.search(text)
        if closing and "年" in closing.group() and not re.search(r"[:：，。《]", text):
            date = DATE.match(text, closing.start())
            issuers = tuple(_signatories(clean, front[:index], passage.start, passage.start + closing.start()))
            if date or issuers:
                return _Signature(issuers, iso(date) if date else None)
    return None


def _closing_signature(clean: CleanText, behind: Sequence[Passage]) -> _Signature | None:
    """Return the signature behind the text, where bodies sign it."""
    found = _signature(clean, behind)
    return found if found and found.issuers else None


def _signatories(clean: CleanText, above: Sequence[Passage], start: int, end: int) -> Iterator[Span]:
    """Yield the bodies that sign: on the lines of bodies above the date, and before it on its line."""
    first = len(above)
    while first > 0 and is_authority(_text(clean, above[first - 1])):
        first -= 1
    for line in [*((passage.start, passage.end) for passage in above[first:]), (start, end)]:
        yield from authorities(clean, *line)


def _issuers(
    clean: CleanText, front: Sequence[Passage], fields: Sequence[tuple[str, Span]], signature: _Signature
) -> Sequence[Span]:
    """Return the bodies of the letterhead, those that sign where it says 等七部门 or nothing, or those of a field."""
    printed, is_open = _letterhead(clean, front)
    if is_open and len(signature.issuers) > len(printed):
        return signature.issuers
    return printed or signature.issuers or list(_named(clean, fields, "issuer"))


def _letterhead(clean: CleanText, front: Sequence[Passage]) -> tuple[list[Span], bool]:
    """Return the bodies of the letterhead (…文件), or of the notice's title (…关于…), and whether others join them."""
    for passage, following in pairwise([*front, None]):
        if passage is None or passage.kind not in ("header", "title"):
            continue
        match = _LETTERHEAD.match(clean.text, passage.start, passage.end)
        if match is None and following is not None and clean.text.startswith(("关于", "印发"), following.start):
            match = _ALL.match(clean.text, passage.start, passage.end)
        if match:
            found = list(authorities(clean, *match.span("names")))
            if found:
                return found, _AND_OTHERS.search(match["names"]) is not None
    return [], False


def _named(clean: CleanText, fields: Sequence[tuple[str, Span]], *names: str) -> Iterator[Span]:
    """Yield the bodies that fields name, each once."""
    seen: set[str] = set()
    for start, end in (body for name, span in fields if name in names for body in authorities(clean, *span)):
        if clean.text[start:end] not in seen:
            seen.add(clean.text[start:end])
            yield start, end


def _period(text: str, title: Span, dated: str | None) -> tuple[int, int] | None:
    """Return the years that a title names, or those of a 三年行动: as its beginning says, or from its issue on."""
    own = text[slice(*title)]
    running = _RUNNING.search(own)
    period = period_of(own)
    if period is not None or running is None:
        return period
    length = han_number(running["years"])
    spans = ((int(match["first"]), int(match["last"])) for match in _YEARS.finditer(text, 0, _BEGINNING))
    printed = next((span for span in spans if span[1] - span[0] + 1 == length), None)
    if printed or dated is None:
        return printed
    first = int(dated[:4]) + (int(dated[5:7]) >= _LAST_QUARTER)
    return first, first + length - 1


def period_of(title: str) -> tuple[int, int] | None:
    """Return the years that a title names: （2022—2025年）, “十四五” (2021-2025), 2022年工作要点."""
    title = _OTHER_DOCUMENT.sub("", title)
    years = _YEARS.search(title)
    if years:
        return int(years["first"]), int(years["last"])
    five = _FIVE_YEARS.search(title)
    if five:
        first = _TENTH_FIVE_YEAR_PLAN + 5 * "〇一二三四五六七".index(five["which"])
        return first, first + 4
    year = _YEAR.search(title)
    return (int(year["year"]), int(year["year"])) if year else None
