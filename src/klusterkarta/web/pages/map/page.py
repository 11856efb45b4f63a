"""What the map page shows."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from django.core.exceptions import BadRequest

from klusterkarta.catalogue.selectors.actors import ActorList, list_actors
from klusterkarta.catalogue.selectors.on_map import number_among
from klusterkarta.catalogue.selectors.paging import BadCursor
from klusterkarta.charts.county_map import county_map
from klusterkarta.charts.picture import Picture
from klusterkarta.settings import current
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.figures import shortened
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.actors.facets import Chip, Facet, chips_of, facets_of
from klusterkarta.web.pages.actors.query import ListQuery
from klusterkarta.web.pages.actors.rows import ActorListRow, row_of
from klusterkarta.web.pages.actors.ways import ways
from klusterkarta.web.pages.map.frame import Step, frame_of, legend_of
from klusterkarta.web.pages.map.query import MapQuery
from klusterkarta.web.pages.map.selection import selected, unplaced
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line

ON_A_PAGE = 25
_LONGEST_TITLE = 240


@dataclass(frozen=True, slots=True)
class Outside:
    """What the marks do not show: how many have no place, stand for the whole country, or have a mark abroad."""

    unplaced: int
    whole_country: int
    abroad: int


@dataclass(frozen=True, slots=True)
class MapList:
    """The list beneath the map: a page of those in view, or of the whole selection."""

    rows: list[ActorListRow]
    found: int
    narrowed: bool
    whole: str
    previous: str
    next: str


@dataclass(frozen=True, kw_only=True)
class MapPage(Page):
    """The map: the filters, what is chosen, the map itself, the still map for paper, the list."""

    template: ClassVar[str] = "map/page.html"
    section: ClassVar[str] = "map"
    name: ClassVar[str] = "actors"

    query: ListQuery
    may_choose_mine: bool
    facets: list[Facet]
    chips: list[Chip]
    found: int
    all: int
    here: str
    here_now: str
    cleared: str
    ways: list[Link]
    embed: str
    frame_data: dict[str, Any]
    legend: list[Step]
    tile_attribution: str
    still: Picture
    unit: str
    outside: Outside
    list: MapList
    take: TakeAway


def map_page(query: MapQuery, lang: str, *, caller: Caller) -> MapPage:
    """The page for a query. Raises BadRequest for a place that is in no list."""
    chosen, pairs = query.selection.chosen, query.selection.pairs()
    on_map, found = selected(chosen), number_among(chosen)
    return MapPage(
        title=say("list.title", lang),
        lead=say("list.lead", lang),
        query=query.selection,
        may_choose_mine=is_allowed(caller, "edit_work"),
        facets=facets_of(query.selection, lang),
        chips=chips_of(query.selection, lang, href=lambda one: address("map", lang, query=one.pairs())),
        found=found,
        all=register_state().actors,
        here=address("map", lang),
        here_now=address("map", lang, query=query.pairs()),
        cleared=address("map", lang, query=query.selection.unfiltered().pairs()),
        ways=ways(query.selection, lang, now="map"),
        embed=address("embed-code", lang, query=pairs),
        frame_data=asdict(frame_of(query, lang)),
        legend=legend_of(on_map),
        tile_attribution=current().tile_attribution,
        still=still_map(query.selection, lang),
        unit=say("map.unit", lang, count=found),
        outside=Outside(unplaced(chosen), on_map.whole_country, on_map.abroad),
        list=map_list(query, lang, page="map"),
        take=_take(query.selection, lang),
    )


def map_list(query: MapQuery, lang: str, *, page: str, more: list[tuple[str, str]] | None = None) -> MapList:
    """A page of the list; `page` names the address it leads to and `more` what else stands in it."""
    actors = _actors(query, lang)
    pairs, state = [*query.pairs(), *(more or [])], register_state()

    def beside(cursor: str | None) -> str:
        return address(page, lang, query=[*pairs, ("after", cursor)]) + "#results" if cursor else ""

    return MapList(
        rows=[row_of(one, lang, state=state) for one in actors.rows],
        found=actors.total,
        narrowed=query.view is not None,
        whole=address(page, lang, query=[*query.selection.pairs(), *(more or [])]),
        previous=beside(actors.previous_cursor),
        next=beside(actors.next_cursor),
    )


def still_map(query: ListQuery, lang: str, *, title: str = "") -> Picture:
    """The selection by county, as it stands on paper and where there is no script."""
    return county_map(selected(query.chosen).counties, title or _what(query, lang), lang=lang)


def _what(query: ListQuery, lang: str) -> str:
    """The title with what has been chosen, since the picture leaves the page that says so."""
    chips = [chip.text for chip in chips_of(query, lang)]
    words = say("map.still_title", lang)
    return shortened(f"{words}. {'; '.join(chips)}", _LONGEST_TITLE) if chips else words


def _actors(query: MapQuery, lang: str) -> ActorList:
    try:
        return list_actors(
            query.in_view, sort=query.selection.sort, after=query.selection.after or None, limit=ON_A_PAGE
        )
    except BadCursor as fault:
        raise BadRequest(say("list.bad_place", lang)) from fault


def _take(query: ListQuery, lang: str) -> TakeAway:
    return TakeAway(
        source_line=source_line(lang),
        table="map-rows",
        picture=address("map-picture", lang, query=query.pairs()),
        name=say("map.file_name", lang),
    )
