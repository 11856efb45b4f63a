"""Columns that a block of lines is aligned in."""

from collections.abc import Sequence
from dataclasses import dataclass

from klusterkarta.sources.reports.page_text import Cell, Line

# How far, in characters, a cell may begin beside its column.
_SLACK = 1.5
_SLACK_IN_POINTS = 4.0
# Two columns are aligned by chance more often than three: a table has so many lines for each column but one.
_FEWEST_STEPS, _FEWEST_ALIGNED = 4, 0.6
_FEWEST_LINES = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """Where columns begin, from left to right, and the line after the block."""

    starts: tuple[float, ...]
    end: int
    slack: float

    def of(self, cell: Cell) -> int:
        """The column that a cell belongs to: the last one that begins at or before it.

        >>> Columns((0, 20), 3, 1.5).of(Cell("1999", 19))
        1
        """
        return max((place for place, start in enumerate(self.starts) if start <= cell.x + self.slack), default=0)


def aligned_columns(lines: Sequence[Line], start: int) -> Columns | None:
    """The columns of a table whose first row is the line at `start`; None when what follows is not aligned with it.

    >>> lines = ["Namn        Startår  Län", "Krinova     1999     Skåne", "Eldrimmer   1995     Jämtland"] * 2
    >>> aligned_columns([Line(text=text, page=1, number=1) for text in lines], 0).starts
    (0, 12, 21)
    """
    head = lines[start].cells
    if len(head) < 2 or lines[start].row:
        return None
    slack = _SLACK_IN_POINTS if lines[start].stated_cells else _SLACK
    columns = Columns(tuple(cell.x for cell in head), start, slack)
    end = start + 1
    while end < len(lines) and _fits(lines[end], columns, after=lines[end - 1]):
        end += 1
    full = sum(len(line.cells) > 1 for line in lines[start:end])
    if full < max(_FEWEST_LINES, _FEWEST_STEPS / (len(head) - 1)) or full < (end - start) * _FEWEST_ALIGNED:
        return None
    return Columns(columns.starts, end, slack)


def _fits(line: Line, columns: Columns, *, after: Line) -> bool:
    """Whether every cell begins where a column does."""
    if line.row or line.heading or line.gap or line.page != after.page:
        return False
    near = [any(abs(cell.x - start) <= columns.slack for start in columns.starts) for cell in line.cells]
    return all(near) and len({columns.of(cell) for cell in line.cells}) == len(line.cells)
