"""Readings: staged in short writes that nobody sees, published in one, undone by a flag."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from klusterkarta.catalogue.bulk import unseen_write
from klusterkarta.catalogue.models import Reading, Record, Source
from klusterkarta.catalogue.services.log import append_change, now
from klusterkarta.catalogue.services.sources import records_of_reading
from klusterkarta.catalogue.services.staging import ReadingState, Sighted, stage_sightings, stage_statements
from klusterkarta.values.caller import Caller
from klusterkarta.values.stated import StatedRow
from klusterkarta.vocabularies.rights import check_allowed

# Longer than a writer waits for its turn (workflow.waiting, 15 minutes): while another writer holds the database nobody
# can say that he is alive.
ABANDONED_AFTER = timedelta(minutes=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDetails:
    """Of which source, from which file, and which properties (`code` or `code@language`) the reading covers."""

    source_id: int
    properties: Sequence[str]
    file_name: str = ""
    file_sha256: str = ""


def begin_reading(details: ReadingDetails, *, caller: Caller) -> int:
    """Open an unpublished reading and return its id. No selector sees what is staged in it."""
    check_allowed(caller, "collect")
    moment = now()
    reading = Reading.objects.create(
        source_id=details.source_id,
        properties=sorted(set(details.properties)),
        file_name=details.file_name,
        file_sha256=details.file_sha256,
        by=caller.name,
        started_at=moment,
        heartbeat_at=moment,
    )
    return reading.pk


def stage_rows(reading_id: int, rows: Sequence[StatedRow]) -> None:
    """Write a chunk of rows into an unpublished reading, in a transaction of its own.

    A row key that the reading has already seen raises ReadingState: keys are unique within a source.
    """
    with unseen_write():
        stage_statements(_sight(reading_id, rows))


def sight_rows(reading_id: int, rows: Sequence[StatedRow]) -> Sighted:
    """The first half of `stage_rows`: that the reading has seen these rows, in a transaction of its own.

    `say_rows` writes what they say, over another connection if need be.
    """
    with unseen_write():
        return _sight(reading_id, rows)


def say_rows(sighted: Sighted) -> None:
    """The other half: what the rows say, in a transaction of its own.

    Raises ReadingState where the reading has been dropped meanwhile: PostgreSQL does not check the statements' keys.
    """
    with unseen_write():
        _hold_staged(sighted.reading)
        stage_statements(sighted)


def publish_reading(reading_id: int, *, caller: Caller, report: dict[str, Any] | None = None) -> list[int]:
    """Let a staged reading count; the records it touches. Call inside the transaction that refreshes them."""
    check_allowed(caller, "collect")
    reading = _in_state(reading_id, Reading.STAGING)
    latest = Reading.objects.aggregate(last=Max("sequence"))["last"] or 0
    Reading.objects.filter(pk=reading_id).update(
        state=Reading.PUBLISHED, sequence=latest + 1, published_at=now(), report=report or {}
    )
    return _log(reading, "collect", caller)


def undo_reading(reading_id: int, *, caller: Caller) -> list[int]:
    """Make a published reading count no more; what an earlier one said shows again. Reversible by `redo_reading`."""
    check_allowed(caller, "undo_reading")
    reading = _in_state(reading_id, Reading.PUBLISHED)
    Reading.objects.filter(pk=reading_id).update(state=Reading.UNDONE)
    return _log(reading, "undo", caller)


def redo_reading(reading_id: int, *, caller: Caller) -> list[int]:
    """Let an undone reading count again, at its old place in the order."""
    check_allowed(caller, "undo_reading")
    reading = _in_state(reading_id, Reading.UNDONE)
    Reading.objects.filter(pk=reading_id).update(state=Reading.PUBLISHED)
    return _log(reading, "redo", caller)


def drop_staged(reading_id: int) -> None:
    """Throw away an unpublished reading with all that was staged in it."""
    with transaction.atomic():
        _in_state(reading_id, Reading.STAGING).delete()
        _drop_unseen_records()


def sweep_abandoned() -> int:
    """Drop staged readings whose writer has been silent for 20 minutes (it was killed); how many."""
    abandoned = Reading.objects.filter(state=Reading.STAGING, heartbeat_at__lt=now() - ABANDONED_AFTER)
    ids = list(abandoned.values_list("pk", flat=True))
    for reading_id in ids:
        drop_staged(reading_id)
    return len(ids)


def _sight(reading_id: int, rows: Sequence[StatedRow]) -> Sighted:
    # Its number stays as it is: what its rows say is written at the same time (`_hold_staged`).
    reading = _in_state(reading_id, Reading.STAGING, no_key=True)
    sighted = stage_sightings(reading, rows)
    Reading.objects.filter(pk=reading_id).update(heartbeat_at=now(), rows_read=reading.rows_read + len(rows))
    return sighted


def _drop_unseen_records() -> None:
    Record.objects.filter(sightings__isnull=True, membership__isnull=True).delete()


def _log(reading: Reading, verb: str, caller: Caller) -> list[int]:
    touched = records_of_reading(reading.pk)
    source = Source.objects.get(pk=reading.source_id)
    detail = {"reading": reading.pk, "source": source.key, "file": reading.file_name}
    append_change(caller, verb, records=touched, detail=detail)
    return touched


def _hold_staged(reading_id: int) -> None:
    """Keep the reading from being dropped until this transaction ends, as its key would; others may sight its rows."""
    held = " FOR KEY SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT state FROM "{Reading._meta.db_table}" WHERE id = %s{held}', (reading_id,))
        row = cursor.fetchone()
    if row != (Reading.STAGING,):
        raise _other_state(reading_id, row[0] if row else "gone", Reading.STAGING)


def _in_state(reading_id: int, state: str, *, no_key: bool = False) -> Reading:
    reading = Reading.objects.select_for_update(no_key=no_key).filter(pk=reading_id).first()
    if reading is None or reading.state != state:
        raise _other_state(reading_id, reading.state if reading else "gone", state)
    return reading


def _other_state(reading_id: int, found: str, expected: str) -> ReadingState:
    return ReadingState(f"reading {reading_id} is {found}, expected {expected}")
