"""How far apart the members of one initiative lie (R27): distances, shares of one area, hull and travel times."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from klusterkarta.analysis.distance.points import Points, bad
from klusterkarta.analysis.grid import Floats

LEAST_KNOWN, LEAST_SHARE = 5, 0.5
# The straight line is shorter than the road: 1.3 is the usual factor of detour in Europe.
SPEED_KM_H, DETOUR = 70.0, 1.3
BANDS = (30, 60, 90, 120)


@dataclass(frozen=True, slots=True)
class Travel:
    """Assumption behind travel times: speed along the road in km/h, and the road's length over the straight line's."""

    speed: float = SPEED_KM_H
    detour: float = DETOUR


USUAL = Travel()


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Of the members with a known address, in km; `shares` by kind of area: the code with most members, its share.

    `bands`: up to so many minutes, the share of pairs of members that are no farther apart. `hull` in km². `middle`
    lies at the mean of the places; `standard_distance` is the root of the mean squared distance from it.
    """

    known: int
    of: int
    mean_distance: float
    median_distance: float
    longest_distance: float
    standard_distance: float
    hull: float
    shares: Mapping[str, tuple[str, float]]
    bands: Mapping[int, float]
    travel: Travel


def dispersion(members: Points, *, of: int, areas: Mapping[str, Sequence[str]], travel: Travel = USUAL) -> Dispersion:
    """Measure the members whose addresses are known; `of` is how many members there are in all.

    `areas` gives, by kind (municipality, FA region, county), each known member's code, "" where it has none. Shares are
    of the known members. Raises BadPoints (`points.too_few_known`) where fewer than five, or less than half of all
    members, have a known address: the rest may lie anywhere.

    >>> square = Points(np.array([0.0, 0, 10, 10, 5]), np.array([0.0, 10, 0, 10, 5]), np.ones(5), False)
    >>> found = dispersion(square, of=6, areas={"county": ["04", "04", "04", "04", "18"]})
    >>> round(found.hull), found.shares["county"], round(found.standard_distance, 3)
    (100, ('04', 0.8), 6.325)
    """
    known = len(members)
    check_known(known, of)
    x, y = members.x, members.y
    first, second = np.triu_indices(known, 1)
    apart: Floats = np.hypot(x[first] - x[second], y[first] - y[second])
    minutes = apart * travel.detour / travel.speed * 60
    return Dispersion(
        known=known,
        of=of,
        mean_distance=float(apart.mean()),
        median_distance=float(np.median(apart)),
        longest_distance=float(apart.max()),
        standard_distance=float(np.sqrt(x.var() + y.var())),
        hull=_hull(x, y),
        shares={kind: _largest(codes) for kind, codes in areas.items()},
        bands={band: float((minutes <= band).mean()) for band in BANDS},
        travel=travel,
    )


def check_known(known: int, of: int) -> None:
    """Raise BadPoints where fewer than five, or less than half, of `of` members have a known address.

    >>> check_known(5, 10)
    """
    if known < LEAST_KNOWN or known < LEAST_SHARE * of:
        percent = round(100 * LEAST_SHARE)
        raise bad("points.too_few_known", known=known, members=of, least=LEAST_KNOWN, percent=percent)


def _hull(x: Floats, y: Floats) -> float:
    """The area of the convex hull; 0 for points on a line."""
    from scipy.spatial import ConvexHull, QhullError  # type: ignore[import-untyped]

    try:
        # In two dimensions `volume` is the area.
        return float(ConvexHull(np.column_stack([x, y])).volume)
    except QhullError:
        return 0.0


def _largest(codes: Sequence[str]) -> tuple[str, float]:
    """The code that most have, the first in order among equals, and its share of all."""
    counted = Counter(code for code in codes if code)
    if not counted:
        return "", 0.0
    code, number = min(counted.items(), key=lambda one: (-one[1], one[0]))
    return code, number / len(codes)
