"""The two largest eigenvalues of a symmetric matrix that is known by what it does to a vector."""

from collections.abc import Callable

import numpy as np
from scipy.linalg import eigh_tridiagonal  # type: ignore[import-untyped]

from klusterkarta.analysis.grid import Floats

_LEAST, _MOST, _EVERY = 14, 80, 3
# How far the vector of the largest may be turned about, and the second's, of which the value alone is asked.
_SETTLED, _SECOND_SETTLED = 1e-14, 1e-7


def two_largest(turned: Callable[[Floats], Floats], size: int) -> tuple[Floats, Floats] | None:
    """The second largest and the largest eigenvalue, and the unit vector of the largest; None where it does not settle.

    Lanczos' iteration, each vector freed twice of all before it; for eigenvalues within −1…1. `turned` is the matrix
    times a vector. None too where the vectors come to an end early, so that a value may have been passed over.

    Source: B. Parlett, The symmetric eigenvalue problem (1980), chapter 13.

    >>> values, vector = two_largest(lambda one: one / np.arange(1, 101), 100)
    >>> values.round(9).tolist(), np.abs(vector).round(9)[:2].tolist()
    ([0.5, 1.0], [1.0, 0.0])
    """
    # Any start; a fixed one, so that the same data give the same bytes.
    vector = np.random.default_rng(0).standard_normal(size)
    # Sums and einsum, not @: threads of the matrix library would take the cores from what is done beside.
    vector /= np.sqrt((vector * vector).sum())
    kept, inner, outer = np.empty((_MOST, size)), np.empty(_MOST), np.empty(_MOST)
    for step in range(min(_MOST, size - 1)):
        kept[step] = vector
        vector = turned(vector)
        inner[step] = (kept[step] * vector).sum()
        before = kept[: step + 1]
        for _ in range(2):
            vector = vector - np.einsum("k,ki->i", np.einsum("ki,i->k", before, vector), before)
        outer[step] = np.sqrt((vector * vector).sum())
        if outer[step] < _SETTLED:
            return None
        if step >= _LEAST and step % _EVERY == 0:
            found = _of_steps(inner[: step + 1], outer[: step + 1])
            if found:
                return found[0], np.einsum("k,ki->i", found[1], before)
        vector /= outer[step]
    return None


def _of_steps(inner: Floats, outer: Floats) -> tuple[Floats, Floats] | None:
    """The values of the small matrix of the steps, and how the largest's vector is made of theirs, once settled."""
    size = len(inner)
    values, vectors = eigh_tridiagonal(inner, outer[:-1], select="i", select_range=(size - 2, size - 1))
    second, largest = np.abs(vectors[-1]) * outer[-1]
    return (values, vectors[:, 1]) if largest <= _SETTLED and second <= _SECOND_SETTLED else None
