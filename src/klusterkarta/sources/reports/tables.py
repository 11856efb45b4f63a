"""Tables of a report: those of the format, delimited ones and ones aligned by spaces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klusterkarta.sources.reports.columns import Columns, aligned_columns
from klusterkarta.sources.reports.joining import join_texts
from klusterkarta.sources.reports.page_text import Line, Place, Report, place_of
from klusterkarta.sources.reports.running import without_running_lines

_CAPTION = re.compile(r"\**(?:tabell|table|tab\.)\s*[0-9]+", re.IGNORECASE)
_CAPTION_REACH = 3
_DELIMITERS = ("\t", "|", ";")
_RULE = re.compile(r"[\s|:+=_-]*")
# A table of contents is no table.
_LEADER = re.compile(r"\.{3}|…|(?:\. ){3}")
_FEWEST_ROWS = 2
# Semicolons also stand in sentences.
_FEWEST_SEMICOLON_ROWS = 4


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table: the line that names it ("" for none), the first row as header, the other rows, as wide as the header."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rows of cells with the lines they come from."""

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def extract_tables(report: Report) -> list[FoundTable]:
    """The tables of a report in their order; one that goes on over a page with its header again is one table.

    >>> lines = ["Tabell 1 Kluster", "Namn\\tStartår", "Krinova\\t1999", "Eldrimmer\\t1995"]
    >>> lines = tuple(Line(text=text, page=1, number=number) for number, text in enumerate(lines, start=1))
    >>> extract_tables(Report("a.txt", "text", lines))[0].rows
    (('Krinova', '1999'), ('Eldrimmer', '1995'))
    """
    lines = without_running_lines(report.lines).lines
    found: list[list[FoundTable]] = []
    for table in (_table(lines, grid) for grid in _grids(lines)):
        if table and found and _continues(found[-1][-1], table):
            found[-1].append(table)
        elif table:
            found.append([table])
    return list(map(_one_table, found))


def _table(lines: Sequence[Line], grid: _Grid) -> FoundTable | None:
    place = place_of([lines[grid.lines[0]], lines[grid.lines[-1]]])
    leaders = sum(_LEADER.search(row[0]) is not None for row in grid.rows)
    if len(grid.rows) < _FEWEST_ROWS or place is None or leaders * 2 > len(grid.rows):
        return None
    return FoundTable(_title(lines, grid), grid.rows[0], grid.rows[1:], place)


def _title(lines: Sequence[Line], grid: _Grid) -> str:
    """The caption near the table, above it first."""
    above = range(grid.lines[0] - 1, max(-1, grid.lines[0] - 1 - _CAPTION_REACH), -1)
    below = range(grid.lines[-1] + 1, min(len(lines), grid.lines[-1] + 1 + _CAPTION_REACH))
    return next(
        (lines[place].text.strip() for place in (*above, *below) if _CAPTION.match(lines[place].text.strip())), ""
    )


def _continues(before: FoundTable, table: FoundTable) -> bool:
    return before.header == table.header and before.place.last_page < table.place.page <= before.place.last_page + 1


def _one_table(parts: Sequence[FoundTable]) -> FoundTable:
    """The table that goes on over pages: the title and header of its first part, the rows of all."""
    first, last = parts[0].place, parts[-1].place
    rows = tuple(row for part in parts for row in part.rows)
    return FoundTable(parts[0].title, parts[0].header, rows, Place(first.page, first.first, last.last_page, last.last))


def _grids(lines: Sequence[Line]) -> Iterator[_Grid]:
    position = 0
    while position < len(lines):
        grid = _stated(lines, position) or _delimited(lines, position) or _aligned(lines, position)
        if grid:
            yield grid
        position = grid.lines[-1] + 1 if grid else position + 1


def _stated(lines: Sequence[Line], start: int) -> _Grid | None:
    """Rows that are cells by the format."""
    end = start
    while end < len(lines) and lines[end].row and (end == start or not lines[end].gap):
        end += 1
    rows = [tuple(join_texts(cell.text.split("\n")) for cell in line.cells) for line in lines[start:end]]
    return _grid(rows, range(start, end)) if rows and max(map(len, rows)) > 1 else None


def _delimited(lines: Sequence[Line], start: int) -> _Grid | None:
    for delimiter in _DELIMITERS:
        first = _parts(lines[start].text, delimiter)
        if len(first) < _FEWEST_ROWS:
            continue
        taken = [start]
        for position in range(start + 1, len(lines)):
            text = lines[position].text
            again = lines[position].page != lines[position - 1].page and _parts(text, delimiter) == first
            if again or (_RULE.fullmatch(text) and delimiter in text):
                continue
            if len(_parts(text, delimiter)) != len(first):
                break
            taken.append(position)
        if len(taken) >= (_FEWEST_SEMICOLON_ROWS if delimiter == ";" else _FEWEST_ROWS):
            return _grid([_parts(lines[place].text, delimiter) for place in taken], taken)
    return None


def _parts(text: str, delimiter: str) -> tuple[str, ...]:
    if delimiter not in text or _RULE.fullmatch(text):
        return ()
    bare = text.strip().strip("|") if delimiter == "|" else text
    parts = [part.strip() for part in bare.split(delimiter)]
    # A line indented by tabs, or with several between two cells, has no empty cells there.
    return tuple(filter(None, parts)) if delimiter == "\t" and text[0] == "\t" else tuple(parts)


def _aligned(lines: Sequence[Line], start: int) -> _Grid | None:
    columns = aligned_columns(lines, start)
    if columns is None:
        return None
    rows: list[list[list[str]]] = []
    for position in range(start, columns.end):
        cells = _in_columns(lines[position], columns)
        if rows and not cells[0]:
            for whole, part in zip(rows[-1], cells, strict=True):
                whole.extend(part)
        else:
            rows.append(cells)
    return _grid([tuple(join_texts(cell) for cell in row) for row in rows], range(start, columns.end))


def _in_columns(line: Line, columns: Columns) -> list[list[str]]:
    row: list[list[str]] = [[] for _ in columns.starts]
    for cell in line.cells:
        row[columns.of(cell)].append(cell.text)
    return row


def _grid(rows: Sequence[tuple[str, ...]], lines: Sequence[int]) -> _Grid:
    width = max(map(len, rows))
    return _Grid(tuple((*row, *[""] * (width - len(row))) for row in rows), tuple(lines))


def unique_headers(header: Sequence[str]) -> list[str]:
    """The header with a number after a name that comes again and a letter for a missing one.

    >>> unique_headers(["Namn", "", "Namn"])
    ['Namn', 'B', 'Namn 2']
    """
    named = [name or chr(ord("A") + place) for place, name in enumerate(header)]
    return [
        name if named.index(name) == place else f"{name} {named[: place + 1].count(name)}"
        for place, name in enumerate(named)
    ]
