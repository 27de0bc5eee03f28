"""Lines that are not the document's text: contents lists, page numbers, running heads, site furniture, copies."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile

from kouan.clean.field_labels import BARE_LABEL
from kouan.clean.lines import Line
from kouan.clean.markers import marker_at
from kouan.clean.title_nouns import PLAN, SHEET

_LEADER = re.compile(r"(?P<entry>.{0,120}?)\s{0,20}(?:[.…·⋯‥]{3,200}|…{2}|\t)\s{0,20}(?P<page>\d{1,4})$")
_LONGEST_ENTRY = 120
_LEAST_ENTRIES = 3
_CONTENTS_TITLE = re.compile(r"目[次录]$")
_PAGE = re.compile(
    r"(?:[-—–－·~_•]\s{0,20}(?:\d{1,4}|[Ⅰ-Ⅻⅰ-ⅻ])\s{0,20}[-—–－·~_•]|[—–－]\s{0,20}\d{1,3}|\d{1,3}\s{0,20}[—–－]|[\[〔]\d{1,3}[\]〕]|"
    r"第(?:\d{1,4}|[一二三四五六七八九十百]{1,5})页(?:[，,/]?共(?:\d{1,4}|[一二三四五六七八九十百]{1,5})页)?|"
    r"(?:[Pp]age ?|[Pp]\.?)?\d{1,4} ?of ?\d{1,4}|(?:[Pp]age ?|[Pp]\.?)\d{1,4}|\d{1,4}/\d{1,4})$"
)
_UNIT = re.compile(r"[年月日万亿%\d.]")
_LONGEST_LONE_NUMBER = 3
_BARE_NUMBER = re.compile(r"\d{1,4}$")
_LONGEST_RUNNING_HEAD = 40
_LEAST_HEADS = 3
_SENTENCE_MARKS = "，,。；！？?"
_END_MARKS = "。！？!?；;：:…”’》）)】〕]］」』"
_LABELLED = re.compile(r"[:：]")
_DIGEST = re.compile(r"(?:本文)?(?:摘要|导读|核心提示)[:：]")
DOCUMENT_NOUN = re.compile(
    rf"(?:{PLAN}|{SHEET}|通知|决定|指南|公告|条例|规定|部署|目录)"
    r"(?:[》〉]?的(?:通知|意见|决定|公告))?》?(?:[（(][^（()）]{1,20}[)）])?$"
)
"""How the title of a plan or notice ends."""
_OFFICIAL = re.compile(r"政府|委员会|厅|局|部|办公室|文件|[〔\[［]\d{4}[〕\]］]|\d{4}年\d{1,2}月")
_SITE = re.compile(
    r"[【\[（(]?(?:当前位置|您(?:现在)?(?:的|所在)?的?位置|(?:网站)?首页|打印|关闭|字体|字号[:：]?大|分享到?|扫一扫|[上下]一[篇条页]|"
    r"相关(?:文章|链接|阅读|新闻|推荐|信息|解读|政策|稿件|附件)|(?:政策|文件)(?:解读|问答|图解)|附件下载|"
    r"责任编辑|编辑[:：]|原文链接|法宝引证码|https?:|www\.|版权|(?<![（(〔［\[【])(?:主办|承办)(?:单位)?[:：]|技术支持|网站(?:标识码|地图|帮助|声明|纠错)|"
    r"我要纠错|收藏|联系我们|设为首页|加入收藏|返回顶部|(?:浏览|阅读|点击)(?:次数|量)|无障碍|适老化|智能问答|[Cc]opyright|©|备案号|"
    r".{0,2000}(?:ICP备|公网安备))"
)
"""How lines begin that web pages put around a document."""

_LEAST_COPIED_LINES = 5
_LEAST_COPIED_LENGTH = 10
_LEAST_GLUED = 400
_MOST_MISSES = 20
"""After how many lines that it does not hold a line is taken for no copy of the others."""


def contents_entry(line: Line) -> str | None:
    """Return the heading that a line of a contents list names before its page, or None if it is no such line."""
    match = _LEADER.match(line.text) if len(line.text) <= _LONGEST_ENTRY else None
    is_row = bool(line.cells) and marker_at(line.text) is None
    return match.group("entry").rstrip(".…·⋯‥ ") if match and not is_row else None


def find_asides(lines: Sequence[Line]) -> dict[int, str]:
    """Return the kind of every line that is not text: contents, furniture or repeat, by its index."""
    contents = _contents(lines)
    pages = _page_numbers(lines) - contents
    copies = _glued_copies(lines) or _copies(lines, contents | pages)
    furniture = pages | _running_heads(lines, pages) | _site_furniture(lines, copies)
    kinds = dict.fromkeys(furniture, "furniture")
    return kinds | dict.fromkeys(contents, "contents") | dict.fromkeys(copies, "repeat")


def _contents(lines: Sequence[Line]) -> set[int]:
    """Find three or more entries with a leader and a page number, and the word 目录 over them; or bare headings."""
    entries = [index for index, line in enumerate(lines) if contents_entry(line) is not None]
    titles = [index for index, line in enumerate(lines) if _CONTENTS_TITLE.fullmatch(line.text)]
    if len(entries) >= _LEAST_ENTRIES:
        return {*entries, *(index for index in titles if 0 < entries[0] - index <= 2)}  # noqa: PLR2004 - a blank head
    return next(
        ({title, *found} for title in titles[:_LEAST_ENTRIES] if (found := _headings_that_return(lines, title + 1))),
        set(),
    )


def _headings_that_return(lines: Sequence[Line], first: int) -> list[int]:
    """Return the lines from `first` on that are numbered headings and head parts of the text below, three at least."""
    seen: set[str] = set()
    run: list[int] = []
    for index in range(first, len(lines)):
        text = lines[index].text
        if len(text) > _LONGEST_ENTRY or "。" in text or marker_at(text) is None or text in seen:
            break
        seen.add(text)
        run.append(index)
    below = [line.text for line in lines[first + len(run) :]] if len(run) >= _LEAST_ENTRIES else []
    heads = sorted(below)
    returning = [index for index in run if _any_starts_with(heads, lines[index].text)]
    return run if returning and len(returning) * 5 >= len(run) * 4 else []


def _any_starts_with(ordered: Sequence[str], prefix: str) -> bool:
    place = bisect_left(ordered, prefix)
    return place < len(ordered) and ordered[place].startswith(prefix)


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Find `— 3 —` and 第3页; bare numbers only where they count up by one, or stand in the middle of a sentence."""
    dressed = {index for index, line in enumerate(lines) if _PAGE.fullmatch(line.text)}
    bare = [index for index, line in enumerate(lines) if _BARE_NUMBER.fullmatch(line.text)]
    steps = [
        int(lines[after].text) - int(lines[before].text) if after - before > 1 else 0
        for before, after in pairwise(bare)
    ]
    counts_up = bool(steps) and sum(step == 1 for step in steps) * 2 > len(steps)
    return dressed | {index for index in bare if counts_up or _interrupts(lines, index)}


def _interrupts(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line stands between the halves of a sentence to which it does not belong."""
    if not 0 < index < len(lines) - 1 or len(lines[index].text) > _LONGEST_LONE_NUMBER:
        return False
    following = lines[index + 1]
    goes_on = marker_at(following.text) is None and not following.cells and not _UNIT.match(following.text)
    before = lines[index - 1]
    is_bracketed = before.text.count("（") > before.text.count("）") or following.text.count(
        "）"
    ) > following.text.count("（")
    return (breaks_off(before) or is_bracketed) and not before.cells and goes_on


def breaks_off(line: Line) -> bool:
    """Tell whether a line stops inside a sentence."""
    return line.text[-1] == "、" or (line.text[-1] not in _END_MARKS and not _is_speechless(line))


def _running_heads(lines: Sequence[Line], pages: Collection[int]) -> set[int]:
    """Find short lines that come back three times or more, next to page numbers or in the middle of sentences."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        is_short = len(line.text) <= _LONGEST_RUNNING_HEAD and not line.cells and not line.is_bullet
        if is_short and _is_speechless(line) and marker_at(line.text) is None and not _LABELLED.search(line.text):
            places.setdefault(line.text, []).append(index)
    found: set[int] = set()
    for indexes in places.values():
        at_breaks = {
            index
            for index in indexes
            if index - 1 in pages or index + 1 in pages or (index > 0 and breaks_off(lines[index - 1]))
        }
        if len(indexes) >= _LEAST_HEADS and len(at_breaks) * 2 >= len(indexes):
            # The first may be the title itself, which the pages then repeat.
            found.update(indexes[0 if indexes[0] in at_breaks else 1 :])
    return found - set(pages)


def _copies(lines: Sequence[Line], ignored: Collection[int]) -> set[int]:
    """Find a stretch with at least five long lines that all stood before in the same order: a second printing."""
    first_seen: dict[str, int] = {}
    found: set[int] = set()
    stretch: list[int] = []
    originals: list[int] = []

    def close() -> None:
        if len(set(originals)) >= _LEAST_COPIED_LINES:
            start = stretch[0]
            while start and start - 1 not in ignored and first_seen[lines[start - 1].text] < start - 1:
                start -= 1
            found.update(range(start, stretch[-1] + 1))
        stretch.clear()
        originals.clear()

    for index, line in enumerate(lines):
        if index in ignored:
            continue
        original = first_seen.setdefault(line.text, index)
        if len(line.text) >= _LEAST_COPIED_LENGTH:
            if original == index or (originals and original < originals[-1]):
                close()
            if original < index:
                stretch.append(index)
                originals.append(original)
        elif stretch and original < index:
            stretch.append(index)
    close()
    return found


def _glued_copies(lines: Sequence[Line]) -> set[int]:
    """Find the lines that hold a good part of the text and print what stands on other lines once more, run together."""
    total = sum(len(line.text) for line in lines)
    long = [index for index, line in enumerate(lines) if len(line.text) * 4 > total > _LEAST_GLUED]
    return {index for index in long if _holds_other_lines(lines, index)}


def _holds_other_lines(lines: Sequence[Line], whole: int) -> bool:
    """Tell whether the other lines make up most of a line, in their order."""
    place = found = misses = count = 0
    for index, line in enumerate(lines):
        if index == whole or len(line.text) < _LEAST_COPIED_LENGTH or misses > _MOST_MISSES:
            continue
        at = lines[whole].text.find(line.text, place)
        if at < 0:
            misses += 1
        else:
            place, found, count = at + len(line.text), found + len(line.text), count + 1
    return count >= _LEAST_COPIED_LINES and found * 5 >= len(lines[whole].text) * 4


def _is_speechless(line: Line) -> bool:
    return not any(mark in line.text for mark in _SENTENCE_MARKS)


def _is_bare(line: Line) -> bool:
    """Tell whether a line says nothing in a sentence, numbers nothing and names no document or authority."""
    return (
        _is_speechless(line)
        and not line.cells
        and marker_at(line.text) is None
        and not _OFFICIAL.search(line.text)
        and not DOCUMENT_NOUN.search(line.text)
        and BARE_LABEL.fullmatch(line.text) is None
        and "关于" not in line.text
    )


def _is_site(line: Line) -> bool:
    return _DIGEST.match(line.text) is not None or ("。" not in line.text and _SITE.match(line.text) is not None)


def _site_furniture(lines: Sequence[Line], copies: Collection[int]) -> set[int]:
    """Find what a web page puts around a document: digests, bare words before its title and after its last sentence.

    A second printing ends the first: the site's words before it are furniture too.
    """
    own = [index for index in range(len(lines)) if index not in copies]
    ends = [*([min(copies)] if copies else []), len(lines)]
    return set(_before_title(lines, own)).union(*(_after_text(lines, end, copies) for end in ends))


def _before_title(lines: Sequence[Line], own: Sequence[int]) -> Iterator[int]:
    """Yield the lines of a site before the title; the title stands before the first sentence and the first number."""
    front = list(
        takewhile(lambda i: _is_site(lines[i]) or (_is_speechless(lines[i]) and marker_at(lines[i].text) is None), own)
    )
    title = next((index for index in front if DOCUMENT_NOUN.search(lines[index].text)), None)
    opening = next((i for i in front if "关于" in lines[i].text and not DOCUMENT_NOUN.search(lines[i].text)), None)
    for index in front:
        is_value = index > 0 and (lines[index - 1].text[-1] in ":：" or BARE_LABEL.fullmatch(lines[index - 1].text))
        is_field = _LABELLED.search(lines[index].text) or is_value
        is_before = title is not None and (index < title if opening is None else index < opening)
        if _is_site(lines[index]) or (is_before and not is_field and _is_bare(lines[index])):
            yield index


def _after_text(lines: Sequence[Line], end: int, copies: Collection[int]) -> Iterator[int]:
    """Yield the lines at an end of the text from the first on that only a site prints."""
    run = list(
        takewhile(lambda i: i not in copies and (_is_site(lines[i]) or _is_bare(lines[i])), range(end - 1, -1, -1))
    )
    last = max((place for place, index in enumerate(run) if _is_site(lines[index])), default=-1)
    yield from run[: last + 1]
