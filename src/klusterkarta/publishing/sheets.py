"""Sheets of a workbook: a table of actors, written row by row so that the size of the register costs no memory."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.utility import xl_range

from klusterkarta.publishing.cell_text import as_number, cut_to_cell
from klusterkarta.publishing.columns import COLUMNS, Column
from klusterkarta.values.web_address import WebAddressError, web_link

# Excel drops what comes after these many links a sheet, and refuses longer addresses.
MOST_LINKS = 65_530
LONGEST_LINK = 2_079
INK, PETROL, GREY, HAIRLINE = "#14222A", "#0A4F69", "#5A6870", "#D3DCE0"
FONT = {"font_name": "Calibri", "font_size": 10, "font_color": INK}
HEAD_HEIGHT, LINE_HEIGHT = 30, 13.5
# A row of a very long text stays this many lines high; all of the text is in the cell.
MOST_LINES = 10
# A column's width is counted in figures of the standard size; running text at 10 points takes a little less.
_LETTERS_IN_WIDTH = 1.2

Write = Callable[[int, int, str], Any]


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of one workbook."""

    head: Any
    text: Any
    wrapped: Any
    name: Any
    number: Any
    amount: Any
    link: Any
    key: Any


def make_styles(book: "xlsxwriter.Workbook") -> Styles:
    """Add the formats to a workbook."""
    cell = FONT | {"valign": "top", "bottom": 4, "bottom_color": HAIRLINE}
    head = FONT | {"bold": True, "font_color": "#FFFFFF", "bg_color": PETROL, "valign": "vcenter", "text_wrap": True}
    return Styles(
        head=book.add_format(head),
        text=book.add_format(cell),
        wrapped=book.add_format(cell | {"text_wrap": True}),
        name=book.add_format(cell | {"text_wrap": True, "bold": True}),
        number=book.add_format(cell | {"num_format": "0", "align": "right"}),
        amount=book.add_format(cell | {"align": "right", "text_wrap": True}),
        link=book.add_format(cell | {"font_color": PETROL, "underline": 1}),
        key=book.add_format(cell | {"font_color": GREY}),
    )


def write_actor_sheet(sheet: Any, rows: pl.DataFrame, *, language: str, styles: Styles) -> int:
    """Write actors (columns of `COLUMNS`) with a frozen, filtered head; how many addresses stand as plain text.

    An address is a link while the sheet has room for it and a spreadsheet program takes it, and text otherwise.
    """
    _lay_out(sheet, rows.height, language=language, styles=styles)
    links = _Links(sheet, styles)
    writers = [_writer(sheet, column, links=links, styles=styles) for column in COLUMNS]
    cut = rows.select(*(cut_to_cell(pl.col(column.code)) for column in COLUMNS), _lines().alias("lines"))
    for place, (*row, lines) in enumerate(cut.iter_rows(), start=1):
        sheet.set_row(place, lines * LINE_HEIGHT)
        for at, text in enumerate(row):
            if text is not None:
                writers[at](place, at, text)
    return links.plain


def lines_of(length: int, width: int) -> int:
    """How many lines a wrapped text of `length` characters takes in a column, as near as can be told without the font.

    >>> lines_of(0, 30), lines_of(36, 30), lines_of(37, 30)
    (1, 1, 2)
    """
    return max(1, math.ceil(length / (width * _LETTERS_IN_WIDTH)))


def _lines() -> pl.Expr:
    """The lines of a row's longest wrapped text; not every program fits the height of its rows to their texts."""
    wrapped = [column for column in COLUMNS if column.form in ("long", "number")]
    needed = [(pl.col(column.code).str.len_chars() / (column.width * _LETTERS_IN_WIDTH)).ceil() for column in wrapped]
    return pl.max_horizontal(pl.lit(1.0), *needed).clip(1, MOST_LINES)


def _lay_out(sheet: Any, height: int, *, language: str, styles: Styles) -> None:
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width, _style(column, styles))
    sheet.set_row(0, HEAD_HEIGHT)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, height, len(COLUMNS) - 1)
    # A year or a number of many digits that is kept as text is meant so.
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, height, len(COLUMNS) - 1)})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.set_footer("&L&8&A&R&8&P / &N")
    for at, column in enumerate(COLUMNS):
        sheet.write_string(0, at, column.label(language), styles.head)


def _style(column: Column, styles: Styles) -> Any:
    if column.code == "name":
        return styles.name
    if column.code == "record_key":
        return styles.key
    return {"long": styles.wrapped, "text": styles.text, "number": styles.number, "link": styles.text}[column.form]


def _writer(sheet: Any, column: Column, *, links: "_Links", styles: Styles) -> Write:
    if column.form == "link":
        return links
    if column.form != "number":
        return _string(sheet, _style(column, styles))

    def _amount(row: int, at: int, text: str) -> None:
        number = as_number(text)
        if number is None:
            sheet.write_string(row, at, text, styles.amount)
        else:
            sheet.write_number(row, at, number, styles.number)

    return _amount


def _string(sheet: Any, style: Any) -> Write:
    # Never `write`, which makes formulas of texts that begin with "=".
    return lambda row, at, text: sheet.write_string(row, at, text, style)


class _Links:
    """Writes addresses as links as long as the sheet takes them, and counts those that stay text."""

    def __init__(self, sheet: Any, styles: Styles) -> None:
        self._sheet, self._styles = sheet, styles
        self._written, self.plain = 0, 0

    def __call__(self, row: int, at: int, text: str) -> None:
        link = _link(text)
        if link and self._written < MOST_LINKS:
            self._written += 1
            self._sheet.write_url(row, at, link, self._styles.link, text)
        else:
            self.plain += 1
            self._sheet.write_string(row, at, text, self._styles.text)


def _link(text: str) -> str:
    try:
        link = web_link(text)
    except WebAddressError:
        return ""
    return link if len(link) <= LONGEST_LINK else ""
