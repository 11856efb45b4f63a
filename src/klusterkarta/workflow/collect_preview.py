"""A file before it is collected: its sheets, its columns and its first rows."""

from dataclasses import dataclass, replace
from pathlib import Path

from klusterkarta.settings import current
from klusterkarta.sources.columns import Column, check_identity, match_columns
from klusterkarta.sources.layout import Layout, find_table
from klusterkarta.sources.mapping import ColumnMapping
from klusterkarta.sources.rows import state_rows
from klusterkarta.sources.table import ROW
from klusterkarta.sources.unreadable import Problem, UnreadableFile
from klusterkarta.values.reason import Reason
from klusterkarta.values.stated import StatedRow
from klusterkarta.workflow.collect_reading import MappingChoice, chosen_mapping, tables_of

FIRST_ROWS = 20


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet with text in it: its name ("" for csv and json), its rows with the header's, and whether it is read."""

    name: str
    rows: int
    hidden: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as it was read: its number in the file and its cells, by column."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What reading a file gives so far. It may hold personal data and is for those who may collect.

    `blocking` says why the file cannot be collected as it is; another choice of columns may lift that. `stated` is
    what the first 20 rows would say, `problems` what concerns the file, its columns and those rows.
    """

    sheets: tuple[SheetView, ...]
    sheet: str
    header_row: int
    row_count: int
    columns: tuple[Column, ...]
    rows: tuple[RowView, ...]
    stated: tuple[StatedRow, ...]
    problems: tuple[Problem, ...]
    blocking: Reason | None
    mapping: ColumnMapping


def preview_file(path: Path, *, mapping: MappingChoice = None, sheet: str | None = None) -> Preview:
    """Read a file's columns and first 20 rows; nothing is written. Raises UnreadableFile."""
    chosen = chosen_mapping(mapping)
    tables = tables_of(path)
    layout = find_table(tables, chosen, sheet=sheet or "")
    columns = match_columns(layout, chosen)
    blocking = None
    try:
        check_identity(columns, layout)
    except UnreadableFile as problem:
        blocking = problem.reason
    first = replace(layout, body=layout.body.head(FIRST_ROWS))
    stated = state_rows(first, columns, mapping=chosen, salt=current().signing_key())
    return Preview(
        sheets=tuple(
            SheetView(table.sheet, table.cells.height, table.hidden, table is layout.table) for table in tables
        ),
        sheet=layout.table.sheet,
        header_row=layout.header_row,
        row_count=layout.body.height,
        columns=columns.columns,
        rows=tuple(_row_view(row, layout) for row in first.body.iter_rows(named=True)),
        stated=tuple(stated.rows),
        problems=(*layout.problems, *columns.problems, *stated.skipped, *stated.warnings),
        blocking=blocking,
        mapping=chosen,
    )


def _row_view(row: dict[str, object], layout: Layout) -> RowView:
    return RowView(int(str(row[ROW])), tuple(str(row[letter] or "") for letter in layout.table.letters))
