"""The change log, read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from klusterkarta.catalogue.models import Change

Version = tuple[int, datetime]
_STILL = ("work", "assess", "shortlist", "freeze")


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One write: when, by whom, what; `records` names the first thousand it touched."""

    id: int
    at: datetime
    by: str
    verb: str
    records: list[int]
    detail: dict[str, Any]


def latest_changes(limit: int = 20, before: int | None = None) -> list[ChangeView]:
    """The latest writes, newest first; `before` pages on from a change id."""
    rows = Change.objects.order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [_view(row) for row in rows[:limit]]


def changes_of_records(ids: Collection[int], limit: int = 30) -> list[ChangeView]:
    """The latest writes that name one of the records, newest first, among the last thousand writes."""
    wanted = set(ids)
    recent = Change.objects.order_by("-pk")[:1000]
    return [_view(row) for row in recent if wanted.intersection(row.records)][:limit]


def latest_change() -> Version | None:
    """The newest write of any kind: number and moment (None: no write yet)."""
    return Change.objects.order_by("-pk").values_list("pk", "at").first()


def latest_moving_change() -> Version | None:
    """The newest write that may have moved what is shown of actors: number and moment (None: no write yet).

    Work notes, assessments and frozen editions move nothing. Equal versions mean that actors, their values and facets
    are the same.
    """
    return Change.objects.exclude(verb__in=_STILL).order_by("-pk").values_list("pk", "at").first()


def _view(row: Change) -> ChangeView:
    return ChangeView(row.pk, row.at, row.by, row.verb, row.records, row.detail)
