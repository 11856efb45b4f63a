"""One writer for many rows: executemany on SQLite, COPY on PostgreSQL.

1.5 million rows take 7 s, against 40 s with the ORM's bulk_create.
"""

import io
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, islice
from typing import Any

import polars as pl
from django.db import connection, transaction

_ROWS_AT_ONCE = 10_000
_KEYS_AT_ONCE = 500
# Rows of one statement: a quarter of the time goes when SQLite is not asked row by row, and other threads run then.
_ROWS_IN_ONE = 200


def insert_rows(table: str, columns: Sequence[str], *, rows: Iterable[Sequence[Any]]) -> None:
    """Add `rows` to `table` in the running transaction, values ordered as `columns`.

    Values are text, numbers and None, one sort a column; `plain_moment` makes a moment such.
    """
    if connection.vendor == "postgresql":
        _copy(table, columns, _frames(columns, rows))
        return
    quoted = ", ".join(map(_quoted, columns))
    marks = f"({', '.join(['%s'] * len(columns))})"
    start = f'INSERT INTO "{table}" ({quoted}) VALUES '
    remaining = iter(rows)
    with connection.cursor() as cursor:
        together = min(_ROWS_IN_ONE, _most_parameters() // len(columns))
        while chunk := list(islice(remaining, _ROWS_AT_ONCE)):
            whole = len(chunk) - len(chunk) % together
            several = (chain.from_iterable(chunk[at : at + together]) for at in range(0, whole, together))
            cursor.executemany(start + ", ".join([marks] * together), list(map(tuple, several)))
            cursor.executemany(start + marks, chunk[whole:])


def insert_frame(table: str, frame: pl.DataFrame) -> None:
    """Add a frame's rows to `table` in the running transaction; its columns are called as the table's."""
    if connection.vendor == "postgresql":
        _copy(table, frame.columns, [frame])
    else:
        insert_rows(table, frame.columns, rows=frame.rows())


@contextmanager
def unseen_write() -> Iterator[None]:
    """A transaction for what nobody sees before a later write says that it counts.

    PostgreSQL need not wait until it is safe on disk: it is so, at the latest, when that later write is.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit = off")
        yield


def rows_among(
    table: str, columns: Sequence[str], *, within: tuple[str, int], keys: Sequence[int] | Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    """The columns of the rows whose first one is among `keys`, and that have the value of `within`: (column, value).

    As text: for a large file Django would spend more time on making these questions than the database on answering.
    """
    (narrowing, value), chosen = within, ", ".join(columns)
    with connection.cursor() as cursor:
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            chunk: list[Any] = list(keys[start : start + _KEYS_AT_ONCE])
            if connection.vendor == "postgresql":
                # Each is looked up by itself (OFFSET keeps it so): of a table that is being filled the planner knows
                # nothing, and would rather look through all of it for each chunk. The keys go as one text: psycopg
                # writes a list piece by piece.
                kind = "text" if isinstance(chunk[0], str) else "bigint"
                looked_up = (
                    f'SELECT {chosen} FROM "{table}" WHERE {narrowing} = %s AND {columns[0]} = wanted.one::{kind}'
                )
                sql = (
                    "SELECT found.* FROM json_array_elements_text(%s::json) AS wanted(one)"
                    f" CROSS JOIN LATERAL ({looked_up} OFFSET 0) found"
                )
                cursor.execute(sql, (json.dumps(chunk), value))
            else:
                marks = ", ".join(["%s"] * len(chunk))
                sql = f'SELECT {chosen} FROM "{table}" WHERE {narrowing} = %s AND {columns[0]} IN ({marks})'
                cursor.execute(sql, (value, *chunk))
            yield from cursor.fetchall()


def plain_moment(moment: datetime) -> str:
    """A moment as text that the database at hand takes."""
    return str(connection.ops.adapt_datetimefield_value(moment))


def _most_parameters() -> int:
    """Of one statement: 32 766, but 999 in an SQLite built to be small."""
    most: int = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    return most


def _quoted(column: str) -> str:
    return f'"{column}"'


def _frames(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[pl.DataFrame]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, _ROWS_AT_ONCE)):
        yield pl.DataFrame(
            [pl.Series(name, values) for name, values in zip(columns, zip(*chunk, strict=True), strict=True)]
        )


def _copy(table: str, columns: Sequence[str], frames: Iterable[pl.DataFrame]) -> None:
    """As CSV, which frames write by themselves: row by row it takes several times as long."""
    statement = f'COPY "{table}" ({", ".join(map(_quoted, columns))}) FROM STDIN (FORMAT csv)'
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for frame in frames:
            text = io.BytesIO()
            # Texts in quotation marks, the empty one too: what is missing has none.
            frame.write_csv(text, include_header=False, quote_style="non_numeric")
            copy.write(text.getvalue())
