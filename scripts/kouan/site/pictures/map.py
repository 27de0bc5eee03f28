"""A map of ports: outlines of provinces, names of places, and where each mark stands so that none hides another.

Every mark goes to the free cell of a fine grid that is nearest to its place; a line leads from it to the place where it
had to give way. The projection is equidistant cylindrical, true at the middle of a map.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, cos, floor, hypot, radians

from kouan.site.language import ZH, Language
from kouan.site.pictures.answers import Row, named
from kouan.site.pictures.outlines import Outline, Point, outlines

# All in units of the drawing; a phone that is 360 pixels wide shows one a little larger than one pixel.
CELL = 24
COLUMNS = 14
WIDTH = COLUMNS * CELL
_TALLEST = 21 * CELL
_LETTER, _HAN_LETTER = 7.0, 11.5
# Room on all sides of what is shown: little round a whole province, more where points may lie at the edge.
_MARGIN, _POINTS_MARGIN = 0.6 * CELL, 1.6 * CELL
# How much higher or lower than its place a name may stand.
_SHIFT = 10
# How far from its place, in cells, a mark may stand before a line leads there.
_NEAR = 0.75
# A map of one place only still shows some land around it, in degrees.
_LEAST_SPAN = 1.0
# Finer turns of an outline than this are not drawn.
_FINEST = 0.5


@dataclass(frozen=True)
class Shape:
    """A division's outline as the `d` of an SVG path; `is_own` if the map is of this division."""

    code: str
    path: str
    is_own: bool


@dataclass(frozen=True)
class Mark:
    """A port and where its mark stands; a line to its place is wanted if that is not near."""

    row: Row
    x: float
    y: float
    home: tuple[float, float]

    @property
    def is_moved(self) -> bool:
        """Whether it had to give way."""
        return hypot(self.x - self.home[0], self.y - self.home[1]) > _NEAR * CELL


@dataclass(frozen=True)
class Label:
    """The name of a place, on the right of its dot or, as "end" says, on the left; a town has no port of its own."""

    text: str
    is_town: bool
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Name:
    """The name of a division that has a map of its own."""

    code: str
    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """One map, WIDTH wide."""

    height: float
    shapes: Sequence[Shape]
    marks: Sequence[Mark]
    dots: Sequence[tuple[float, float]]
    labels: Sequence[Label]
    names: Sequence[Name]


class Grid:
    """Places on a drawing for degrees, and the cells that are still free."""

    def __init__(self, points: Sequence[Point], count: int, margin: float) -> None:
        """Fit points of the earth into the drawing and leave room for so many marks."""
        latitudes, longitudes = [point[0] for point in points], [point[1] for point in points]
        middle = (min(latitudes) + max(latitudes)) / 2
        self._narrowing = cos(radians(middle))
        width = max((max(longitudes) - min(longitudes)) * self._narrowing, _LEAST_SPAN)
        height = max(max(latitudes) - min(latitudes), _LEAST_SPAN)
        self._scale = min((WIDTH - 2 * margin) / width, (_TALLEST - 2 * margin) / height)
        # Crowded maps need room for all marks, names and some air.
        self.rows = max(ceil((height * self._scale + 2 * margin) / CELL), ceil(3 * count / COLUMNS), 5)
        self.height = self.rows * CELL
        self._middle = (middle, (min(longitudes) + max(longitudes)) / 2)
        self._taken: set[tuple[int, int]] = set()

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a point of the earth stands."""
        x = WIDTH / 2 + (longitude - self._middle[1]) * self._narrowing * self._scale
        return round(x, 1), round(self.height / 2 - (latitude - self._middle[0]) * self._scale, 1)

    def has(self, x: float, y: float) -> bool:
        """Tell whether a place is on the drawing."""
        return 0 < x < WIDTH and 0 < y < self.height

    def path(self, outline: Outline) -> str:
        """Return what can be seen of an outline as an SVG path; what is far outside runs along the edge."""
        rings = ([self.place(*point) for point in ring] for ring in outline.rings)
        seen = [ring for ring in rings if any(self.has(*place) for place in ring)]
        return "".join(f"M{' '.join(_without_repeats(self._corner(*place) for place in ring))}Z" for ring in seen)

    def _corner(self, x: float, y: float) -> str:
        """Return a corner of a path, on the finest grid that is drawn and not far outside."""
        return ",".join(
            f"{round(min(max(at, -CELL), most + CELL) / _FINEST) * _FINEST:g}"
            for at, most in ((x, WIDTH), (y, self.height))
        )

    def take(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Take the cells of a rectangle and tell whether all were there and free; else take none."""
        cells = {
            (column, row)
            for column in range(floor(left / CELL), floor(right / CELL) + 1)
            for row in range(floor(top / CELL), floor(bottom / CELL) + 1)
        }
        if cells & self._taken or not all(0 <= c < COLUMNS and 0 <= r < self.rows for c, r in cells):
            return False
        self._taken |= cells
        return True

    def nearest(self, homes: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Return a free cell's centre for each place, those first that find one closest."""
        free = [
            ((column + 0.5) * CELL, (row + 0.5) * CELL)
            for row in range(self.rows)
            for column in range(COLUMNS)
            if (column, row) not in self._taken
        ]
        pairs = sorted(
            (round(hypot(x - home[0], y - home[1]), 3), i, y, x) for i, home in enumerate(homes) for x, y in free
        )
        found: dict[int, tuple[float, float]] = {}
        used: set[tuple[float, float]] = set()
        for _, i, y, x in pairs:
            if i not in found and (x, y) not in used:
                found[i] = (x, y)
                used.add((x, y))
        return [found[i] for i in range(len(homes))]


def draw_map(
    rows: Sequence[Row],
    t: Language,
    own: Collection[str] = (),
    *,
    towns: Sequence[Row] = (),
    others: Sequence[tuple[str, str, Sequence[Row]]] = (),
) -> Map:
    """Return the map of ports that have coordinates.

    It shows the whole of its own divisions, and of others what comes into view. Towns are places to find one's way by;
    others are the code, the name and the rows of divisions that have maps of their own.
    """
    points = [_point(row) for row in rows]
    corners = [corner for code in own if code in outlines() for corner in outlines()[code].corners]
    elsewhere = [_point(row) for _, _, inside in others for row in inside]
    grid = Grid([*points, *corners, *elsewhere], len(rows), _MARGIN if corners and not others else _POINTS_MARGIN)
    names = [_name(grid, code, text, inside, t) for code, text, inside in others]
    homes = [grid.place(*point) for point in points]
    labels = list(_labels(grid, rows, homes, t))
    seen = [(named(town, "place", t), grid.place(*_point(town))) for town in towns]
    labels += (
        label for text, home in seen if home not in homes and (label := _label(grid, text, home, t, is_town=True))
    )
    marks = [Mark(row, *place, home) for row, place, home in zip(rows, grid.nearest(homes), homes, strict=True)]
    dots = sorted(
        {*homes, *(home for text, home in seen if any(label.text == text and label.is_town for label in labels))}
    )
    return Map(grid.height, _shapes(grid, own), marks, dots, labels, names)


def is_placed(row: Row) -> bool:
    """Tell whether a port has coordinates."""
    return row["latitude"] is not None and row["longitude"] is not None


def _point(row: Row) -> Point:
    return float(row["latitude"]), float(row["longitude"])


def _without_repeats(texts: Iterable[str]) -> Iterable[str]:
    return (text for text, _ in groupby(texts))


def _shapes(grid: Grid, own: Collection[str]) -> list[Shape]:
    """Return the outlines that can be seen, those of the map's own divisions last, so that they lie on top."""
    drawn = ((code, grid.path(outline)) for code, outline in sorted(outlines().items()))
    return sorted((Shape(code, path, code in own) for code, path in drawn if path), key=lambda shape: shape.is_own)


def _name(grid: Grid, code: str, text: str, inside: Sequence[Row], t: Language) -> Name:
    """Return the name of a division in the middle of its ports."""
    places = [grid.place(*_point(row)) for row in inside]
    x, y = sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)
    half = _length(text, t) / 2
    grid.take(x - half, y - _LETTER, x + half, y + _LETTER)
    return Name(code, text, round(x, 1), round(y, 1))


def _labels(grid: Grid, rows: Sequence[Row], homes: Sequence[tuple[float, float]], t: Language) -> Iterable[Label]:
    """Name places, those with the most ports first, where their names do not meet others."""
    names: dict[tuple[float, float], str] = {}
    for row, home in zip(rows, homes, strict=True):
        if row["located_by"] == "place":
            names.setdefault(home, named(row, "place", t))
    for home in sorted(names, key=lambda one: (-list(homes).count(one), one)):
        label = _label(grid, names[home], home, t, is_town=False)
        if label:
            yield label


def _label(grid: Grid, text: str, home: tuple[float, float], t: Language, *, is_town: bool) -> Label | None:
    """Return a name where there is room for it: beside its place, else a little higher or lower, else nowhere."""
    (x, y), length = home, _length(text, t)
    if not grid.has(x, y):
        return None
    for shift in (0, -_SHIFT, _SHIFT):
        if grid.take(x, y + shift - 6, x + 6 + length, y + shift + 6):
            return Label(text, is_town, x + 6, y + shift, "start")
        if grid.take(x - 6 - length, y + shift - 6, x, y + shift + 6):
            return Label(text, is_town, x - 6, y + shift, "end")
    return None


def _length(text: str, t: Language) -> float:
    """Return about how long a name is."""
    return len(text) * (_HAN_LETTER if t == ZH else _LETTER)
