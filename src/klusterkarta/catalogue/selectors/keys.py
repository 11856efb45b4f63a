"""Records and sources by the keys that people and files use."""

from collections.abc import Collection
from typing import Any

from klusterkarta.catalogue.models import Membership, Reading, Record, Sighting, Source

_AT_ONCE = 500
_DETAILS = (
    "title_sv", "title_en", "kind", "publisher", "published_on", "url", "licence", "note_sv", "note_en", "trust",
)  # fmt: skip


def source_values(key: str) -> dict[str, Any] | None:
    """A source's details as they are stored, by the names of `SourceDetails`; None when no source has that key."""
    return Source.objects.filter(key=key).values("key", *_DETAILS).first()


def source_id(key: str) -> int | None:
    """The id of a source, or None."""
    return Source.objects.filter(key=key).values_list("pk", flat=True).first()


def published_records(source: str, row_keys: Collection[str]) -> dict[str, int]:
    """row key → record id, for those of the keys that a published reading of the source has seen."""
    found: dict[str, int] = {}
    # Most large files are the first of their source.
    published = Reading.objects.filter(source__key=source, state=Reading.PUBLISHED).exists()
    ordered = sorted(row_keys) if published else []
    seen = Record.objects.filter(source__key=source, sightings__reading__state=Reading.PUBLISHED)
    for start in range(0, len(ordered), _AT_ONCE):
        found |= dict(seen.filter(row_key__in=ordered[start : start + _AT_ONCE]).values_list("row_key", "pk"))
    return found


def earlier_readings(source: str, *, file: str, sheet: str, records: Collection[int]) -> list[int]:
    """The source's readings that count and were of this file: by its name and sheet, else those that saw its records.

    A source may come in several files; what the others say is no concern of this one.
    """
    counting = Reading.objects.filter(source__key=source, state=Reading.PUBLISHED)
    named = counting.filter(file_name=file, report__sheet=sheet) if file else counting.none()
    if of_name := list(named.values_list("pk", flat=True)):
        return of_name
    left, sharing = set(counting.values_list("pk", flat=True)), set[int]()
    ordered = sorted(records)
    for start in range(0, len(ordered), _AT_ONCE):
        if not left:
            break
        seen = Sighting.objects.filter(reading__in=left, record__in=ordered[start : start + _AT_ONCE])
        sharing |= set(seen.values_list("reading_id", flat=True).distinct())
        left -= sharing
    return sorted(sharing)


def seen_in(readings: Collection[int]) -> set[int]:
    """The records that any of the readings has seen, parties that they only name left out."""
    seen = Record.objects.filter(sightings__reading__in=readings).exclude(thing="mention")
    return set(seen.values_list("pk", flat=True))


def actors_of(records: Collection[int]) -> dict[int, int]:
    """record id → actor id, for live records."""
    ordered = sorted(records)
    found: dict[int, int] = {}
    for start in range(0, len(ordered), _AT_ONCE):
        rows = Membership.objects.filter(record__in=ordered[start : start + _AT_ONCE])
        found |= dict(rows.values_list("record_id", "actor_id"))
    return found
