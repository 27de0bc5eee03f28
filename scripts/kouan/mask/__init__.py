"""Find and mask the personal data of a document: how to reach a contact, and numbers that belong to a person.

What is personal, and what an office publishes about itself:

- a mobile number, an identity number with a right check digit, and the value after 身份证号, 微信号 or QQ are personal
  wherever they stand;
- an e-mail address is personal, unless it is a mailbox under gov.cn that no contact's name stands beside;
- a name is personal where the document gives it as one to turn to (联系人, 经办人, 联络员, 姓名), or where it stands
  beside a personal number; officials named for their office (a leader, a signatory) are not;
- a fixed telephone number is an office's, unless it stands with a contact's name: then it is that person's line. Fax
  numbers, switchboards, hotlines and post codes stay.

Where it is in doubt whether something is a person's, it is masked. Each masked character becomes one ＊, so that
offsets hold. Every pattern is linear in the length of the text.
"""

from collections.abc import Collection
from itertools import chain

from kouan.mask.contacts import MASK, find_contacts, names_beside
from kouan.mask.numbers import Run, emails, lines, narrow, numbers

__all__ = ["MASK", "Run", "masked", "personal_data"]


def personal_data(text: str, surnames: Collection[str]) -> list[Run]:
    """Return the personal data of a document in order, without overlap. `surnames` tell names from other words."""
    plain, known = narrow(text), frozenset(surnames)
    contacts = find_contacts(plain, known)
    entries = [(contact.start, contact.end) for contact in contacts]
    found = [*numbers(plain), *lines(plain, entries)]
    beside = (names_beside(plain, run, known) for run in found if run.kind in ("mobile", "line"))
    named = [Run(*span, "name") for contact in contacts for span in contact.names]
    return _apart([*found, *named, *chain.from_iterable(beside), *emails(plain, entries)])


def masked(text: str, runs: Collection[Run]) -> str:
    """Return a text of the same length in which every character of the runs is ＊."""
    pieces: list[str] = []
    reached = 0
    for run in sorted(runs):
        pieces += [text[reached : run.start], MASK * (run.end - run.start)]
        reached = run.end
    return "".join([*pieces, text[reached:]])


def _apart(runs: Collection[Run]) -> list[Run]:
    """Return runs in order; what overlaps an earlier one is joined to it, under the kind of the first."""
    joined: list[Run] = []
    for run in sorted(runs):
        if joined and run.start < joined[-1].end:
            joined[-1] = Run(joined[-1].start, max(joined[-1].end, run.end), joined[-1].kind)
        else:
            joined.append(run)
    return joined
