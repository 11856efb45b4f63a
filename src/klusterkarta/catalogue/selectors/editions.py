"""The frozen copies of the register, and what freezing one needs to know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from klusterkarta.catalogue.models import Edition, Membership, Record, Source

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """An edition: its name (also of its folder), titles, sources, and the SHA-256 over its canonical rows."""

    name: str
    title_sv: str
    title_en: str
    sources: tuple[str, ...]
    sha256: str
    actors: int
    statements: int
    frozen_at: datetime

    def title(self, language: str) -> str:
        """The title in one language, else the other, else the name."""
        first, second = (self.title_sv, self.title_en) if language == "sv" else (self.title_en, self.title_sv)
        return first or second or self.name


def list_editions() -> list[EditionView]:
    """All editions, newest first."""
    return [_view(row) for row in Edition.objects.order_by("-frozen_at", "-pk")]


def edition(name: str) -> EditionView | None:
    """One edition, or None when none has that name."""
    row = Edition.objects.filter(name=name).first()
    return None if row is None else _view(row)


def unknown_sources(keys: Iterable[str]) -> list[str]:
    """Those of the keys that no source has."""
    wanted = sorted(set(keys))
    return sorted(set(wanted) - set(Source.objects.filter(key__in=wanted).values_list("key", flat=True)))


def keys_of_actors(actors: Sequence[int]) -> list[str]:
    """The keys (`source:row key`) of the live records of these actors."""
    keys: list[str] = []
    for start in range(0, len(actors), _AT_ONCE):
        members = Membership.objects.filter(actor_id__in=actors[start : start + _AT_ONCE]).values("record_id")
        rows = Record.objects.filter(pk__in=members).values_list("source__key", "row_key")
        keys.extend(f"{source}:{row_key}" for source, row_key in rows)
    return keys


def numbers_in_source(records: Sequence[int]) -> dict[int, int]:
    """Which place each record has among the records of its source, in the order they came."""
    if not records:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, ROW_NUMBER() OVER (PARTITION BY source_id ORDER BY id) FROM catalogue_record")
        wanted = set(records)
        return {record: number for record, number in cursor.fetchall() if record in wanted}


def _view(row: Edition) -> EditionView:
    return EditionView(
        name=row.name,
        title_sv=row.title_sv,
        title_en=row.title_en,
        sources=tuple(row.sources),
        sha256=row.sha256,
        actors=row.actors,
        statements=row.statements,
        frozen_at=row.frozen_at,
    )
