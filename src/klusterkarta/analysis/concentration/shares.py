"""Shares of a matrix regions × industries: within each row, and of the whole that rows are compared with."""

import numpy as np

from klusterkarta.analysis.grid import Floats


def own_shares(values: Floats) -> Floats:
    """Each row's figures over the row's sum; nan in a row that has nothing.

    >>> own_shares(np.array([[3.0, 1.0]])).tolist()
    [[0.75, 0.25]]
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(values / values.sum(axis=1, keepdims=True))


def whole_shares(values: Floats, reference: Floats | None = None) -> Floats:
    """The columns' shares of the whole: of `reference` where it is given, else of the sum of all rows.

    >>> whole_shares(np.array([[3.0, 1.0], [1.0, 3.0]])).tolist()
    [0.5, 0.5]
    """
    totals = values.sum(axis=0) if reference is None else reference
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(totals / totals.sum())
