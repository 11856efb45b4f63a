"""The records of a source by what they are about, a page at a time."""

from collections.abc import Collection
from dataclasses import dataclass

from klusterkarta.catalogue.models import Membership, Reading, Record, Sighting


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record: its mark and place in the source, and the actor it belongs to (None while the source is withdrawn)."""

    id: int
    row_key: str
    thing: str
    place: str
    actor: int | None


def record_rows(source: str, *, things: Collection[str], after: int = 0, limit: int = 100) -> list[RecordRow]:
    """Records of the source that are about one of `things` and that a published reading has seen, after id `after`."""
    rows = Record.objects.filter(source__key=source, thing__in=things, pk__gt=after, about=None)
    seen = rows.filter(sightings__reading__state=Reading.PUBLISHED).distinct().order_by("pk")
    records = list(seen[:limit])
    ids = [record.pk for record in records]
    actors = dict(Membership.objects.filter(record__in=ids).values_list("record_id", "actor_id"))
    sightings = Sighting.objects.filter(record__in=ids, reading__state=Reading.PUBLISHED).order_by("reading__sequence")
    places = dict(sightings.values_list("record_id", "place"))
    return [RecordRow(one.pk, one.row_key, one.thing, places.get(one.pk, ""), actors.get(one.pk)) for one in records]
