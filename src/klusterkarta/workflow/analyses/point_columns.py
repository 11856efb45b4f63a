"""A file of points for an analysis: which columns it is in, and the points on a plane with their groups."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from klusterkarta.analysis.distance.points import Points, points_on_plane
from klusterkarta.workflow.analyses.columns import read_columns


@dataclass(frozen=True, slots=True)
class PointColumns:
    """The headings of the file's columns; "" for those that it has not; which groups are wanted; the area."""

    latitude: str
    longitude: str
    weight: str = ""
    group: str = ""
    only: tuple[str, ...] = ()
    area: str = "SE"


def read_points(path: Path, columns: PointColumns) -> tuple[Points, pl.Series | None]:
    """The points, and the group of each (null: of none); None without a column of groups.

    Raises UnreadableFile and BadPoints.
    """
    figures = {"latitude": columns.latitude, "longitude": columns.longitude}
    figures |= {"weight": columns.weight} if columns.weight else {}
    read = read_columns(path, {"group": columns.group} if columns.group else {}, figures=figures)
    numbers = {name: read.frame[name].fill_null(float("nan")).to_numpy() for name in figures}
    points = points_on_plane(
        numbers["latitude"], numbers["longitude"],
        weights=numbers.get("weight"), area=columns.area, first_row=read.first_row,
    )  # fmt: skip
    return points, read.frame["group"].replace("", None) if columns.group else None
