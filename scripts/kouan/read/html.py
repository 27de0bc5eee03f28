"""The text of a web page: its blocks as lines, its tables as rows, without what is not shown."""

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from lxml import etree

from kouan.read.numerals import numeral
from kouan.read.tables import Cell, table_lines
from kouan.read.text_lines import UnreadableError, one_line, storable

_COMMENTS = r"\s{0,300}(?:<!--(?:(?!-->).){0,2000}-->\s{0,300}){0,20}"
_PAGE_HEAD = re.compile(
    rf"\s{{0,300}}(?:<\?xml[^>]{{0,200}}>)?{_COMMENTS}<(?:!doctype\s{{1,300}}html|html\b)", re.IGNORECASE | re.DOTALL
)
_OTHER_XML = re.compile(r"\s{0,300}<\?xml\b", re.IGNORECASE)
_TAG = r"</?(?:html|head|body|meta|div|p|br|table|tbody|tr|td|span|font|h[1-6]|ul|ol|article|section)\b[^<>]{0,2000}>"
_FRAGMENT = re.compile(_TAG, re.IGNORECASE)
_FRAGMENT_HEAD = re.compile(_COMMENTS + _TAG, re.IGNORECASE | re.DOTALL)
_SUFFIXES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".jhtml"})
_DECLARATION = re.compile(r"\s{0,300}<\?xml[^>]{0,300}>")
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f]")

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    }
)
_UNSEEN = frozenset(
    {
        "applet",
        "area",
        "audio",
        "button",
        "canvas",
        "datalist",
        "embed",
        "frame",
        "frameset",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "meta",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "param",
        "rp",
        "rt",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    }
)
_HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s{0,20}(?:display\s{0,20}:\s{0,20}none|visibility\s{0,20}:\s{0,20}hidden|mso-hide\s{0,20}:\s{0,20}all)",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(r"list-style(?:-type)?\s{0,20}:[^;]{0,200}\bnone\b", re.IGNORECASE)
_PRINTED_NUMBER = re.compile(
    r"[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})[)）．.、]|[①-⑳]|第[一二三四五六七八九十百\d]{1,4}[章节条]"
)
_LIST_FORMATS = MappingProxyType(
    {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
)
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
"""Browsers read &#150; as the dash that Windows has there."""

_DEEPEST = 50
"""How many tables may stand one in the other."""

_GIVEN_UP = frozenset({"ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR"})
"""What the parser notes where it leaves out the rest of a page."""


def is_html(text: str, suffix: str) -> bool:
    """Tell whether a decoded text is a web page: from its beginning, or from tags where its file's suffix says so.

    Raises UnreadableError for XML of another kind, which Word and other programs also write.
    """
    beginning = text[:10_000]
    if _PAGE_HEAD.match(beginning):
        return True
    if _OTHER_XML.match(beginning) and not (suffix in _SUFFIXES and _FRAGMENT.search(text)):
        message = (
            "this is an XML file. Expected .txt, .html, .pdf or .docx. Open it in its program and save it as .docx."
        )
        raise UnreadableError(message)
    if suffix in _SUFFIXES:
        return _FRAGMENT.search(text) is not None
    return suffix != ".txt" and _FRAGMENT_HEAD.match(beginning) is not None


def html_text(text: str) -> str:
    """Return the lines of a web page.

    Scripts, styles, comments, form fields and elements that are hidden where they stand are left out; site furniture
    is kept for cleaning to find. An item of a numbered list begins with its number, unless it prints one itself.
    Tables are set as `table_lines` says. Raises UnreadableError where no element can be read.
    """
    source = _UNUSABLE.sub("", _DECLARATION.sub("", text, count=1)).encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(source, parser) if source.strip() else None
    except etree.LxmlError as error:
        message = f"it is no HTML that can be read ({error}). Open it in a browser and save the page again."
        raise UnreadableError(message) from None
    if any(entry.type_name in _GIVEN_UP for entry in parser.error_log):
        raise _too_deep()
    if root is None:
        return ""
    block = _Block()
    _read(root, block, 0)
    return storable(block.finished())


def _too_deep() -> UnreadableError:
    message = "its elements are nested too deeply to be read. Open it in a browser and save the page as text."
    return UnreadableError(message)


@dataclass
class _Block:
    """The lines of a page or a cell while it is read, and the words of the line that is still open."""

    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    holds_table: bool = False
    number: str = ""

    def end_line(self) -> None:
        line = one_line("".join(self.words).translate(_WINDOWS))
        self.words.clear()
        if line:
            self.lines.append(line if _PRINTED_NUMBER.match(line) else self.number + line)
            self.number = ""

    def finished(self) -> list[str]:
        self.end_line()
        return self.lines


def _read(root: Any, block: _Block, depth: int) -> None:
    """Read what an element holds into a block; `depth` counts the tables around it."""
    numbers: dict[Any, str] = {}
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _BLOCKS or name == "br":
            block.end_line()
        if event == "end":
            block.number = "" if element in numbers else block.number
            if element is not root:
                _append(block, element.tail, element.getparent())
        elif name in _UNSEEN or _is_hidden(element):
            walk.skip_subtree()
        elif name == "table":
            block.holds_table = True
            block.lines.extend(_table(element, depth + 1))
            walk.skip_subtree()
        else:
            if name == "ol":
                numbers.update(_numbers(element))
            block.number = numbers.get(element, block.number)
            _append(block, element.text, element)


def _append(block: _Block, text: str | None, parent: Any) -> None:
    """Add text to the open line. Only <pre> keeps its line breaks."""
    first, *others = text.splitlines() if text and parent.tag == "pre" else [text or ""]
    block.words.append(first)
    for line in others:
        block.end_line()
        block.words.append(line)


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style") or "") is not None


def _table(table: Any, depth: int) -> list[str]:
    """Return the lines of a table, its caption first."""
    if depth > _DEEPEST:
        raise _too_deep()
    above: list[str] = []
    rows: list[list[Cell]] = []
    for part in table:
        if part.tag in {"thead", "tbody", "tfoot"} and not _is_hidden(part):
            rows.extend(_row(row, depth) for row in part if row.tag == "tr" and not _is_hidden(row))
        elif part.tag == "tr" and not _is_hidden(part):
            rows.append(_row(part, depth))
        elif part.tag not in {"colgroup", "col"}:
            block = _Block()
            _read(part, block, depth)
            above.extend(block.finished())
    return [*above, *table_lines(rows)]


def _row(row: Any, depth: int) -> list[Cell]:
    cells: list[Cell] = []
    for part in row:
        if part.tag not in {"td", "th"} or _is_hidden(part):
            continue
        block = _Block()
        _read(part, block, depth)
        lines = tuple(block.finished())
        cells.append(Cell(lines, _count(part, "colspan"), _count(part, "rowspan"), block.holds_table))
    return cells


def _count(element: Any, name: str) -> int:
    digits = re.match(r"\s*(\d{1,4})", element.get(name) or "")
    return max(1, int(digits[1])) if digits else 1


def _numbers(items: Any) -> dict[Any, str]:
    """Return the numbers that a browser prints before the items of a list, by item."""
    if _UNNUMBERED.search(items.get("style") or ""):
        return {}
    own = [item for item in items if item.tag == "li"]
    step = -1 if items.get("reversed") is not None else 1
    value = _integer(items.get("start"), len(own) if step < 0 else 1)
    style = _LIST_FORMATS.get(items.get("type") or "1", "decimal")
    numbers: dict[Any, str] = {}
    for item in own:
        value = _integer(item.get("value"), value)
        if not _UNNUMBERED.search(item.get("style") or ""):
            numbers[item] = f"{numeral(value, style)}."
        value += step
    return numbers


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else otherwise
