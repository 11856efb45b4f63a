"""Where in a sheet the table is: its header row and, of several sheets, the one to read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from klusterkarta.sources.mapping import ColumnMapping
from klusterkarta.sources.table import ROW, Table, column_index, column_letter
from klusterkarta.sources.unreadable import Problem, unreadable
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.headers import match_headers

_LOOKED_AT = 25
_RANGE = re.compile(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table with its header row found: `headers` by column letter ("" where there is none), `body` the rows below."""

    table: Table
    header_row: int
    headers: dict[str, str]
    body: pl.DataFrame
    problems: tuple[Problem, ...]
    recognised: int


def find_table(tables: Sequence[Table], mapping: ColumnMapping, *, sheet: str = "") -> Layout:
    """The layout of the sheet that is asked for, else of the visible sheet with most known headers (first of equals).

    Sheets that are left out and hold rows are reported. UnreadableFile when the sheet asked for does not exist.
    """
    wanted = sheet or mapping.sheet
    if wanted:
        return lay_out(_sheet_called(tables, wanted), mapping)
    layouts = [lay_out(table, mapping) for table in tables if not table.hidden] or [lay_out(tables[0], mapping)]
    best = max(layouts, key=lambda layout: layout.recognised)
    left_out = tuple(
        Problem(Reason("sheet.left_out", {"sheet": table.sheet, "rows": table.cells.height}), sheet=table.sheet)
        for table in tables
        if table is not best.table
    )
    return Layout(best.table, best.header_row, best.headers, best.body, best.problems + left_out, best.recognised)


def lay_out(table: Table, mapping: ColumnMapping) -> Layout:
    """The table's header row and body.

    The header is the first row, of the first 25 with text, most of whose cells are known headers, else the one with
    most known headers; if none has any, the first of those with most filled cells, and that it is a guess is reported.
    So are rows above the header and merged header cells.
    """
    rows = table.cells.head(1 if table.kind == "json" else _LOOKED_AT)
    index, known = _header_among([_texts(rows, index, table) for index in range(rows.height)], mapping)
    row = int(rows[ROW][index])
    headers = dict(zip(table.letters, _texts(rows, index, table), strict=True))
    headers |= _from_merged_above(table, row, headers)
    problems = [*table.problems, *_about_header(table, row, above=index)]
    if not known:
        problems.append(Problem(Reason("column.header_guessed"), sheet=table.sheet, row=row))
    body = table.cells.filter(pl.col(ROW) > row)
    return Layout(table, row, headers, body, tuple(problems), known)


def _sheet_called(tables: Sequence[Table], name: str) -> Table:
    found = next((table for table in tables if table.sheet.casefold() == name.casefold()), None)
    if found is None:
        raise unreadable("file.no_sheet", sheet=name, found=", ".join(table.sheet for table in tables))
    return found


def _texts(rows: pl.DataFrame, index: int, table: Table) -> list[str]:
    return [" ".join((text or "").split()) for text in rows.select(table.letters).row(index)]


def _header_among(rows: Sequence[list[str]], mapping: ColumnMapping) -> tuple[int, int]:
    """The header's place among the rows, and how many of its cells are known headers."""
    filled = [sum(map(bool, texts)) for texts in rows]
    scores: list[int] = []
    for texts, cells in zip(rows, filled, strict=True):
        scores.append(_recognised(texts, mapping))
        if scores[-1] > 1 and scores[-1] * 2 > cells:
            return len(scores) - 1, scores[-1]
    known = max(scores)
    return (scores.index(known) if known else filled.index(max(filled))), known


def _recognised(texts: list[str], mapping: ColumnMapping) -> int:
    own = {text for text in texts if text and mapping.target(text) is not None}
    matched = {column.field for column in match_headers(texts).columns if column.field and column.header not in own}
    return len(own) + len(matched)


def _about_header(table: Table, row: int, *, above: int) -> list[Problem]:
    problems = []
    if above:
        problems.append(Problem(Reason("column.rows_above", {"count": above}), sheet=table.sheet, row=row))
    for text in table.merged:
        first, top, last, bottom = _corners(text)
        if top <= row <= bottom and first < last:
            problems.append(Problem(Reason("column.merged", {"cells": text}), sheet=table.sheet, row=row))
        elif top > row and bottom > top:
            problems.append(Problem(Reason("cell.merged", {"cells": text}), sheet=table.sheet, row=top))
    return problems


def _from_merged_above(table: Table, row: int, headers: dict[str, str]) -> dict[str, str]:
    """Headers that stand in the top cell of cells merged downwards into the header row."""
    found = {}
    for first, top, last, bottom in map(_corners, table.merged):
        letter = column_letter(first)
        if first == last and top < row <= bottom and not headers.get(letter, ""):
            text = table.cells.filter(pl.col(ROW) == top)
            if letter in text.columns and text.height:
                found[letter] = " ".join((text[letter][0] or "").split())
    return found


def _corners(text: str) -> tuple[int, int, int, int]:
    """First column, top row, last column, bottom row of a range; noughts for anything else."""
    found = _RANGE.fullmatch(text)
    if found is None:
        return 0, 0, 0, 0
    return column_index(found[1]), int(found[2]), column_index(found[3]), int(found[4])
