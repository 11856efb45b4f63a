"""Which actors anything is said of, by property, and which stand for a thing."""

from collections.abc import Collection

from klusterkarta.catalogue.models import Membership, Statement

_AT_ONCE = 500


def actors_with(properties: Collection[str]) -> list[int]:
    """The ids of the actors of whom some published reading has said one of the properties, in their order.

    More than are live: what a later reading has replaced, or a withdrawn source has said, is among them.
    """
    said = Statement.objects.filter(property__in=properties, mode="says", reading__state="published")
    records = sorted(set(said.values_list("record_id", flat=True)))
    chunks = (records[start : start + _AT_ONCE] for start in range(0, len(records), _AT_ONCE))
    owners = (Membership.objects.filter(record_id__in=chunk).values_list("actor_id", flat=True) for chunk in chunks)
    return sorted({actor for found in owners for actor in found})


def actors_of_thing(thing: str) -> list[int]:
    """The ids of the live actors that have a record of the thing (`priority`, `claim`), in their order."""
    return sorted(set(Membership.objects.filter(record__thing=thing).values_list("actor_id", flat=True)))
