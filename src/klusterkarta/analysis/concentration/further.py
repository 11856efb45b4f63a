"""Figures that cluster classes ask for and that do not follow from the table: productivity, growth, establishments."""

import numpy as np
import polars as pl

from klusterkarta.analysis.concentration.establishments import Located
from klusterkarta.analysis.grid import INDUSTRY, REGION, YEAR, Floats, Grid

COLUMNS = ("productivity", "growth")
_ESTABLISHMENTS = "establishments"


def further_names(located: Located) -> tuple[str, ...]:
    """Which of them are there.

    >>> further_names(Located(pl.DataFrame({"growth": [0.1]}), pl.DataFrame()))
    ('growth',)
    """
    there = tuple(name for name in COLUMNS if name in located.cells.columns)
    return (*there, _ESTABLISHMENTS) if located.known else there


def further_figures(located: Located, grid: Grid) -> dict[str, Floats]:
    """Each of them as a matrix like the grid's, nan where nothing is given.

    >>> cells = pl.DataFrame({"region": ["b"], "industry": ["x"], "growth": [0.5]})
    >>> grid = Grid(pl.Series(["a", "b"]), pl.Series(["x"]), np.ones((2, 1)))
    >>> further_figures(Located(cells, pl.DataFrame()), grid)["growth"].tolist()
    [[nan], [0.5]]
    """
    found = {
        name: _matrix(_of_year(located.cells, grid), grid, name) for name in COLUMNS if name in located.cells.columns
    }
    if located.known:
        counted = _of_year(located.rows, grid).group_by(REGION, INDUSTRY).agg(pl.len().alias(_ESTABLISHMENTS))
        found[_ESTABLISHMENTS] = _matrix(counted, grid, _ESTABLISHMENTS)
    return found


def _of_year(rows: pl.DataFrame, grid: Grid) -> pl.DataFrame:
    return rows if grid.year is None else rows.filter(pl.col(YEAR) == grid.year)


def _matrix(rows: pl.DataFrame, grid: Grid, name: str) -> Floats:
    matrix = np.full(grid.values.shape, np.nan)
    places = tuple(
        rows[key].cast(pl.String).replace_strict(labels, range(len(labels)), return_dtype=pl.Int64, default=None)
        for key, labels in ((REGION, grid.regions), (INDUSTRY, grid.industries))
    )
    known = (places[0].is_not_null() & places[1].is_not_null()).to_numpy()
    row, column = (place.filter(pl.Series(known)).to_numpy() for place in places)
    matrix[row, column] = rows[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()[known]
    return matrix
