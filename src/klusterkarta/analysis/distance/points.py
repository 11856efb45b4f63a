"""Points for the measures of distance: checked, with the rows that are wrong named, and laid on a plane."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from klusterkarta.analysis.distance.plane import gauss_kruger, stretch
from klusterkarta.analysis.grid import Floats
from klusterkarta.values.first_few import first_few
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained

# Latitude and longitude, south to north and west to east, with some kilometres to spare.
AREAS = {"SE": (55.2, 69.2, 10.5, 24.3), "world": (-90.0, 90.0, -180.0, 180.0)}
_WIDEST_STRETCH = 0.01
_MOST_SHOWN = 5
Rows = npt.NDArray[np.int64]


class BadPoints(Explained):
    """The points cannot be measured. The reason (`points.…`) names the rows, what was expected and what to do."""


@dataclass(frozen=True, slots=True)
class Points:
    """Points on a plane in kilometres, with weights (1 where none were given); what has to be said of them."""

    x: Floats
    y: Floats
    weights: Floats
    weighted: bool
    notes: tuple[Reason, ...] = ()

    def __len__(self) -> int:
        """How many there are."""
        return len(self.x)

    def chosen(self, which: npt.NDArray[np.bool_]) -> "Points":
        """Those of them, on the same plane."""
        return Points(self.x[which], self.y[which], self.weights[which], self.weighted)


def points_on_plane(
    latitude: Floats,
    longitude: Floats,
    *,
    weights: Floats | None = None,
    area: str = "SE",
    first_row: int | Rows = 1,
    one_place: bool = False,
) -> Points:
    """Check degrees and weights and lay the points on a plane through their mean meridian.

    `first_row` is the number of the first row in messages, or holds the number of each.

    Points with the same coordinates are kept, at distance 0 of each other, and noted with their rows. Raises BadPoints,
    naming the rows, for a coordinate that is missing, not finite, or outside the area (`SE` or `world`), a weight that
    is missing, negative or not finite, fewer than two points, all at one place (unless `one_place` lets that through),
    no two with a weight, and an extent so wide that no plane can hold it (over 1 % too long).

    >>> here = points_on_plane(np.array([59.33, 57.71]), np.array([18.07, 11.97]))
    >>> round(float(np.hypot(*(axis[0] - axis[1] for axis in (here.x, here.y)))))
    398
    """
    _refuse(first_row, "points.not_finite", ~(np.isfinite(latitude) & np.isfinite(longitude)))
    south, north, west, east = AREAS[area]
    outside = (latitude < south) | (latitude > north) | (longitude < west) | (longitude > east)
    _refuse(first_row, "points.outside", outside, south=south, north=north, west=west, east=east)
    given = np.ones(len(latitude)) if weights is None else weights
    _refuse(first_row, "points.weight", ~(np.isfinite(given) & (given >= 0)))
    if len(latitude) < 2:
        raise bad("points.too_few", count=len(latitude))
    if np.count_nonzero(given) < 2:
        raise bad("points.no_weight")
    x, y = gauss_kruger(latitude, longitude, meridian=float(longitude.mean()))
    if stretch(x) > _WIDEST_STRETCH:
        raise bad("points.too_wide", kilometres=round(float(np.ptp(x))))
    if not one_place and np.ptp(x) == 0 and np.ptp(y) == 0:
        raise bad("points.one_place", count=len(latitude))
    return Points(x, y, given, weights is not None, _notes(latitude, longitude, x, first_row))


def bad(code: str, **parameters: str | int | float) -> BadPoints:
    """The exception for a code of the words `reasons/points`.

    >>> bad("points.too_few", count=1).reason.code
    'points.too_few'
    """
    return BadPoints(Reason(code, parameters))


def _numbers(first_row: int | Rows, places: Rows) -> list[int]:
    """The rows' numbers in the file."""
    numbers = places + first_row if isinstance(first_row, int) else first_row[places]
    return [int(one) for one in numbers]


def _refuse(first_row: int | Rows, code: str, faults: npt.NDArray[np.bool_], **said: float) -> None:
    rows = _numbers(first_row, np.flatnonzero(faults))
    if rows:
        raise bad(code, rows=first_few(rows, _MOST_SHOWN), count=len(rows), **said)


def _notes(latitude: Floats, longitude: Floats, x: Floats, first_row: int | Rows) -> tuple[Reason, ...]:
    places, number = np.unique(np.stack([latitude, longitude]), axis=1, return_inverse=True)
    shared = np.flatnonzero(np.bincount(number.ravel(), minlength=places.shape[1])[number.ravel()] > 1)
    stretched = Reason("points.stretch", {"percent": round(100 * stretch(x), 3)})
    if not shared.size:
        return (stretched,)
    rows = first_few(_numbers(first_row, shared), _MOST_SHOWN)
    return (Reason("points.shared_place", {"count": len(shared), "rows": rows}), stretched)
