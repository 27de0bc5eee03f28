"""Outlines of the province-level divisions, to find one's way on a map; where they are from stands in the file.

The site serves the file as it is, too: `/static/outlines.geojson`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

# Latitude and longitude.
Point: TypeAlias = tuple[float, float]

FILE = Path(__file__).parents[1] / "static" / "outlines.geojson"


@dataclass(frozen=True)
class Outline:
    """The rings round the parts of a division."""

    rings: Sequence[Sequence[Point]]

    @property
    def corners(self) -> tuple[Point, Point]:
        """The south-western and the north-eastern corner of what it takes."""
        latitudes, longitudes = zip(*(point for ring in self.rings for point in ring), strict=True)
        return (min(latitudes), min(longitudes)), (max(latitudes), max(longitudes))


@cache
def outlines() -> Mapping[str, Outline]:
    """Return the outlines by division code."""
    collection = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        feature["properties"]["division_code"]: Outline(
            tuple(
                tuple((latitude, longitude) for longitude, latitude in ring)
                for polygon in feature["geometry"]["coordinates"]
                for ring in polygon
            )
        )
        for feature in collection["features"]
    }
