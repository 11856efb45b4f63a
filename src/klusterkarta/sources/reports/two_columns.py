"""Running text set in two columns, in a page whose lines go across both: the left column first, then the right one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from klusterkarta.sources.reports.page_text import Cell, Line

# A column of running text has lines about so long; labels and values of a fact table are shorter.
_RUNNING = 25
_FEWEST_LINES, _OF_A_PAGE, _ALIGNED = 6, 0.4, 0.8
# How far beside its column a line may begin, in characters and in points.
_SLACK, _SLACK_IN_POINTS = 1.5, 4.0


def unfold_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines in reading order, those of pages with two columns of running text cut in two.

    >>> texts = ["Vi är ett nätverk i södra     Målet är att fler ska växa"] * 6
    >>> lines = [Line(text=text, page=1, number=number) for number, text in enumerate(texts, start=1)]
    >>> [(line.text, line.number) for line in unfold_columns(lines)][5:7]
    [('Vi är ett nätverk i södra', 6), ('Målet är att fler ska växa', 1)]
    """
    unfolded: list[Line] = []
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        start = _start(page)
        unfolded += page if start is None else _unfold(page, start)
    return unfolded


def _start(page: Sequence[Line]) -> float | None:
    """Where the right column begins; None for a page in one column."""
    both = [line.cells for line in page if not line.row and len(line.cells) == 2]
    if len(both) < max(_FEWEST_LINES, len(page) * _OF_A_PAGE):
        return None
    at, _ = Counter(round(cells[1].x) for cells in both).most_common(1)[0]
    slack = _slack(page[0])
    near = [cells for cells in both if abs(cells[1].x - at) <= slack]
    left, right = (sum(len(cells[side].text) for cells in near) for side in (0, 1))
    long = min(left, right) >= _RUNNING * len(near)
    return at - slack if long and len(near) >= len(both) * _ALIGNED else None


def _slack(line: Line) -> float:
    return _SLACK_IN_POINTS if line.stated_cells else _SLACK


def _unfold(page: Sequence[Line], start: float) -> Iterator[Line]:
    """The page's lines: what stands above the columns, the columns, what stands below them after some space."""
    right = [place for place, line in enumerate(page) if line.cells[-1].x >= start]
    below = next((place for place in range(right[-1] + 1, len(page)) if page[place].gap), len(page))
    yield from page[: right[0]]
    yield from _in_columns(page[right[0] : below], start)
    yield from page[below:]


def _in_columns(lines: Sequence[Line], start: float) -> Iterator[Line]:
    """The left column, then the right one; a line across both ends those above it."""
    widest = max(len(line.first.text) for line in lines if len(line.cells) > 1)
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.row or line.heading or (line.first.x < start and len(line.first.text) > widest):
            yield from (*left, *right, line)
            left, right = [], []
            continue
        for column, cells in ((left, [cell for cell in line.cells if cell.x < start]), (right, _from(line, start))):
            if cells:
                column.append(_cut(line, cells))
    yield from (*left, *right)


def _from(line: Line, start: float) -> list[Cell]:
    return [cell for cell in line.cells if cell.x >= start]


def _cut(line: Line, cells: Sequence[Cell]) -> Line:
    stated = tuple(cells) if line.stated_cells or cells[0].x else ()
    return replace(line, text="  ".join(cell.text for cell in cells), stated_cells=stated)
