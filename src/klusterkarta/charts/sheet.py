"""The sheet a map of Sweden is drawn on: its scale, and every county as a path with a place for a figure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import inf

from klusterkarta.charts.outlines import Ring, county_outlines
from klusterkarta.charts.projection import TransverseMercator

WIDTH = 400.0
MARGIN = 24.0
PROJECTION = TransverseMercator(15.0)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """From degrees to the drawing: `left` and `top` in projected metres, `scale` in units a metre."""

    left: float
    top: float
    scale: float
    height: float

    def place(self, longitude: float, latitude: float) -> Point:
        """Where a place lies on the sheet, in units from its upper left corner."""
        east, north = PROJECTION.project(longitude, latitude)
        return (east - self.left) * self.scale, (self.top - north) * self.scale


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have a point in common.

        >>> Box(0, 0, 2, 2).meets(Box(2, 1, 4, 4)), Box(0, 0, 2, 2).meets(Box(3, 0, 4, 2))
        (True, False)
        """
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom


@dataclass(frozen=True, slots=True)
class Shape:
    """A county as drawn, where its figure stands, and the rectangle it fills."""

    path: str
    x: float
    y: float
    box: Box


def box_round(points: Iterable[Point]) -> Box:
    """The smallest rectangle round the points. ValueError without any.

    >>> box_round([(1, 5), (3, 2)])
    Box(left=1, top=2, right=3, bottom=5)
    """
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


@cache
def county_sheet() -> Sheet:
    """The sheet on which all counties fit with a margin.

    >>> county_sheet().height > 2 * WIDTH
    True
    """
    points = [PROJECTION.project(*point) for rings in county_outlines().values() for ring in rings for point in ring]
    (west, east), (south, north) = ((min(side), max(side)) for side in zip(*points, strict=True))
    scale = (WIDTH - 2 * MARGIN) / (east - west)
    height = round((north - south) * scale + 2 * MARGIN, 1)
    return Sheet(west - MARGIN / scale, north + MARGIN / scale, scale, height)


@cache
def county_shapes() -> Mapping[str, Shape]:
    """The counties as drawn, by code.

    >>> county_shapes()["25"].y < county_shapes()["12"].y  # Norrbotten lies above Skåne
    True
    """
    return {code: _shape(rings) for code, rings in county_outlines().items()}


def figure_place(ring: Sequence[Point]) -> Point:
    """A place well inside a closed ring: the middle of the longest level stretch near its middle height.

    >>> figure_place([(0, 0), (8, 0), (8, 4), (0, 4), (0, 0)])
    (4.0, 2.0)
    """
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    heights = [top + (bottom - top) * share for share in (0.5, 0.45, 0.55, 0.4, 0.6)]
    stretches = [(right - left, (left + right) / 2, y) for y in heights for left, right in _inside(ring, y)]
    _, x, y = max(stretches, key=lambda stretch: stretch[0])
    return x, y


def figure_room(rings: Sequence[Sequence[Point]], tall: float = 10.0) -> Point:
    """Where a figure `tall` units high is clear of lakes and borders: the middle of the widest level strip of land.

    Only strips near the middle height of the largest ring count; where none is land all through, `figure_place` of it.

    >>> land, lake = [(0, 0), (60, 0), (60, 40), (0, 40), (0, 0)], [(25, 18), (35, 18), (35, 22), (25, 22), (25, 18)]
    >>> figure_room([land, lake])
    (30.0, 12.0)
    """
    largest = max(rings, key=_area)
    top, bottom = min(y for _, y in largest), max(y for _, y in largest)
    heights = [top + (bottom - top) * share / 20 for share in (10, 9, 11, 8, 12, 7, 13, 6, 14)]
    strips = [(right - left, (left + right) / 2, y) for y in heights for left, right in _land(rings, y, tall)]
    if not strips:
        return figure_place(largest)
    _, x, y = max(strips, key=lambda strip: strip[0])
    return x, y


def ring_path(ring: Sequence[Point]) -> str:
    """A closed path in relative steps of a tenth of a unit, whose rounding does not add up; "" for a mere dot.

    >>> ring_path([(0, 0), (8, 0), (8, 4.06), (0, 0)])
    'M0 0l8 0 0 4.1z'
    """
    (x, y), *rest = ((round(10 * x), round(10 * y)) for x, y in ring[:-1])
    start = f"M{x / 10:g} {y / 10:g}"
    steps = []
    for now_x, now_y in rest:
        if (now_x, now_y) != (x, y):
            steps.append(f"{(now_x - x) / 10:g} {(now_y - y) / 10:g}")
            x, y = now_x, now_y
    return f"{start}l{' '.join(steps)}z" if steps else ""


def _shape(rings: Sequence[Ring]) -> Shape:
    drawn = [[county_sheet().place(*point) for point in ring] for ring in rings]
    x, y = figure_room(drawn)
    box = box_round(point for ring in drawn for point in ring)
    return Shape("".join(map(ring_path, drawn)), round(x, 1), round(y, 1), box)


def _inside(ring: Sequence[Point], y: float) -> Iterable[Point]:
    """Where the level line at `y` runs inside the ring: from each odd crossing to the next."""
    across = (one for one in pairwise(ring) if (one[0][1] <= y) != (one[1][1] <= y))
    crossings = sorted(x1 + (y - y1) / (y2 - y1) * (x2 - x1) for (x1, y1), (x2, y2) in across)
    return zip(crossings[::2], crossings[1::2], strict=True)


def _land(rings: Sequence[Sequence[Point]], y: float, tall: float) -> list[Point]:
    """The stretches that are land on five levels, from `tall` / 2 over `y` to as much under; ring in ring is water."""
    strips = [(-inf, inf)]
    for step in range(-2, 3):
        level = y + tall * step / 4
        edges = sorted(edge for ring in rings for part in _inside(ring, level) for edge in part)
        land = list(zip(edges[::2], edges[1::2], strict=True))
        strips = [both for one in strips for two in land if (both := _common(one, two))]
    return strips


def _common(one: Point, two: Point) -> Point | None:
    left, right = max(one[0], two[0]), min(one[1], two[1])
    return (left, right) if left < right else None


def _area(ring: Sequence[Point]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)))
