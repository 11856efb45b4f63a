"""A table of chosen fields as a file: as a workbook with its sources and what it is, and as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl
import xlsxwriter

from klusterkarta.publishing.about_sheet import Row, write_about_sheet
from klusterkarta.publishing.cell_text import LONGEST_CELL, as_number, cut_to_cell, guard_for_csv
from klusterkarta.publishing.sheet_names import sheet_names
from klusterkarta.publishing.sheets import HEAD_HEIGHT, LINE_HEIGHT, MOST_LINES, Styles, lines_of, make_styles

_WIDTH, _SOURCE_WIDTH, _KEY_WIDTH = 30, 26, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTable:
    """What is written. `rows` are texts, as many in each as there are `head`s; `said` likewise under `said_head`.

    The columns from `sources_from` on say who said what stands before; `numbers` are the columns whose whole numbers
    stay numbers. `about` are the rows of the last sheet, `names` the names of the three sheets.
    """

    title: str
    names: tuple[str, str, str]
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    sources_from: int
    numbers: frozenset[int]
    said_head: tuple[str, ...]
    said: Sequence[tuple[str, ...]]
    about: Sequence[Row]
    made_at: Any


def write_table_workbook(out: Path | BinaryIO, table: FileTable) -> int:
    """Write the table, the statements behind its cells and what the file is, a sheet each; how many rows.

    No text becomes a formula or a date. The file is the same, byte by byte, for the same table.
    """
    with xlsxwriter.Workbook(str(out) if isinstance(out, Path) else out, {"constant_memory": True}) as book:
        book.set_properties({"title": table.title, "created": table.made_at.replace(tzinfo=None)})
        styles = make_styles(book)
        first, second, third = sheet_names(table.names)
        widths = [_width(table, at) for at in range(len(table.head))]
        _write(book.add_worksheet(first), table.head, table.rows, widths=widths, styles=styles, numbers=table.numbers)
        said = book.add_worksheet(second)
        _write(said, table.said_head, table.said, widths=[_WIDTH] * len(table.said_head), styles=styles)
        write_about_sheet(book, book.add_worksheet(third), rows=table.about)
    return len(table.rows)


def write_table_csv(out: Path | BinaryIO, table: FileTable) -> int:
    """Write the same columns as semicolon-separated UTF-8 with byte order mark and CRLF; how many rows.

    Texts that a spreadsheet program would take for formulas, numbers or dates are guarded (`cell_text`).
    """
    # Two fields may have one label; a frame wants names of its own.
    frame = pl.DataFrame(
        [[row[at] for row in table.rows] for at in range(len(table.head))],
        schema={str(at): pl.String for at in range(len(table.head))},
    )
    guarded = frame.select(_field(str(at), may_be_number=at in table.numbers) for at in range(len(table.head)))
    head = pl.DataFrame([[one] for one in table.head], schema=guarded.schema)
    whole = pl.concat([head, guarded])
    whole.write_csv(out, separator=";", include_bom=True, line_terminator="\r\n", include_header=False)
    return len(table.rows)


def _field(column: str, *, may_be_number: bool) -> pl.Expr:
    return guard_for_csv(cut_to_cell(pl.col(column)), may_be_number=may_be_number).alias(column)


def _width(table: FileTable, at: int) -> int:
    if at == len(table.head) - 1:
        return _KEY_WIDTH
    return _SOURCE_WIDTH if at >= table.sources_from else _WIDTH


def _write(
    sheet: Any,
    head: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    *,
    widths: Sequence[int],
    styles: Styles,
    numbers: frozenset[int] = frozenset(),
) -> None:
    _lay_out(sheet, head, len(rows), widths=widths, styles=styles)
    for place, row in enumerate(rows, start=1):
        lines = max((lines_of(len(text), width) for text, width in zip(row, widths, strict=True)), default=1)
        sheet.set_row(place, min(lines, MOST_LINES) * LINE_HEIGHT)
        for at, text in enumerate(row):
            number = as_number(text) if at in numbers else None
            if number is not None:
                sheet.write_number(place, at, number, styles.number)
            elif text:
                sheet.write_string(place, at, _cut(text), styles.name if at == 0 else styles.wrapped)


def _lay_out(sheet: Any, head: Sequence[str], height: int, *, widths: Sequence[int], styles: Styles) -> None:
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.set_row(0, HEAD_HEIGHT)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, height, len(head) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&8&A&R&8&P / &N")
    for at, text in enumerate(head):
        sheet.write_string(0, at, text, styles.head)


def _cut(text: str) -> str:
    # A character takes at most two of the units that a cell holds; a frame for every cell would take minutes.
    if 2 * len(text) <= LONGEST_CELL:
        return text
    return str(pl.select(cut_to_cell(pl.lit(text))).item())
