"""Questions to the database whose answers are frames."""

import json
from collections.abc import Sequence
from typing import Any

import polars as pl
from django.db import connection

_ROWS_AT_ONCE = 50_000
# The unit separator of ASCII; no text that is collected holds it, and where one does, rows are fetched one by one.
_BETWEEN = "\x1f"

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
    columns = [pl.Series(name, [text], dtype=pl.String).str.split(_BETWEEN).explode()
               for name, text in zip(schema, texts, strict=True)]  # fmt: skip
    if any(column.len() != height for column in columns):
        return None
    # Nothing and an empty text are joined alike: of numbers it is nothing, of texts the empty text.
    return pl.DataFrame([column if schema[column.name] == pl.String else column.cast(schema[column.name], strict=False)
                         for column in columns])  # fmt: skip


def _quoted(name: str) -> str:
    return f'"{name}"'


def _joined(column: str) -> str:
    if connection.vendor == "postgresql":
        return f"string_agg(coalesce({column}::text, ''), chr(31))"
    # As a literal: the function char would be asked anew for each row.
    return f"group_concat(coalesce({column}, ''), '{_BETWEEN}')"


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
