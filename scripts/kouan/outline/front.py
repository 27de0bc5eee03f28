"""What a document says of itself: title, number, dates, issuers, publisher, the years that it plans for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kouan.clean import CleanText
from kouan.outline.passages import Passage

Span = tuple[int, int]

_NOUN = r"(?:方案|规划|计划|要点|意见|措施|办法|政策|清单|纲要|细则|通知|决定|分工)"
_DOCUMENT_NOUN = re.compile(rf"{_NOUN}[》\d—－–\-~至年]*(?:[（(〔][^（）()〔〕]*[）)〕])*$")
_NOTICE = re.compile(r"关于(?:印发|转发|发布).*通知$")
_NUMBER = re.compile(r"[（(]?(?P<number>[一-龥]{1,10}[〔\[［(（]\d{4}[〕\]］)）]第?\d{1,5}号)[）)]?")
_NUMBER_BEHIND_NOTICE = re.compile(rf".*通知{_NUMBER.pattern}$")
_DATE = re.compile(r"(?P<year>(?:19|20)\d{2})(?:年|[-./])(?P<month>\d{1,2})(?:月|[-./])(?P<day>\d{1,2})日?")
_FIELDS = {
    "published": r"(?:信息)?(?:发布|公开|上网)(?:日期|时间)",
    "adopted": r"(?:成文|印发|签发|生成|制发|发文)(?:日期|时间)",
    "publisher": r"发布(?:机构|单位|部门)|(?:发文|制发|印发)(?:机关|机构|单位)|公开(?:单位|主体)",
    "source": r"(?:信息|文章|稿件)?来源",
    "number": r"(?:发文|公文)?(?:字号|文号)|文件编号",
    "other": (
        r"(?:信息)?索引号?|(?:信息|主题|体裁)?分类|主题词?|关键词|标题|名称|效力(?:属性|状态)|有效性|(?:施行|实施|废止)日期|"
        r"(?:浏览|阅读|访问|点击)(?:次数|数|量)?|字体|作者|(?:责任)?编辑|打印|分享|联系人|(?:联系)?电话|传真"
    ),
}
"""The labels that government sites put before what they say of a document."""
_FIELD = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _FIELDS.items())
_LABEL = re.compile(rf"(?:{_FIELD})[:：]")
_BARE_LABEL = re.compile(_FIELD)
_LETTERHEAD = re.compile(r"(?P<names>[一-龥（）()“”]{3,80}?)(?:文件$|关于|印发(?=《))")
_BODY = (
    r"[一-龥“”]{2,30}?(?:厅|局|部|委|署|院|会|站|中央|人民政府|海关|口岸办|办公[厅室]|领导小组|指挥部|银行|集团|公司)"
)
_AUTHORITY = re.compile(
    rf"{_BODY}(?!办公[厅室])"
    r"(?=$|等|[一-龥]{2,8}?(?:省|市|自治区|县|区)|[一-龥]{2,4}海关|中共|国家|国务院|中国|中华)"
)
_WHOLE_BODY = re.compile(_BODY)
_FIVE_YEARS = re.compile(r"[“\"]?十(?P<which>[一二三四五六七])五[”\"]?")
_YEARS = re.compile(r"(?P<first>20\d{2})年?[—－–\-至~](?P<last>20\d{2})年?")
_YEAR = re.compile(r"(?P<year>20\d{2})年?")
_TENTH_FIVE_YEAR_PLAN = 2001
"""The year in which 十五, the tenth plan, began; 十一五 is the next."""


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
    """The place of a date that ends a line of the front matter, and the date."""

    passage: int
    start: int
    date: str


def read_front(clean: CleanText, passages: Sequence[Passage]) -> Front:
    """Return what stands before the first numbered heading: titles, letterhead, header fields, signature."""
    front: list[Passage] = []
    for passage in passages:
        if passage.kind in ("heading", "item"):
            break
        front.append(passage)
    title = _title(clean, front)
    fields = list(_fields(clean, front))
    signature = _signature(clean, front)
    return Front(
        title=title,
        document_number=_document_number(clean, front, fields),
        adopted_on=_field_date(clean, fields, "adopted") or (signature.date if signature else None),
        published_on=_field_date(clean, fields, "published") or _dateline(clean, front),
        period=period_of(clean.text[slice(*title)]) if title else None,
        issuers=tuple(_letterhead(clean, front) or _signatories(clean, front, signature)),
        publishers=tuple(_publishers(clean, fields)),
    )


def _text(clean: CleanText, passage: Passage) -> str:
    return clean.text[passage.start : passage.end]


def _title(clean: CleanText, front: Sequence[Passage]) -> Span | None:
    """Return the plan's own title, the last one before its text; the notice that issues it stands above."""
    titles = [passage for passage in front if passage.kind == "title"]
    lines = [p for p in front if p.kind in ("title", "header") and not re.search(r"[:：，。]", _text(clean, p))]
    named = [p for p in lines if _DOCUMENT_NOUN.search(_text(clean, p)) and not _NOTICE.search(_text(clean, p))]
    last = (named or titles)[-1:]
    return (last[0].start, last[0].end) if last else None


def _document_number(clean: CleanText, front: Sequence[Passage], fields: Sequence[tuple[str, Span]]) -> str | None:
    """Return a number that has a line, cell or field to itself; one inside a sentence belongs to another document."""
    lines = (_NUMBER.fullmatch(_text(clean, p)) or _NUMBER_BEHIND_NOTICE.match(_text(clean, p)) for p in front)
    labelled = (_NUMBER.match(clean.text, *span) for name, span in fields if name == "number")
    return next((match["number"] for match in (*labelled, *lines) if match), None)


def _iso(match: re.Match[str]) -> str:
    return f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"


def _fields(clean: CleanText, front: Sequence[Passage]) -> Iterator[tuple[str, Span]]:
    """Yield what follows each label: the text up to the next one, or the next cell where the label fills its own."""
    headers = [passage for passage in front if passage.kind == "header"]
    for passage, following in pairwise([*headers, None]):
        if passage is None:
            continue
        labels = list(_LABEL.finditer(clean.text, passage.start, passage.end))
        bare = _BARE_LABEL.fullmatch(clean.text, passage.start, passage.end)
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
    dates = (_DATE.match(clean.text, *span) for name, span in fields if name == field)
    return next((_iso(date) for date in dates if date), None)


def _dateline(clean: CleanText, front: Sequence[Passage]) -> str | None:
    """Return the date at the head of a web page's line: 2022-04-29来源:…."""
    for passage in front:
        date = _DATE.match(clean.text, passage.start, passage.end)
        if date and any(label["source"] for label in _LABEL.finditer(clean.text, date.end(), passage.end)):
            return _iso(date)
    return None


def _signature(clean: CleanText, front: Sequence[Passage]) -> _Signature | None:
    """Return the first date with 年 that ends a line which is no sentence and has no label."""
    for index, passage in enumerate(front):
        text = _text(clean, passage)
        date = next((match for match in _DATE.finditer(text) if match.end() == len(text)), None)
        if date and "年" in date.group() and not re.search(r"[:：，。]", text):
            return _Signature(index, passage.start + date.start(), _iso(date))
    return None


def _authorities(clean: CleanText, start: int, end: int) -> Iterator[Span]:
    """Yield the bodies of a run of names that only layout parted: 陕西省商务厅 陕西省发展和改革委员会."""
    begin = start
    for place in range(start + 1, end + 1):
        has_gap = place < end and clean.positions[place] - clean.positions[place - 1] > 1
        ends_body = has_gap and _WHOLE_BODY.fullmatch(clean.text, begin, place) is not None
        if place == end or (ends_body and not clean.text.startswith("办公", place)):
            yield from (match.span() for match in _AUTHORITY.finditer(clean.text, begin, place))
            begin = place


def _letterhead(clean: CleanText, front: Sequence[Passage]) -> list[Span]:
    """Return the bodies of the letterhead (…文件), or of the notice's title (…关于…)."""
    for passage in front:
        match = _LETTERHEAD.match(clean.text, passage.start, passage.end)
        if match and passage.kind in ("header", "title"):
            found = list(_authorities(clean, *match.span("names")))
            if found:
                return found
    return []


def _signatories(clean: CleanText, front: Sequence[Passage], signature: _Signature | None) -> list[Span]:
    """Return the bodies before the signature's date, on its line and on the lines of bodies above it."""
    if signature is None:
        return []
    first = signature.passage
    while first > 0 and _AUTHORITY.fullmatch(_text(clean, front[first - 1])):
        first -= 1
    lines = [(passage.start, passage.end) for passage in front[first : signature.passage]]
    lines.append((front[signature.passage].start, signature.start))
    return [span for line in lines for span in _authorities(clean, *line)]


def _publishers(clean: CleanText, fields: Sequence[tuple[str, Span]]) -> Iterator[Span]:
    """Yield the bodies that a field names as publisher or source, each once."""
    seen: set[str] = set()
    named = (span for name, span in fields if name in ("publisher", "source"))
    for start, end in (body for span in named for body in _authorities(clean, *span)):
        if clean.text[start:end] not in seen:
            seen.add(clean.text[start:end])
            yield start, end


def period_of(title: str) -> tuple[int, int] | None:
    """Return the years that a title names: （2022—2025年）, “十四五” (2021-2025), 2022年工作要点."""
    years = _YEARS.search(title)
    if years:
        return int(years["first"]), int(years["last"])
    five = _FIVE_YEARS.search(title)
    if five:
        first = _TENTH_FIVE_YEAR_PLAN + 5 * "〇一二三四五六七".index(five["which"])
        return first, first + 4
    year = _YEAR.search(title)
    return (int(year["year"]), int(year["year"])) if year else None
