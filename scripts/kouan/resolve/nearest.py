"""Known names that look like an unknown one, for people to choose from."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import heappop, heappush, merge

THING_WORDS = re.compile(
    "国际|国家|中国|重点|专业|综合|枢纽|区域|航空|铁路|公路|水运|陆路|货运|客运|港?口岸|机场|港口|港区|港|保税区|保税物流中心"
    "|指定监管场[地所]|监管中心|建设|项目|工程|扩建|改扩建|扩大开放|二期|一期|三期|平台|基地|中心|园区|示范区|试验区"
    "|集团|有限责任公司|有限公司|公司|[省市区县盟旗]|[（(][^（()）]{0,60}[)）]"
)
"""What ports and projects share with others of their kind: no sign that two are the same."""
BODY_WORDS = re.compile(
    "人民政府|办公室|管理局|管理委员会|委员会|管委会|行政公署|总局|总站|分局|分行|集团|有限责任公司|有限公司|公司"
    "|[厅局委办]|[（(][^（()）]{0,60}[)）]"
)
"""The same of agencies, whose level words tell them apart: 省商务厅, 市商务局."""
_LEAST_ALIKE = 0.5
_SHORTEST = 2
"""How many characters say at least whose name it is: 省 of 省委 says nothing."""

Alike = tuple[float, float, str]
"""A known name, after how much of it agrees with another one without words of kinds and as a whole, both below 0."""


class KnownNames:
    """Known names by their characters, so that an unknown one is compared only with those that may be like it.

    Names are compared without the words for their kind: 策克公路口岸 by 策克. One of hardly more is taken as it is.
    """

    def __init__(self, names: Iterable[str], kind_words: re.Pattern[str]) -> None:
        """Prepare names to be found."""
        self._kind_words = kind_words
        self._names: dict[str, list[str]] = defaultdict(list)
        for name in sorted(set(names)):
            self._names[_without_kind(name, kind_words)].append(name)
        self._holding: dict[tuple[str, int], list[str]] = defaultdict(list)
        for bare in self._names:
            for character in _numbered(bare):
                self._holding[character].append(bare)

    def alike(self, name: str) -> Iterator[Alike]:
        """Yield the known names by how much they look like a name, and compare no more than are asked for.

        Of equally similar names the one that is so as a whole goes first. Names less than half alike are left out.
        """
        own = _without_kind(name, self._kind_words)
        compared: list[Alike] = []
        for most, bare in self._likely(own):
            while compared and -compared[0][0] > most:
                yield heappop(compared)
            alike = _alike(own, bare)
            if alike >= _LEAST_ALIKE:
                for known in self._names[bare]:
                    heappush(compared, (-alike, -_alike(name, known), known))
        while compared:
            yield heappop(compared)

    def _likely(self, own: str) -> list[tuple[float, str]]:
        """Return the names that share half of their characters with a name, and how alike they are at most."""
        shared = Counter(bare for character in _numbered(own) for bare in self._holding.get(character, ()))
        most = ((2 * count / (len(own) + len(bare)), bare) for bare, count in shared.items())
        return sorted((one for one in most if one[0] >= _LEAST_ALIKE), reverse=True)


def nearest(
    name: str, known: Iterable[KnownNames], id_of: Callable[[str], str | None], count: int = 3
) -> list[tuple[str, str]]:
    """Return the known things whose names look most like a name, best first, as pairs of id and name.

    A thing with several names comes once, by the one most like it. `id_of` tells whose a name is, None leaves it out.
    """
    found: dict[str, str] = {}
    for _, _, like in merge(*(names.alike(name) for names in known)):
        known_id = id_of(like)
        if known_id is not None:
            found.setdefault(known_id, like)
        if len(found) == count:
            break
    return list(found.items())


# Most names may be used in many divisions.
@lru_cache(maxsize=20_000)
def _without_kind(name: str, kind_words: re.Pattern[str]) -> str:
    bare = kind_words.sub("", name)
    return bare if len(bare) >= _SHORTEST else name


@lru_cache(maxsize=20_000)
def _numbered(text: str) -> tuple[tuple[str, int], ...]:
    """Return the characters of a text, each with how often it has come before."""
    seen: Counter[str] = Counter()
    numbered = []
    for character in text:
        numbered.append((character, seen[character]))
        seen[character] += 1
    return tuple(numbered)


def _alike(first: str, second: str) -> float:
    """Return how much of two texts agrees, 0 to 1; the same for both orders."""
    one, other = sorted((first, second))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
