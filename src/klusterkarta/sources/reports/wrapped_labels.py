"""Labels that a narrow column breaks over two or three lines, put back onto one."""

from collections.abc import Sequence
from dataclasses import replace

from klusterkarta.sources.reports.joining import join_texts
from klusterkarta.sources.reports.labels import begins_label, is_label
from klusterkarta.sources.reports.page_text import Cell, Line

_OPEN_ENDS = (",", "-", "/")
_LONGEST, _MOST_LINES = 40, 3
# Lines of one cell begin within so many characters or points.
_SLACK = 2.0


def mend_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines with each broken label on its first line; what remains of its other lines is their values.

    >>> lines = [Line(text=text, page=1, number=1) for text in ("Antal         Ca 30", "medlemsföretag", "Ort  Nybro")]
    >>> [line.text for line in mend_labels(lines)]
    ['Antal medlemsföretag  Ca 30', '', 'Ort  Nybro']
    """
    mended = list(lines)
    firsts = [line.first for line in lines]
    for position, line in enumerate(lines):
        if line.row or len(firsts[position].text) > _LONGEST or not begins_label(firsts[position].text):
            continue
        for count in range(1, _MOST_LINES):
            parts = lines[position : position + 1 + count]
            if len(parts) <= count or not _in_one_cell(parts[0], parts[-1]):
                break
            texts = [first.text for first in firsts[position : position + 1 + count]]
            if is_label(join_texts(texts)) and not _are_labels(texts):
                mended[position] = _with_first(line, join_texts(texts))
                mended[position + 1 : position + 1 + count] = [_with_first(part, "") for part in parts[1:]]
                break
    return mended


def _in_one_cell(above: Line, below: Line) -> bool:
    return not below.gap and below.page == above.page and abs(below.first.x - above.first.x) <= _SLACK


def _are_labels(texts: Sequence[str]) -> bool:
    """Whether each part is a label by itself; "Forskning," is none."""
    return all(map(is_label, texts)) and not texts[0].endswith(_OPEN_ENDS)


def _with_first(line: Line, text: str) -> Line:
    """The line with another text in its first cell."""
    cells = (Cell(text, line.first.x), *line.cells[1:])
    return replace(line, text="  ".join(cell.text for cell in cells if cell.text), stated_cells=cells)
