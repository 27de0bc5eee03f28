"""Clean a stored document: drop its layout, keep the way back from every character to the file."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from kouan.clean.asides import find_asides
from kouan.clean.characters import LINE_BREAKS
from kouan.clean.layout import paragraphs
from kouan.clean.lines import Line, split_lines
from kouan.clean.settled import through
from kouan.clean.text import CELL_BORDER, Aside, Block, CleanText, Defect
from kouan.clean.torn import torn_lines

__all__ = ["Aside", "Block", "CleanText", "Defect", "clean"]


def clean(stored: str) -> CleanText:
    """Return the cleaned document of a stored text, which may be of any kind and may be empty.

    It is read until nothing changes: a line may prove to be furniture only when those around it are whole. So a
    cleaned text is its own cleaned text, unless bullets or a missing page part it, which it no longer shows.
    """
    document = _read(stored, (), ())
    while True:
        bullets = {block.start for block in document.blocks if block.kind == "bullet"}
        # The break that stands behind the torn line is one character long.
        torn = {document.offset(defect.end) + 1 for defect in document.defects if defect.kind == "missing_text"}
        again = _read(document.text, bullets, torn)
        if again.text == document.text:
            return document
        document = through(document, again)


def _read(stored: str, bullets: Collection[int], breaks: Collection[int]) -> CleanText:
    """Clean a text once; bullets are known to begin, and pages to be missing, before some of its indexes."""
    lines = list(split_lines(stored, bullets))
    aside = find_asides(lines)
    torn = torn_lines(lines)
    known = {index - 1: "" for index, line in enumerate(lines) if index and line.positions[0] in breaks}
    return _assemble(stored, lines, aside, torn, known)


def _assemble(
    stored: str, lines: Sequence[Line], aside: Mapping[int, str], torn: Mapping[int, str], known: Mapping[int, str]
) -> CleanText:
    texts: list[str] = []
    positions = array("L")
    blocks: list[Block] = []
    bold: list[tuple[int, int]] = []
    for group in paragraphs(lines, aside, {**torn, **known}):
        if blocks:
            texts.append("\n")
            positions.append(_break_before(stored, positions[-1], lines[group[0]]))
        start = len(positions)
        for index in group:
            line = lines[index]
            if index != group[0] and _needs_space(texts[-1][-1], line.text[0]):
                texts.append(" ")
                positions.append(_break_before(stored, positions[-1], line))
            offset = len(positions)
            texts.append(line.text.replace("\t", CELL_BORDER))
            positions.extend(line.positions)
            bold.extend((offset + a, offset + b) for a, b in line.bold)
            blocks.extend(Block(offset + a, offset + b, "cell") for a, b in line.cells)
        if not lines[group[0]].cells:
            blocks.append(Block(start, len(positions), "bullet" if lines[group[0]].is_bullet else "paragraph"))
    return CleanText(
        text="".join(texts),
        positions=positions,
        blocks=tuple(blocks),
        asides=tuple(_asides(lines, aside)),
        bold=tuple(bold),
        defects=tuple(_defects(lines, torn)),
    )


def _needs_space(before: str, after: str) -> bool:
    return before.isascii() and after.isascii() and before.isalpha() and after.isalpha()


def _break_before(stored: str, last: int, line: Line) -> int:
    """Return the index of the last line break between a character and a line: of it one character is kept."""
    return max(stored.rfind(character, last + 1, line.positions[0]) for character in LINE_BREAKS)


def _asides(lines: Sequence[Line], aside: Mapping[int, str]) -> list[Aside]:
    """Return each line that is no text as an aside, a second printing as a whole."""
    found: list[Aside] = []
    for kind, run in groupby(range(len(lines)), key=aside.get):
        members = [lines[index] for index in run]
        if kind is not None:
            found.extend(
                _aside(kind, group) for group in ([members] if kind == "repeat" else [[line] for line in members])
            )
    return found


def _aside(kind: str, lines: Sequence[Line]) -> Aside:
    return Aside(
        kind=kind,
        text="".join(line.text for line in lines).replace("\t", " "),
        positions=tuple(position for line in lines for position in line.positions),
    )


def _defects(lines: Sequence[Line], torn: Mapping[int, str]) -> list[Defect]:
    stray = [
        Defect(
            "stray_bytes",
            start,
            end,
            "原文中有无法识别的字符（显示为问号或乱码），已略去。",
            "The source holds characters that cannot be read (shown as question marks or boxes); they were left out.",
        )
        for line in lines
        for start, end in line.stray
    ]
    missing = [
        Defect(
            "missing_text",
            lines[index].positions[0],
            lines[index].positions[-1] + 1,
            f"目录中的“{heading}”在正文中不存在，此处文字中断，原文可能缺页。",
            f"The contents list names “{heading}”, which the text lacks: it breaks off here, a page may be missing.",
        )
        for index, heading in torn.items()
    ]
    return sorted(stray + missing, key=lambda defect: defect.start)
