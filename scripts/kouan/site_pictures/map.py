"""A map of ports: where each mark stands, so that none hides another, on a grid of parallels and meridians.

There are no outlines, since no package with a fit licence has them (docs/decisions.md). What helps to find one's way is
the names of the places. Every mark goes to the free cell of a fine grid that is nearest to its place; a line leads from
it to the place where it had to give way. The projection is equidistant cylindrical, true at the middle of a map.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, hypot, radians

from kouan.site_language import ZH, Language
from kouan.site_pictures.answers import Row, named

# All in units of the drawing; a phone that is 360 pixels wide shows one about as one pixel.
CELL = 24
COLUMNS = 14
LEFT, TOP = 26, 18
WIDTH = LEFT + COLUMNS * CELL
_MARGIN = 1.6 * CELL
_TALLEST = 17 * CELL
_LETTER, _HAN_LETTER = 7.0, 11.5
# How much higher or lower than its place a name may stand.
_SHIFT = 10
# How far from its place, in cells, a mark may stand before a line leads there.
_NEAR = 0.75
# A map of one place only still shows some land around it, in degrees.
_LEAST_SPAN = 1.0
_MOST_LINES = 6


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
class Line:
    """A parallel (y) or a meridian (x) with its degrees."""

    is_meridian: bool
    at: float
    text: str


@dataclass(frozen=True)
class Box:
    """What another map shows."""

    code: str
    text: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Map:
    """One map."""

    height: float
    marks: Sequence[Mark]
    dots: Sequence[tuple[float, float]]
    labels: Sequence[Label]
    lines: Sequence[Line]
    boxes: Sequence[Box]


class Grid:
    """Places on a drawing for degrees, and the cells that are still free."""

    def __init__(self, points: Sequence[tuple[float, float]], count: int) -> None:
        latitudes, longitudes = [point[0] for point in points], [point[1] for point in points]
        middle = (min(latitudes) + max(latitudes)) / 2
        self._narrowing = cos(radians(middle))
        width = max((max(longitudes) - min(longitudes)) * self._narrowing, _LEAST_SPAN)
        height = max(max(latitudes) - min(latitudes), _LEAST_SPAN)
        self._scale = min((WIDTH - LEFT - 2 * _MARGIN) / width, (_TALLEST - 2 * _MARGIN) / height)
        # Crowded maps need room for all marks, names and some air.
        rows = max(ceil((height * self._scale + 2 * _MARGIN) / CELL), ceil(3 * count / COLUMNS), 5)
        self.rows = rows
        self.height = TOP + rows * CELL
        self._middle = (middle, (min(longitudes) + max(longitudes)) / 2)
        self._centre = (LEFT + COLUMNS * CELL / 2, TOP + rows * CELL / 2)
        self._taken: set[tuple[int, int]] = set()

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a point of the earth stands."""
        x = self._centre[0] + (longitude - self._middle[1]) * self._narrowing * self._scale
        return round(x, 1), round(self._centre[1] - (latitude - self._middle[0]) * self._scale, 1)

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Return the latitude and longitude of a place."""
        latitude = self._middle[0] - (y - self._centre[1]) / self._scale
        return latitude, self._middle[1] + (x - self._centre[0]) / self._scale / self._narrowing

    def has(self, x: float, y: float) -> bool:
        """Tell whether a place is on the drawing."""
        return LEFT < x < WIDTH and TOP < y < self.height

    def take(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Take the cells of a rectangle and tell whether all were there and free; else take none."""
        cells = {
            (column, row)
            for column in range(floor((left - LEFT) / CELL), floor((right - LEFT) / CELL) + 1)
            for row in range(floor((top - TOP) / CELL), floor((bottom - TOP) / CELL) + 1)
        }
        if cells & self._taken or not all(0 <= c < COLUMNS and 0 <= r < self.rows for c, r in cells):
            return False
        self._taken |= cells
        return True

    def nearest(self, homes: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Return a free cell's centre for each place, those first that find one closest."""
        free = [
            (LEFT + (column + 0.5) * CELL, TOP + (row + 0.5) * CELL)
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
    boxes: Sequence[tuple[str, str, Sequence[Row]]] = (),
    towns: Sequence[Row] = (),
) -> Map:
    """Return the map of ports that have coordinates.

    Boxes are the code, the name and the rows of other maps; towns are places to find one's way by.
    """
    points = [_point(row) for row in rows]
    grid = Grid([*points, *(_point(row) for _, _, inside in boxes for row in inside)], len(rows))
    drawn = [_box(grid, code, text, inside, t) for code, text, inside in boxes]
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
    return Map(grid.height, marks, dots, labels, _lines(grid), drawn)


def is_placed(row: Row) -> bool:
    """Tell whether a port has coordinates."""
    return row["latitude"] is not None and row["longitude"] is not None


def _point(row: Row) -> tuple[float, float]:
    return float(row["latitude"]), float(row["longitude"])


def _box(grid: Grid, code: str, text: str, inside: Sequence[Row], t: Language) -> Box:
    places = [grid.place(*_point(row)) for row in inside]
    left, top = min(x for x, _ in places) - 8, min(y for _, y in places) - 8
    right, bottom = max(x for x, _ in places) + 8, max(y for _, y in places) + 8
    grid.take(left, top, left + _length(text, t), top + _LETTER)
    return Box(code, text, round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1))


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


def _lines(grid: Grid) -> list[Line]:
    north, west = grid.degrees(LEFT, TOP)
    south, east = grid.degrees(WIDTH, grid.height)
    lines_across = max(east - west, north - south) / _MOST_LINES
    step = next((step for step in (1, 2, 5, 10) if step >= lines_across), 20)
    meridians = range(ceil(west / step) * step, floor(east) + 1, step)
    parallels = range(ceil(south / step) * step, floor(north) + 1, step)
    return [
        *(Line(is_meridian=True, at=grid.place(0, degree)[0], text=f"{degree}°E") for degree in meridians),
        *(Line(is_meridian=False, at=grid.place(degree, 0)[1], text=f"{degree}°N") for degree in parallels),
    ]
