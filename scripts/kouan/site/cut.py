"""Whether the rows of an answer were cut at the limit for one query; each request has a note of its own."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Cut:
    """What is noted while a request is answered."""

    is_cut: bool = False


_CURRENT: ContextVar[Cut | None] = ContextVar("cut", default=None)


def watch() -> Cut:
    """Begin a note for the request that is being answered, and return it."""
    cut = Cut()
    _CURRENT.set(cut)
    return cut


def note() -> None:
    """Note that rows were cut."""
    cut = _CURRENT.get()
    if cut:
        cut.is_cut = True
