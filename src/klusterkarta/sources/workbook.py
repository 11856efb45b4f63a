"""Tables in a workbook: xlsx, xls and ods."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl

from klusterkarta.sources.limits import Limits
from klusterkarta.sources.table import ROW, FileKind, Table, cells_frame, column_letter
from klusterkarta.sources.unreadable import Problem, unreadable
from klusterkarta.sources.workbook_notes import SheetNotes, read_notes
from klusterkarta.values.reason import Reason

_MOST_NAMED = 20
_STARTS_AS_DATE = r"^\d{4}-\d{2}-\d{2}"


def read_workbook(path: Path, data: bytes, *, kind: FileKind, limits: Limits) -> list[Table]:
    """Every sheet that has cells, each value as text.

    2002 is "2002", dates are YYYY-MM-DD, times HH:MM, truth values "true" and "false"; a formula gives the value that
    the program stored with it. Formulas without a stored value and cells that hold an error are reported and empty.
    UnreadableFile when the file is damaged, locked or over a limit.
    """
    book = _open(path, data)
    notes = read_notes(path, kind)
    # "Only the header" counts as a table here; whether it is one is decided where the header is looked for.
    tables = [_read_sheet(book, name, kind, limits) for name in book.sheet_names]
    filled = [table for table in tables if not table.cells.is_empty()]
    if not filled:
        raise unreadable("file.empty", file=path.name)
    return [_noted(table, notes.get(table.sheet, SheetNotes())) for table in filled]


def _open(path: Path, data: bytes) -> Any:
    try:
        return fastexcel.read_excel(data)
    except fastexcel.FastExcelError as problem:
        message = str(problem).partition("\n")[0]
        locked = "password" in message.lower() or "encrypt" in message.lower()
        raise unreadable("file.locked" if locked else "file.damaged", file=path.name, why=message) from problem


def _read_sheet(book: Any, name: str, kind: FileKind, limits: Limits) -> Table:
    try:
        # Without `skip_rows` the reader starts at the first filled row and the row numbers would be lost.
        sheet = book.load_sheet(name, header_row=None, dtypes="string", skip_rows=0)
        frame = pl.DataFrame(sheet)
    except fastexcel.FastExcelError as problem:
        raise unreadable("file.damaged", file=name, why=str(problem).partition("\n")[0]) from problem
    if frame.height > limits.rows or frame.width > limits.columns:
        raise unreadable("file.too_many_cells", file=name, rows=limits.rows, columns=limits.columns)
    if not frame.width:
        return Table(kind, name, cells_frame([], first_row=1), hidden=sheet.visible != "visible")
    named = frame.rename(
        {old: column_letter(one.absolute_index) for old, one in zip(frame.columns, sheet.selected_columns, strict=True)}
    )
    _check_cells(named, name, limits)
    cells = cells_frame(_plain_times(named).get_columns(), first_row=1)
    return Table(kind, name, cells, hidden=sheet.visible != "visible")


# All columns at once: a question to each by itself costs more than to look at its cells.
def _check_cells(frame: pl.DataFrame, sheet: str, limits: Limits) -> None:
    longest = frame.select(pl.all().str.len_chars().max()).row(0)
    for column, characters in zip(frame.columns, longest, strict=True):
        if (characters or 0) > limits.cell_characters:
            row = frame[column].str.len_chars().arg_max() or 0
            raise unreadable(
                "file.cell_too_long", sheet=sheet, row=row + 1, column=column,
                characters=characters, limit=limits.cell_characters,
            )  # fmt: skip


def _plain_times(frame: pl.DataFrame) -> pl.DataFrame:
    """The reader writes a date as a moment at midnight, and a time as a moment of the day before 1900."""
    dated = frame.select(pl.all().str.contains(_STARTS_AS_DATE).any()).row(0)
    return frame.with_columns(_plain_time(name) for name, has in zip(frame.columns, dated, strict=True) if has)


def _plain_time(column: str) -> pl.Expr:
    text = pl.col(column).str.replace(r"^(\d{4}-\d{2}-\d{2})[ T]00:00:00$", "$1")
    text = text.str.replace(r"^1899-12-3[01][ T](\d{2}:\d{2})(:00)?", "$1")
    return text.str.replace(r"^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}):00$", "$1 $2")


def _noted(table: Table, notes: SheetNotes) -> Table:
    problems = [
        Problem(Reason("cell.formula_without_value"), sheet=table.sheet, row=row, column=column)
        for row, column in notes.empty_formulas[:_MOST_NAMED]
    ]
    problems += [
        Problem(_why_empty(found), sheet=table.sheet, row=row, column=column)
        for row, column, found in notes.errors[:_MOST_NAMED]
    ]
    left = max(len(notes.empty_formulas) - _MOST_NAMED, 0) + max(len(notes.errors) - _MOST_NAMED, 0)
    if left:
        problems.append(Problem(Reason("cell.more", {"count": left}), sheet=table.sheet))
    formulas = frozenset(notes.empty_formulas)
    unread = formulas | {(row, column) for row, column, _ in notes.errors}
    emptied = _emptied(table.cells, formulas)
    return replace(table, cells=emptied, merged=notes.merged, problems=tuple(problems), unread=unread)


def _why_empty(found: str) -> Reason:
    return Reason("cell.time_not_read" if found.startswith("PT") else "cell.error", {"found": found})


def _emptied(cells: pl.DataFrame, spots: frozenset[tuple[int, str]]) -> pl.DataFrame:
    """A formula that was never worked out is read as nought or as "": neither is what the cell says."""
    by_column: dict[str, list[int]] = {}
    for row, column in spots:
        by_column.setdefault(column, []).append(row)
    return cells.with_columns(
        pl.when(~pl.col(ROW).is_in(rows)).then(pl.col(column)).alias(column)
        for column, rows in by_column.items()
        if column in cells.columns
    )
