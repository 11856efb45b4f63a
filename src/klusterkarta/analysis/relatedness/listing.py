"""A large presence matrix as lists: which industries each region is present in, which regions each industry."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.relatedness.advantage import Presence

# From so many cells on compiled loops over lists are quicker than matrices, the loading of the compiler included.
LARGE = 250_000
Numbers = npt.NDArray[np.int32]
Starts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lists:
    """`of[starts[r] : starts[r + 1]]` is what belongs to r."""

    starts: Starts
    of: Numbers

    def sums(self, figures: Floats) -> Floats:
        """Σ figures over what belongs to each."""
        from klusterkarta.analysis.relatedness.loops import sum_listed

        return np.asarray(sum_listed((self.starts, self.of), figures))


def lists_of(presence: Presence) -> tuple[Lists, Lists]:
    """The industries of each region, the regions of each industry.

    >>> regions, industries = lists_of(np.array([[True, True], [False, True]]))
    >>> regions.of.tolist(), industries.starts.tolist(), industries.of.tolist()
    ([0, 1, 1], [0, 1, 3], [0, 0, 1])
    """
    from klusterkarta.analysis.relatedness.loops import list_columns, list_rows

    count = int(np.count_nonzero(presence))
    starts, listed = np.empty(len(presence) + 1, dtype=np.int64), np.empty(count + 1, dtype=np.int32)
    list_rows(np.ascontiguousarray(presence).view(np.uint8), (starts, listed))
    by_region = Lists(starts, listed[:count])
    ends = np.cumsum(np.bincount(by_region.of, minlength=presence.shape[1]))
    turned = Lists(np.concatenate([[0], ends]), np.empty(count, dtype=np.int32))
    list_columns((starts, by_region.of), (turned.starts[:-1].copy(), turned.of))
    return by_region, turned
