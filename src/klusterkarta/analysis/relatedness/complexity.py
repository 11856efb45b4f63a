"""The economic complexity index of regions and the complexity of industries."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import eigh  # type: ignore[import-untyped]
from scipy.sparse.linalg import ArpackError, LinearOperator, eigsh  # type: ignore[import-untyped]

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.relatedness.advantage import Presence, diversity, ubiquity
from klusterkarta.analysis.relatedness.lanczos import two_largest
from klusterkarta.analysis.relatedness.listing import LARGE, Lists, lists_of

# Up to here all eigenvalues at once are as quick as a few by iteration.
_SMALL = 64
# Nearer to 1, or to the third, than this the second eigenvalue tells no single direction.
_APART = 1e-9


@dataclass(frozen=True, slots=True)
class Complexity:
    """`eci` over regions (mean 0, standard deviation 1), `pci` over industries on the same scale.

    `direction` is pci before centring, in standard deviations of eci: what outlook is reckoned with. All nan where the
    data tell no complexity: `fault` then says why.
    """

    eci: Floats
    pci: Floats
    direction: Floats
    fault: str = ""


def complexity(presence: Presence, *, lists: Lists | None = None) -> Complexity:
    """ECI and PCI of a presence matrix, regions × industries.

    The eigenvector K of the second largest eigenvalue of M̃_ij = Σ_r M_ri M_rj / (d_r u_i) gives the industries, its
    mean over a region's industries the regions; then ECI = (K_r − mean) / sd over regions (population's standard
    deviation), PCI by the same mean and sd, so that ECI is the mean PCI of a region's industries. The sign is the one
    by which ECI correlates positively with diversity.

    Regions and industries without any presence are nan and do not count. All are nan with fewer than two regions or
    industries or where every region is present in the same ones (fault `few`), where the network falls apart
    (`apart`: the second eigenvalue is 1), and where the second eigenvalue is double (`double`).

    Source: C. Hidalgo and R. Hausmann, PNAS 106 (2009); R. Hausmann et al., The atlas of economic complexity (2014).

    >>> found = complexity(np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0]], dtype=bool))
    >>> [round(float(one), 3) + 0.0 for one in found.eci]
    [1.225, 0.0, -1.225]
    """
    rows, columns = np.asarray(presence.any(axis=1)), np.asarray(presence.any(axis=0))
    if rows.all() and columns.all():
        return _complexity(presence, lists)
    part = _complexity(presence[np.ix_(rows, columns)], None)
    return Complexity(_spread(part.eci, rows), _spread(part.pci, columns), _spread(part.direction, columns), part.fault)


def _complexity(presence: Presence, lists: Lists | None) -> Complexity:
    found = _second(presence, lists) if min(presence.shape) > 1 else "few"
    if isinstance(found, str):
        return _nothing(presence, found)
    (regions, industries), counts = found, lists.counts if lists else diversity(presence)
    mean, spread = regions.mean(), regions.std()
    if spread <= _APART * np.abs(industries).max():
        return _nothing(presence, "few")
    sign = -1.0 if ((counts - counts.mean()) * (regions - mean)).sum() < 0 else 1.0
    scale = sign / spread
    return Complexity((regions - mean) * scale, (industries - mean) * scale, industries * scale)


def _second(presence: Presence, lists: Lists | None) -> tuple[Floats, Floats] | str:
    """The direction over regions and over industries, or why there is none.

    With N = M / √(d u), NᵀN and NNᵀ have the eigenvalues of M̃; the first is 1, with a known vector, and taken out.
    """
    small = presence.size < LARGE or min(presence.shape) <= _SMALL
    return _by_matrix(presence) if small else _by_lists(presence, lists or lists_of(presence))


def _by_matrix(presence: Presence) -> tuple[Floats, Floats] | str:
    """By the smaller of the two symmetric matrices."""
    rows, columns = diversity(presence), ubiquity(presence)
    share = presence / np.sqrt(rows[:, None] * columns)
    wide = presence.shape[1] > presence.shape[0]
    square = share @ share.T if wide else share.T @ share
    first = np.sqrt((rows if wide else columns) / presence.sum())
    square -= np.outer(first, first)
    values, vector = _two_of(square)
    industries = (share.T @ vector if wide else vector) / np.sqrt(columns)
    return _fault(values) or (np.asarray(presence @ industries / rows), np.asarray(industries))


def _by_lists(presence: Presence, lists: Lists) -> tuple[Floats, Floats] | str:
    """The same without the matrix: each step of the iteration sums over what is present, there and back."""
    rows, columns = lists.counts, lists.columns(presence.shape[1])
    root, first = 1 / np.sqrt(columns), np.sqrt(columns / len(lists.of))

    def _turned(vector: Floats) -> Floats:
        return np.asarray(lists.there_and_back(vector * root, rows) * root - first * (first @ vector))

    try:
        values, vector = two_largest(_turned, len(columns)) or _by_arpack(_turned, len(columns))
    except ArpackError:
        return _by_matrix(presence)
    industries = vector * root
    return _fault(values) or (lists.means(industries), np.asarray(industries))


def _two_of(square: Floats) -> tuple[Floats, Floats]:
    """The two largest eigenvalues of a matrix and the vector of the larger; all at once where no iteration settles."""
    size = len(square)
    if size > _SMALL:
        with suppress(ArpackError):
            return _by_arpack(lambda vector: square @ vector, size)
    values, vectors = eigh(square, subset_by_index=[size - 2, size - 1])
    return values, vectors[:, 1]


def _by_arpack(turned: Callable[[Floats], Floats], size: int) -> tuple[Floats, Floats]:
    """The same of what `turned` multiplies a vector by: an iteration that is begun anew until it settles."""
    # Any start that is no multiple of the first vector; a fixed one, so that the same data give the same bytes.
    start = np.random.default_rng(0).standard_normal(size)
    operator = LinearOperator((size, size), matvec=turned, dtype=np.float64)
    values, vectors = eigsh(operator, 2, which="LA", v0=start, tol=0, maxiter=40)
    return values, vectors[:, np.argmax(values)]


def _fault(values: npt.NDArray[np.float64]) -> str:
    third, second = sorted(values.tolist())
    if second <= _APART:
        return "few"
    if second >= 1 - _APART:
        return "apart"
    return "double" if second - third <= _APART * second else ""


def _nothing(presence: Presence, fault: str) -> Complexity:
    regions, industries = presence.shape
    return Complexity(np.full(regions, np.nan), np.full(industries, np.nan), np.full(industries, np.nan), fault)


def _spread(part: Floats, where: npt.NDArray[np.bool_]) -> Floats:
    whole = np.full(len(where), np.nan)
    whole[where] = part
    return whole
