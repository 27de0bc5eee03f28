"""Tables that a text layer has scrambled: their heads stand there, their cells do not."""

import re
from collections.abc import Iterator, Sequence

from kouan.clean import Block, CleanText
from kouan.extract.clause_words import AGENT_PARTS, LABEL_WORD, part_of

Span = tuple[int, int]

_HEAD = re.compile(
    rf"(?:{LABEL_WORD.pattern}|序号|编号|类别|类型|领域|板块|分类|指标|备注|说明|进度安排|"
    r"(?:重点|主要|工作|具体|目标|年度|改革){0,9}(?:任务|事项|内容|举措|项目|要点)(?:名称|内容|清单|分解|要求)?)"
)
"""What a column of a table that sets work may be called: a label of clauses, or one of these."""
_HEADS = re.compile(rf"(?:{_HEAD.pattern}[、/]?){{1,9}}")
_LEAST_HEADS = 3
_LONGEST = 60


def scrambled_tables(clean: CleanText) -> Iterator[Span]:
    """Yield the clean spans of table heads with a column for agencies that stand in no row of cells.

    The words of such a head are run together on one line (序号任务责任单位完成时限), or have lines of their own.
    """
    run: list[Block] = []
    for block in [*clean.blocks, None]:
        if block is not None and block.kind != "cell" and _is_head(clean.text, block):
            run.append(block)
            continue
        span = _span(clean.text, run)
        if span is not None:
            yield span
        run = []


def _is_head(text: str, block: Block) -> bool:
    return block.end - block.start <= _LONGEST and _HEADS.fullmatch(text, block.start, block.end) is not None


def _span(text: str, run: Sequence[Block]) -> Span | None:
    """Return the span of lines that are three heads of columns or more, one of them for agencies."""
    if not run:
        return None
    start, end = run[0].start, run[-1].end
    heads = list(_HEAD.finditer(text, start, end))
    labels = [head for head in heads if LABEL_WORD.fullmatch(head.group())]
    is_for_agencies = any(part_of(label) in AGENT_PARTS for label in labels)
    return (start, end) if len(heads) >= _LEAST_HEADS and is_for_agencies else None
