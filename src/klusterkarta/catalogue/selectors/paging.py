"""Pages by key, never by offset: a cursor names the last row seen and the direction."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from klusterkarta.catalogue.models import Actor

SORTS = {"name": "sort_key", "start": "start_year", "members": "members"}
_BEYOND = 1e15


class BadCursor(ValueError):
    """The cursor was not made by this list."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows, and the cursors to the pages beside it (None at the ends)."""

    rows: Sequence[Actor]
    next_cursor: str | None
    previous_cursor: str | None


def page_of(actors: QuerySet[Actor], *, sort: str, cursor: str | None, limit: int) -> Page:
    """The page of `actors` after (or before) the cursor. `sort` is a key of SORTS, with `-` for descending.

    Rows without the sorted value stand last in either direction. Raises BadCursor, and KeyError for an unknown sort.
    """
    descending = sort.startswith("-")
    keyed = actors.annotate(order=_order(SORTS[sort.lstrip("-")], descending=descending))
    backwards, edge = _read_cursor(cursor)
    against = descending != backwards
    if edge is not None:
        keyed = keyed.filter(_beyond(edge, against=against))
    sign = "-" if against else ""
    rows = list(keyed.order_by(f"{sign}order", f"{sign}pk")[: limit + 1])
    more, rows = len(rows) > limit, rows[:limit]
    if backwards:
        rows.reverse()
    has_next = more if not backwards else True
    has_previous = cursor is not None if not backwards else more
    return Page(
        rows,
        _cursor("a", rows[-1]) if rows and has_next else None,
        _cursor("b", rows[0]) if rows and has_previous else None,
    )


def _order(column: str, *, descending: bool) -> Any:
    if column == "sort_key":
        return F("sort_key")
    last = -_BEYOND if descending else _BEYOND
    return Coalesce(Cast(column, FloatField()), Value(last), output_field=FloatField())


def _beyond(edge: tuple[Any, int], *, against: bool) -> Q:
    value, pk = edge
    side = "lt" if against else "gt"
    return Q(**{f"order__{side}": value}) | Q(order=value, **{f"pk__{side}": pk})


def _cursor(direction: str, row: Any) -> str:
    text = json.dumps([direction, row.order, row.pk], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(cursor: str | None) -> tuple[bool, tuple[Any, int] | None]:
    if not cursor:
        return False, None
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        direction, value, pk = json.loads(text)
        return direction == "b", (value, int(pk))
    except (binascii.Error, ValueError, TypeError) as fault:
        raise BadCursor(f"'{cursor[:40]}' is no place in this list") from fault
