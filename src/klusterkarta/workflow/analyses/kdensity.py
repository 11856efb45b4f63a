"""`klusterkarta analyse kdensity`: a file of points into a file of K-densities."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from klusterkarta.analysis.distance.kdensity import Asked, Method
from klusterkarta.analysis.distance.points import bad, points_on_plane
from klusterkarta.analysis.distance.table import COLUMNS, k_density_by_group
from klusterkarta.values.reason import Reason
from klusterkarta.workflow.analyses.columns import read_columns
from klusterkarta.workflow.analyses.written import RowsFile, check_target


@dataclass(frozen=True, slots=True)
class PointColumns:
    """The headings of the file's columns; "" for those that it has not; which groups are wanted; the area."""

    latitude: str
    longitude: str
    weight: str = ""
    group: str = ""
    only: tuple[str, ...] = ()
    area: str = "SE"


@dataclass(frozen=True, slots=True)
class Curves:
    """How the curves are reckoned; see `analysis.distance.kdensity.Asked`."""

    reach: float = 0.0
    bandwidth: float = 0.0
    steps: int = 101
    simulations: int = 1_000
    method: Method = "auto"
    seed: int = 0


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


def measure_k_density(path: Path, out: Path, *, columns: PointColumns, asked: Curves) -> Written:
    """Read, measure, write. Raises UnreadableFile and BadPoints; nothing is written then."""
    _check(asked)
    check_target(out, [path])
    figures = {"latitude": columns.latitude, "longitude": columns.longitude}
    figures |= {"weight": columns.weight} if columns.weight else {}
    read = read_columns(path, {"group": columns.group} if columns.group else {}, figures=figures)
    numbers = {name: read.frame[name].fill_null(float("nan")).to_numpy() for name in figures}
    points = points_on_plane(
        numbers["latitude"], numbers["longitude"],
        weights=numbers.get("weight"), area=columns.area, first_row=read.first_row,
    )  # fmt: skip
    groups = read.frame["group"].replace("", None) if columns.group else None
    lines = []
    with RowsFile(out) as file:
        for one in k_density_by_group(points, groups, only=columns.only, asked=_asked(asked)):
            file.add(one.rows)
            lines.append(_line(one.name, one.points, one.rows, one.found.bandwidth, one.found.method, one.found.chance))
        if not lines:
            raise bad("points.no_groups")
    return Written(file.rows, COLUMNS, tuple(lines), points.notes)


def _asked(asked: Curves) -> Asked:
    return Asked(asked.reach, asked.bandwidth, asked.steps, asked.simulations, asked.method, asked.seed)


def _check(asked: Curves) -> None:
    if asked.simulations < 0 or asked.simulations == 1 or asked.steps < 2 or min(asked.reach, asked.bandwidth) < 0:
        raise bad("points.bad_options")


def _line(name: str, points: int, rows: pl.DataFrame, *found: float | str) -> GroupFound:
    bandwidth, method, chance = found
    sums = {key: float(rows[key].sum()) for key in ("localised", "dispersed")}
    reach = float(rows["distance_km"][-1])
    return GroupFound(name, points, float(bandwidth), reach, str(method), str(chance), **sums)
