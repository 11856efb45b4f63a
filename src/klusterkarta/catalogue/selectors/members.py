"""The records that make actors."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from klusterkarta.catalogue.models import Membership, Reading, Sighting

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """A live record of an actor: its place in the source, and the properties that its latest reading covers."""

    id: int
    key: str
    source: str
    thing: str
    place: str
    covers: tuple[str, ...]


def records_of_actor(actor_id: int) -> list[MemberRecord]:
    """The live records of an actor, oldest first."""
    return records_of_actors([actor_id]).get(actor_id, [])


def records_of_actors(actors: Sequence[int]) -> dict[int, list[MemberRecord]]:
    """actor → its live records, oldest first; actors without any are left out. Three queries for each 500 actors."""
    found: dict[int, list[MemberRecord]] = {}
    for start in range(0, len(actors), _AT_ONCE):
        members = Membership.objects.filter(actor_id__in=actors[start : start + _AT_ONCE])
        owners = dict(members.values_list("record_id", "actor_id"))
        for record in _latest(members):
            found.setdefault(owners[record.id], []).append(record)
    return found


def _latest(members: QuerySet[Membership]) -> list[MemberRecord]:
    """The records as their latest published readings have seen them, by id."""
    seen = Sighting.objects.filter(record__in=members.values("record_id"), reading__state=Reading.PUBLISHED)
    columns = ("record_id", "record__source__key", "record__row_key", "record__thing", "place", "reading_id")
    latest = {row[0]: row for row in seen.order_by("reading__sequence").values_list(*columns)}
    covers = _covers({row[-1] for row in latest.values()})
    return [
        MemberRecord(record, f"{source}:{row_key}", source, thing, place, covers[reading])
        for _, (record, source, row_key, thing, place, reading) in sorted(latest.items())
    ]


def _covers(readings: Collection[int]) -> dict[int, tuple[str, ...]]:
    """reading → the properties it covers; its report, which can be long, is left where it is."""
    rows = Reading.objects.filter(pk__in=readings).values_list("pk", "properties")
    return {reading: tuple(properties) for reading, properties in rows}
