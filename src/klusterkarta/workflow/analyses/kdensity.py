"""`klusterkarta analyse kdensity`: a file of points into a file of K-densities."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from klusterkarta.analysis.distance.kdensity import Asked
from klusterkarta.analysis.distance.points import bad
from klusterkarta.analysis.distance.table import COLUMNS, k_density_by_group
from klusterkarta.values.reason import Reason
from klusterkarta.workflow.analyses.point_columns import PointColumns, read_points
from klusterkarta.workflow.analyses.written import RowsFile, check_target

# The command takes how the curves are reckoned from here.
__all__ = ["Asked", "GroupFound", "Written", "measure_k_density"]


@dataclass(frozen=True, slots=True)
class GroupFound:
    """A group in one line: points, bandwidth in km, method, what was drawn, and where it is localised or dispersed."""

    group: str
    points: int
    bandwidth_km: float
    reach_km: float
    method: str
    chance: str
    localised: float
    dispersed: float


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, a line for each group, and what has to be said of it."""

    rows: int
    columns: tuple[str, ...]
    groups: tuple[GroupFound, ...]
    notes: tuple[Reason, ...]


def measure_k_density(path: Path, out: Path, *, columns: PointColumns, asked: Asked) -> Written:
    """Read, measure, write. Raises UnreadableFile and BadPoints; nothing is written then."""
    _check(asked)
    check_target(out, [path])
    points, groups = read_points(path, columns)
    lines = []
    with RowsFile(out) as file:
        for one in k_density_by_group(points, groups, only=columns.only, asked=asked):
            file.add(one.rows)
            lines.append(_line(one.name, one.points, one.rows, one.found.bandwidth, one.found.method, one.found.chance))
        if not lines:
            raise bad("points.no_groups")
    return Written(file.rows, COLUMNS, tuple(lines), points.notes)


def _check(asked: Asked) -> None:
    if asked.simulations < 0 or asked.simulations == 1 or asked.steps < 2 or min(asked.reach, asked.bandwidth) < 0:
        raise bad("points.bad_options")


def _line(name: str, points: int, rows: pl.DataFrame, *found: float | str) -> GroupFound:
    bandwidth, method, chance = found
    sums = {key: float(rows[key].sum()) for key in ("localised", "dispersed")}
    reach = float(rows["distance_km"][-1])
    return GroupFound(name, points, float(bandwidth), reach, str(method), str(chance), **sums)
