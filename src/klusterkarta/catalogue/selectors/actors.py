"""Lists of actors, and how many stand under each facet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any

from klusterkarta.catalogue.models import Actor, Facet, Membership
from klusterkarta.catalogue.selectors.facet_index import FacetIndex, facet_index
from klusterkarta.catalogue.selectors.filters import FACETS, ActorFilter, passing
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.catalogue.selectors.paging import page_of
from klusterkarta.values.text import fold

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
    with one_moment():
        index = facet_index()
        among = index.passing(chosen)
        page = page_of(index, among, sort=sort, cursor=after, limit=limit)
        rows = summaries(page.ids)
    return ActorList(rows, int(among.sum()), page.next_cursor, page.previous_cursor)


def count_actors(chosen: ActorFilter) -> int:
    """How many actors pass the filter."""
    return int(facet_index().passing(chosen).sum())


def facet_counts(chosen: ActorFilter) -> dict[str, list[FacetCount]]:
    """For every facet, the codes and their counts under the other facets' choices: most frequent first, then by code.

    A chosen code that nothing stands under any more is kept with 0, so that it can be taken away.
    """
    index = facet_index()
    return {facet: _counts(index, facet, chosen) for facet in FACETS}


def actors_by_id(ids: Iterable[int]) -> dict[int, ActorSummary]:
    """The summaries of these actors, by id; unknown ids are left out."""
    with one_moment():
        return {row.id: row for row in summaries(sorted(set(ids)))}


def actor_names(ids: Iterable[int]) -> dict[int, tuple[str, bool]]:
    """id → name, and whether the actor is only named by others; unknown ids are left out."""
    rows = Actor.objects.filter(pk__in=list(ids)).values_list("pk", "name", "mention_only")
    return {actor: (name, mention_only) for actor, name, mention_only in rows}


def actor_of_record(record_id: int) -> int | None:
    """The actor that a record belongs to now; None when the record is not live."""
    return Membership.objects.filter(record_id=record_id).values_list("actor_id", flat=True).first()


def actors_named(name_key: str, *, limit: int = 20) -> list[ActorSummary]:
    """Actors whose filter text holds all words of `name_key`, by `nearness` of their names, then in their order.

    Of all that hold the words only the names are read, so that no number of others hides the one of exactly that name.
    """
    with one_moment():
        named = passing(ActorFilter(q=name_key)).order_by("sort_key", "pk").values_list("pk", "name")
        nearest = nsmallest(limit, named.iterator(), key=lambda row: nearness(row[1], name_key))
        return summaries([actor for actor, _ in nearest])


def nearness(name: str, asked: str) -> int:
    """How near an actor's name is to what was typed: 0 is the name itself, 4 has nothing of it.

    Between them: 1 the name without regard to accents and punctuation, 2 its beginning, 3 all of its words.

    >>> [nearness(name, "Åkern") for name in ("åkern", "Akern", "Åkern & Ängen", "Nya Åkern", "Matlandet")]
    [0, 1, 2, 3, 4]
    """
    if name.casefold() == asked.casefold():
        return 0
    own, wanted = fold(name), fold(asked)
    if own == wanted:
        return 1
    if own.startswith(wanted):
        return 2
    return 3 if all(word in own for word in wanted.split()) else 4


def summaries(ids: Sequence[int]) -> list[ActorSummary]:
    """Rows for actors in the order of their ids, in two queries whatever their number; unknown ids are left out.

    Call in `one_moment`.
    """
    found = Actor.objects.select_related("profile").defer("profile__statements").in_bulk(ids)
    actors = [found[actor] for actor in dict.fromkeys(ids) if actor in found]
    facets: dict[int, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    rows = Facet.objects.filter(profile__in=[actor.profile_id for actor in actors]).order_by("pk")
    for profile, facet, code, certainty in rows.values_list("profile_id", "facet", "code", "certainty"):
        facets[profile][facet].append((code, certainty))
    return [
        ActorSummary(
            actor.pk, actor.key, actor.name, actor.kind, actor.start_year, actor.members, actor.conflicts,
            actor.contradiction, actor.mention_only, actor.values,
            dict(facets[actor.profile_id]),
        )
        for actor in actors
    ]  # fmt: skip


def _counts(index: FacetIndex, facet: str, chosen: ActorFilter) -> list[FacetCount]:
    counted = index.counts(facet, index.passing(chosen.without(facet)))
    found = {
        code: FacetCount(code, sum(counts.values()), sum(n for how, n in counts.items() if how not in _SURE))
        for code, counts in counted
    }
    for code in getattr(chosen, facet):
        found.setdefault(code, FacetCount(code, 0, 0))
    return sorted(found.values(), key=lambda one: (-one.count, one.code))
