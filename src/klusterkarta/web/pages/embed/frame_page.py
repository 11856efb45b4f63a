"""What a frame on another site shows."""

from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar

from klusterkarta.catalogue.selectors.on_map import number_among
from klusterkarta.charts.picture import Picture
from klusterkarta.settings import current
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.pages.embed.query import EmbedQuery
from klusterkarta.web.pages.map.frame import Step, frame_of, legend_of
from klusterkarta.web.pages.map.page import MapList, Outside, map_list, still_map
from klusterkarta.web.pages.map.selection import selected, unplaced
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import source_line

CLUSTER_KINDS = ("cluster_initiative", "cluster_organisation")


@dataclass(frozen=True, kw_only=True)
class FramePage(Page):
    """A map with its list below it, in the owner's words, and the way to the whole site."""

    template: ClassVar[str] = "embed/frame.html"

    with_map: bool
    with_list: bool
    found: int
    counted: str
    frame_data: dict[str, Any]
    legend: list[Step]
    tile_attribution: str
    still: Picture
    unit: str
    outside: Outside
    list: MapList
    source_line: str
    whole_site: str


def frame_page(query: EmbedQuery, lang: str) -> FramePage:
    """The page for a query."""
    chosen = query.map.selection.chosen
    on_map, found = selected(chosen), number_among(chosen)
    title = query.title or say("embed.own_title", lang, word=query.word or say("embed.own_word", lang))
    return FramePage(
        title=title,
        with_map=query.show != "list",
        with_list=query.show != "map",
        found=found,
        counted=_counted(found, query.word, lang),
        frame_data=_frame(query, lang),
        legend=legend_of(on_map),
        tile_attribution=current().tile_attribution,
        still=still_map(query.map.selection, lang, title=title),
        unit=say("embed.unit", lang),
        outside=Outside(unplaced(chosen), on_map.whole_country, on_map.abroad),
        list=_in_words(map_list(query.map, lang, page="embed", more=query.own_pairs()), query.word, lang),
        source_line=source_line(lang),
        whole_site=address("map", lang, query=query.map.pairs()),
    )


def _frame(query: EmbedQuery, lang: str) -> dict[str, Any]:
    frame = frame_of(query.map, lang, at="embed-at", page="embed", filtering=False)
    follows = frame.list if query.show == "both" else ""
    return asdict(replace(frame, list=follows)) | {"own": query.own_pairs()}


def _counted(found: int, word: str, lang: str) -> str:
    return say("embed.counted", lang, count=found, word=word) if word else say("list.hits", lang, count=found)


def _in_words(listed: MapList, word: str, lang: str) -> MapList:
    """The list with the owner's word for the kinds that are clusters."""
    if not word:
        return listed
    clusters = {code_name("kind", code, lang=lang) for code in CLUSTER_KINDS}
    shown = word[:1].upper() + word[1:]
    rows = [replace(row, kind=shown) if row.kind in clusters else row for row in listed.rows]
    return replace(listed, rows=rows)
