"""How near two industries are: how often regions are present in both, against how often in each."""

from typing import Literal, get_args

import numpy as np

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.in_parts import in_parts
from klusterkarta.analysis.relatedness.advantage import Presence
from klusterkarta.analysis.relatedness.listing import LARGE, Lists, lists_of

Kind = Literal["hidalgo", "association", "cosine", "jaccard"]
_WORD = 64
# The loop takes so many industries at a time, and the rest as if nobody had them.
_AT_ONCE = 4


def co_occurrence(presence: Presence, *, lists: Lists | None = None) -> Floats:
    """In how many regions each pair of industries is present together; industries × industries, symmetric.

    The diagonal holds the ubiquity. Exact: whole numbers. Large tables are counted bit by bit, from their lists.

    >>> co_occurrence(np.array([[True, True], [False, True]])).tolist()
    [[1.0, 1.0], [1.0, 2.0]]
    """
    if presence.size >= LARGE:
        return _counted(presence, lists or lists_of(presence))
    numbers = presence.astype(np.float64)
    return np.asarray(numbers.T @ numbers)


def proximity(presence: Presence, kind: Kind = "hidalgo", *, lists: Lists | None = None) -> Floats:
    """The proximity φ of every pair of industries; industries × industries, symmetric, by the kind named.

    C counts the regions present in both, u those in each, n all regions. `hidalgo`: C_ij / max(u_i, u_j), the smaller
    of the two conditional probabilities, 0…1 (Hidalgo et al., Science 317, 2007). `cosine`: C_ij / √(u_i u_j), 0…1.
    `jaccard`: C_ij / (u_i + u_j − C_ij), 0…1. `association`: C_ij n / (u_i u_j), as many times as by chance, 0…
    (van Eck and Waltman, JASIST 60, 2009). The diagonal is 1 (association: n / u_i). 0 for an industry in no region.

    >>> both = np.array([[True, True], [False, True], [False, True], [False, True]])
    >>> [float(proximity(both, kind)[0, 1]) for kind in ("hidalgo", "cosine", "jaccard", "association")]
    [0.25, 0.5, 0.25, 1.0]
    """
    if kind not in get_args(Kind):
        raise ValueError(f"proximity {kind!r}: expected hidalgo, association, cosine or jaccard")
    found = co_occurrence(presence, lists=lists)
    count, regions = found.diagonal().copy(), len(presence)

    def _some(first: int, last: int) -> None:
        _related(found[first:last], count[first:last, None], count, kind, regions)

    in_parts(_some, len(found), units=found.size)
    if not count.all():
        np.nan_to_num(found, copy=False, nan=0.0)
    return found


def _related(part: Floats, mine: Floats, count: Floats, kind: Kind, regions: int) -> None:
    """Some rows of what is counted become proximities, in their place."""
    with np.errstate(invalid="ignore", divide="ignore"):
        if kind == "hidalgo":
            part /= np.maximum(mine, count)
        elif kind == "cosine":
            part /= np.sqrt(mine * count)
        elif kind == "jaccard":
            part /= mine + count - part
        else:
            part *= regions
            part /= mine * count


def _counted(presence: Presence, lists: Lists) -> Floats:
    """Each industry's regions as bits, sixty-four to a word; what two have in common is the ones of their AND."""
    from klusterkarta.analysis.relatedness.loops import common_bits, set_bits

    regions, industries = presence.shape
    bits = np.zeros((-(-industries // _AT_ONCE) * _AT_ONCE, -(-regions // _WORD)), dtype=np.uint64)
    set_bits((lists.starts, lists.of), bits)
    found = np.empty((industries, industries))
    in_parts(lambda first, last: common_bits(bits, (found, first, last)), industries, units=presence.size)
    return found
