"""The units of the reference list, and single sentences read for what they promise."""

from collections.abc import Callable

import pytest

from kouan.extract.deadlines import Horizon
from kouan.extract.places import PlaceNames
from kouan.extract.quantities import Units, read_units
from kouan.extract.targets import Target, find_targets
from kouan.outline.passages import Passage
from kouan.reference import Reference

PLAN = Horizon(2021, 2025, 2022)


@pytest.fixture(scope="session")
def units(reference: Reference) -> Units:
    return read_units(reference["units"])


@pytest.fixture(scope="session")
def promises(units: Units) -> Callable[..., list[Target]]:
    """Read a sentence as a paragraph of a plan for 2021-2025, where no place is known by name."""

    def read(sentence: str, horizon: Horizon = PLAN) -> list[Target]:
        passage = Passage("paragraph", 0, len(sentence), (), None, is_past=False)
        return find_targets(sentence, [passage], [], horizon, units, PlaceNames(frozenset(), frozenset()))

    return read
