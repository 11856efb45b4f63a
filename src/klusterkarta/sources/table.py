"""A sheet as it was read: every cell as text, with the place it came from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from klusterkarta.sources.unreadable import Problem

FileKind = Literal["xlsx", "xls", "ods", "csv", "json"]
ROW = "row"
_LETTERS = 26
# Control characters, zero-width marks and the byte-order mark; tab and line breaks are dealt with apart.
_UNSEEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2060\ufeff]"
# What may have to be taken out, or composed with what stands beside it. Letters before the combining marks compose with
# none of their like.
_TO_CLEAN = r"[^\n\t\x20-\x7e\u00a0-\u02ff]"


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. `cells` has the column `row` (the row's number in the file) and one text column a spreadsheet letter.

    Rows without any text are left out. `merged` lists ranges such as `C1:E1`; `unread` the cells (row, column) that
    hold something which could not be read, and so are not empty. The sheet of a csv or json file has no name; in json,
    row 0 holds the keys and row 1 is the first item.
    """

    kind: FileKind
    sheet: str
    cells: pl.DataFrame
    hidden: bool = False
    merged: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    unread: frozenset[tuple[int, str]] = frozenset()

    @property
    def letters(self) -> list[str]:
        """The letters of the columns, in their order."""
        return [name for name in self.cells.columns if name != ROW]


def column_letter(index: int) -> str:
    """The spreadsheet letter of a column counted from 0.

    >>> [column_letter(index) for index in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The column, counted from 0, of a spreadsheet letter.

    >>> column_index("AA")
    26
    """
    index = 0
    for letter in letters:
        index = index * _LETTERS + ord(letter) - ord("A") + 1
    return index - 1


def cells_frame(columns: Sequence[pl.Series], *, first_row: int) -> pl.DataFrame:
    """The frame of a Table from text columns named by letter: cleaned, and without rows that hold no text.

    Unseen characters go, text is brought to Unicode's composed form (NFC), line breaks become "\\n", space around a
    value goes, and what then is empty is missing.

    >>> cells_frame([pl.Series("A", [" Namn ", None, "x\\x00"])], first_row=1).rows()
    [(1, 'Namn'), (3, 'x')]
    """
    if not columns:
        return pl.DataFrame(schema={ROW: pl.Int64})
    frame = pl.DataFrame(list(columns))
    names = frame.columns
    # All columns at once: a question to each by itself costs more than to look at its cells.
    unclean = frame.select(pl.all().cast(pl.String).str.contains(_TO_CLEAN).any()).row(0)
    texts = (_cleaned(name, thoroughly=found) for name, found in zip(names, unclean, strict=True))
    cleaned = frame.with_row_index(ROW, offset=first_row).with_columns(pl.col(ROW).cast(pl.Int64), *texts)
    return cleaned.filter(pl.any_horizontal(pl.col(names).is_not_null()))


def _cleaned(name: str, *, thoroughly: bool) -> pl.Expr:
    text = pl.col(name).cast(pl.String)
    if thoroughly:
        text = text.str.replace_all("\r\n", "\n", literal=True).str.replace_all("\r", "\n", literal=True)
        text = text.str.replace_all(_UNSEEN, "").str.normalize("NFC")
    text = text.str.strip_chars()
    return pl.when(text != "").then(text).alias(name)
