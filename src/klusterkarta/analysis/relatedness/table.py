"""Relatedness and complexity of a table of regions and industries, as long rows: one a region, industry and year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import polars as pl

from klusterkarta.analysis.grid import INDUSTRY, REGION, VALUE, YEAR, Floats, Grid, active, check_size, grids
from klusterkarta.analysis.in_parts import at_once, in_parts
from klusterkarta.analysis.relatedness.advantage import diversity, mcp, rca, ubiquity
from klusterkarta.analysis.relatedness.complexity import complexity
from klusterkarta.analysis.relatedness.fitness import fitness
from klusterkarta.analysis.relatedness.listing import LARGE, lists_of
from klusterkarta.analysis.relatedness.outlook import z_scored
from klusterkarta.analysis.relatedness.proximity import Kind, proximity
from klusterkarta.analysis.relatedness.reach import reach
from klusterkarta.values.reason import Reason

ALWAYS = ("rca", "mcp", "density", "eci", "pci", "coi", "cog")
COLUMNS = (*ALWAYS, "diversity", "ubiquity", "fitness", "industry_fitness")
OF_REGIONS = frozenset({"eci", "coi", "diversity", "fitness"})
OF_INDUSTRIES = frozenset({"pci", "ubiquity", "industry_fitness"})
_ROWS = 256
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Choices:
    """How it is reckoned: presence from this advantage on, kind of proximity, density with the own industry or not."""

    threshold: float = 1.0
    kind: Kind = "hidalgo"
    own: bool = True
    columns: tuple[str, ...] = ALWAYS


@dataclass(frozen=True, slots=True)
class Codes:
    """The kinds of the columns of codes: text kept once."""

    regions: pl.Enum
    industries: pl.Enum


@dataclass(frozen=True, slots=True)
class YearTable:
    """One year's rows, and what has to be said of them."""

    rows: pl.DataFrame
    notes: tuple[Reason, ...]


def complexity_table(cells: pl.DataFrame, choices: Choices = Choices(), *, first_row: int = 1) -> pl.DataFrame:
    """All years in one frame: columns (year,) region, industry, value, then those chosen.

    Every region is paired with every industry of its year, value 0 where no row gives one. Figures of a region stand on
    each of its rows, figures of an industry likewise. What is undefined is null: for regions and industries that have
    nothing at all, and see `complexity`. Codes are text kept once (`Enum`); cast them to String where frames are
    joined. Raises BadCells, see `grids`.

    >>> cells = pl.DataFrame({"region": ["a", "a", "b"], "industry": ["x", "y", "x"], "value": [1.0, 3.0, 4.0]})
    >>> complexity_table(cells).select("region", "industry", "rca", "mcp").rows()[1:3]
    [('a', 'y', 2.0, 1), ('b', 'x', 1.6, 1)]
    """
    found = list(grids(cells, first_row=first_row))
    codes = Codes(_together([one.regions for one in found]), _together([one.industries for one in found]))
    # Relaxed: a number of a year may take more room than those of the others.
    return pl.concat([grid_table(one, choices, codes=codes).rows for one in found], how="vertical_relaxed")


def complexity_by_year(cells: pl.DataFrame, choices: Choices = Choices(), *, first_row: int = 1) -> Iterator[YearTable]:
    """The same year by year, so that only one year's rows are held at a time."""
    for grid in grids(cells, first_row=first_row):
        yield grid_table(grid, choices)


def _together(labels: Sequence[pl.Series]) -> pl.Enum:
    """The labels of all years, sorted."""
    return pl.Enum(pl.concat(labels).unique().sort() if len(labels) > 1 else labels[0])


def grid_table(grid: Grid, choices: Choices = Choices(), *, codes: Codes | None = None) -> YearTable:
    """The rows of one grid; `codes` are the kinds of their codes where the grid's own labels are not all.

    >>> grid = Grid(pl.Series(["a", "b"]), pl.Series(["x", "y"]), np.array([[3.0, 1.0], [1.0, 3.0]]), 2024)
    >>> grid_table(grid).rows.select("year", "region", "industry", "rca").row(0)
    (2024, 'a', 'x', 1.5)
    """
    # Industries are held against each other, too.
    check_size(len(grid.industries), len(grid.industries))
    kinds = codes or Codes(pl.Enum(grid.regions), pl.Enum(grid.industries))
    # What does not depend on the figures is made beside them.
    (figures, fault), keys = at_once(
        [partial(_all_figures, grid, choices), partial(_keys, grid, kinds)], units=grid.values.size
    )
    notes = (*grid.notes, Reason(f"cells.no_complexity_{fault}")) if fault else grid.notes
    made = (_column(name, figures[name], grid.values.shape) for name in (VALUE, *choices.columns))
    return YearTable(pl.DataFrame([*keys, *made]), notes)


def _all_figures(grid: Grid, choices: Choices) -> tuple[dict[str, Floats], str]:
    rows, columns = active(grid.values)
    if rows.all() and columns.all():
        figures, fault = _figures(grid.values, choices)
    else:
        part, fault = _figures(grid.values[np.ix_(rows, columns)], choices)
        figures = {name: _put_back(one, name, rows=rows, columns=columns) for name, one in part.items()}
    return {VALUE: grid.values, **figures}, fault


def _figures(values: Floats, choices: Choices) -> tuple[dict[str, Floats], str]:
    advantage = rca(values)
    present = mcp(advantage, choices.threshold)
    lists = lists_of(present) if present.size >= LARGE else None
    near, found = at_once(
        [partial(proximity, present, choices.kind, lists=lists), partial(complexity, present, lists=lists)],
        units=present.size,
    )
    reached = reach(present, near, direction=found.direction, own=choices.own, lists=lists)
    figures: dict[str, Floats] = {
        "rca": advantage, "mcp": present.view(np.int8), "density": reached.density, "eci": found.eci, "pci": found.pci,
        "coi": z_scored(reached.outlook), "cog": reached.gain,
    }  # fmt: skip
    if not set(ALWAYS).issuperset(choices.columns):
        figures |= {"diversity": diversity(present), "ubiquity": ubiquity(present)}
    if "fitness" in choices.columns or "industry_fitness" in choices.columns:
        figures["fitness"], figures["industry_fitness"] = fitness(present)
    return figures, found.fault


def _put_back(part: Floats, name: str, *, rows: Mask, columns: Mask) -> Floats:
    """The figures of what is active among those of everything, nan elsewhere."""
    if name in OF_REGIONS or name in OF_INDUSTRIES:
        where = rows if name in OF_REGIONS else columns
        whole = np.full(len(where), np.nan)
        whole[where] = part
        return whole
    whole = np.full((len(rows), len(columns)), np.nan)
    whole[np.ix_(rows, columns)] = part
    return whole


def _column(name: str, figures: Floats, shape: tuple[int, int]) -> pl.Series:
    """One figure a pair: what is of a region or an industry alone is repeated, what is of both stands as it is."""
    unknown = figures.dtype.kind == "f" and _is_undefined(figures)
    if name in OF_REGIONS or name in OF_INDUSTRIES:
        figures = _repeated(figures[:, None] if name in OF_REGIONS else figures[None], shape)
    series = pl.Series(name, figures.reshape(-1))
    series = series.fill_nan(None) if unknown else series
    # A year in which all are active has whole numbers, one with gaps had to hold nan: both are the same column.
    return series.cast(pl.Int8) if name == "mcp" else series


def _is_undefined(figures: Floats) -> bool:
    """Whether any is nan: in a matrix only whole regions and whole industries are, so that one of each tells."""
    lines = (figures,) if figures.ndim == 1 else (figures[0], figures[:, 0])
    return any(bool(np.isnan(line).any()) for line in lines)


def _repeated(line: Floats, shape: tuple[int, int]) -> Floats:
    found, wide = np.empty(shape), np.broadcast_to(line, shape)

    def _some(first: int, last: int) -> None:
        found[first:last] = wide[first:last]

    in_parts(_some, shape[0], units=found.size)
    return found


def _keys(grid: Grid, codes: Codes) -> list[pl.Series]:
    rows, columns = grid.values.shape
    labels, places = grid.regions.cast(codes.regions), np.arange(rows, dtype=np.uint32)
    # Some at a time: their places among the labels take more than the codes do.
    some = (np.repeat(places[first : first + _ROWS], columns) for first in range(0, rows, _ROWS))
    region = pl.concat([labels.gather(pl.Series(each)) for each in some], rechunk=True)
    industry = pl.concat([grid.industries.cast(codes.industries)] * rows, rechunk=True)
    keys = [region.alias(REGION), industry.alias(INDUSTRY)]
    return keys if grid.year is None else [_years(grid.year, rows * columns), *keys]


def _years(year: str | int, rows: int) -> pl.Series:
    if isinstance(year, int) and abs(year) < 2**31:
        return pl.Series(YEAR, np.full(rows, year, dtype=np.int32))
    return pl.repeat(year, rows, eager=True).alias(YEAR)
