"""Rows on the page of a source: its readings, and its own rows about actors."""

from dataclasses import dataclass
from datetime import datetime

from klusterkarta.catalogue.selectors.sources import ReadingView
from klusterkarta.vocabularies.source_places import written_place
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.workflow.source_contents import SourceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One time the source was read; `href` and `by` only for the office."""

    id: int
    href: str
    read_at: datetime | None
    file: str
    rows: int
    counts: bool
    by: str


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A row of the source and the actor it belongs to ("" while it does not count)."""

    key: str
    name: str
    place: str
    href: str


def reading_row(reading: ReadingView, lang: str, *, office: bool) -> ReadingRow:
    """The row of a reading."""
    return ReadingRow(
        id=reading.id,
        href=address("reading", lang, reading=reading.id) if office else "",
        read_at=reading.published_at,
        file=reading.file_name,
        rows=reading.rows_read,
        counts=reading.state == "published",
        by=reading.by if office else "",
    )


def actor_row(row: SourceRow, lang: str) -> ActorRow:
    """The row of a record. A sole trader's name is guarded, and so not among what the source is shown to say."""
    record = row.record
    name = row.said("name", lang) or (say("sources.protected", lang) if record.actor else record.row_key)
    href = address("actor", lang, actor=record.actor) if record.actor else ""
    return ActorRow(record.row_key, name, written_place(record.place, lang), href)
