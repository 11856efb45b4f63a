"""Which cells of a table of regions and industries to leave out, so that no firm's figure can be read or computed back.

First those that tell of single firms, then as many more that the row and column totals, which stay, do not give them
away: a cell left out can be computed back exactly where it is a bridge in the graph whose nodes are the rows and the
columns and whose edges are the cells left out (D. Gusfield, SIAM Journal on Computing 17, 1988).
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components, dijkstra  # type: ignore[import-untyped]

from klusterkarta.analysis.grid import Floats

Flags = npt.NDArray[np.bool_]
_NEARLY_FREE = 1e-9


def telling_cells(
    values: Floats, establishments: Floats, *, largest: Floats, fewest: int = 3, share: float = 0.7
) -> Flags:
    """The cells that tell of single firms: fewer than `fewest` establishments, or one with over `share` of the value.

    All three are regions × industries, `largest` the value of the largest establishment; cells without any are none.

    >>> values, number = np.array([[10.0, 90.0, 30.0, 0.0]]), np.array([[2.0, 5.0, 4.0, 0.0]])
    >>> telling_cells(values, number, largest=np.array([[6.0, 70.0, 9.0, 0.0]])).tolist()
    [[True, True, False, False]]
    """
    there = values > 0
    return np.asarray(there & ((establishments < fewest) | (largest > share * values)))


def suppressed_cells(values: Floats, telling: Flags) -> Flags:
    """The telling cells and those left out beside them, so that none follows exactly from row and column totals.

    Each cell that would follow is closed into a circle of cells of which the sum is the least; only cells above 0 can
    hide another, since an empty one is guessed. What cannot be hidden so (a row or column with one cell above 0) needs
    its total left out as well: `revealed` names it.

    >>> values = np.array([[5.0, 20.0, 30.0], [40.0, 6.0, 50.0], [70.0, 80.0, 90.0]])
    >>> first = np.array([[True, False, False], [False, False, False], [False, False, False]])
    >>> suppressed_cells(values, first).astype(int).tolist()
    [[1, 1, 0], [1, 1, 0], [0, 0, 0]]
    """
    out = telling.copy()
    # What lies on a circle stays on it when more is left out: one look at each cell is enough.
    for row, column in zip(*(at.tolist() for at in np.nonzero(telling)), strict=True):
        if _is_bridge(out, row, column):
            for cell in list(_cheapest_way(values, out, row, column)):
                out[cell] = True
    return out


def revealed(values: Floats, telling: Flags) -> list[tuple[int, int]]:
    """The telling cells that cannot be hidden while all totals stay.

    >>> revealed(np.array([[5.0, 0.0], [0.0, 7.0]]), np.array([[True, False], [False, False]]))
    [(0, 0)]
    """
    return [cell for cell in bridges(suppressed_cells(values, telling)) if telling[cell]]


def bridges(out: Flags) -> Iterator[tuple[int, int]]:
    """The cells left out that follow exactly from the totals and the other cells.

    >>> list(bridges(np.array([[True, True], [True, True]]))), list(bridges(np.array([[True, False]])))
    ([], [(0, 0)])
    """
    for row, column in zip(*(at.tolist() for at in np.nonzero(out)), strict=True):
        if _is_bridge(out, row, column):
            yield row, column


def _is_bridge(out: Flags, row: int, column: int) -> bool:
    """Whether a cell is the only way between its row and its column."""
    height, width = out.shape
    rows, columns = np.nonzero(out)
    others = (rows != row) | (columns != column)
    ends = (rows[others], columns[others] + height)
    graph = csr_array((np.ones(len(ends[0])), ends), shape=(height + width, height + width))
    _, part = connected_components(graph, directed=False)
    return bool(part[row] != part[column + height])


def _cheapest_way(values: Floats, out: Flags, row: int, column: int) -> Iterator[tuple[int, int]]:
    """The cells of the way from a row to a column, other than their own cell, that costs the least value."""
    height, width = values.shape
    usable = values > 0
    usable[row, column] = False
    rows, columns = np.nonzero(usable)
    costs = np.where(out[rows, columns], _NEARLY_FREE, values[rows, columns])
    graph = csr_array((costs, (rows, columns + height)), shape=(height + width, height + width))
    far, before = dijkstra(graph, directed=False, indices=row, return_predecessors=True)
    at = column + height
    if not np.isfinite(far[at]):
        return
    while at != row:
        last = int(before[at])
        yield (last, at - height) if at >= height else (at, last - height)
        at = last
