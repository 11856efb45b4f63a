"""The columns of a table file that an analysis asks for, under its own names: codes as text, figures as numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from klusterkarta.sources.container import kind_of, read_bytes
from klusterkarta.sources.csv_file import find_delimiter
from klusterkarta.sources.gzipped import MAGIC, gunzipped
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.reading import read_tables
from klusterkarta.sources.table import ROW
from klusterkarta.sources.text_file import decode
from klusterkarta.sources.unreadable import unreadable
from klusterkarta.values.first_few import first_few

_LIMITS = Limits(file_bytes=8_000_000_000, unzipped_bytes=8_000_000_000, rows=20_000_000)
_PARQUET = b"PAR1"
_SAMPLE = 200_000
_MOST_SHOWN = 5
# What publishers of statistics write where there is no figure.
_MISSING = ("", "..", "...", "…", ":", "NA", "n/a", "null")


@dataclass(frozen=True, slots=True)
class Read:
    """The asked columns under the analysis's names, and the number that the first row has in the file."""

    frame: pl.DataFrame
    first_row: int


def read_columns(path: Path, codes: Mapping[str, str], *, figures: Mapping[str, str]) -> Read:
    """Read `codes` and `figures`: own name → heading in the file, of Parquet, CSV (also packed by gzip) or a workbook.

    Codes become text as they stand, so that "0114" keeps its zero (Parquet: whatever its type is, written out).
    Figures become decimal numbers; an empty cell, "..", ":" and "NA" are missing. A heading is found by other capitals
    too where it is one column. Raises UnreadableFile (`analyse.…`, `file.…`) naming column and rows.
    """
    frame, first_row, comma = _frame(path)
    wanted = {**codes, **figures}
    headings = {name: _heading(path, frame.columns, asked) for name, asked in wanted.items()}
    chosen = frame.select(pl.col(heading).alias(name) for name, heading in headings.items())
    if chosen.is_empty():
        raise unreadable("analyse.no_rows", file=path.name)
    text = chosen.with_columns(_text(chosen[name]) for name in codes)
    numbers = [_numbers(path, text[name], headings[name], comma=comma, first_row=first_row) for name in figures]
    return Read(text.with_columns(numbers), first_row)


def read_text(path: Path) -> str:
    """A document that a person wrote. Raises UnreadableFile where it is not there or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as problem:
        raise unreadable("file.not_there", file=path.name, why=problem.strerror or str(problem)) from problem
    except UnicodeDecodeError as problem:
        raise unreadable("analyse.unreadable", file=path.name, why="UTF-8") from problem


def _frame(path: Path) -> tuple[pl.DataFrame, int, bool]:
    """The whole table, the file's number of its first row, and whether figures may have a decimal comma."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_SAMPLE)
    except OSError as problem:
        raise unreadable("file.not_there", file=path.name, why=problem.strerror or str(problem)) from problem
    if head.startswith(_PARQUET):
        return _parquet(path), 1, False
    if head.startswith(MAGIC):
        return _csv(path, gunzipped(read_bytes(path, _LIMITS), _LIMITS, file=path.name))
    kind = kind_of(path, head) if head.strip() else "csv"
    return _csv(path, read_bytes(path, _LIMITS)) if kind == "csv" else _workbook(path)


def _parquet(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise unreadable("analyse.unreadable", file=path.name, why=str(problem).splitlines()[0]) from problem


def _csv(path: Path, data: bytes) -> tuple[pl.DataFrame, int, bool]:
    head = data[:_SAMPLE]
    text = decode(head, name=path.name).text if len(head) == len(data) else head.decode("utf-8", "replace")
    delimiter = find_delimiter(text)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        data = decode(data, name=path.name).text.encode()
    try:
        frame = pl.read_csv(data, separator=delimiter, infer_schema=False)
    except pl.exceptions.PolarsError as problem:
        raise unreadable("analyse.unreadable", file=path.name, why=str(problem).splitlines()[0]) from problem
    return frame.rename(lambda heading: heading.strip("\ufeff ")), 2, delimiter != ","


def _workbook(path: Path) -> tuple[pl.DataFrame, int, bool]:
    """The first sheet that holds anything; its first row holds the headings."""
    tables = [table for table in read_tables(path, _LIMITS) if not table.cells.is_empty()]
    if not tables:
        raise unreadable("file.empty", file=path.name)
    cells = tables[0].cells
    headings = [str(cell or "") for cell in cells.drop(ROW).row(0)]
    named = {letter: heading or letter for letter, heading in zip(tables[0].letters, headings, strict=True)}
    twice = sorted({one for one in named.values() if list(named.values()).count(one) > 1})
    if twice:
        raise unreadable("analyse.column_twice", file=path.name, column=twice[0])
    body = cells.slice(1)
    return body.drop(ROW).rename(named), body[ROW][0] if body.height else 2, True


def _heading(path: Path, headings: Sequence[str], asked: str) -> str:
    if f"{asked}_duplicated_0" in headings:
        raise unreadable("analyse.column_twice", file=path.name, column=asked)
    if asked in headings:
        return asked
    alike = [one for one in headings if one.strip().casefold() == asked.strip().casefold()]
    if len(alike) > 1:
        raise unreadable("analyse.column_twice", file=path.name, column=asked)
    if not alike:
        years = [one for one in headings if re.fullmatch("(19|20)[0-9]{2}", one.strip())]
        code = "analyse.no_column_but_years" if len(years) > 1 else "analyse.no_column"
        raise unreadable(code, file=path.name, column=asked, columns=", ".join(headings), years=",".join(years))
    return alike[0]


def _text(column: pl.Series) -> pl.Series:
    # A whole number that was kept as a decimal one (pandas does so beside gaps) is a code without ".0".
    whole = column.cast(pl.Int64, strict=False) if column.dtype.is_float() else column
    text = whole.cast(pl.String)
    labels = text.unique()
    # Most columns need no trimming, and a second copy of many rows' text is what takes the memory.
    return text if labels.equals(labels.str.strip_chars()) else text.str.strip_chars()


def _numbers(path: Path, column: pl.Series, heading: str, *, comma: bool, first_row: int) -> pl.Series:
    if column.dtype.is_numeric():
        return column.cast(pl.Float64)
    if column.dtype == pl.Boolean:
        return column.cast(pl.Float64)
    text = column.cast(pl.String).str.strip_chars()
    plain = text.str.replace_all(r"[\s\u00a0\u202f]", "")
    if comma:
        plain = plain.str.replace(",", ".", literal=True)
    known = pl.Series(column.name, plain).set(plain.is_in(_MISSING), None)
    numbers = known.cast(pl.Float64, strict=False)
    wrong = (numbers.is_null() & known.is_not_null()).arg_true()
    if len(wrong):
        shown = first_few([at + first_row for at in wrong.to_list()], _MOST_SHOWN)
        raise unreadable(
            "analyse.no_number", file=path.name, column=heading, rows=shown, count=len(wrong), value=text[wrong[0]]
        )
    return numbers
