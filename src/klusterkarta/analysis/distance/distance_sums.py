"""Distances of all pairs, gathered in fine bins: their quantiles, a bandwidth, and their smoothed density."""

from dataclasses import dataclass

import numpy as np

from klusterkarta.analysis.grid import Floats

_FAR = 7.0
_ROOT_TWO_PI = float(np.sqrt(2 * np.pi))
_IQR_OF_NORMAL = 1.34


@dataclass(frozen=True, slots=True)
class DistanceSums:
    """Bins of `width` from 0 × moments (0, 1, 2): weight, and weight × place in the bin, see `pair_loops.pair_sums`.

    `total` is the weight of all pairs, of those beyond the last bin too; `pairs` is their number.
    """

    sums: Floats
    width: float
    total: float
    pairs: float

    @property
    def middles(self) -> Floats:
        """The middle of each bin."""
        return np.asarray((np.arange(len(self.sums)) + 0.5) * self.width, dtype=np.float64)

    def quantile(self, share: float, *, most: float = float("inf")) -> float:
        """The distance that a share of the pairs' weight does not exceed, of those up to `most`."""
        reached = np.cumsum(self.sums[: _bins(most, self.width, len(self.sums)), 0])
        if not reached.size or reached[-1] <= 0:
            return float("nan")
        edges = np.arange(len(reached) + 1) * self.width
        return float(np.interp(share * reached[-1], np.r_[0.0, reached], edges))


def silverman(distances: DistanceSums, *, most: float = float("inf")) -> float:
    """h = 0.9 min(s, IQR / 1.34) m^(-1/5) of the m pairs no farther apart than `most`; 0 where all are equally far.

    B. Silverman, Density Estimation for Statistics and Data Analysis (1986), 3.31; Duranton and Overman use it so, and
    R's `bw.nrd0` is the same.
    """
    bins = _bins(most, distances.width, len(distances.sums))
    moments, middles = distances.sums[:bins], distances.middles[:bins]
    weight = moments[:, 0].sum()
    if weight <= 0:
        return 0.0
    places = middles * moments[:, 0] + distances.width * moments[:, 1]
    squares = middles**2 * moments[:, 0] + 2 * middles * distances.width * moments[:, 1]
    squares += distances.width**2 * moments[:, 2]
    mean = places.sum() / weight
    spread = np.sqrt(max(squares.sum() / weight - mean**2, 0.0))
    between = distances.quantile(0.75, most=most) - distances.quantile(0.25, most=most)
    least = min(spread, between / _IQR_OF_NORMAL) or spread
    number = distances.pairs * weight / distances.total
    return float(0.9 * least * number**-0.2)


def smoothed(distances: DistanceSums, at: Floats, *, bandwidth: float) -> Floats:
    """K(d) = Σ_pairs w_i w_j [φ((d − d_ij) / h) + φ((d + d_ij) / h)] / (h Σ_pairs w_i w_j), φ the normal density.

    The second term reflects at 0, so that nothing is lost below it. A Taylor series of φ to the second power within a
    bin: the error of one pair is at most (width / 2h)³ / 4 of φ's height, 1e-5 of it with 14 bins to a bandwidth.
    """
    return _density(distances, at, bandwidth) + _density(distances, -at, bandwidth)


def _density(distances: DistanceSums, at: Floats, bandwidth: float) -> Floats:
    step = distances.width / bandwidth
    found = np.zeros(len(at))
    for number, distance in enumerate(at):
        first = max(int((distance - _FAR * bandwidth) / distances.width), 0)
        last = int((distance + _FAR * bandwidth) / distances.width) + 1
        if last <= 0:
            continue
        moments = distances.sums[first:last]
        z = (distance - (np.arange(first, first + len(moments)) + 0.5) * distances.width) / bandwidth
        height = np.exp(-(z**2) / 2)
        terms = moments[:, 0] + z * step * moments[:, 1] + (z**2 - 1) * step**2 / 2 * moments[:, 2]
        found[number] = height @ terms
    return found / (_ROOT_TWO_PI * bandwidth * distances.total)


def _bins(most: float, width: float, there: int) -> int:
    return there if np.isinf(most) else min(int(np.ceil(most / width)), there)
