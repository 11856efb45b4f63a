"""Pages by key, never by offset: a cursor names the last row seen and the direction."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

import polars as pl

from klusterkarta.catalogue.selectors.facet_index import FacetIndex, Mask

SORTS = {"name": "sort_key", "start": "start_year", "members": "members"}
_BEYOND = 1e15
_LAST_ID = 2**63 - 1


class BadCursor(ValueError):
    """The cursor was not made by this list."""


@dataclass(frozen=True, slots=True)
class Page:
    """The ids of one page of rows, and the cursors to the pages beside it (None at the ends)."""

    ids: list[int]
    next_cursor: str | None
    previous_cursor: str | None


def page_of(index: FacetIndex, among: Mask, *, sort: str, cursor: str | None, limit: int) -> Page:
    """The page of the actors `among` those of the index after (or before) the cursor.

    `sort` is a key of SORTS, with `-` for descending. Rows without the sorted value stand last in either direction;
    equal ones go by id. A few milliseconds for 100 000 actors. Raises BadCursor, and KeyError for an unknown sort.
    """
    descending = sort.startswith("-")
    order = _order(SORTS[sort.lstrip("-")], descending=descending)
    backwards, edge = _read_cursor(cursor)
    against = descending != backwards
    keyed = index.actors.filter(pl.Series(among)).select(order, "id")
    if edge is not None:
        keyed = keyed.filter(_beyond(edge, keyed.schema["order"], against=against))
    nearest = keyed.top_k if against else keyed.bottom_k
    rows = nearest(limit + 1, by=["order", "id"]).sort("order", "id", descending=against).rows()
    more, rows = len(rows) > limit, rows[:limit]
    if backwards:
        rows.reverse()
    has_next = more if not backwards else True
    has_previous = cursor is not None if not backwards else more
    return Page(
        [pk for _, pk in rows],
        _cursor("a", rows[-1]) if rows and has_next else None,
        _cursor("b", rows[0]) if rows and has_previous else None,
    )


def _order(column: str, *, descending: bool) -> pl.Expr:
    if column == "sort_key":
        # Plain binary order, as everywhere.
        return pl.col("sort_key").alias("order")
    return pl.col(column).cast(pl.Float64).fill_null(-_BEYOND if descending else _BEYOND).alias("order")


def _beyond(edge: tuple[Any, int], kind: pl.DataType, *, against: bool) -> pl.Expr:
    value, pk = edge
    if not isinstance(value, str if kind == pl.String else float):
        raise BadCursor(f"'{value}' is of another order than this list's")
    order, beside = pl.col("order"), pl.lit(value, dtype=kind)
    there, further = (order < beside, pl.col("id") < pk) if against else (order > beside, pl.col("id") > pk)
    return there | ((order == beside) & further)


def _cursor(direction: str, row: tuple[Any, int]) -> str:
    text = json.dumps([direction, *row], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(cursor: str | None) -> tuple[bool, tuple[Any, int] | None]:
    if not cursor:
        return False, None
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        direction, value, pk = json.loads(text)
        if not isinstance(pk, int) or not 0 <= pk <= _LAST_ID:
            raise ValueError(pk)
        # Half a character, which JSON can write, is in no text that can be compared.
        str(value).encode()
        return direction == "b", (value, pk)
    except (binascii.Error, ValueError, TypeError, RecursionError) as fault:
        raise BadCursor(f"'{cursor[:40]}' is no place in this list") from fault
