"""K-densities of one or several groups of points as long rows."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from klusterkarta.analysis.distance.envelope import Band
from klusterkarta.analysis.distance.kdensity import USUAL, Asked, KDensity, k_density
from klusterkarta.analysis.distance.points import Points, bad

LEAST = 10
COLUMNS = (
    "group", "points", "distance_km", "density", "error",
    "local_low", "local_high", "global_low", "global_high", "localised", "dispersed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """One group's rows, and what was found: bandwidth in km, method, what was drawn by chance, the level reached."""

    name: str
    points: int
    rows: pl.DataFrame
    found: KDensity


def k_density_by_group(
    points: Points, groups: pl.Series | None, *, only: tuple[str, ...] = (), asked: Asked = USUAL
) -> Iterator[Group]:
    """A K-density of all points, or of each group (text, missing: in none) against all points; a frame each.

    `only` names the groups wanted; without it those of ten points or more, as in Duranton and Overman (2005). Raises
    BadPoints for a group that is not there or has one point.

    >>> five = Points(np.array([0.0, 1, 5, 6, 9]), np.zeros(5), np.ones(5), False)
    >>> names = pl.Series(["a", "a", "b", "b", "b"])
    >>> asked = Asked(simulations=19)
    >>> [(one.name, one.points) for one in k_density_by_group(five, names, only=("b",), asked=asked)]
    [('b', 3)]
    """
    if groups is None:
        yield _group("", points, k_density(points, asked))
        return
    counted = dict(groups.drop_nulls().value_counts().sort(groups.name).iter_rows())
    missing = [name for name in only if name not in counted]
    if missing:
        raise bad("points.no_group", group=missing[0], groups=", ".join(list(counted)[:10]))
    for name in only or [name for name, number in counted.items() if number >= LEAST]:
        if counted[name] < 2:
            raise bad("points.small_group", group=name)
        chosen = (groups == name).fill_null(value=False).to_numpy()
        members = points.chosen(chosen)
        yield _group(name, members, k_density(members, asked, sites=points))


def _group(name: str, members: Points, found: KDensity) -> Group:
    empty = np.full(len(found.distances), np.nan)
    none = Band(empty, empty, 0.0)
    local, overall = found.local or none, found.overall or none
    rows = pl.DataFrame(
        {
            "group": [name] * len(found.distances),
            "points": [len(members)] * len(found.distances),
            "distance_km": found.distances,
            "density": found.density,
            "error": found.error,
            "local_low": local.low,
            "local_high": local.high,
            "global_low": overall.low,
            "global_high": overall.high,
            "localised": found.localised if found.overall else empty,
            "dispersed": found.dispersed if found.overall else empty,
        }
    )
    return Group(name, len(members), rows.fill_nan(None).select(COLUMNS), found)
