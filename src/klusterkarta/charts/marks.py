"""Where marks stand on a map that can be zoomed, and which of them are drawn as one."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from klusterkarta.charts.outlines import Ring, county_outlines, municipality_outlines
from klusterkarta.charts.sheet import figure_place
from klusterkarta.vocabularies.label_points import label_points

TILE = 256
CELL = 56
"""Marks nearer to each other than about this many pixels are drawn as one."""
MERCATOR_EDGE = 85.0511

Point = tuple[float, float]
"""Longitude and latitude in degrees."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How many stand at one place, by how certain that is."""

    place: str
    stated: int = 0
    looked_up: int = 0
    interpreted: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.stated + self.looked_up + self.interpreted


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that are drawn as one, at their common middle, weighted by number."""

    longitude: float
    latitude: float
    marks: tuple[Mark, ...]

    @property
    def total(self) -> int:
        """All that stand here; one with several places here counts at each."""
        return sum(mark.total for mark in self.marks)


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows: west, south, east and north in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        """Whether the point lies in view.

        >>> View(10, 55, 20, 60).holds((13.5, 59.4)), View(10, 55, 20, 60).holds((13.5, 63))
        (True, False)
        """
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


@cache
def place_points() -> Mapping[str, Point]:
    """Every place a mark can stand at: municipalities, counties, countries and regions abroad, by code.

    Points lie well inside the largest part of the area, to a thousandth of a degree.

    >>> len([code for code in place_points() if len(code) == 4 and code.isdigit()])
    290
    >>> place_points()["FI"]
    (26.8, 63.9)
    """
    tables = (county_outlines(), municipality_outlines())
    return {code: _inside(rings) for table in tables for code, rings in table.items()} | dict(label_points())


def places_in(view: View) -> frozenset[str]:
    """The codes of the places in view.

    >>> "09" in places_in(View(17, 56, 20, 58.5)), "25" in places_in(View(17, 56, 20, 58.5))
    (True, False)
    """
    return frozenset(code for code, point in place_points().items() if view.holds(point))


def grouped(marks: Iterable[Mark], zoom: int) -> list[Group]:
    """The marks with those that would lie on each other at this zoom drawn as one; the largest first.

    Each mark, the largest first, joins the nearest larger one within `CELL` pixels; so the same marks give the same
    groups whatever part of the map is seen. Every mark is in exactly one group. KeyError for a place that is no code.

    >>> far, near = grouped([Mark("1780", 4), Mark("1480", 2), Mark("1481", 1)], 7)
    >>> far.total, [mark.place for mark in near.marks]
    (4, ['1480', '1481'])
    """
    seeds: list[tuple[float, float, list[Mark]]] = []
    cells: dict[tuple[int, int], list[int]] = {}
    for mark in sorted(marks, key=lambda one: (-one.total, one.place)):
        x, y = _pixel(place_points()[mark.place], zoom)
        seed = _nearest(x, y, seeds, cells)
        if seed is None:
            cells.setdefault((int(x // CELL), int(y // CELL)), []).append(len(seeds))
            seeds.append((x, y, [mark]))
        else:
            seeds[seed][2].append(mark)
    groups = [_group(marks_here) for _, _, marks_here in seeds]
    return sorted(groups, key=lambda one: (-one.total, one.marks[0].place))


def _nearest(
    x: float, y: float, seeds: Sequence[tuple[float, float, list[Mark]]], cells: Mapping[tuple[int, int], list[int]]
) -> int | None:
    column, row = int(x // CELL), int(y // CELL)
    around = (number for a in (-1, 0, 1) for b in (-1, 0, 1) for number in cells.get((column + a, row + b), ()))
    best, least = None, float(CELL)
    for number in around:
        distance = math.hypot(seeds[number][0] - x, seeds[number][1] - y)
        if distance < least:
            best, least = number, distance
    return best


def _group(marks: Sequence[Mark]) -> Group:
    total = sum(mark.total for mark in marks) or 1
    points = [(place_points()[mark.place], mark.total) for mark in marks]
    longitude = sum(point[0] * number for point, number in points) / total
    latitude = sum(point[1] * number for point, number in points) / total
    return Group(round(longitude, 4), round(latitude, 4), tuple(marks))


def _pixel(point: Point, zoom: int) -> Point:
    """Where a point lies on the whole map at this zoom, in pixels (web Mercator, EPSG 3857)."""
    size = TILE * 2**zoom
    latitude = math.radians(max(-MERCATOR_EDGE, min(MERCATOR_EDGE, point[1])))
    y = (1 - math.asinh(math.tan(latitude)) / math.pi) / 2
    return (point[0] + 180) / 360 * size, y * size


def _inside(rings: Sequence[Ring]) -> Point:
    """A point inside the largest ring, found with degrees of longitude as short as they are there."""
    largest = max(rings, key=_extent)
    shrink = math.cos(math.radians(largest[0][1]))
    x, y = figure_place([(longitude * shrink, latitude) for longitude, latitude in largest])
    return round(x / shrink, 3), round(y, 3)


def _extent(ring: Ring) -> float:
    """Twice the area within a closed ring, whichever way it runs.

    >>> _extent([(1, 1), (1, 4), (3, 4), (3, 1), (1, 1)])
    12
    """
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)))
