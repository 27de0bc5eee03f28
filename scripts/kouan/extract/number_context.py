"""A printed number with the words around it: what the rules for promises judge."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kouan.extract.promise_words import AMOUNTS, CHANGING, REACHING, alternatives
from kouan.extract.quantities import Quantity

RATIOS = frozenset({"%", "％", "‰", "倍", "百分点", "个百分点", "成"})
_PERCENT = frozenset({"%", "％"})
_LINKS = r"(?:了|约|近|超|至少|不?超过|突破|达到|达|再|或|力争|到|至|：|分别|均|全部|总体|已?经?基本|左右){0,20}$"
_REACHES = re.compile(rf"(?:{alternatives([*REACHING, *CHANGING, *AMOUNTS])}){_LINKS}")
_REACHES_PLAINLY = re.compile(rf"(?:{alternatives([*REACHING, *CHANGING])}){_LINKS}")
_EXPLANATION = re.compile(r"^[（(][^（()）]{0,300}[）)]|^[）)”]")
_CLAUSE = re.compile(r"[^，,；;。：:]*")


@dataclass(frozen=True)
class Statement:
    """One number in its place, all words without times.

    `before` are the words between the number before and this one, or the beginning of its item; `after` those up to
    the item's end; `lead` all the words of the clause before it, `rest` all of the sentence behind it. `maker` are the
    words that the bare items of a list share (打造 in 打造2—3个…平台、5个以上…中心); `is_continued` marks such an item,
    `is_due` a number behind a deadline of its sentence.
    """

    quantity: Quantity
    unit_si: str | None
    before: str
    after: str
    lead: str
    rest: str
    sentence: str
    maker: str = ""
    headings: tuple[str, ...] = ()
    is_continued: bool = False
    is_bracketed: bool = False
    is_due: bool = False

    @property
    def following(self) -> str:
        """The words after the number, without a bracket that only explains it."""
        return _EXPLANATION.sub("", self.after)

    @property
    def is_percentage(self) -> bool:
        return self.quantity.unit in _PERCENT

    @property
    def is_count(self) -> bool:
        """Whether the number counts things or people (3个, 30名)."""
        return self.unit_si in {"1", "person"} and self.quantity.unit not in RATIOS

    @property
    def is_written_count(self) -> bool:
        """Whether it is a small count in Chinese numerals, which are more often part of a name (两个市场)."""
        return self.is_count and self.quantity.is_chinese

    @property
    def is_reached(self) -> bool:
        """Whether a verb of reaching, or the name of an amount, leads to the number."""
        return bool(_REACHES.search(self.before))

    @property
    def is_plainly_reached(self) -> bool:
        """Whether a verb of reaching or of change leads to the number, or a word that compares it."""
        return bool(_REACHES_PLAINLY.search(self.before))

    @property
    def said_before(self) -> str:
        """What its sentence says before it (as far back as numbers are judged)."""
        return self.sentence[: len(self.sentence) - len(self.rest)]

    @property
    def clause_end(self) -> str:
        """What its clause says behind it, with the mark that ends the clause."""
        match = _CLAUSE.match(self.rest)
        return self.rest[: match.end() + 1] if match else ""


Rule = Callable[[Statement], bool]
