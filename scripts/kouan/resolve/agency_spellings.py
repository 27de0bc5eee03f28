"""Ways to write one name of a body, so that what a document prints meets what a list or a rule has."""

import re
from collections.abc import Iterator

_OPENING, _CLOSING = "(〔[［", ")〕]］"
_PLAIN = str.maketrans(dict.fromkeys(_OPENING, "（") | dict.fromkeys(_CLOSING, "）") | dict.fromkeys('“”" \n\u3000'))
_SECOND_PLATE = re.compile(r"（[^（）]{0,300}）$")
_MEMBERS = re.compile(r"（(?:含(?!山)|包括|不含)[^（）]{0,300}）")
"""What a collective holds: 各市（含定州、辛集市）政府."""
_HEADS = ("中国共产党", "中共", "中华人民共和国")
"""What an official name may begin with and a printed one leaves out, or the other way round."""
_OWNERS = (
    re.compile(r"(?:中国铁路)?[一-龥]{2,4}局(?:集团)?(?:有限)?(?:公司)?(?=[一-龥]{2,6}铁路办事处$)"),
    re.compile(r"中国（[^（）]{2,6}）自由贸易试验区(?=[一-龥]{2,6}片区管)"),
)
"""Of what a body is a part, where its own name says enough: 中国铁路成都局集团有限公司 of its 重庆铁路办事处."""
_CHOICE = re.compile(
    r"(?P<place>(?!各|有关|相关)[一-龥]{2,8}?)(?P<one>市|州|盟)（(?P<others>[市州盟地、]{1,300})）(?P<rest>.{1,400})"
)
"""The level that each place of a run has: 贵阳、黔东南等市（州）人民政府."""
_COMMITTEE, _SHORT_COMMITTEE = "管理委员会", "管委会"


def plain(name: str) -> str:
    """Return a name with full-width round brackets, without quotation marks and spaces, so that its spellings meet."""
    return name.translate(_PLAIN)


def spellings(name: str) -> Iterator[str]:
    """Yield a plain name whole, then in the other ways to write it.

    They leave out its second plate (…局（…局）), the members of a collective, a head that official names have, and the
    body that it is a part of; write its 管委会 in full; and choose one level of 市（州）.
    """
    yield from dict.fromkeys(_variants(name))


def _variants(name: str) -> Iterator[str]:
    choice = _CHOICE.fullmatch(name)
    chosen = [f"{choice['place']}{level}{choice['rest']}" for level in _levels(choice)] if choice else []
    for candidate in (name, _SECOND_PLATE.sub("", name), _MEMBERS.sub("", name), *chosen):
        yield candidate
        yield from (candidate.removeprefix(head) for head in _HEADS if candidate.startswith(head))
        own = candidate
        for owner in _OWNERS:
            own = owner.sub("", own, count=1) if owner.match(own) else own
        yield own
        if own.endswith(_SHORT_COMMITTEE):
            yield own.removesuffix(_SHORT_COMMITTEE) + _COMMITTEE


def _levels(choice: re.Match[str]) -> list[str]:
    return [choice["one"], *choice["others"].replace("、", "")]
