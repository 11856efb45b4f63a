"""The change log: every write appends to it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from klusterkarta.catalogue.models import Change
from klusterkarta.values.caller import Caller

MOST_RECORDS = 1000


def now() -> datetime:
    """The register's clock (UTC); tests replace Django's `timezone.now`."""
    return timezone.now()


def one_writer() -> None:
    """In a transaction: wait until no other writer of the log is at work, and let the next ones wait for this.

    SQLite has one writer anyhow.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{Change._meta.db_table}" IN SHARE ROW EXCLUSIVE MODE')


def append_change(
    caller: Caller, verb: str, *, records: Iterable[int] = (), detail: dict[str, Any] | None = None
) -> int:
    """Write one line to the log and return its id; of over 1 000 records the first are named, all are counted."""
    touched = sorted(records)
    what = dict(detail or {}, records_touched=len(touched))
    return Change.objects.create(at=now(), by=caller.name, verb=verb, records=touched[:MOST_RECORDS], detail=what).pk
