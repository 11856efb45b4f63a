"""Revealed comparative advantage, and whether a region is present in an industry."""

import numpy as np
import numpy.typing as npt

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.in_parts import in_parts

# So many rows at a time stay near the processor.
_ROWS = 32
Presence = npt.NDArray[np.bool_]


def rca(values: Floats) -> Floats:
    """Balassa's index: (x_ri / x_r) / (x_i / x); regions × industries in, the same shape out, no unit.

    1 is the whole area's share. nan for a region or industry that has nothing. The same figure as the location
    quotient and the Hoover–Balassa index; with whole numbers a share exactly equal to the area's gives exactly 1.

    Source: B. Balassa, Trade liberalisation and "revealed" comparative advantage, Manchester School 33 (1965).

    >>> rca(np.array([[3.0, 1.0], [1.0, 3.0]])).tolist()
    [[1.5, 0.5], [0.5, 1.5]]
    """
    columns = values.sum(axis=0)
    # Divided by the rounded share and not multiplied by its inverse, so that equal shares give exactly 1.
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = columns / columns.sum()
    found = np.empty(values.shape)

    def _some(first: int, last: int) -> None:
        for start in range(first, last, _ROWS):
            part = slice(start, min(start + _ROWS, last))
            with np.errstate(invalid="ignore", divide="ignore"):
                np.divide(values[part], values[part].sum(axis=1, keepdims=True), out=found[part])
                found[part] /= shares

    in_parts(_some, len(values), units=values.size)
    return found


def mcp(advantage: Floats, threshold: float = 1.0) -> Presence:
    """Presence M: whether the advantage is at least the threshold; False where it is nan.

    Source: C. Hidalgo and R. Hausmann, The building blocks of economic complexity, PNAS 106 (2009).

    >>> mcp(np.array([[1.5, 0.5, np.nan]])).tolist()
    [[True, False, False]]
    """
    return np.asarray(advantage >= threshold)


def diversity(presence: Presence) -> Floats:
    """In how many industries each region is present; a vector over regions.

    >>> diversity(np.array([[True, True], [False, True]])).tolist()
    [2.0, 1.0]
    """
    return np.asarray(presence.sum(axis=1, dtype=np.float64))


def ubiquity(presence: Presence) -> Floats:
    """In how many regions each industry is present; a vector over industries.

    >>> ubiquity(np.array([[True, True], [False, True]])).tolist()
    [1.0, 2.0]
    """
    return np.asarray(presence.sum(axis=0, dtype=np.float64))
