"""What the clauses of a sentence that have been read hand on to the next one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kouan.extract.deadlines import Time
from kouan.extract.places import PlaceNames
from kouan.extract.statements import Listing
from kouan.extract.target_places import promised_places

_STATE = re.compile(
    r"^(?:截至)?目前|^迄今|^至今"
    r"|(?<![建对将把])已(?:经|累计|全部|基本|初步|成功|相继|陆续){0,9}"
    r"(?:建成|达到?|完成|实现|形成|有|开通|认定|培育|发放|印发|出台)(?![^，。；\d]{0,6}的)"
)
_BASE = re.compile(r"基础上|基础之上")
_WISH = re.compile(r"力争|争取|确保|要|将|下一步|今后")
_WHOLE = re.compile(r"[^，]{0,8}(?:全|我)(?:省|市|区|盟|州|县|国)")


@dataclass
class SentenceState:
    """The deadline, the promise that a date is owed, the subject, the place and the list that are open in a sentence.

    `is_past` says that it tells what was reached, `is_each_year` that it promises something for every year.
    `listed_places` are the last places that were named together, to which numbers may be given respectively.
    """

    time: Time | None
    listing: Listing
    deadlines: Sequence[Time] = ()
    is_past: bool = False
    is_owed: bool = False
    owed_from: int = 0
    is_each_year: bool = False
    subject: str = ""
    former_subject: str = ""
    theme: str = ""
    place: str | None = None
    place_from: int | None = None
    listed_places: tuple[str, ...] = ()

    def begin_part(self) -> None:
        """Begin what stands behind a semicolon: dates go on, subjects and lists do not."""
        self.former_subject = self.subject or self.former_subject
        self.is_each_year, self.subject, self.listing = False, "", Listing()

    def take_times(self, times: Sequence[Time], start: int) -> None:
        """Take note of the times of a clause: a deadline opens a new promise, a past time says that none is made."""
        deadlines = [time for time in times if time.role == "deadline"]
        if deadlines:
            self.time, self.is_past, self.is_each_year = deadlines[-1], False, False
            self.deadlines = deadlines
            self.owed_from = self.owed_from if self.is_owed else start
            self.is_owed = True
        elif any(time.role in {"past", "date"} for time in times):
            self.is_past = True

    def take_words(self, words: str) -> None:
        """Take note that a clause tells what there is, until a deadline or a wish: 「目前，已建成…，覆盖…」."""
        if _STATE.search(words) and not _BASE.search(words):
            self.is_past = True
        elif _WISH.match(words):
            self.is_past = False

    def take_places(self, words: str, start: int, names: PlaceNames) -> list[str | None]:
        """Take note of the place of a clause and return the places to which it promises, None for no place."""
        places = promised_places(words, names)
        if places is None:
            if _WHOLE.match(words):
                self.place, self.place_from, self.listed_places = None, None, ()
            return [self.place]
        is_one = places.is_each and len(places.names) == 1
        self.place, self.place_from = (places.names[0] if is_one else None), start
        self.listed_places = () if is_one else places.names
        return list(places.names) if places.is_each else [None]
