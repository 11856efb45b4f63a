"""A table in JSON: a list of objects, or an object whose `rows` is one."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import polars as pl

from klusterkarta.sources.limits import Limits
from klusterkarta.sources.table import Table, cells_frame, column_letter
from klusterkarta.sources.text_file import decode
from klusterkarta.sources.unreadable import unreadable

_SEPARATOR = " | "


def read_json(data: bytes, *, name: str, limits: Limits) -> Table:
    """The table: row 0 holds the keys in the order they first appear, row n the n-th object.

    The members of a list become one text with " | " between; an object inside an object is refused with its place.
    UnreadableFile when the text is no JSON, is no list of objects, or a limit is passed.

    >>> read_json(b'[{"Namn": "Glasriket", "Start": 2002.0}]', name="a.json", limits=Limits()).cells.rows()
    [(0, 'Namn', 'Start'), (1, 'Glasriket', '2002')]
    """
    rows = _rows(_parsed(decode(data, name=name).text, name), name)
    keys = list(dict.fromkeys(key for row in rows for key in row))
    if len(rows) > limits.rows or len(keys) > limits.columns:
        raise unreadable("file.too_many_cells", file=name, rows=limits.rows, columns=limits.columns)
    columns = [_column(rows, key, index, limits) for index, key in enumerate(keys)]
    return Table("json", "", cells_frame(columns, first_row=0))


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as problem:
        raise unreadable(
            "file.not_json", file=name, line=problem.lineno, character=problem.colno, why=problem.msg
        ) from problem
    except (RecursionError, ValueError) as problem:  # thousands of brackets; a number of thousands of figures
        raise unreadable("file.not_json", file=name, line=1, character=1, why=str(problem)[:100]) from problem


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(key for key, _ in pairs)
        raise unreadable("file.json_key_twice", key=next(key for key in times if times[key] > 1))
    return found


def _no_number(constant: str) -> None:
    raise unreadable("file.json_constant", found=constant)


def _rows(parsed: Any, name: str) -> list[Mapping[str, Any]]:
    rows = parsed.get("rows") if isinstance(parsed, dict) else parsed
    if not isinstance(rows, list):
        raise unreadable("file.json_no_rows", file=name)
    if not rows:
        raise unreadable("file.empty", file=name)
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise unreadable("file.json_no_object", row=number, found=json.dumps(row, ensure_ascii=False)[:60])
    return rows


def _column(rows: list[Mapping[str, Any]], key: str, index: int, limits: Limits) -> pl.Series:
    texts: list[str | None] = [key]
    for number, row in enumerate(rows, start=1):
        text = _text(row.get(key), number, key)
        if text is not None and len(text) > limits.cell_characters:
            raise unreadable(
                "file.cell_too_long", sheet="json", row=number, column=key, characters=len(text),
                limit=limits.cell_characters,
            )  # fmt: skip
        texts.append(text)
    return pl.Series(column_letter(index), texts, dtype=pl.String)


def _text(value: Any, row: int, key: str) -> str | None:
    if isinstance(value, list):
        return _SEPARATOR.join(text for member in value if (text := _scalar(member, row, key)) is not None)
    return _scalar(value, row, key)


def _scalar(value: Any, row: int, key: str) -> str | None:
    if isinstance(value, dict | list):
        raise unreadable("file.json_nested", row=row, key=key)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
