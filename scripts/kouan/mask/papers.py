"""What belongs to a person by its label: numbers of identity papers, bank accounts, messengers, and where they live."""

import re
from collections.abc import Iterable, Iterator

from kouan.mask.beside import name_before
from kouan.mask.names import HAN, is_called
from kouan.mask.numbers import Run, Span, Stretches

_MARK = r"[)]?[ :|\t]{0,4}(?:[为是] ?:? ?)?"
_IDENTITY = re.compile(
    rf"(?:身份证(?:件)?(?:号码|编号|号)?|公民身份号码|证件号码?){_MARK}"
    r"(?P<value>[1-9]\d{5} ?(?:(?:19|20)\d{2} ?\d{4} ?\d{3}[0-9Xx]|\d{2} ?\d{4} ?\d{3}))(?![0-9A-Za-z])"
)
_LABELLED = re.compile(
    r"(?:身份证(?:件)?(?:号码|编号|号)?|公民身份号码|(?<![公众])微信(?:号码?)?|QQ(?:号码?)?)[)]?[ :|]{1,4}"
    r"(?P<value>[A-Za-z0-9_-]{5,24})"
)
_PASSPORT = re.compile(
    rf"(?:护照(?:号码?|编号)?|(?:通行证|居住证|军官证|驾驶证|社保卡|医保卡)(?:号码?|编号)){_MARK}"
    r"(?P<value>[A-Z]{0,3}\d{6,18}[A-Z]?)(?![0-9A-Za-z])"
)
_HOME = re.compile(
    r"(?:家庭(?:详细)?(?:住址|地址)|(?<!经营)(?<![㐀-鿿])(?:现|常)?住址|现居住地址?|居住地址|户籍(?:所在地|地址|地))"
    rf"{_MARK}(?P<value>[^\n\t|,。;()]{{2,60}})"
)
_PLACE = re.compile(r"[省市州盟县区旗乡镇村路街巷弄号栋幢楼室组]")
_ACCOUNT = re.compile(
    rf"(?:(?:银行)?(?:账|帐)(?:户|号)|(?:银行|储蓄)?卡号)(?:号码)?{_MARK}"
    r"(?P<value>\d{4}(?:[ -]?\d{3,4}){2,4}(?:[ -]?\d{1,3})?)(?![0-9A-Za-z])"
)
_HOLDER = re.compile(
    r"(?:户名|户主|开户名|开户人|收款人|持卡人|领款人|(?:账|帐)户(?:名称?|姓名))(?:姓名)?[)]?[ :|\t]{0,4}"
    rf"(?P<name>[{HAN}]{{2,8}})"
)
_NEAR = 80
"""How many characters at most lie between an account and its holder."""

_LINE = 200
"""How far from an account its line is searched."""


def papers(plain: str) -> Iterator[Run]:
    """Yield the numbers of identity papers, messengers and homes that a label names; a header alone names none."""
    for match in _IDENTITY.finditer(plain):
        yield Run(*match.span("value"), "identity number")
    for match in _LABELLED.finditer(plain):
        yield Run(*match.span("value"), "identity number" if "身份" in match.group() else "account")
    for match in _PASSPORT.finditer(plain):
        yield Run(*match.span("value"), "passport number")
    for match in _HOME.finditer(plain):
        if _PLACE.search(match["value"]):
            yield Run(match.start("value"), match.start("value") + len(match["value"].rstrip()), "home address")


def accounts(plain: str, personal: Iterable[Run], surnames: frozenset[str]) -> Iterator[Run]:
    """Yield bank accounts that are a person's, and the names of their holders; an office's account stays.

    An account is a person's where 户名 beside it is a name, or where its line holds personal data and no other holder.
    """
    holders = list(_HOLDER.finditer(plain))
    people = {holder for holder in holders if is_called(holder["name"], surnames)}
    held = Stretches((holder.start() - _NEAR, holder.end() + _NEAR) for holder in people)
    offices = Stretches(_line(plain, holder.start()) for holder in holders if holder not in people)
    beside = Stretches(_line(plain, run.start) for run in personal)
    yield from (Run(*holder.span("name"), "name") for holder in people)
    for match in _ACCOUNT.finditer(plain):
        place = match.start()
        if place in offices:
            continue
        named = name_before(plain, _line(plain, place)[0], place, surnames)
        if named or place in held or place in beside:
            yield Run(*match.span("value"), "bank account")
        if named:
            yield Run(*named, "name")


def _line(plain: str, place: int) -> Span:
    """Return the line that a place is on, as far as it is near."""
    first, last = max(0, place - _LINE), place + _LINE
    end = plain.find("\n", place, last)
    return max(first, plain.rfind("\n", first, place) + 1), last if end < 0 else end
