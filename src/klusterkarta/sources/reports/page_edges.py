"""The lines at the upper and the lower edge of a page, where what stands on every page stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from klusterkarta.sources.reports.page_text import Line

# So many heights of letters from one line's top to the next one's are space between them.
_SPACE = 1.7
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Edge:
    """The positions of the lines at an edge in reading order, and whether space parts them from the text."""

    positions: tuple[int, ...]
    spaced: bool


def top_to_bottom(lines: Sequence[Line], positions: Sequence[int]) -> list[int]:
    """The positions of a page's lines from its top to its bottom, where the file draws them in another order.

    >>> lines = [Line(text="foot", page=1, number=1, top=20.0), Line(text="head", page=1, number=2, top=800.0)]
    >>> top_to_bottom(lines, [0, 1])
    [1, 0]
    """
    return sorted(positions, key=lambda position: -lines[position].top)


def edge_of(lines: Sequence[Line], page: Sequence[int], *, at_top: bool) -> Edge:
    """The line at one edge of a page (positions from top to bottom); where heights are known, all of them up to space.

    Without lines where there are so many up to the first space that they are text.

    >>> lines = [Line(text="x", page=1, number=1, size=10.0, top=top) for top in (800.0, 788.0, 700.0)]
    >>> edge_of(lines, [0, 1, 2], at_top=True).positions, edge_of(lines, [0, 1, 2], at_top=False).positions
    ((0, 1), (2,))
    """
    if not lines[page[0]].top:
        edge = page[0] if at_top else page[-1]
        # The space before a line is known, and before the first line of the next page there is none.
        below = edge + 1 if at_top else edge
        return Edge((edge,), below < len(lines) and lines[below].gap)
    inwards = page if at_top else page[::-1]
    count = 1
    while count < len(inwards) and not _space_between(lines[inwards[count - 1]], lines[inwards[count]]):
        count += 1
    return Edge(tuple(sorted(inwards[:count])) if count <= _MOST_LINES else (), spaced=True)


def _space_between(one: Line, other: Line) -> bool:
    return abs(one.top - other.top) > _SPACE * max(one.size, other.size)
