"""Which cells of a table are not published, so that nobody reads one workplace's figure out of it or out of its sums.

A cell is withheld first (primary) where it has too few workplaces or one of them dominates; the same goes for the sums
of regions, of industries and of all. Then further cells (secondary) are withheld until no withheld one can be computed
from what is published.

The figures are a flow: from the sum of all through the regions' sums to the regions, through the cells to the
industries, through their sums back. Published cells are fixed, withheld ones may take any flow from 0 up. A withheld
cell above 0 is safe where it lies on a cycle of withheld cells above 0; one at 0 where it lies on a directed cycle in
which those at 0 are only raised. (L. Cox, Journal of the American Statistical Association 90, 1995, on networks.)
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from klusterkarta.analysis.establishments.bridges import bridges
from klusterkarta.analysis.establishments.grouped import EMPLOYEES, LARGEST, WORKPLACES
from klusterkarta.analysis.grid import Floats, check_size

TOTAL = "total"
PUBLISHED, PRIMARY, SECONDARY = 0, 1, 2
STATES = ("published", "primary", "secondary")
Marks = npt.NDArray[np.int8]
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """A cell needs at least so many workplaces, and none with more than this share of its employees (1: any share)."""

    least: int = 3
    dominance: float = 0.8


USUAL = Rule()


@dataclass(frozen=True, slots=True)
class Table:
    """Regions × industries with the sums as last row and column: employees, and what is withheld of them."""

    employees: Floats
    marks: Marks


def withheld(cells: pl.DataFrame, rule: Rule = USUAL) -> pl.DataFrame:
    """The cells of one year with the sums of regions, industries and all (code `total`), and their `state`.

    Employees and workplaces of a withheld cell are null; so are the workplaces of every sum, since their counts would
    be a second table to solve. A cell that has no row is 0 and published. Raises BadCells, see `grid.check_size`.

    >>> cells = pl.DataFrame(
    ...     {
    ...         "region": ["a", "a", "b", "b"],
    ...         "industry": ["x", "y", "x", "y"],
    ...         "workplaces": [1, 5, 6, 7],
    ...         "employees": [9.0, 50, 60, 70],
    ...         "largest": [9.0, 9, 9, 9],
    ...     }
    ... )
    >>> withheld(cells).filter(region="a")["state"].to_list()
    ['primary', 'secondary', 'published']
    """
    regions, industries = (cells[name].unique().sort() for name in ("region", "industry"))
    row, column = (cells[name].cast(pl.Enum(names)).to_physical().cast(pl.Int64).to_numpy()
                   for name, names in (("region", regions), ("industry", industries)))  # fmt: skip
    check_size(len(regions), len(industries))
    shape = (len(regions) + 1, len(industries) + 1)
    sums = [np.zeros(shape) for _ in range(3)]
    for part, name in zip(sums, (WORKPLACES, EMPLOYEES, LARGEST), strict=True):
        part[row, column] = cells[name].to_numpy()
    workplaces, employees, largest = sums
    for part in (workplaces, employees):
        part[-1, :-1], part[:-1, -1] = part[:-1, :-1].sum(axis=0), part[:-1, :-1].sum(axis=1)
        part[-1, -1] = part[:-1, -1].sum()
    largest[-1, :-1], largest[:-1, -1] = largest[:-1, :-1].max(axis=0), largest[:-1, :-1].max(axis=1)
    largest[-1, -1] = largest[:-1, -1].max()
    marks = protected(employees, primary(workplaces, employees, largest=largest, rule=rule))
    return _rows(regions.to_list(), industries.to_list(), workplaces, Table(employees, marks))


def primary(workplaces: Floats, employees: Floats, *, largest: Floats, rule: Rule = USUAL) -> Marks:
    """1 for the cells that are withheld for themselves: some workplace, but too few, or one that dominates.

    >>> employees, largest = np.array([[5.0, 100.0, 0.0]]), np.array([[4.0, 90.0, 0.0]])
    >>> primary(np.array([[2.0, 9.0, 0.0]]), employees, largest=largest).tolist()
    [[1, 1, 0]]
    """
    few = workplaces < rule.least
    dominated = largest > rule.dominance * employees
    return ((workplaces > 0) & (few | dominated)).astype(np.int8)


def protected(employees: Floats, marks: Marks) -> Marks:
    """The marks with secondary ones added, cheapest first, so that no withheld cell is given away by the sums.

    Sums are the last row and column.

    >>> protected(np.array([[1.0, 2, 3], [4, 5, 9], [5, 7, 12]]), np.array([[1, 0, 0], [0, 0, 0], [0, 0, 0]])).tolist()
    [[1, 2, 0], [2, 2, 0], [0, 0, 0]]
    """
    found = marks.astype(np.int8)
    while exposed := given_away(Table(employees, found)):
        for cell in exposed:
            for other in _cheapest_way(employees, found, cell):
                if not found[other]:
                    found[other] = SECONDARY
    return found


def given_away(table: Table) -> list[Cell]:
    """The withheld cells that can be computed from the published ones, by row and column.

    A cell above 0 that only cells at 0 hide is one of them: it would be the most, or the least, that it can be.

    >>> given_away(Table(np.array([[1.0, 2, 3], [4, 5, 9], [5, 7, 12]]), np.array([[1, 0, 0], [1, 0, 0], [0, 0, 0]])))
    [(0, 0), (1, 0)]
    """
    rows = len(table.marks)
    hidden = [(int(r), int(c)) for r, c in np.argwhere(table.marks > 0)]
    above = [(r, c + rows) for r, c in hidden if table.employees[r, c] > 0]
    exposed = [(r, c - rows) for r, c in bridges(above)]
    part = _strong_parts(table, hidden)
    return exposed + [(r, c) for r, c in hidden if table.employees[r, c] == 0 and part[r] != part[c + rows]]


def _strong_parts(table: Table, hidden: list[Cell]) -> npt.NDArray[np.int32]:
    """For rows, then columns, the part within which each can be reached from each along withheld cells."""
    from scipy.sparse import coo_array  # type: ignore[import-untyped]
    from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

    rows, columns = table.marks.shape
    arcs = []
    for r, c in hidden:
        ahead = (r, c + rows) if _is_down(r, c, table.marks.shape) else (c + rows, r)
        arcs += [ahead, ahead[::-1]] if table.employees[r, c] > 0 else [ahead]
    out, into = np.array(arcs, dtype=np.int64).reshape(-1, 2).T
    graph = coo_array((np.ones(len(out)), (out, into)), shape=(rows + columns,) * 2)
    parts: npt.NDArray[np.int32] = connected_components(graph, connection="strong")[1]
    return parts


def _is_down(row: int, column: int, shape: tuple[int, ...]) -> bool:
    """Whether a cell's flow runs from its row to its column: so in cells and the sum of all, not in the other sums."""
    return (row < shape[0] - 1) == (column < shape[1] - 1)


def _cheapest_way(employees: Floats, marks: Marks, cell: Cell) -> list[Cell]:
    """The cells that close a cycle through this one with the fewest employees newly withheld (Dijkstra).

    Around a cell above 0 all are above 0; around one at 0 those at 0 are only raised.
    """
    rows = employees.shape[0]
    ends = (cell[0], cell[1] + rows)
    strict = bool(employees[cell] > 0)
    goal, start = ends if strict or _is_down(*cell, employees.shape) else ends[::-1]
    best, came, queue = {start: 0.0}, dict[int, int](), [(0.0, start)]
    while queue:
        spent, vertex = heapq.heappop(queue)
        if vertex == goal:
            break
        if spent > best[vertex]:
            continue
        for name, price in _neighbours(employees, marks, vertex, strict=strict, without=cell):
            if spent + price < best.get(name, np.inf):
                best[name], came[name] = spent + price, vertex
                heapq.heappush(queue, (spent + price, name))
    return _walked(came, goal, rows)


def _neighbours(
    employees: Floats, marks: Marks, vertex: int, *, strict: bool, without: Cell
) -> Iterator[tuple[int, float]]:
    rows, columns = employees.shape
    is_row = vertex < rows
    at = vertex if is_row else vertex - rows
    line, hidden = (employees[at], marks[at]) if is_row else (employees[:, at], marks[:, at])
    usable = line > 0
    if not strict:
        last = (at == rows - 1) if is_row else (at == columns - 1)
        # A row's flow runs down into its cells, the last row's only into the sum of all; columns the other way.
        raised = np.full(len(line), not last if is_row else last)
        raised[-1] = not raised[-1]
        usable |= raised
    usable[without[1] if is_row else without[0]] &= at != (without[0] if is_row else without[1])
    for other in np.flatnonzero(usable).tolist():
        price = 1e-9 if hidden[other] else float(line[other]) + 1e-6
        yield (other + rows if is_row else other), price


def _walked(came: dict[int, int], vertex: int, rows: int) -> list[Cell]:
    cells = []
    while vertex in came:
        before = came[vertex]
        cells.append((before, vertex - rows) if before < rows else (vertex, before - rows))
        vertex = before
    return cells


def _rows(regions: list[str], industries: list[str], workplaces: Floats, table: Table) -> pl.DataFrame:
    there = np.argwhere(workplaces > 0)
    names, kinds = [*regions, TOTAL], [*industries, TOTAL]
    r, c = there.T
    shown = table.marks[r, c] == PUBLISHED
    inner = (r < len(regions)) & (c < len(industries))
    return pl.DataFrame(
        {
            "region": [names[at] for at in r],
            "industry": [kinds[at] for at in c],
            WORKPLACES: pl.Series(np.where(shown & inner, workplaces[r, c], np.nan)).fill_nan(None).cast(pl.Int64),
            EMPLOYEES: pl.Series(np.where(shown, table.employees[r, c], np.nan)).fill_nan(None),
            "state": [STATES[mark] for mark in table.marks[r, c]],
        }
    )
