"""Sheets of a workbook: a table of actors, written row by row so that the size of the register costs no memory."""

import math
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range

from klusterkarta.publishing.columns import COLUMNS, Column
from klusterkarta.vocabularies.words import say

INK, PETROL, GREY, HAIRLINE = "#14222A", "#0A4F69", "#5A6870", "#D3DCE0"
FONT = {"font_name": "Calibri", "font_size": 10, "font_color": INK}
HEAD_HEIGHT, LINE_HEIGHT = 30, 13.5
# A row of a very long text stays this many lines high; all of the text is in the cell.
MOST_LINES = 10
# A column's width is counted in figures of the standard size; running text at 10 points takes a little less.
LETTERS_IN_WIDTH = 1.2

STYLES = ("text", "wrapped", "name", "number", "amount", "link", "key", "section")


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
    section: Any


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
        section=book.add_format(FONT | {"bold": True, "font_color": PETROL}),
    )


def lay_out_actor_sheet(sheet: Any, height: int, *, language: str, styles: Styles) -> None:
    """A sheet for `height` actors: its frozen, filtered head, its widths, and how it prints.

    The second row shows each style once; `sheet_rows` writes the actors in its place.
    """
    _lay_out(sheet, height, language=language, styles=styles)
    for at, name in enumerate(STYLES):
        sheet.write_string(1, at, name, getattr(styles, name))


def lines_of(length: int, width: int) -> int:
    """How many lines a wrapped text of `length` characters takes in a column, as near as can be told without the font.

    >>> lines_of(0, 30), lines_of(36, 30), lines_of(37, 30)
    (1, 1, 2)
    """
    return max(1, math.ceil(length / (width * LETTERS_IN_WIDTH)))


def _lay_out(sheet: Any, height: int, *, language: str, styles: Styles) -> None:
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width, _style(column, styles))
    sheet.set_row(0, HEAD_HEIGHT)
    sheet.freeze_panes(1, 1)
    # The marks' column is filtered too: only what is inside is sorted along.
    sheet.set_column(len(COLUMNS), len(COLUMNS), 8, styles.key, {"hidden": True})
    sheet.autofilter(0, 0, height, len(COLUMNS))
    # A year or a number of many digits that is kept as text is meant so.
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, height, len(COLUMNS) - 1)})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.set_footer("&L&8&A&R&8&P / &N")
    for at, column in enumerate(COLUMNS):
        sheet.write_string(0, at, column.label(language), styles.head)
    sheet.write_string(0, len(COLUMNS), say("export.row_mark", language), styles.head)


def _style(column: Column, styles: Styles) -> Any:
    if column.code == "name":
        return styles.name
    if column.code == "record_key":
        return styles.key
    return {"long": styles.wrapped, "text": styles.text, "number": styles.number, "link": styles.text}[column.form]
