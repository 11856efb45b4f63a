"""Sets of records that grow together, and pairs that must stay apart."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Clusters:
    """Disjoint sets of ids, each known by its smallest id. `apart` keeps what must not come into one set."""

    _parent: dict[int, int] = field(default_factory=dict)
    _apart: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def root(self, one: int) -> int:
        """The smallest id of the set that `one` is in.

        >>> clusters = Clusters()
        >>> clusters.join(3, 7)
        >>> clusters.root(7)
        3
        """
        parent = self._parent
        while parent.get(one, one) != one:
            parent[one] = parent.get(parent[one], parent[one])
            one = parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Make one set of the two."""
        low, high = sorted((self.root(one), self.root(other)))
        if low != high:
            self._parent[high] = low
            self._apart[low] |= self._apart.pop(high, set())

    def keep_apart(self, one: int, other: int) -> None:
        """Remember that the two must not come into one set; nothing is remembered of two that are in one already."""
        if self.root(one) != self.root(other):
            self._apart[self.root(one)].add(other)
            self._apart[self.root(other)].add(one)

    def are_apart(self, one: int, other: int) -> bool:
        """Whether the sets of the two hold a pair that must stay apart.

        >>> clusters = Clusters()
        >>> clusters.keep_apart(1, 2)
        >>> clusters.join(2, 5)
        >>> clusters.are_apart(5, 1)
        True
        """
        low, high = self.root(one), self.root(other)
        return any(self.root(enemy) == high for enemy in self._apart.get(low, ()))

    def any_apart(self, ids: Iterable[int]) -> bool:
        """Whether some two of the ids' sets must stay apart."""
        roots = {self.root(one) for one in ids}
        return any(self.root(enemy) in roots for one in roots for enemy in self._apart.get(one, ()))
