"""What the list page shows."""

from dataclasses import dataclass
from typing import ClassVar

from django.core.exceptions import BadRequest

from klusterkarta.catalogue.selectors.actors import list_actors
from klusterkarta.catalogue.selectors.paging import BadCursor
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.actors.facets import Chip, Facet, chips_of, facets_of
from klusterkarta.web.pages.actors.query import SORTS, ListQuery
from klusterkarta.web.pages.actors.rows import ActorListRow, row_of
from klusterkarta.web.pages.actors.tray import Tray, tray_of
from klusterkarta.web.pages.actors.ways import ways
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Sorting:
    """One order the list can have."""

    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class ActorsPage(Page):
    """A page of the list: the filters, what is chosen, the rows, and the addresses round it."""

    template: ClassVar[str] = "actors/page.html"
    section: ClassVar[str] = "map"
    name: ClassVar[str] = "actors"

    query: ListQuery
    may_choose_mine: bool
    facets: list[Facet]
    chips: list[Chip]
    rows: list[ActorListRow]
    found: int
    all: int
    sortings: list[Sorting]
    here: str
    share: str
    ways: list[Link]
    cleared: str
    previous: str
    next: str
    workbook: str
    separated: str
    tray: Tray
    take: TakeAway


def actors_page(query: ListQuery, lang: str, *, caller: Caller) -> ActorsPage:
    """The page for a query. Raises BadRequest for a place that is in no list."""
    try:
        actors = list_actors(query.chosen, sort=query.sort, after=query.after or None, limit=ON_A_PAGE)
    except BadCursor as fault:
        raise BadRequest(say("list.bad_place", lang)) from fault
    state, pairs = register_state(), query.pairs()

    def beside(cursor: str | None) -> str:
        return address("actors", lang, query=[*pairs, ("after", cursor)]) if cursor else ""

    return ActorsPage(
        title=say("list.title", lang),
        lead=say("list.lead", lang),
        query=query,
        may_choose_mine=is_allowed(caller, "edit_work"),
        facets=facets_of(query, lang),
        chips=chips_of(query, lang),
        rows=[row_of(one, lang, state=state) for one in actors.rows],
        found=actors.total,
        all=state.actors,
        sortings=[Sorting(code, say(f"list.order_{_word(code)}", lang), code == query.sort) for code in SORTS],
        here=address("actors", lang),
        share=address("actors", lang, query=pairs),
        ways=ways(query, lang, now="actors"),
        cleared=address("actors", lang, query=query.unfiltered().pairs()),
        previous=beside(actors.previous_cursor),
        next=beside(actors.next_cursor),
        workbook=address("download", lang, query=pairs, ending="xlsx"),
        separated=address("download", lang, query=pairs, ending="csv"),
        tray=tray_of(query, lang, rows={one.id for one in actors.rows}),
        take=TakeAway(source_line=source_line(lang), table="hits"),
    )


def _word(code: str) -> str:
    return f"{code[1:]}_down" if code.startswith("-") else code
