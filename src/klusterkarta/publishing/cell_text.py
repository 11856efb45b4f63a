"""Texts made safe for spreadsheet programs: no text becomes a formula, no code becomes a date, no cell is too long."""

import re
from collections.abc import Sequence

import polars as pl

LONGEST_CELL = 32_767
_CUT_MARK = " […]"
# What a spreadsheet program may take for the beginning of a formula, also in its full-width forms.
_FORMULA_START = r"^[=+\-@\t\r\n＝＋－＠]"
_MONTHS = "jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec"
# What it would turn into a number, a date or a time: "0123", "10-15", "2010:12", "1E5", "3 maj", "mar-10".
_MONTH = rf"(?:{_MONTHS})[a-zåäö.]*"
_DAY_OR_YEAR = r"[0-9]{1,4}"
_LIKE_NUMBER = (
    r"^\s*(?:[0-9][0-9\s.,:/\u2013-]*(?:[eE][+-]?[0-9]+)?%?"
    rf"|(?i:{_DAY_OR_YEAR}[ ./-]?{_MONTH}(?:[ ./-]?{_DAY_OR_YEAR})?|{_MONTH}[ ./-]?{_DAY_OR_YEAR}))\s*$"
)
PLAIN_NUMBER = r"^(?:0|[1-9][0-9]{0,14})$"


def cut_to_cell(text: pl.Expr) -> pl.Expr:
    """The text, cut to what a cell holds (32 767 UTF-16 units) and then ending in " […]"."""
    # A character outside the basic plane takes two units; half the room always suffices for a text of such characters.
    units = text.str.len_chars() + text.str.count_matches(r"[\x{10000}-\x{10FFFF}]")
    room = LONGEST_CELL - len(_CUT_MARK)
    shorter = (
        pl.when(text.str.contains(r"[\x{10000}-\x{10FFFF}]"))
        .then(text.str.head(room // 2))
        .otherwise(text.str.head(room))
    )
    return pl.when(units > LONGEST_CELL).then(shorter + _CUT_MARK).otherwise(text)


def cut_cells(table: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """These columns of the table, each text cut to what a cell holds.

    >>> cut_cells(pl.DataFrame({"a": ["x" * 40_000], "b": ["short"]}), ["a", "b"]).row(0)[0][-5:]
    'x […]'
    """
    # No text has more UTF-16 units than bytes: where all are short, nothing has to be counted.
    long = [name for name in columns if (table[name].str.len_bytes() > LONGEST_CELL).any()]
    return table.select(columns).with_columns(cut_to_cell(pl.col(name)) for name in long)


def guard_for_csv(text: pl.Expr, *, may_be_number: bool = False) -> pl.Expr:
    """The text as a field that a spreadsheet program leaves alone when it opens the file.

    A text that could begin a formula gets an apostrophe before it. One that would be turned into a number, a date or
    a time gets a tab before it, which is not seen and which `collect` drops; a plain number stays bare where
    `may_be_number`.
    """
    number_like = text.str.contains(_LIKE_NUMBER)
    if may_be_number:
        number_like = number_like & ~text.str.contains(PLAIN_NUMBER)
    return (
        pl.when(text.str.contains(_FORMULA_START)).then("'" + text).when(number_like).then("\t" + text).otherwise(text)
    )


def as_number(text: str) -> int | None:
    """The whole number that a text is, as a spreadsheet program would keep it; None for "ca 30", "10-15" and "007".

    >>> as_number("30"), as_number("Ca 30"), as_number("007")
    (30, None, None)
    """
    return int(text) if re.match(PLAIN_NUMBER, text) and text.isascii() else None
