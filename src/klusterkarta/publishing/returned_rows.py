"""The sheets of a master list that came back, as rows with their marks, however they were sorted or moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from klusterkarta.publishing.cell_likeness import plain_cell
from klusterkarta.publishing.columns import COLUMNS
from klusterkarta.publishing.exported_base import BASE_SHEET, BrokenBase, ExportedBase, read_base
from klusterkarta.publishing.row_marks import RowMark, read_mark
from klusterkarta.sources.table import ROW, Table
from klusterkarta.values.reason import Reason
from klusterkarta.values.returned import Spot
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.words import say

MARK = "row_mark"
_FEWEST_HEADERS = 3


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row: where it stands, its mark if it has one, and its cells by the code of their column.

    `link`: it stands among the links below the list, and has a name and an address only. `unread`: the columns whose
    cell holds something that could not be read.
    """

    spot: Spot
    mark: RowMark | None
    cells: Mapping[str, str]
    link: bool = False
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back: the list as it left, the sheets that the file still has, and their rows."""

    base: ExportedBase
    sheets: Mapping[str, tuple[str, ...]]
    """Name of a sheet → the codes of the columns it still has."""
    rows: Sequence[ReturnedRow]


def returned_list(tables: Sequence[Table]) -> Returned:
    """The list in the tables of a file. Raises BrokenBase when the file does not carry what it said when it left."""
    kept = next((table for table in tables if table.sheet == BASE_SHEET), None)
    if kept is None:
        raise BrokenBase(Reason("return.no_base"))
    base = read_base(kept.cells.get_column("A").to_list() if "A" in kept.cells.columns else ())
    known = set(base.sheets["sheet"].to_list())
    found = {table.sheet: parts for table in tables if table.sheet != BASE_SHEET and (parts := _sheet(table, base))}
    sheets = {name: sheet for name, sheet in found.items() if name in known or MARK in sheet.columns}
    rows = [row for sheet in sheets.values() for row in _rows(sheet, base)]
    return Returned(
        _renamed(base, list(sheets), rows), {name: tuple(sheet.columns) for name, sheet in sheets.items()}, rows
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet that has the list's header: code → letter, and the rows below it."""

    table: Table
    columns: Mapping[str, str]
    body: pl.DataFrame


def _sheet(table: Table, base: ExportedBase) -> _Sheet | None:
    labels = {fold(column.label(base.language)): column.code for column in COLUMNS}
    labels[fold(say("export.row_mark", base.language))] = MARK
    for place, (_, *texts) in enumerate(table.cells.head(10).iter_rows()):
        columns = {labels[fold(text)]: letter for letter, text in zip(table.letters, texts, strict=True)
                   if text and fold(text) in labels}  # fmt: skip
        if len(columns) >= _FEWEST_HEADERS and "name" in columns:
            return _Sheet(table, columns, table.cells.slice(place + 1))
    return None


def _renamed(base: ExportedBase, names: Sequence[str], rows: Sequence[ReturnedRow]) -> ExportedBase:
    """The base with its sheets under the names that the file gives them; a sheet is known by half of its rows."""
    left = {sheet: set(keys) for sheet, keys in base.sheets.group_by("sheet").agg("key").iter_rows()}
    came: dict[str, set[str]] = {name: set() for name in names}
    for row in rows:
        came[row.spot.sheet] |= {row.mark.key} if row.mark else set()
    now = {
        old: new
        for old in left.keys() - came.keys()
        for new in came.keys() - left.keys()
        if 2 * len(left[old] & came[new]) >= len(left[old] | came[new])
    }
    return replace(base, sheets=base.sheets.with_columns(pl.col("sheet").replace(now)))


def _rows(sheet: _Sheet, base: ExportedBase) -> Iterator[ReturnedRow]:
    """The rows of a sheet; those below the heading of the links are links."""
    columns, unread = sheet.columns, sheet.table.unread
    heading, below = fold(say("export.weak_links", base.language)), False
    known = set(base.rows["record_key"].to_list())
    for number, *texts in sheet.body.select(ROW, *columns.values()).iter_rows():
        cells = {code: text for code, text in zip(columns, texts, strict=True) if text}
        if fold(cells.get("name", "")) == heading:
            below = True
            continue
        mark = _mark(cells, columns, base, known)
        cells.pop(MARK, None)
        filled = {code: text for code, text in cells.items() if plain_cell(text)}
        # Of a row whose cells were emptied the hidden mark may be left: it is as good as deleted.
        if filled:
            # A link that was sorted up among the rows is known by its mark.
            link = mark.weak if mark else below
            hidden = tuple(code for code, letter in columns.items() if (number, letter) in unread) if unread else ()
            yield ReturnedRow(Spot(sheet.table.sheet, number), mark, _of_link(filled) if link else filled, link, hidden)


def _of_link(cells: Mapping[str, str]) -> dict[str, str]:
    """A link's name stands in the first column and its address in the next, whatever the columns are called."""
    return {code: cells[column] for code, column in (("name", COLUMNS[0].code), ("url", COLUMNS[1].code))
            if column in cells}  # fmt: skip


def _mark(cells: Mapping[str, str], columns: Mapping[str, str], base: ExportedBase, known: set[str]) -> RowMark | None:
    found = read_mark(cells.get(MARK, ""))
    if found is not None or MARK in columns:
        return found
    # Somebody has taken the hidden column away: the visible key says the same.
    key = plain_cell(cells.get("record_key"))
    return RowMark(key, base.export) if key in known else None
