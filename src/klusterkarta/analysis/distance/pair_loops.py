"""The loops over all pairs of points, compiled: here the loop is the algorithm."""

import numba
import numpy as np

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.in_parts import in_parts

# Each pair adds its weight, and the weight times the first two powers of its place within the bin.
MOMENTS = 3
_WORTH_SHARING, _PARTS = 1_000, 8
_compiled = numba.njit(cache=True, nogil=True, fastmath={"contract", "nnan", "ninf", "nsz"})
_on_all_cores = numba.njit(cache=True, parallel=True, fastmath={"contract", "nnan", "ninf", "nsz"})


def pair_sums(x: Floats, y: Floats, *, weights: Floats, width: float, bins: int, parallel: bool = True) -> Floats:
    """Bins of distance × moments (0, 1, 2) of all pairs i < j, weighted by w_i w_j; farther ones are left out.

    The place of a distance in its bin counts from the middle, in bins: from -1/2 to 1/2. In parallel the sums of the
    threads are added in a fixed order.

    >>> line = np.array([0.0, 3.0, 4.0])
    >>> sums = pair_sums(line, np.zeros(3), weights=np.ones(3), width=1.0, bins=5)
    >>> sums[:, 0].tolist()
    [0.0, 1.0, 0.0, 1.0, 1.0]
    """
    if not parallel or len(x) < _WORTH_SHARING:
        sums = _sum_rows(x, y, weights, width, bins)
    else:
        sums = _sum_parts(x, y, weights, width, bins, _PARTS).sum(axis=0)
    found: Floats = sums[:bins, :MOMENTS]
    return found


def pair_means(x: Floats, y: Floats, *, weights: Floats, width: float, bins: int, parallel: bool = True) -> Floats:
    """The same with moments 0 and 1 alone: quicker, and right where bins are much finer than what is asked for.

    >>> line = np.array([0.0, 3.0, 4.0])
    >>> pair_means(line, np.zeros(3), weights=np.ones(3), width=1.0, bins=5).tolist()[1::2]
    [[1.0, -0.5, 0.0], [1.0, -0.5, 0.0]]
    """
    parts = _PARTS if parallel and len(x) >= _WORTH_SHARING else 1
    summed = np.zeros((parts, bins + 1, 2))
    given = (x, y, weights, 1 / width)
    in_parts(
        lambda first, last: [_mean_rows(given, summed[part], part, parts) for part in range(first, last)],
        parts,
        units=len(x) ** 2 if parts > 1 else 0,
    )
    found = np.zeros((bins, MOMENTS))
    found[:, :2] = summed.sum(axis=0)[:bins]
    return found


def weight_within(x: Floats, y: Floats, *, weights: Floats, cases: Floats, distances: Floats) -> tuple[Floats, Floats]:
    """For each case (rows) the weight of other cases, and of all others, no farther than each distance (columns).

    `cases` holds 1 for a case and 0 for any other point; `distances` ascend. The point itself is not counted.

    >>> near, around = weight_within(
    ...     np.array([0.0, 1, 2]),
    ...     np.zeros(3),
    ...     weights=np.array([1.0, 2, 4]),
    ...     cases=np.array([1.0, 0, 1]),
    ...     distances=np.array([1.0, 2]),
    ... )
    >>> near.tolist(), around.tolist()
    ([[0.0, 4.0], [0.0, 1.0]], [[2.0, 6.0], [2.0, 3.0]])
    """
    chosen = np.flatnonzero(cases > 0)
    near, around = _within(x, y, weights, cases, chosen, distances**2)
    return near.cumsum(axis=1), around.cumsum(axis=1)


@_compiled
def _add(sums, points, i, inverse, places):  # type: ignore[no-untyped-def]
    """Row i: the distances first, many at a time, then the bins, one at a time; the last bin takes what is farther."""
    last = sums.shape[0] - 1
    x, y, weights = points
    others_x, others_y, others = x[i + 1 :], y[i + 1 :], weights[i + 1 :]
    here_x, here_y, here = x[i], y[i], weights[i]
    for j in range(others.shape[0]):
        dx = here_x - others_x[j]
        dy = here_y - others_y[j]
        places[j] = np.sqrt(dx * dx + dy * dy) * inverse
    for j in range(others.shape[0]):
        place = places[j]
        at = min(np.int64(place), last)
        off = place - at - 0.5
        weight = here * others[j]
        first = weight * off
        sums[at, 0] += weight
        sums[at, 1] += first
        sums[at, 2] += first * off


@_compiled
def _mean_rows(given, summed, part, parts):  # type: ignore[no-untyped-def]
    """Every `parts`-th row from `part` on.

    The distances stand here as in `_add`: as a function that both call they take 7 % longer.
    """
    x, y, weights, inverse = given
    last = summed.shape[0] - 1
    places = np.empty(x.shape[0])
    for i in range(part, x.shape[0], parts):
        others_x, others_y, others = x[i + 1 :], y[i + 1 :], weights[i + 1 :]
        here_x, here_y, here = x[i], y[i], weights[i]
        for j in range(others.shape[0]):
            dx = here_x - others_x[j]
            dy = here_y - others_y[j]
            places[j] = np.sqrt(dx * dx + dy * dy) * inverse
        for j in range(others.shape[0]):
            at = min(np.int64(places[j]), last)
            weight = here * others[j]
            summed[at, 0] += weight
            summed[at, 1] += weight * (places[j] - at - 0.5)


@_compiled
def _sum_rows(x, y, weights, width, bins):  # type: ignore[no-untyped-def]
    sums = np.zeros((bins + 1, 4))
    places = np.empty(x.shape[0])
    for i in range(x.shape[0]):
        _add(sums, (x, y, weights), i, 1 / width, places)
    return sums


@_on_all_cores
def _sum_parts(x, y, weights, width, bins, parts):  # type: ignore[no-untyped-def]
    sums = np.zeros((parts, bins + 1, 4))
    for part in numba.prange(parts):
        places = np.empty(x.shape[0])
        # Every `parts`-th row, so that long and short rows are shared out evenly.
        for i in range(part, x.shape[0], parts):
            _add(sums[part], (x, y, weights), i, 1 / width, places)
    return sums


@_on_all_cores
def _within(x, y, weights, cases, chosen, squares):  # type: ignore[no-untyped-def]
    near = np.zeros((chosen.shape[0], squares.shape[0]))
    around = np.zeros((chosen.shape[0], squares.shape[0]))
    for row in numba.prange(chosen.shape[0]):
        i = chosen[row]
        for j in range(x.shape[0]):
            square = (x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2
            if j != i and square <= squares[-1]:
                at = np.searchsorted(squares, square)
                around[row, at] += weights[j]
                near[row, at] += weights[j] * cases[j]
    return near, around
