"""A mutant is the sound data set with one fault; a kind of fault says where it can be put."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias, TypeVar

from kouan.mutants.sound import Sound

# File below the project's folder to what it holds then; None where it is taken away.
Change: TypeAlias = Mapping[str, bytes | None]

_GOLDEN = (5**0.5 - 1) / 2
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Mutant:
    """One fault in one place.

    Attributes:
        kind: What sort of fault it is.
        place: Where it was put, for people: "targets ah-ports-2022.t3, deadline_year".
        change: The files that differ from the sound ones.
    """

    kind: str
    place: str
    change: Change


@dataclass(frozen=True)
class Places:
    """Places that are alike: the rows of a column, or a single property.

    Attributes:
        number: How many there are.
        fault_at: Makes the mutant with the fault at one of them, None where there can be none.
    """

    number: int
    fault_at: Callable[[int], Mutant | None]


@dataclass(frozen=True)
class Kind:
    """A kind of fault: its group, its name, and groups of places that are alike."""

    group: str
    name: str
    places: Callable[[Sound], Iterable[Places]]

    def mutants(self, sound: Sound, most: int) -> list[Mutant]:
        """Return some mutants of this kind, the same every time, spread evenly over columns and rows."""
        return list(islice(self._in_turn(sound), most))

    def _in_turn(self, sound: Sound) -> Iterator[Mutant]:
        """Yield a mutant from each group of places, then the next from each."""
        queues = [self._made(places, sound) for places in spread(tuple(self.places(sound)))]
        while queues:
            heads = [(queue, next(queue, None)) for queue in queues]
            yield from (mutant for _, mutant in heads if mutant is not None)
            queues = [queue for queue, mutant in heads if mutant is not None]

    def _made(self, places: Places, sound: Sound) -> Iterator[Mutant]:
        """Yield a mutant at each place where there can be one and something differs."""
        for number in spread(range(places.number)):
            mutant = places.fault_at(number)
            if mutant is not None and any(sound.files.get(path) != content for path, content in mutant.change.items()):
                yield mutant


def spread(items: Sequence[_Item]) -> list[_Item]:
    """Return items in an order of which every beginning is spread evenly over them all, by the golden section."""
    return [items[number] for number in sorted(range(len(items)), key=lambda number: ((number + 1) * _GOLDEN) % 1)]
