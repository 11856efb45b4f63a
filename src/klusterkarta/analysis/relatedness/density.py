"""How much of what is near an industry a region already has."""

import numpy as np

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.relatedness.advantage import Presence
from klusterkarta.analysis.relatedness.reach import reach


def density(presence: Presence, near: Floats, *, own: bool = True) -> Floats:
    """Relatedness density d_ri = Σ_j M_rj φ_ij / Σ_j φ_ij; regions × industries, 0…1.

    `near` is the proximity φ. With `own` the industry itself counts among its neighbours (φ_ii), so that a region which
    is present in it has a higher density: so do Hidalgo et al. (2007) and the usual packages. Without, the diagonal is
    left out, as in the literature on diversification (Boschma, Balland and Kogler 2015). nan where an industry is near
    to none.

    >>> near = np.array([[1.0, 0.5], [0.5, 1.0]])
    >>> density(np.array([[True, False]]), near).round(3).tolist()
    [[0.667, 0.333]]
    >>> density(np.array([[True, False]]), near, own=False).tolist()
    [[0.0, 1.0]]
    """
    return reach(presence, near, direction=np.zeros(len(near)), own=own).density
