"""A report as it was read: lines with page and line number, whatever the format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ReportKind = Literal["text", "pdf", "docx", "html"]
# A column of an aligned table begins after a tab or at least two spaces.
_CELL = re.compile(r"\S+(?:[ \u00a0\u202f]\S+)*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line, and how far from the left it begins: in characters, in a PDF in points.

    The text of a cell of a Word or web table may have several lines.
    """

    text: str
    x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. `number` counts the lines of its page from 1, blank ones too.

    `heading`: the level that the format gives it, 0 where it says nothing. `gap`: a blank line, or as much space,
    stands before it. `row`: the cells are those of a table in the format; otherwise the space between parts them.
    `size` is the height of the letters in points, `top` how high above the foot of the page they reach; 0 where not
    known.
    """

    text: str
    page: int
    number: int
    heading: int = 0
    gap: bool = False
    row: bool = False
    size: float = 0.0
    top: float = 0.0
    stated_cells: tuple[Cell, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The line's cells from left to right, by the format or by tabs and wide spaces.

        >>> [(cell.text, cell.x) for cell in Line(text="Adress  Box 1", page=1, number=1).cells]
        [('Adress', 0), ('Box 1', 8)]
        """
        return self.stated_cells or tuple(Cell(found[0], found.start()) for found in _CELL.finditer(self.text))

    @property
    def first(self) -> Cell:
        """The first of the cells, an empty one for a line without text.

        >>> Line(text="Adress  Box 1", page=1, number=1).first
        Cell(text='Adress', x=0)
        """
        if self.stated_cells:
            return self.stated_cells[0]
        found = _CELL.search(self.text)
        return Cell(found[0], found.start()) if found else Cell("", 0)


@dataclass(frozen=True, slots=True)
class Report:
    """A document's lines in reading order, without the blank ones, and how many pages it has.

    `pages` is 1 for a web page. `unmapped` counts characters that a PDF draws without saying which letters they are.
    `notes` are codes of what was left aside: `scripts`, `macros`.
    """

    name: str
    kind: ReportKind
    lines: tuple[Line, ...]
    pages: int = 1
    unmapped: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a report something stands: page, first and last line. `last` may lie on a later page, on `last_page`."""

    page: int
    first: int
    last_page: int
    last: int


def place_of(lines: Sequence[Line]) -> Place | None:
    """From the first to the last of the lines; None for none.

    >>> place_of([Line(text="a", page=2, number=7), Line(text="b", page=2, number=9)])
    Place(page=2, first=7, last_page=2, last=9)
    """
    if not lines:
        return None
    return Place(lines[0].page, lines[0].number, lines[-1].page, lines[-1].number)
