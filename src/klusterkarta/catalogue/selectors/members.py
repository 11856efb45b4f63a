"""The records that make actors."""

from collections.abc import Sequence
from dataclasses import dataclass

from klusterkarta.catalogue.models import Reading, Sighting

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
    """actor → its live records, oldest first; actors without any are left out. One query for each 500 actors."""
    found: dict[int, list[MemberRecord]] = {}
    for start in range(0, len(actors), _AT_ONCE):
        for actor, record in _latest(actors[start : start + _AT_ONCE]):
            found.setdefault(actor, []).append(record)
    return found


def _latest(actors: Sequence[int]) -> list[tuple[int, MemberRecord]]:
    """The actors' records as their latest published readings have seen them, by id, each with its actor."""
    seen = Sighting.objects.filter(record__membership__actor_id__in=actors, reading__state=Reading.PUBLISHED)
    columns = (
        "record_id", "record__source__key", "record__row_key", "record__thing", "place", "reading__properties",
        "record__membership__actor_id",
    )  # fmt: skip
    latest = {row[0]: row for row in seen.order_by("reading__sequence").values_list(*columns)}
    return [
        (actor, MemberRecord(record, f"{source}:{row_key}", source, thing, place, tuple(covers)))
        for _, (record, source, row_key, thing, place, covers, actor) in sorted(latest.items())
    ]
