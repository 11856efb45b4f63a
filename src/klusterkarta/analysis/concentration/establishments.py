"""Establishments behind the cells: their sizes by industry, from rows of one each or from counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from klusterkarta.analysis.concentration.agglomeration import establishment_herfindahl
from klusterkarta.analysis.grid import (
    INDUSTRY,
    REGION,
    ROW,
    VALUE,
    YEAR,
    Floats,
    Grid,
    bad,
    check_rows,
    named,
    with_rows,
)

EACH, COUNT = "establishment", "establishments"


@dataclass(frozen=True, slots=True)
class Located:
    """The cells, one a region, industry and year; and the rows of establishments behind them, empty if unknown."""

    cells: pl.DataFrame
    rows: pl.DataFrame

    @property
    def known(self) -> bool:
        """Whether anything is known of establishments."""
        return not self.rows.is_empty()

    def sizes(self, grid: Grid) -> list[Floats]:
        """The sizes of each industry's establishments in the grid's year; no list where nothing is known."""
        if not self.known:
            return []
        rows = self.rows if grid.year is None else self.rows.filter(pl.col(YEAR) == grid.year)
        found = dict(rows.group_by(INDUSTRY).agg(pl.col("size")).iter_rows())
        return [np.asarray(found.get(industry, ()), dtype=np.float64) for industry in grid.industries]


def by_cell(cells: pl.DataFrame, *, first_row: int = 1) -> Located:
    """Rows of establishments (`establishment`: its id) summed into cells; or cells with a number (`establishments`).

    With numbers a cell's establishments are taken to be of one size, which makes H too small and γ too large. Raises
    BadCells for a row that is bad, an id that stands twice in a year, or a number that is no whole one above 0.

    >>> rows = pl.DataFrame(
    ...     {"region": ["a", "a"], "industry": ["x", "x"], "value": [1.0, 3.0], "establishment": [1, 2]}
    ... )
    >>> by_cell(rows).cells.select("region", "industry", "value").rows()
    [('a', 'x', 4.0)]
    """
    keys = [name for name in (YEAR, REGION, INDUSTRY) if name in cells.columns]
    if EACH in cells.columns:
        check_rows(cells, first_row)
        _check_ids(cells, first_row)
        rows = _sized(cells, keys, pl.col(VALUE), times=pl.lit(1))
        return Located(cells.group_by(keys, maintain_order=True).agg(pl.col(VALUE).sum()), rows)
    if COUNT in cells.columns:
        _check_numbers(cells, first_row)
        each = pl.col(VALUE) / pl.col(COUNT)
        return Located(cells.drop(COUNT), _sized(cells, keys, each, times=pl.col(COUNT)))
    return Located(cells, pl.DataFrame())


def herfindahls(sizes: Sequence[Floats], industries: int) -> Floats:
    """H of every industry; 0, as of countless small establishments, where nothing is known.

    >>> herfindahls([np.array([1.0, 1.0])], 1).tolist(), herfindahls([], 2).tolist()
    ([0.5], [0.0, 0.0])
    """
    return np.array([establishment_herfindahl(one) for one in sizes]) if sizes else np.zeros(industries)


def _sized(cells: pl.DataFrame, keys: list[str], size: pl.Expr, *, times: pl.Expr) -> pl.DataFrame:
    text = [pl.col(name).cast(pl.String) if name != YEAR else pl.col(name) for name in keys]
    rows = cells.filter(pl.col(VALUE) > 0).select(*text, size=size.cast(pl.Float64), times=times.cast(pl.Int64))
    return rows.select(pl.exclude("times").repeat_by("times").explode()) if COUNT in cells.columns else rows


def _check_ids(cells: pl.DataFrame, first_row: int) -> None:
    keys = [name for name in (YEAR, EACH) if name in cells.columns]
    twice = with_rows(cells, first_row).filter(pl.struct(keys).is_duplicated())
    if not twice.is_empty():
        first = twice.row(0, named=True)
        same = twice.filter(pl.all_horizontal(pl.col(key).eq_missing(first[key]) for key in keys))[ROW].to_list()
        raise bad("cells.establishment_twice", id=str(first[EACH]), rows=named(same), count=twice.height)


def _check_numbers(cells: pl.DataFrame, first_row: int) -> None:
    number = pl.col(COUNT)
    wrong = (pl.col(VALUE) > 0) & (number.is_null() | (number < 1) | (number != number.round()))
    rows = with_rows(cells, first_row).filter(wrong)[ROW].to_list()
    if rows:
        raise bad("cells.no_number_of_establishments", rows=named(rows), count=len(rows))
