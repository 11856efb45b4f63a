"""The list of actors as a text file that a Swedish spreadsheet program opens as it stands."""

from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

import polars as pl

from klusterkarta.publishing.actor_table import actor_table
from klusterkarta.publishing.cell_text import cut_to_cell, guard_for_csv
from klusterkarta.publishing.columns import COLUMNS, Column
from klusterkarta.values.frames import Snapshot


def write_csv_list(
    out: Path | BinaryIO, snapshot: Snapshot, *, language: str, actors: Collection[int] | None = None
) -> int:
    """Write the actors as semicolon-separated UTF-8 with byte order mark and CRLF; how many.

    The columns are those of the workbook. Texts that a spreadsheet program would take for formulas, numbers or dates
    are guarded (see `cell_text.guard_for_csv`), so that "10-15" stays and "0123" keeps its nought.
    """
    rows = actor_table(snapshot, language, actors=actors).rows
    guarded = rows.select(_field(column).alias(column.label(language)) for column in COLUMNS)
    guarded.write_csv(out, separator=";", include_bom=True, line_terminator="\r\n", quote_style="necessary")
    return rows.height


def _field(column: Column) -> pl.Expr:
    return guard_for_csv(cut_to_cell(pl.col(column.code)), may_be_number=column.form == "number")
