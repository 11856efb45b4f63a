"""A large presence matrix as lists: which industries each region is present in."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.relatedness.advantage import Presence

# From so many cells on compiled loops over lists are quicker than matrices, the loading of the compiler included.
LARGE = 250_000
# Without a sign, so that the compiled loops need not ask whether a number counts from the end.
Numbers = npt.NDArray[np.uint32]
Starts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lists:
    """`of[starts[r] : starts[r + 1]]` are the industries that region r is present in."""

    starts: Starts
    of: Numbers

    @property
    def counts(self) -> Floats:
        """In how many industries each region is present."""
        return np.diff(self.starts).astype(np.float64)

    def columns(self, size: int) -> Floats:
        """In how many regions each of `size` industries is present."""
        return np.bincount(self.of, minlength=size).astype(np.float64)

    def means(self, figures: Floats) -> Floats:
        """The mean of the figures over the industries of each region; each has to have one."""
        return np.asarray(np.add.reduceat(figures[self.of], self.starts[:-1]) / self.counts)

    def there_and_back(self, figures: Floats, counts: Floats) -> Floats:
        """Each region's sum divided by its count, then for each industry the sum of that over its regions."""
        from klusterkarta.analysis.relatedness.loops import there_and_back

        found = np.empty(len(figures))
        there_and_back((self.starts, self.of), (figures, counts, found))
        return found


def lists_of(presence: Presence) -> Lists:
    """The industries of each region.

    >>> regions = lists_of(np.array([[True, True], [False, True]]))
    >>> regions.starts.tolist(), regions.of.tolist()
    ([0, 2, 3], [0, 1, 1])
    """
    from klusterkarta.analysis.relatedness.loops import list_rows

    starts = np.empty(len(presence) + 1, dtype=np.int64)
    listed = np.empty(int(np.count_nonzero(presence)) + 1, dtype=np.uint32)
    list_rows(np.ascontiguousarray(presence).view(np.uint8), (starts, listed))
    return Lists(starts, listed[:-1])
