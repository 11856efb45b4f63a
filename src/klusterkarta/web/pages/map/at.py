"""Who stands at a mark."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from klusterkarta.catalogue.selectors.actors import list_actors
from klusterkarta.vocabularies.numerals import format_list
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.pages.actors.query import ListQuery
from klusterkarta.web.pages.actors.rows import ActorListRow, row_of
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page

MOST_LISTED = 12
_MOST_PLACES = 60
_LONGEST_CODE = 8
_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class AtPage(Page):
    """The first of those at a mark, and the address of them all. `title` is the place."""

    template: ClassVar[str] = "map/at.html"

    rows: list[ActorListRow]
    found: int
    all: str
    target: str = ""


def at_page(query: ListQuery, places: Sequence[str], *, lang: str, page: str = "map", target: str = "") -> AtPage:
    """Those of the selection at these places. Links open in `target` ("" for the same window)."""
    codes = tuple(code[:_LONGEST_CODE] for code in places[:_MOST_PLACES])
    actors = list_actors(replace(query.chosen, seen=codes or ("-",)), limit=MOST_LISTED)
    here = replace(query, chosen=replace(query.chosen, place=tuple(sorted(codes))))
    named = [code_name("place", code, lang=lang) for code in codes[:_NAMED]]
    return AtPage(
        title=format_list([*named, "…"] if len(codes) > _NAMED else named, lang),
        rows=[row_of(one, lang, state=register_state()) for one in actors.rows],
        found=actors.total,
        all=address(page, lang, query=here.pairs()) + "#results",
        target=target,
    )
