"""Sources and their readings, as pages and the command line show them."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from klusterkarta.catalogue.models import Membership, Reading, Record, Sighting, Source
from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source, with how many live records it has. `id` is the register's own.

    `read`: a reading of it counts now; not so when all of them are undone.
    """

    id: int
    key: str
    kind: str
    titles: dict[str, str]
    publisher: str
    published_on: str
    url: str
    licence: str
    notes: dict[str, str]
    trust: int
    withdrawn: bool
    read: bool

    @property
    def records(self) -> int:
        """How many live records it has now, without parties that it only names; all sources are counted at once."""
        return _live_counts().get((self.id, False), 0)

    @property
    def mentions(self) -> int:
        """How many parties it only names."""
        return _live_counts().get((self.id, True), 0)


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One reading of a source: when, by whom, which file, and its report."""

    id: int
    source: str
    state: str
    file_name: str
    properties: list[str]
    by: str
    started_at: datetime
    published_at: datetime | None
    rows_read: int
    report: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A record of a source: its name there, its place, and the actor it belongs to (None when it is not live)."""

    id: int
    row_key: str
    thing: str
    place: str
    actor: int | None


def list_sources() -> list[SourceView]:
    """All sources, withdrawn ones too, in the order they came."""
    counting = set(Reading.objects.filter(state=Reading.PUBLISHED).values_list("source_id", flat=True).distinct())
    return [_view(source, read=source.pk in counting) for source in _read_sources()]


def source_view(key: str) -> SourceView | None:
    """One source, or None."""
    source = _read_sources().filter(key=key).first()
    if source is None:
        return None
    return _view(source, read=Reading.objects.filter(source=source, state=Reading.PUBLISHED).exists())


def readings_of(key: str | None = None, *, limit: int = 100) -> list[ReadingView]:
    """The readings of a source (None: of all), latest first; staged ones are not shown."""
    rows = Reading.objects.exclude(state=Reading.STAGING).select_related("source").order_by("-pk")
    if key is not None:
        rows = rows.filter(source__key=key)
    return [_reading(row) for row in rows[:limit]]


def last_read_at() -> datetime | None:
    """When the newest reading that counts now was published; None in an empty register."""
    return (
        Reading.objects.filter(state=Reading.PUBLISHED).order_by("-pk").values_list("published_at", flat=True).first()
    )


def reading_view(reading_id: int) -> ReadingView | None:
    """One reading, or None while it is staged or when there is none."""
    row = Reading.objects.exclude(state=Reading.STAGING).select_related("source").filter(pk=reading_id).first()
    return None if row is None else _reading(row)


def records_of_source(key: str, *, after: int = 0, limit: int = 100, mentions: bool = False) -> list[SourceRecord]:
    """Records of a source by id after `after`; parties that it only names are left out unless `mentions`."""
    rows = Record.objects.filter(source__key=key, pk__gt=after, sightings__reading__state=Reading.PUBLISHED).distinct()
    if not mentions:
        rows = rows.exclude(thing="mention")
    records = list(rows.order_by("pk")[:limit])
    ids = [record.pk for record in records]
    actors = dict(Membership.objects.filter(record__in=ids).values_list("record_id", "actor_id"))
    seen = Sighting.objects.filter(record__in=ids, reading__state=Reading.PUBLISHED).order_by("reading__sequence")
    places = dict(seen.values_list("record_id", "place"))
    return [SourceRecord(r.pk, r.row_key, r.thing, places.get(r.pk, ""), actors.get(r.pk)) for r in records]


def record_ids_of_source(key: str) -> list[int]:
    """The ids of all records of a source that a published reading has seen, parties that it only names among them."""
    seen = Sighting.objects.filter(record__source__key=key, reading__state=Reading.PUBLISHED)
    return sorted(set(seen.values_list("record_id", flat=True)))


def _read_sources() -> "QuerySet[Source]":
    # A source whose first reading was never published is no source yet.
    read = Reading.objects.filter(source=OuterRef("pk")).exclude(state=Reading.STAGING)
    return Source.objects.filter(Exists(read)).order_by("pk")


def _live_counts() -> dict[tuple[int, bool], int]:
    return _counted(latest_moving_change())


@lru_cache(maxsize=1)
def _counted(_version: Version | None) -> dict[tuple[int, bool], int]:
    """(source, whether mentions) → how many live records. Counted once per change to the register."""
    live = Membership.objects.values_list("record__source", "record__thing").annotate(n=Count("*")).order_by()
    counts: Counter[tuple[int, bool]] = Counter()
    for source, thing, number in live:
        counts[source, thing == "mention"] += number
    return counts


def _view(source: Source, *, read: bool) -> SourceView:
    titles = {"sv": source.title_sv, "en": source.title_en or source.title_sv}
    notes = {"sv": source.note_sv, "en": source.note_en or source.note_sv}
    return SourceView(
        source.pk, source.key, source.kind, titles, source.publisher, source.published_on, source.url, source.licence,
        notes, source.trust, source.withdrawn, read,
    )  # fmt: skip


def _reading(row: Reading) -> ReadingView:
    return ReadingView(
        row.pk, row.source.key, row.state, row.file_name, row.properties, row.by, row.started_at, row.published_at,
        row.rows_read, row.report,
    )  # fmt: skip
