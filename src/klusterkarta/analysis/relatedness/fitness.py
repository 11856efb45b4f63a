"""Fitness of regions and complexity of industries by the non-linear iteration."""

import numpy as np

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.relatedness.advantage import Presence


def fitness(presence: Presence, *, iterations: int = 20) -> tuple[Floats, Floats]:
    """Fitness F of regions and complexity Q of industries, each of mean 1.

    Repeated: F_r ← Σ_i M_ri Q_i; Q_i ← 1 / (Σ_r M_ri / F_r); both divided by their mean; from ones, which count as the
    first iteration, as in the R package economiccomplexity. The order of regions is settled after a few, while the
    least fit go on towards 0, so the number of iterations belongs to the figure.
    0 for a region or industry without any presence.

    Source: A. Tacchella et al., A new metrics for countries' fitness and products' complexity, Sci. Rep. 2 (2012).

    >>> regions, industries = fitness(np.array([[1, 1], [1, 0]], dtype=bool), iterations=2)
    >>> regions.round(3).tolist(), industries.round(3).tolist()
    ([1.333, 0.667], [0.667, 1.333])
    """
    numbers = presence.astype(np.float64)
    regions = np.asarray(presence.any(axis=1), dtype=np.float64)
    industries = np.asarray(presence.any(axis=0), dtype=np.float64)
    for _ in range(iterations - 1):
        with np.errstate(divide="ignore"):
            poor = np.where(regions > 0, 1 / regions, 0.0) @ numbers
            better = np.where(poor > 0, 1 / poor, 0.0)
        regions = numbers @ industries
        regions, industries = np.asarray(regions / regions.mean()), np.asarray(better / better.mean())
    return regions, industries
