"""Find and mask the personal data of a document: how to reach a contact, and numbers that belong to a person.

What is personal, and what an office publishes about itself:

- a mobile number, an identity number with a right check digit, and the value after 身份证号, 护照号, 微信号, QQ or
  家庭住址 are personal wherever they stand;
- an e-mail address is personal, unless it is a mailbox under gov.cn;
- a bank account is personal where its holder or its line names a person; an office's account stays;
- a name is personal where the document gives it as one to turn to (联系人, 经办人, 联络员, 姓名, a list of them), or
  where it stands beside something personal; officials named for their office (a leader, a signatory) are not;
- a fixed telephone number is an office's, unless it stands with a contact's name: then it is that person's line. Fax
  numbers, switchboards, hotlines and post codes stay.

Where it is in doubt whether something is a person's, it is masked. Each masked character becomes one ＊, so that
offsets hold. Every pattern is linear in the length of the text.
"""

from collections.abc import Collection
from itertools import chain

from kouan.mask.beside import names_beside
from kouan.mask.contact_lists import listed_contacts
from kouan.mask.contacts import MASK, find_contacts
from kouan.mask.numbers import Run, emails, lines, narrow, numbers
from kouan.mask.papers import accounts, papers

__all__ = ["MASK", "Run", "masked", "personal_data"]


def personal_data(text: str, surnames: Collection[str]) -> list[Run]:
    """Return the personal data of a document in order, without overlap. `surnames` tell names from other words."""
    plain, known = narrow(text), frozenset(surnames)
    contacts = [*find_contacts(plain, known), *listed_contacts(plain, known)]
    entries = [(contact.start, contact.end) for contact in contacts]
    own = chain.from_iterable(contact.own for contact in contacts)
    found = [*numbers(plain, entries), *lines(plain, entries), *papers(plain), *emails(plain), *own]
    beside = chain.from_iterable(names_beside(plain, run, known) for run in found)
    named = [Run(*span, "name") for contact in contacts for span in contact.names]
    people = [*found, *named, *beside]
    return _apart([*people, *accounts(plain, people, known)])


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
