"""A table in separated text."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

import polars as pl

from klusterkarta.sources.limits import Limits
from klusterkarta.sources.table import Table, cells_frame, column_letter
from klusterkarta.sources.text_file import decode
from klusterkarta.sources.unreadable import Problem, unreadable
from klusterkarta.values.reason import Reason

DELIMITERS = (";", "\t", ",")
_SAMPLE = 50
Lines = list[tuple[int, list[str]]]


def read_csv(data: bytes, *, name: str, limits: Limits) -> Table:
    """The table, one row a record; a record that goes over several lines has the number of its first line.

    The separator is the one of semicolon, tab and comma that parts most records into equally many cells; a first line
    `sep=;` decides it. UnreadableFile when the text cannot be decoded, a quotation mark is never closed, or a limit is
    passed.

    >>> read_csv(b"Namn;Ort\\nGlasriket;Nybro", name="a.csv", limits=Limits()).cells.rows()
    [(1, 'Namn', 'Ort'), (2, 'Glasriket', 'Nybro')]
    """
    decoded = decode(data, name=name)
    told, body = _told_separator(decoded.text)
    with _cells_of_any_length(body):
        lines, problems = _read(body, told or find_delimiter(body), name)
    if told:
        lines = [(number + 1, cells) for number, cells in lines]
    _check_size(lines, name, limits)
    if decoded.encoding == "cp1252":
        problems.append(Problem(Reason("file.encoding_guessed", {"encoding": "Windows-1252"})))
    if decoded.garbled_line:
        problems.append(Problem(Reason("file.garbled"), row=decoded.garbled_line))
    return Table("csv", "", _frame(lines), problems=tuple(problems))


@contextmanager
def _cells_of_any_length(text: str) -> Iterator[None]:
    """Let a cell be as long as the text. The limit is the whole process's, and other readers have their own."""
    before = csv.field_size_limit(len(text) + 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def find_delimiter(text: str) -> str:
    """The separator of the text's first records; a semicolon when there is nothing to part.

    >>> find_delimiter("Namn,Ort\\nGlasriket,Nybro"), find_delimiter("Namn")
    (',', ';')
    """
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _told_separator(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;` and the text after it."""
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"')
    if told.lower().startswith("sep=") and told[4:] in DELIMITERS:
        return told[4:], rest
    return "", text


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """How many of the sampled records have the commonest number of cells, weighed by that number."""
    sample = islice(csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter), _SAMPLE)
    try:
        counts = Counter(len(cells) for cells in sample if any(cells))
    except csv.Error:
        counts = Counter()
    wide = Counter({width: count for width, count in counts.items() if width > 1})
    if not wide:
        return 0.0, 0
    width, records = wide.most_common(1)[0]
    return records / counts.total(), width


def _read(text: str, delimiter: str, name: str) -> tuple[Lines, list[Problem]]:
    """All records with their line numbers. A stray quotation mark is read as it stands and reported."""
    try:
        return _records(text, delimiter, strict=True), []
    except csv.Error as problem:
        fault = problem
    if "end of data" in str(fault):
        raise unreadable("file.open_quote", file=name, line=_open_quote(text, delimiter)) from fault
    line = _failing_line(text, delimiter)
    return _records(text, delimiter, strict=False), [Problem(Reason("row.stray_quote"), row=line)]


def _records(text: str, delimiter: str, *, strict: bool) -> Lines:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    lines: Lines = []
    begins = 1
    for cells in reader:
        lines.append((begins, cells))
        begins = reader.line_num + 1
    return lines


def _failing_line(text: str, delimiter: str) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error:
        return reader.line_num
    return 0


def _open_quote(text: str, delimiter: str) -> int:
    """The line of the record that takes in all the rest of the file."""
    begins = 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            begins = reader.line_num + 1
    except csv.Error:
        return begins
    return 0


def _check_size(lines: Lines, name: str, limits: Limits) -> None:
    width = max((len(cells) for _, cells in lines), default=0)
    if len(lines) > limits.rows or width > limits.columns:
        raise unreadable("file.too_many_cells", file=name, rows=limits.rows, columns=limits.columns)
    for number, cells in lines:
        for index, cell in enumerate(cells):
            if len(cell) > limits.cell_characters:
                raise unreadable(
                    "file.cell_too_long", sheet=name, row=number, column=column_letter(index), characters=len(cell),
                    limit=limits.cell_characters,
                )  # fmt: skip


def _frame(lines: Lines) -> pl.DataFrame:
    width = max((len(cells) for _, cells in lines), default=0)
    columns = [_series(lines, index) for index in range(width)]
    frame = cells_frame(columns, first_row=0)
    numbers = pl.DataFrame({"row": range(len(lines)), "line": [number for number, _ in lines]})
    if frame.is_empty():
        return frame
    return frame.join(numbers, on="row", maintain_order="left").with_columns(pl.col("line").alias("row")).drop("line")


def _series(lines: Sequence[tuple[int, list[str]]], index: int) -> pl.Series:
    cells = [line[index] if index < len(line) else None for _, line in lines]
    return pl.Series(column_letter(index), cells, dtype=pl.String)
