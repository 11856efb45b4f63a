"""The filter of lists and facets, and the rows that pass it."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q, QuerySet

from klusterkarta.catalogue.models import Actor, Facet, Membership, Work
from klusterkarta.values.text import fold

FACETS = ("kind", "list", "county", "country", "sector", "priority", "start", "source")
NARROWING = (*FACETS, "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFilter:
    """What a list shows: free text, one or more codes per facet, whose list (`mine`: a responsible user's name).

    `mentions` includes parties that sources only name. Codes of one facet widen, different facets narrow. `place` are
    codes of places on the map, which narrow like a facet but are too many to be counted as one; `seen` narrows by
    places once more: to what stands in the part of the map that somebody looks at.
    """

    q: str = ""
    kind: tuple[str, ...] = field(default=())
    list: tuple[str, ...] = field(default=())
    county: tuple[str, ...] = field(default=())
    country: tuple[str, ...] = field(default=())
    sector: tuple[str, ...] = field(default=())
    priority: tuple[str, ...] = field(default=())
    start: tuple[str, ...] = field(default=())
    source: tuple[str, ...] = field(default=())
    place: tuple[str, ...] = field(default=())
    seen: tuple[str, ...] = field(default=())
    mine: str = ""
    thing: str = "actor"
    mentions: bool = False

    def without(self, facet: str) -> "ActorFilter":
        """The same filter with nothing chosen in one facet."""
        nothing: dict[str, Any] = {facet: ()}
        return replace(self, **nothing)


def passing(chosen: ActorFilter) -> QuerySet[Actor]:
    """The actors that pass the filter. Facets are intersected as id sets, never one by one per row."""
    things = [chosen.thing, "mention"] if chosen.mentions else [chosen.thing]
    # A single thing is asked for as such: the index by thing then gives the rows in the order of their names.
    actors = Actor.objects.filter(thing__in=things) if len(things) > 1 else Actor.objects.filter(thing=chosen.thing)
    for word in fold(chosen.q).split():
        actors = actors.filter(folded__contains=word)
    for facet in NARROWING:
        if codes := getattr(chosen, facet):
            actors = actors.filter(profile__in=Facet.objects.filter(_has(facet, codes)).values("profile_id"))
    if chosen.seen:
        actors = actors.filter(profile__in=Facet.objects.filter(_has("place", chosen.seen)).values("profile_id"))
    if chosen.mine:
        own = Work.objects.filter(responsible=chosen.mine).values("record_id")
        actors = actors.filter(pk__in=Membership.objects.filter(record__in=own).values("actor_id"))
    return actors


def _has(facet: str, codes: tuple[str, ...]) -> Q:
    return Q(facet=facet, code__in=codes)
