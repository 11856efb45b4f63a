"""How many of a selection stand at each place or in each county, and how certain that is."""

from collections.abc import Sequence
from dataclasses import dataclass

from klusterkarta.catalogue.models import Actor
from klusterkarta.catalogue.selectors.facet_index import facet_index
from klusterkarta.catalogue.selectors.filters import ActorFilter


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How many of the selection stand under a code, by certainty. One under several codes counts under each."""

    code: str
    stated: int = 0
    looked_up: int = 0
    interpreted: int = 0

    @property
    def certain(self) -> int:
        """Stated and looked up together."""
        return self.stated + self.looked_up


def counts_among(chosen: ActorFilter, facets: Sequence[str]) -> dict[str, list[CodeCount]]:
    """For each facet (`county`, `place` …) its codes among the actors that pass the whole filter, by code."""
    index = facet_index()
    among = index.passing(chosen)
    return {facet: [CodeCount(code, **counts) for code, counts in index.counts(facet, among)] for facet in facets}


def number_among(chosen: ActorFilter) -> int:
    """How many actors pass the filter."""
    return int(facet_index().passing(chosen).sum())


def number_without(chosen: ActorFilter, facet: str) -> int:
    """How many of them stand under no code of the facet."""
    index = facet_index()
    return int((index.passing(chosen) & ~index.under(facet, index.standing.get(facet, ()))).sum())


def names_at(chosen: ActorFilter, places: Sequence[str]) -> dict[str, list[str]]:
    """place → the names of those of the selection that stand there, in the list's order; for places with few."""
    index = facet_index()
    among = index.passing(chosen)
    standing = {place: set(index.ids[index.under("place", [place]) & among].tolist()) for place in places}
    names = _names({actor for actors in standing.values() for actor in actors})
    found = ((place, [name for actor, name in names if actor in actors]) for place, actors in standing.items())
    return {place: here for place, here in found if here}


def _names(actors: set[int]) -> list[tuple[int, str]]:
    """The ids and names in the list's order."""
    rows = Actor.objects.filter(pk__in=actors).order_by("sort_key", "pk")
    return list(rows.values_list("pk", "name"))
