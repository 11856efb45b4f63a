"""Sources and their readings, as pages and the command line show them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from klusterkarta.catalogue.models import Membership, Reading, Record, Sighting, Source


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source, with how many live records it has."""

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
    records: int
    mentions: int


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
    return [_view(source) for source in _counted()]


def source_view(key: str) -> SourceView | None:
    """One source, or None."""
    source = _counted().filter(key=key).first()
    return None if source is None else _view(source)


def readings_of(key: str | None = None, *, limit: int = 100) -> list[ReadingView]:
    """The readings of a source (None: of all), latest first; staged ones are not shown."""
    rows = Reading.objects.exclude(state=Reading.STAGING).select_related("source").order_by("-pk")
    if key is not None:
        rows = rows.filter(source__key=key)
    return [_reading(row) for row in rows[:limit]]


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


def source_titles() -> dict[str, SourceView]:
    """All sources by key: what pages need to name who says so."""
    return {view.key: view for view in list_sources()}


def _counted() -> "QuerySet[Source]":
    live = Q(records__membership__isnull=False)
    mention = Q(records__thing="mention")
    # A source whose first reading was never published is no source yet.
    read = Reading.objects.filter(source=OuterRef("pk")).exclude(state=Reading.STAGING)
    return (
        Source.objects.filter(Exists(read))
        .annotate(live=Count("records", filter=live & ~mention), named=Count("records", filter=live & mention))
        .order_by("pk")
    )


def _view(source: Any) -> SourceView:
    return SourceView(
        source.key, source.kind, {"sv": source.title_sv, "en": source.title_en or source.title_sv}, source.publisher,
        source.published_on, source.url, source.licence, {"sv": source.note_sv, "en": source.note_en or source.note_sv},
        source.trust, source.withdrawn, source.live, source.named,
    )  # fmt: skip


def _reading(row: Reading) -> ReadingView:
    return ReadingView(
        row.pk, row.source.key, row.state, row.file_name, row.properties, row.by, row.started_at, row.published_at,
        row.rows_read, row.report,
    )  # fmt: skip
