"""What chance alone gives: bands around simulated curves, at each distance and over all distances at once."""

from dataclasses import dataclass

import numpy as np

from klusterkarta.analysis.grid import Floats


@dataclass(frozen=True, slots=True)
class Band:
    """Lowest and highest value at each distance that chance gives; `level` is the share of curves that it lets out.

    `level` is what was reached, a side: a share of whole curves is a step of 1 / simulations at least.
    """

    low: Floats
    high: Floats
    level: float


def local_band(curves: Floats, *, level: float = 0.05) -> Band:
    """At each distance the quantiles `level` and 1 - `level` of the simulated curves (rows).

    A curve leaves it somewhere far more often than at one distance. Source: Duranton and Overman (2005), 2.3.

    >>> band = local_band(np.arange(101.0)[:, None])
    >>> band.low.tolist(), band.high.tolist()
    ([5.0], [95.0])
    """
    low, high = np.quantile(curves, [level, 1 - level], axis=0)
    return Band(low, high, level)


def global_band(curves: Floats, *, level: float = 0.05) -> Band:
    """The narrowest band of ranks above which (and below which) at most a share `level` of whole curves ever come.

    At each distance the k-th highest value, k the largest for which the share of curves that are among the k - 1
    highest anywhere is at most `level`; likewise below. With few simulations that is the highest of all.
    Source: Duranton and Overman (2005), 2.3, by ranks, without their interpolation between ranks.

    >>> flat = np.arange(100.0)[:, None] * np.ones(3)
    >>> band = global_band(flat)
    >>> band.low.tolist(), band.high.tolist(), band.level
    ([5.0, 5.0, 5.0], [94.0, 94.0, 94.0], 0.05)
    """
    ordered = np.sort(curves, axis=0)
    ranks = curves.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    below, low_share = _rank(ranks.min(axis=1), level)
    above, high_share = _rank(len(curves) - 1 - ranks.max(axis=1), level)
    return Band(ordered[below], ordered[len(curves) - 1 - above], max(low_share, high_share))


def _rank(extremes: Floats, level: float) -> tuple[int, float]:
    """The largest rank that at most a share `level` of curves are outside of, and that share."""
    shares = np.cumsum(np.bincount(extremes.astype(np.int64), minlength=len(extremes) + 1)) / len(extremes)
    # shares[r] is the share of curves that reach rank r or a more extreme one.
    rank = int(np.searchsorted(shares, level, side="right"))
    return min(rank, len(extremes) - 1), float(shares[rank - 1]) if rank else 0.0
