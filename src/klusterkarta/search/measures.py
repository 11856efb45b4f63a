"""How good a ranking is: nDCG, precision, recall, and the paired difference of two with its interval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np

# From this grade on an actor counts as relevant for precision and recall.
RELEVANT = 1
_DRAWS = 10_000
_SEED = 20_261_121


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean difference and the middle 95 % of its bootstrap distribution."""

    mean: float
    low: float
    high: float


def ndcg(ranked: Sequence[int], grades: Mapping[int, int], *, at: int = 10) -> float:
    """Normalised discounted cumulative gain: Σ (2^grade − 1) / log2(place + 1), divided by that of the best order.

    Järvelin and Kekäläinen (2002) in the form of Burges et al. (2005). Without any relevant actor it is 0.

    >>> round(ndcg([1, 2], {1: 1, 2: 3}), 4)
    0.7098
    """
    best = _gain(sorted(grades.values(), reverse=True)[:at])
    return _gain([grades.get(one, 0) for one in ranked[:at]]) / best if best else 0.0


def precision(ranked: Sequence[int], grades: Mapping[int, int], *, at: int = 10) -> float:
    """The share of the first `at` places that hold a relevant actor; an empty place holds none.

    >>> precision([7, 1], {1: 2}, at=10)
    0.1
    """
    return sum(grades.get(one, 0) >= RELEVANT for one in ranked[:at]) / at


def recall(ranked: Sequence[int], grades: Mapping[int, int], *, at: int = 50) -> float:
    """The share of the relevant actors among the first `at` places; 0 where none is relevant.

    >>> recall([7, 1], {1: 2, 3: 1})
    0.5
    """
    relevant = {one for one, grade in grades.items() if grade >= RELEVANT}
    return len(relevant.intersection(ranked[:at])) / len(relevant) if relevant else 0.0


def paired_difference(ours: Sequence[float], theirs: Sequence[float]) -> Difference:
    """The mean of the differences by query, and its 95 % percentile interval from 10 000 seeded bootstrap draws.

    One query gives an interval of no width. ValueError for sequences of different or no length.

    >>> paired_difference([0.5, 0.7], [0.4, 0.6])
    Difference(mean=0.1, low=0.1, high=0.1)
    """
    if len(ours) != len(theirs) or not ours:
        raise ValueError(f"expected two sequences of one length, at least 1, not {len(ours)} and {len(theirs)}")
    differences = np.asarray(ours) - np.asarray(theirs)
    drawn = np.random.default_rng(_SEED).integers(0, len(differences), size=(_DRAWS, len(differences)))
    low, high = np.percentile(differences[drawn].mean(axis=1), [2.5, 97.5])
    return Difference(*(round(float(value), 4) for value in (differences.mean(), low, high)))


def _gain(grades: Sequence[int]) -> float:
    return float(sum((2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, start=1)))
