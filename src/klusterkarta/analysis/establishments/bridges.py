"""Which edges of a graph lie on no cycle: the cells of a table that its sums give away."""

from collections import defaultdict
from collections.abc import Iterable

Edge = tuple[int, int]


def bridges(edges: Iterable[Edge]) -> list[Edge]:
    """The edges whose removal parts their ends, in the order given. No edge may be given twice, in either direction.

    R. Tarjan, Information Processing Letters 2 (1974), without recursion.

    >>> bridges([(0, 10), (0, 11), (1, 10), (1, 11), (2, 11)])
    [(2, 11)]
    """
    given = list(edges)
    ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, (one, other) in enumerate(given):
        ends[one].append((other, number))
        ends[other].append((one, number))
    reached: dict[int, int] = {}
    back: dict[int, int] = {}
    found = {number for root in ends if root not in reached for number in _from(root, ends, reached, back)}
    return [edge for number, edge in enumerate(given) if number in found]


def _from(
    root: int, ends: dict[int, list[tuple[int, int]]], reached: dict[int, int], back: dict[int, int]
) -> Iterable[int]:
    reached[root] = back[root] = len(reached)
    path = [(root, -1, iter(ends[root]))]
    while path:
        vertex, came_by, further = path[-1]
        for other, number in further:
            if other not in reached:
                reached[other] = back[other] = len(reached)
                path.append((other, number, iter(ends[other])))
                break
            if number != came_by:
                back[vertex] = min(back[vertex], reached[other])
        else:
            path.pop()
            if path:
                before = path[-1][0]
                back[before] = min(back[before], back[vertex])
                if back[vertex] > reached[before]:
                    yield came_by
