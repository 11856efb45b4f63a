"""Products with a presence matrix, some hundred rows at a time: the numbers of a block stay in the processor's cache.

A matrix of floats eight times the size of the presence is never made; fresh memory costs more than the multiplication.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.relatedness.advantage import Presence

_ROWS = 384


def blocks(rows: int) -> Iterator[slice]:
    """Slices over the rows.

    >>> [one.stop for one in blocks(400)]
    [384, 400]
    """
    return (slice(start, min(start + _ROWS, rows)) for start in range(0, rows, _ROWS))


def gram(presence: Presence, *, rows: Floats | None = None, dtype: npt.DTypeLike = np.float64) -> npt.NDArray[Any]:
    """PᵀP of the presence, each row first divided by its figure of `rows` where these are given.

    >>> gram(np.array([[True, True], [False, True]])).tolist()
    [[1.0, 1.0], [1.0, 2.0]]
    """
    total = np.zeros((presence.shape[1], presence.shape[1]), dtype=dtype)
    for block in blocks(len(presence)):
        part = presence[block].astype(dtype)
        if rows is not None:
            part /= rows[block, None]
        total += part.T @ part
    return total


def times(presence: Presence, matrix: Floats) -> Floats:
    """P times a matrix or vector.

    >>> times(np.array([[True, True], [False, True]]), np.array([2.0, 3.0])).tolist()
    [5.0, 3.0]
    """
    found = np.empty((len(presence), *matrix.shape[1:]))
    for block in blocks(len(presence)):
        np.matmul(presence[block].astype(np.float64), matrix, out=found[block])
    return found
