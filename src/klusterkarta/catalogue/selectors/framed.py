"""Questions to the database whose answers are frames."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import polars as pl
from django.db import connection

_ROWS_AT_ONCE = 50_000
# In KiB where it is below nought, as SQLite has it.
_PAGES_PASSING = -8_192
# The unit separator of ASCII; no text that is collected holds it, and where one does, rows are fetched one by one.
_BETWEEN = "\x1f"
_OF_NUMBERS = b"-0123456789" + _BETWEEN.encode()

Joined = tuple[Any, ...]


def read_frame(sql: str, parameters: Sequence[Any], *, schema: Any) -> pl.DataFrame:
    """The rows of a question as a frame of `schema`, whose columns go by place."""
    parts = []
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        # A million rows as Python's own tuples would take more room than all else.
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            columns = zip(schema.items(), zip(*rows, strict=True), strict=True)
            parts.append(pl.DataFrame([_series(name, kind, values) for (name, kind), values in columns]))
    if len(parts) == 1:
        return parts[0]
    return pl.concat(parts) if parts else pl.DataFrame(schema=schema)


def read_columns(sql: str, parameters: Sequence[Any], *, schema: Any) -> pl.DataFrame:
    """The same for columns of text and whole numbers, several times as fast: each is fetched as one joined text.

    The rows come in any order. Some ten thousand rows at once are enough: a text of a gigabyte is refused.
    """
    joined = fetch_joined(sql, parameters, schema=schema)
    frame = joined_frame(joined, schema)
    return read_frame(sql, parameters, schema=schema) if frame is None else frame


def fetch_joined(sql: str, parameters: Sequence[Any], *, schema: Any) -> Joined:
    """The number of rows, and each column as one text: what `joined_frame` makes a frame of, in any thread."""
    names = list(schema)
    joined = ", ".join(_joined(f'"{name}"') for name in names)
    # The inner columns get their names here, whatever the question calls them.
    with connection.cursor() as cursor:
        cursor.execute(f"WITH rows_read ({', '.join(map(_quoted, names))}) AS ({sql}) "
                       f"SELECT COUNT(*), {joined} FROM rows_read", parameters)  # fmt: skip
        return tuple(cursor.fetchone())


def joined_frame(joined: Joined, schema: Any) -> pl.DataFrame | None:
    """The frame; None where a text holds what stands between two texts, and the rows have to be fetched one by one."""
    height, *texts = joined
    if not height:
        return pl.DataFrame(schema=schema)
    columns = [_split(name, text, schema[name]) for name, text in zip(schema, texts, strict=True)]
    return None if any(column.len() != height for column in columns) else pl.DataFrame(columns)


def _split(name: str, joined: str | bytes, kind: Any) -> pl.Series:
    # SQLite gives bytes, so that nothing is decoded only to be encoded again.
    whole = joined.encode() if isinstance(joined, str) else joined
    if kind != pl.String and _all_numbers(whole):
        return pl.Series(name, np.fromstring(whole, dtype=np.int64, sep=_BETWEEN)).cast(kind)
    parts = pl.Series(name, [whole], dtype=pl.Binary).cast(pl.String).str.split(_BETWEEN).explode()
    # Nothing and an empty text are joined alike: of numbers it is nothing, of texts the empty text.
    return parts if kind == pl.String else parts.cast(kind, strict=False)


def _all_numbers(whole: bytes) -> bool:
    """Whether there are whole numbers alone, and none is missing."""
    between = _BETWEEN.encode()
    bounded = whole[:1] != between and whole[-1:].isdigit()
    return bounded and between * 2 not in whole and not whole.translate(None, _OF_NUMBERS)


@contextmanager
def passing_through() -> Iterator[None]:
    """For reading whole tables: SQLite then keeps few of their pages, of which none is asked for again.

    It would fill its 64 MB else, and go on holding them.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        kept = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size={_PAGES_PASSING}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size={kept}")


def _quoted(name: str) -> str:
    return f'"{name}"'


def _joined(column: str) -> str:
    if connection.vendor == "postgresql":
        return f"string_agg(coalesce({column}::text, ''), chr(31))"
    # As a literal: the function char would be asked anew for each row.
    return f"CAST(group_concat(coalesce({column}, ''), '{_BETWEEN}') AS BLOB)"


def _series(name: str, kind: Any, values: Sequence[Any]) -> pl.Series:
    if kind == pl.Boolean:
        return pl.Series(name, [bool(value) for value in values], dtype=pl.Boolean)
    try:
        return pl.Series(name, values, dtype=kind)
    except TypeError:
        # PostgreSQL gives moments and JSON as what they are.
        return pl.Series(name, [None if value is None else _text(value) for value in values], dtype=kind)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
