"""The M-function of Marcon and Puech: how over-represented a group is around its own members, against all others."""

import numpy as np

from klusterkarta.analysis.distance.pair_loops import weight_within
from klusterkarta.analysis.distance.points import Points, bad
from klusterkarta.analysis.grid import Floats


def m_function(sites: Points, cases: Floats, *, distances: Floats) -> Floats:
    """M(r) = Σ_i (near_i(r) / around_i(r)) / Σ_i ((W_c - w_i) / (W - w_i)) over the cases i that have any neighbour.

    near_i: weight of other cases within r of case i; around_i: of all other sites; W_c, W: weight of all cases, of all
    sites. 1: as the group is spread over all sites; 2: twice as much of it around its members. nan at distances within
    which no case has a neighbour. `cases` is 1 for a case, 0 otherwise; `distances` ascend, in km.

    Source: E. Marcon and F. Puech, Journal of Economic Geography 10 (2010). Raises BadPoints for fewer than two cases.

    >>> sites = Points(np.array([0.0, 1, 10, 11]), np.zeros(4), np.ones(4), False)
    >>> m_function(sites, np.array([1.0, 1, 0, 0]), distances=np.array([0.5, 2, 20])).tolist()
    [nan, 3.0, 1.0]
    """
    chosen = cases > 0
    if chosen.sum() < 2:
        raise bad("points.too_few", count=int(chosen.sum()))
    near, around = weight_within(sites.x, sites.y, weights=sites.weights, cases=cases, distances=distances)
    own = sites.weights[chosen]
    expected = (own.sum() - own) / (sites.weights.sum() - own)
    there = around > 0
    ratios = np.divide(near, around, out=np.zeros_like(near), where=there)
    base = (expected[:, None] * there).sum(axis=0)
    found: Floats = np.divide(ratios.sum(axis=0), base, out=np.full(len(distances), np.nan), where=base > 0)
    return found
