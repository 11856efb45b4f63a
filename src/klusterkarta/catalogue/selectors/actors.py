"""Lists of actors, and how many stand under each facet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from klusterkarta.catalogue.models import Actor, Facet, Membership
from klusterkarta.catalogue.selectors.filters import FACETS, ActorFilter, passing
from klusterkarta.catalogue.selectors.paging import page_of

_SURE = ("stated", "looked_up")


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """One row of a list. `facets` maps a facet to (code, certainty) pairs; `values` are the shown values."""

    id: int
    key: str
    name: str
    kind: str
    start_year: int | None
    members: float | None
    conflicts: int
    contradiction: bool
    mention_only: bool
    values: dict[str, Any]
    facets: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def shown(self, code: str) -> list[str]:
        """The shown values of a property as text, in order."""
        return [one["value"] for one in self.values.get(code, {}).get("shown", ())]


@dataclass(frozen=True, slots=True)
class ActorList:
    """One page of a filtered list, with the number of all that pass the filter."""

    rows: list[ActorSummary]
    total: int
    next_cursor: str | None
    previous_cursor: str | None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many would be listed if this code were chosen too; `interpreted` of them only by interpretation."""

    code: str
    count: int
    interpreted: int


def list_actors(chosen: ActorFilter, *, sort: str = "name", after: str | None = None, limit: int = 50) -> ActorList:
    """One page of the actors that pass the filter. Raises BadCursor, and KeyError for an unknown sort."""
    actors = passing(chosen)
    page = page_of(actors, sort=sort, cursor=after, limit=limit)
    rows = summaries(page.rows)
    return ActorList(rows, actors.count(), page.next_cursor, page.previous_cursor)


def facet_counts(chosen: ActorFilter) -> dict[str, list[FacetCount]]:
    """For every facet, the codes and their counts under the other facets' choices: most frequent first, then by code.

    A chosen code that nothing stands under any more is kept with 0, so that it can be taken away.
    """
    return {facet: _counts(facet, chosen) for facet in FACETS}


def actors_by_id(ids: Iterable[int]) -> dict[int, ActorSummary]:
    """The summaries of these actors, by id; unknown ids are left out."""
    return {row.id: row for row in summaries(list(Actor.objects.filter(pk__in=list(ids))))}


def actor_of_record(record_id: int) -> int | None:
    """The actor that a record belongs to now; None when the record is not live."""
    return Membership.objects.filter(record_id=record_id).values_list("actor_id", flat=True).first()


def actors_named(name_key: str, *, limit: int = 20) -> list[ActorSummary]:
    """Actors whose filter text holds all words of `name_key`, exact names first."""
    found = summaries(list(passing(ActorFilter(q=name_key)).order_by("sort_key", "pk")[:limit]))
    return sorted(found, key=lambda row: row.name.casefold() != name_key.casefold())


def summaries(actors: Sequence[Actor]) -> list[ActorSummary]:
    """Rows for actors, with their facets, in two queries whatever their number."""
    facets: dict[int, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    rows = Facet.objects.filter(actor_id__in=[actor.pk for actor in actors]).order_by("pk")
    for actor_id, facet, code, certainty in rows.values_list("actor_id", "facet", "code", "certainty"):
        facets[actor_id][facet].append((code, certainty))
    return [
        ActorSummary(
            actor.pk, actor.key, actor.name, actor.kind, actor.start_year, actor.members, actor.conflicts,
            actor.contradiction, actor.mention_only, actor.values, dict(facets[actor.pk]),
        )
        for actor in actors
    ]  # fmt: skip


def _counts(facet: str, chosen: ActorFilter) -> list[FacetCount]:
    base = passing(chosen.without(facet)).values("pk")
    unsure = Count("pk", filter=~Q(certainty__in=_SURE))
    rows = Facet.objects.filter(facet=facet, actor_id__in=base).values("code").annotate(n=Count("pk"), unsure=unsure)
    found = {row["code"]: FacetCount(row["code"], row["n"], row["unsure"]) for row in rows}
    for code in getattr(chosen, facet):
        found.setdefault(code, FacetCount(code, 0, 0))
    return sorted(found.values(), key=lambda one: (-one.count, one.code))
