"""What lies within a region's reach: the complexity outlook, and what each absent industry would add to it."""

import numpy as np

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.relatedness.advantage import Presence
from klusterkarta.analysis.relatedness.reach import reach


def coi(presence: Presence, near: Floats, *, direction: Floats) -> Floats:
    """Complexity outlook index: Σ_i d_ri (1 − M_ri) K_i over absent industries, z-scored; a vector over regions.

    `near` is the proximity φ that the density d is reckoned with, `direction` the industries' complexity before
    centring (`Complexity.direction`), as the Growth Lab's packages reckon it. nan where complexity is; all nan where
    every region has the same outlook. An industry that no region is present in counts for nobody.

    Source: R. Hausmann et al., The atlas of economic complexity (2014), technical box 2.3.

    >>> presence, near = np.array([[True, False], [False, True]]), np.array([[1.0, 0.5], [0.5, 1.0]])
    >>> coi(presence, near, direction=np.array([1.0, 2.0])).round(6).tolist()
    [1.0, -1.0]
    """
    return z_scored(reach(presence, near, direction=direction).outlook)


def cog(presence: Presence, near: Floats, *, direction: Floats) -> Floats:
    """Complexity outlook gain of each absent industry: (1 − M_ri) Σ_j (1 − M_rj) φ_ij K_j / Σ_k φ_jk.

    `near` is the proximity φ; regions × industries out, in standard deviations of ECI; 0 where the region is present.
    Source and degenerate cases as for `coi`.

    >>> near = np.array([[1.0, 0.5], [0.5, 1.0]])
    >>> cog(np.array([[True, False]]), near, direction=np.array([1.0, 3.0])).round(6).tolist()
    [[0.0, 2.0]]
    """
    return reach(presence, near, direction=direction).gain


def z_scored(raw: Floats) -> Floats:
    """Mean 0, the population's standard deviation 1; nan where there is no spread.

    >>> z_scored(np.array([1.0, 3.0])).tolist()
    [-1.0, 1.0]
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((raw - raw.mean()) / raw.std())
