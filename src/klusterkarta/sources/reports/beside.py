"""A column of running text beside a fact table, in a page whose lines go across both."""

from collections.abc import Sequence
from dataclasses import replace

from klusterkarta.sources.reports.blocks import Block
from klusterkarta.sources.reports.page_text import Cell, Line

# How far beside the column's first line its other lines may begin, in characters and in points.
_SLACK, _SLACK_IN_POINTS = 1.0, 4.0
# In plain text two spaces may stand in a value by chance: a column shows in so many lines.
_FEWEST_LINES = 3


def split_beside(lines: Sequence[Line], block: Block, *, limit: int) -> tuple[dict[int, Line], list[Line]]:
    """The lines of a table without what stands in the column beside it, by line, and that column's lines.

    Nothing where there is no such column.

    >>> from klusterkarta.sources.reports.labels import find_labels
    >>> texts = [
    ...     "Webb    www.igis.se   IGIS är en",
    ...     "Adress  Box 1         förening",
    ...     "Ort     Nybro         för alla.",
    ... ]
    >>> lines = [Line(text=text, page=1, number=number) for number, text in enumerate(texts)]
    >>> [line.text for line in split_beside(lines, Block(tuple(find_labels(lines))), limit=3)[1]]
    ['IGIS är en', 'förening', 'för alla.']
    """
    start = _start(lines, block, limit)
    if start is None:
        return {}, []
    own: dict[int, Line] = {}
    beside: list[Line] = []
    for position in range(block.first, limit):
        line = lines[position]
        if line.page != lines[position - 1].page and position > block.last:
            break
        left = tuple(cell for cell in line.cells if cell.x < start)
        right = tuple(cell for cell in line.cells if cell.x >= start)
        if right:
            own[position] = replace(line, text=_text(line, left), stated_cells=left or (Cell("", line.first.x),))
            beside.append(replace(line, text="  ".join(cell.text for cell in right), stated_cells=right))
    return own, beside


def _text(line: Line, cells: Sequence[Cell]) -> str:
    """The cells as they stand in the line: what labels were found in must not move."""
    if line.stated_cells:
        return "  ".join(cell.text for cell in cells)
    return line.text[: int(cells[-1].x) + len(cells[-1].text)] if cells else ""


def _start(lines: Sequence[Line], block: Block, limit: int) -> float | None:
    """Where the column begins: at the third cells of the lines with labels, if enough lines have text there."""
    third = [lines[label.line].cells[2] for label in block.labels if len(lines[label.line].cells) > 2]
    if not third or block.labels[0].style == "row":
        return None
    stated = bool(lines[block.first].stated_cells)
    slack = _SLACK_IN_POINTS if stated else _SLACK
    at = min(cell.x for cell in third)
    near = sum(any(abs(cell.x - at) <= slack for cell in lines[place].cells) for place in range(block.first, limit))
    return at - slack if stated or near >= _FEWEST_LINES else None
