"""A county's sector groups over the years, and which of those near to its strong ones it lacks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from klusterkarta.analysis.concentration.location import location_quotient
from klusterkarta.analysis.relatedness.advantage import mcp
from klusterkarta.analysis.relatedness.density import density
from klusterkarta.analysis.relatedness.proximity import proximity
from klusterkarta.analysis.sector_figures import SectorFigures, sector_figures
from klusterkarta.values.figure_cells import MEN, WOMEN


@dataclass(frozen=True, slots=True)
class Point:
    """A group in a county in a year: people and location quotient.

    `lacking`: cells of the group without a figure; where there are any, the people are at least so many.
    """

    year: int
    people: float
    quotient: float
    lacking: int


@dataclass(frozen=True, slots=True)
class Course:
    """A group over the comparable years. `change`: of the people, first to last, as a share; nan from nobody, and
    where a figure of either year is missing.

    `women`: women's share in the last year; nan where the figures are not parted by sex, or one of them is missing.
    """

    group: str
    points: tuple[Point, ...]
    change: float
    women: float


@dataclass(frozen=True, slots=True)
class Missing:
    """A group that the county has less of than the country, and how much of what is near it the county has: 0…1."""

    group: str
    density: float


def comparable_years(years: Iterable[int], breaks: Iterable[int]) -> list[int]:
    """The years from the last break on, in order: a series is not compared across a break.

    >>> comparable_years([2018, 2019, 2020, 2021], [2020])
    [2020, 2021]
    """
    known = sorted(set(years))
    start = max((one for one in breaks if known and one <= known[-1]), default=0)
    return [year for year in known if year >= start]


def courses(cells: pl.DataFrame, county: str, *, years: Sequence[int]) -> list[Course]:
    """Each group of the county over the years, the strongest of the last year first; none where nobody works.

    Raises BadCells for a year without figures of a county. Degenerate: a county that a year lacks has no point in it.
    """
    by_year = [(year, sector_figures(cells, year)) for year in years]
    ends = (by_year[0][1], by_year[-1][1])
    women = _women(cells.filter(pl.col("year") == years[-1]), ends[1], county, years[-1])
    told = [_points(year, figures, county) for year, figures in by_year if county in figures.regions]
    found = []
    for column, group in enumerate(ends[1].groups):
        points = tuple(of_year[column] for of_year in told)
        if points and points[-1].people > 0:
            first, last = points[0].people, points[-1].people
            whole = len(points) > 1 and not any(_missing(figures, county, column) for figures in ends)
            change = last / first - 1 if first and whole else float("nan")
            found.append(Course(group, points, change, women.get(group, float("nan"))))
    return sorted(found, key=lambda one: (-one.points[-1].quotient, one.group))


def related_missing(figures: SectorFigures, county: str, *, most: int = 5) -> list[Missing]:
    """The groups with a quotient below 1, by relatedness density without the group itself; at most so many.

    Near are groups in which the same counties have a quotient of at least 1 (Hidalgo's proximity). Nothing for a county
    that is not in the figures. With few counties proximities are rough.
    """
    if county not in figures.regions:
        return []
    presence = mcp(location_quotient(figures.values)[:, :-1])
    row = figures.regions.index(county)
    near = density(presence, proximity(presence), own=False)[row]
    every = zip(figures.groups, presence[row], near, strict=True)
    lacking = [Missing(group, float(share)) for group, own, share in every if not own and share > 0]
    return sorted(lacking, key=lambda one: (-one.density, one.group))[:most]


def _points(year: int, figures: SectorFigures, county: str) -> list[Point]:
    """The county's groups in a year."""
    row = figures.regions.index(county)
    told = zip(figures.values[row], location_quotient(figures.values)[row], figures.missing[row], strict=True)
    return [Point(year, float(people), float(quotient), int(lacking)) for people, quotient, lacking in told]


def _missing(figures: SectorFigures, county: str, column: int) -> bool:
    return county not in figures.regions or bool(figures.missing[figures.regions.index(county), column])


def _women(cells: pl.DataFrame, whole: SectorFigures, county: str, year: int) -> dict[str, float]:
    """Women's share of each group's people in the year, where its cells are parted by sex and none is missing."""
    if not {WOMEN, MEN} <= set(cells["sex"].unique()) or county not in whole.regions:
        return {}
    at = whole.regions.index(county)
    row = np.where(whole.missing[at] > 0, np.nan, whole.values[at])
    figures = sector_figures(cells, year, sex=WOMEN)
    women = figures.values[figures.regions.index(county)] if county in figures.regions else np.zeros(len(row))
    with np.errstate(invalid="ignore", divide="ignore"):
        return dict(zip(whole.groups, (women / row).tolist(), strict=False))
