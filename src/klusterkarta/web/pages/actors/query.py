"""The list's address: what its parameters mean, and how a choice is written back into one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import BadRequest
from django.http import QueryDict

from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.ids import id_in

SHOWN_FACETS = ("kind", "county", "sector", "priority", "start", "source", "list", "country")
NARROWED_BY = (*SHOWN_FACETS, "place")
"""What an address can narrow by: the facets, and places on the map."""
SORTS = ("name", "-name", "start", "-start", "members", "-members")
_LONGEST = 200
_MOST_CODES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """Which actors, in which order, from which place in the list. `mine`: only those the caller answers for.

    `picked` are the actors ticked for a comparison; they stay ticked whatever the filters are.
    """

    chosen: ActorFilter
    sort: str = "name"
    after: str = ""
    mine: bool = False
    picked: tuple[int, ...] = ()

    def pairs(self) -> list[tuple[str, str]]:
        """The address's parameters, in a fixed order, without the place in the list: the address to share."""
        return list(self._pairs())

    def _pairs(self) -> Iterator[tuple[str, str]]:
        if self.chosen.q:
            yield "q", self.chosen.q
        for facet in NARROWED_BY:
            for code in getattr(self.chosen, facet):
                yield facet, code
        if self.mine:
            yield "mine", "1"
        if self.sort != "name":
            yield "sort", self.sort
        for actor in self.picked:
            yield "actor", str(actor)

    def without(self, facet: str, code: str) -> "ListQuery":
        """The same query with one code, or with the text (`q`), taken away."""
        kept: Any = "" if facet == "q" else tuple(one for one in getattr(self.chosen, facet) if one != code)
        changed: dict[str, Any] = {facet: kept}
        return replace(self, chosen=replace(self.chosen, **changed), after="")

    def unfiltered(self) -> "ListQuery":
        """The same order with no filter."""
        return ListQuery(chosen=ActorFilter(), sort=self.sort, picked=self.picked)

    def unpicked(self, *actors: int) -> "ListQuery":
        """The same query with these actors no longer ticked."""
        return replace(self, picked=tuple(one for one in self.picked if one not in actors))


def read_query(parameters: QueryDict, lang: str, *, caller: Caller) -> ListQuery:
    """The query of an address. Raises BadRequest for a sort that does not exist and for a text that is no text."""
    sort = parameters.get("sort") or "name"
    if sort not in SORTS:
        raise BadRequest(say("list.bad_sort", lang, sort=sort[:40], sorts=", ".join(SORTS)))
    codes: dict[str, Any] = {facet: _codes(parameters, facet) for facet in NARROWED_BY}
    mine = parameters.get("mine") == "1" and is_allowed(caller, "edit_work")
    text = " ".join(parameters.get("q", "").replace("\x00", "").split())[:_LONGEST]
    chosen = ActorFilter(q=text, mine=caller.name if mine else "", **codes)
    return ListQuery(chosen=chosen, sort=sort, after=parameters.get("after", ""), mine=mine, picked=_picked(parameters))


def _picked(parameters: QueryDict) -> tuple[int, ...]:
    ids = (id_in(one) for one in parameters.getlist("actor")[:_MOST_CODES])
    return tuple(dict.fromkeys(one for one in ids if one))


def _codes(parameters: QueryDict, facet: str) -> tuple[str, ...]:
    """The codes in their own order, so that the same choice has one address."""
    given = (code.replace("\x00", "")[:100] for code in parameters.getlist(facet))
    return tuple(sorted({code for code in given if code}))[:_MOST_CODES]
