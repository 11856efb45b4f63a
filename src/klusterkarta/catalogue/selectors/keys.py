"""Records and sources by the keys that people and files use."""

from collections.abc import Collection
from typing import Any

from klusterkarta.catalogue.models import Membership, Reading, Record, Source

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
    ordered = sorted(row_keys)
    seen = Record.objects.filter(source__key=source, sightings__reading__state=Reading.PUBLISHED)
    for start in range(0, len(ordered), _AT_ONCE):
        found |= dict(seen.filter(row_key__in=ordered[start : start + _AT_ONCE]).values_list("row_key", "pk"))
    return found


def count_published(source: str) -> int:
    """How many records the source's published readings have seen, parties that it only names left out."""
    seen = Record.objects.filter(source__key=source, sightings__reading__state=Reading.PUBLISHED)
    return seen.exclude(thing="mention").distinct().count()


def actors_of(records: Collection[int]) -> dict[int, int]:
    """record id → actor id, for live records."""
    ordered = sorted(records)
    found: dict[int, int] = {}
    for start in range(0, len(ordered), _AT_ONCE):
        rows = Membership.objects.filter(record__in=ordered[start : start + _AT_ONCE])
        found |= dict(rows.values_list("record_id", "actor_id"))
    return found
