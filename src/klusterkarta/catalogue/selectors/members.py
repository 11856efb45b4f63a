"""The records that make an actor."""

from dataclasses import dataclass

from klusterkarta.catalogue.models import Membership, Reading, Sighting


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
    ids = Membership.objects.filter(actor_id=actor_id).values("record_id")
    seen = Sighting.objects.filter(record__in=ids, reading__state=Reading.PUBLISHED)
    latest = {
        one.record_id: one for one in seen.select_related("reading", "record__source").order_by("reading__sequence")
    }
    return [
        MemberRecord(
            one.record.pk,
            f"{one.record.source.key}:{one.record.row_key}",
            one.record.source.key,
            one.record.thing,
            one.place,
            tuple(one.reading.properties),
        )
        for _, one in sorted(latest.items())
    ]
