"""The filter of lists and facets, and the rows that pass it."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q, QuerySet

from klusterkarta.catalogue.models import Actor, Facet, Membership, Work
from klusterkarta.values.text import fold

FACETS = ("kind", "list", "county", "country", "sector", "priority", "start", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFilter:
    """What a list shows: free text, one or more codes per facet, whose list (`mine`: a responsible user's name).

    `mentions` includes parties that sources only name. Codes of one facet widen, different facets narrow.
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
    actors = Actor.objects.filter(thing__in=things)
    for word in fold(chosen.q).split():
        actors = actors.filter(folded__contains=word)
    for facet in FACETS:
        if codes := getattr(chosen, facet):
            actors = actors.filter(pk__in=Facet.objects.filter(_has(facet, codes)).values("actor_id"))
    if chosen.mine:
        own = Work.objects.filter(responsible=chosen.mine).values("record_id")
        actors = actors.filter(pk__in=Membership.objects.filter(record__in=own).values("actor_id"))
    return actors


def _has(facet: str, codes: tuple[str, ...]) -> Q:
    return Q(facet=facet, code__in=codes)
