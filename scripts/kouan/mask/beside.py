"""Names beside what is personal: 张某 161…, 张某（处长），电话：161…, （省商务厅李某某，161…）, 161…（张某）."""

import re
from collections.abc import Iterator

from kouan.mask.names import HAN, NAME_RUN, OFFICE, is_called, name_at_end, without_title
from kouan.mask.numbers import PHONE_WORD, Run, Span

_REACH = 60
"""How many characters before a number may name whose it is."""

_FURTHEST = 5
"""How many words may stand between a name and its number."""

_WORD = re.compile(rf"(?<![{HAN}])[{HAN}] {{1,3}}[{HAN}](?![{HAN}])|{NAME_RUN.pattern}")
_CLAUSE_END = re.compile(r"[。;!?\n]")
_OF_A_PERSON = re.compile(
    rf"(?:{PHONE_WORD}|男|女|[{HAN}]{{1,4}}族|中共党员|党员|党组成员|人|同志|身份证(?:件)?(?:号码|编号|号)?|公民身份号码|证件号码?|"
    r"护照(?:号码?)?|微信(?:号)?|(?:电子)?(?:邮箱|邮件)|(?:银行)?(?:账|帐)(?:户|号)|(?:银行)?卡号|户名|开户(?:银)?行|家庭住址|家庭地址|住址)"
)
_BEHIND = re.compile(rf" ?[(] ?(?P<name>[{HAN}]{{2,8}}) ?[)]")


def names_beside(plain: str, number: Run, surnames: frozenset[str]) -> Iterator[Run]:
    """Yield the name before something personal in its clause, and the one in brackets behind it."""
    first = max(0, number.start - _REACH)
    ends = [end.end() for end in _CLAUSE_END.finditer(plain, first, number.start)]
    ahead = name_before(plain, max([first, *ends]), number.start, surnames)
    behind = _BEHIND.match(plain, number.end)
    if ahead is not None:
        yield Run(*ahead, "name")
    if behind is not None and is_called(behind["name"], surnames):
        start = behind.start("name")
        yield Run(start, start + len(without_title(behind["name"])[0]), "name")


def name_before(plain: str, first: int, place: int, surnames: frozenset[str], *, in_list: bool = False) -> Span | None:
    """Return the last name from `first` to a place, over words about a person: title, office, sex, 电话.

    In a list of contacts it may be any words.
    """
    words = list(_WORD.finditer(plain, first, place))
    for word in reversed(words[-_FURTHEST:]):
        own = word.group().replace(" ", "")
        if _OF_A_PERSON.fullmatch(own):
            continue
        found = name_at_end(own, surnames)
        if found is not None:
            is_spaced = len(own) < len(word.group())
            return word.span() if is_spaced else (word.start() + found[0], word.start() + found[1])
        if not (in_list or OFFICE.search(own) or _is_title(own)):
            return None
    return None


def _is_title(words: str) -> bool:
    return without_title(f"某{words}") == ("某", True)
