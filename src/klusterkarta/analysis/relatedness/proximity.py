"""How near two industries are: how often regions are present in both, against how often in each."""

from typing import Literal

import numpy as np

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.in_parts import in_parts
from klusterkarta.analysis.relatedness.advantage import Presence, ubiquity
from klusterkarta.analysis.relatedness.listing import LARGE

Kind = Literal["hidalgo", "association", "cosine", "jaccard"]
_WORD = 8


def co_occurrence(presence: Presence) -> Floats:
    """In how many regions each pair of industries is present together; industries × industries, symmetric.

    The diagonal holds the ubiquity. Exact: whole numbers. Large tables are counted bit by bit.

    >>> co_occurrence(np.array([[True, True], [False, True]])).tolist()
    [[1.0, 1.0], [1.0, 2.0]]
    """
    if presence.size >= LARGE:
        return _counted(presence)
    numbers = presence.astype(np.float64)
    return np.asarray(numbers.T @ numbers)


def proximity(presence: Presence, kind: Kind = "hidalgo") -> Floats:
    """The proximity φ of every pair of industries; industries × industries, symmetric, by the kind named.

    C counts the regions present in both, u those in each, n all regions. `hidalgo`: C_ij / max(u_i, u_j), the smaller
    of the two conditional probabilities, 0…1 (Hidalgo et al., Science 317, 2007). `cosine`: C_ij / √(u_i u_j), 0…1.
    `jaccard`: C_ij / (u_i + u_j − C_ij), 0…1. `association`: C_ij n / (u_i u_j), as many times as by chance, 0…
    (van Eck and Waltman, JASIST 60, 2009). The diagonal is 1 (association: n / u_i). 0 for an industry in no region.

    >>> both = np.array([[True, True], [False, True], [False, True], [False, True]])
    >>> [float(proximity(both, kind)[0, 1]) for kind in ("hidalgo", "cosine", "jaccard", "association")]
    [0.25, 0.5, 0.25, 1.0]
    """
    together, count = co_occurrence(presence), ubiquity(presence)
    with np.errstate(invalid="ignore", divide="ignore"):
        if kind == "hidalgo":
            found = together / np.maximum(count[:, None], count)
        elif kind == "cosine":
            found = together / np.sqrt(count[:, None] * count)
        elif kind == "jaccard":
            found = together / (count[:, None] + count - together)
        elif kind == "association":
            found = together * len(presence) / (count[:, None] * count)
        else:
            raise ValueError(f"proximity {kind!r}: expected hidalgo, association, cosine or jaccard")
    if not count.all():
        np.nan_to_num(found, copy=False, nan=0.0)
    return found


def _counted(presence: Presence) -> Floats:
    """Each industry's regions as bits, sixty-four to a word; what two have in common is the ones of their AND."""
    from klusterkarta.analysis.relatedness.loops import common_bits

    regions, industries = presence.shape
    bits = np.zeros((industries, -(-regions // (8 * _WORD)) * _WORD), dtype=np.uint8)
    packed = np.packbits(presence, axis=0)
    bits[:, : len(packed)] = packed.T
    words, found = bits.view(np.uint64), np.empty((industries, industries))
    in_parts(lambda first, last: common_bits(words, (found, first, last)), industries, units=presence.size)
    return found
