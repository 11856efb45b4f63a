"""What lies within the reach of regions, all of it in one pass: density, outlook, and the gain of each industry."""

from dataclasses import dataclass

import numpy as np

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.in_parts import in_parts
from klusterkarta.analysis.relatedness.advantage import Presence
from klusterkarta.analysis.relatedness.listing import LARGE, Lists, lists_of


@dataclass(frozen=True, slots=True)
class Reach:
    """`density` and `gain` are regions × industries, `outlook` is a vector over regions, not yet z-scored."""

    density: Floats
    gain: Floats
    outlook: Floats


def reach(
    presence: Presence, near: Floats, *, direction: Floats, own: bool = True, lists: Lists | None = None
) -> Reach:
    """Density d = Σ_j M_rj φ_ij / Σ_j φ_ij; gain (1 − M_ri) Σ_j (1 − M_rj) φ_ij K_j / Σ φ_j; outlook Σ_i d (1 − M) K.

    `near` is the proximity φ, symmetric, `direction` K. The gain is told as what all industries give less what the
    present ones do, so that both sums run over what is present alone. Without `own` φ_ii counts in no density. An
    industry that no region is present in is near to none and counts for nobody; its own figures are nan. Large tables
    go by compiled loops, to the same figures; `lists` are the presence's, where they have been made already.

    >>> near = np.array([[1.0, 0.5], [0.5, 1.0]])
    >>> found = reach(np.array([[True, False]]), near, direction=np.array([1.0, 3.0]))
    >>> found.density.round(3).tolist(), found.gain.round(3).tolist(), found.outlook.round(3).tolist()
    ([[0.667, 0.333]], [[0.0, 2.0]], [1.0])
    """
    sums = near.sum(axis=0)
    known = sums > 0
    weights = np.divide(direction, sums, out=np.zeros(len(sums)), where=known)
    alone = np.zeros(len(sums)) if own else near.diagonal().copy()
    # Not by @: threads of the matrix library would wait for more, and take the cores from what comes next.
    totals = np.where(known, np.einsum("i,ij->j", weights, near), np.nan)
    by_industry = (weights, totals, sums, alone, np.where(known, direction, 0.0))
    if presence.size < LARGE:
        return _plain(presence, near, by_industry)
    return _compiled(presence, near, by_industry, lists or lists_of(presence))


def _plain(presence: Presence, near: Floats, by_industry: tuple[Floats, ...]) -> Reach:
    weights, totals, sums, own, direction = by_industry
    there = presence.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        # Both sums are rounded each in its own order: a share of all is 1, not a hair more.
        density = np.minimum((there @ near - own * there) / (sums - own), 1.0)
    gain = (totals - there @ (weights[:, None] * near)) * (1 - there)
    return Reach(density, gain, np.where(sums > 0, density, 0.0) * (1 - there) @ direction)


def _compiled(presence: Presence, near: Floats, by_industry: tuple[Floats, ...], lists: Lists) -> Reach:
    from klusterkarta.analysis.relatedness.loops import reach_rows

    given = (np.ascontiguousarray(presence).view(np.uint8), lists.starts, lists.of, _strips(near), by_industry)
    found = (np.empty(presence.shape), np.empty(presence.shape), np.zeros(len(presence)))
    in_parts(lambda first, last: reach_rows(given, (*found, first, last)), len(presence), units=presence.size)
    return Reach(*found)


def _strips(near: Floats) -> Floats:
    """The columns in strips, so that what the loop goes through for one strip stays near the processor."""
    from klusterkarta.analysis.relatedness.loops import strip_columns
    from klusterkarta.analysis.relatedness.vectors import WIDTH

    size = len(near)
    blocks = np.empty((-(-size // WIDTH), size, WIDTH))
    blocks[-1] = 0.0
    in_parts(lambda first, last: strip_columns(near, (blocks, first, last)), size, units=near.size)
    return blocks
