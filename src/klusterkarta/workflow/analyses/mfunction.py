"""`klusterkarta analyse mfunction`: a file of points into how over-represented groups are around their members."""

from pathlib import Path

import numpy as np
import polars as pl

from klusterkarta.analysis.distance.m_function import m_function
from klusterkarta.analysis.distance.points import bad
from klusterkarta.workflow.analyses.point_columns import PointColumns, read_points
from klusterkarta.workflow.analyses.written import WrittenGroups, check_target, write_rows

COLUMNS = ("group", "points", "distance_km", "m")
_LEAST = 10


def measure_m_function(
    path: Path, out: Path, *, columns: PointColumns, reach: float = 100.0, steps: int = 21
) -> WrittenGroups:
    """Read, measure, write: M up to each of `steps` distances, evenly from 0 (left out) to `reach` km, group by group.

    Groups of ten points or more, or those named. Raises UnreadableFile and BadPoints; nothing is written then.
    """
    if reach <= 0 or steps < 2:
        raise bad("points.bad_distances")
    check_target(out, [path])
    points, groups = read_points(path, columns)
    if groups is None:
        raise bad("points.no_groups")
    distances = np.linspace(0, reach, steps)[1:]
    frames = []
    for name in _wanted(groups, columns.only):
        cases = (groups == name).fill_null(value=False).to_numpy().astype(np.float64)
        found = m_function(points, cases, distances=distances)
        frame = pl.DataFrame({"distance_km": distances, "m": found}).fill_nan(None)
        frames.append(frame.select(pl.lit(name).alias("group"), pl.lit(int(cases.sum())).alias("points"), pl.all()))
    rows = pl.concat(frames)
    write_rows(rows, out)
    return WrittenGroups(rows.height, COLUMNS, tuple(rows["group"].unique(maintain_order=True)), points.notes)


def _wanted(groups: pl.Series, only: tuple[str, ...]) -> list[str]:
    counted = dict(groups.drop_nulls().value_counts().sort(groups.name).iter_rows())
    if missing := [name for name in only if name not in counted]:
        raise bad("points.no_group", group=missing[0], groups=", ".join(list(counted)[:10]))
    if small := [name for name in only if counted[name] < 2]:
        raise bad("points.small_group", group=small[0])
    wanted = list(only) or [name for name, number in counted.items() if number >= _LEAST]
    if not wanted:
        raise bad("points.no_groups")
    return wanted
