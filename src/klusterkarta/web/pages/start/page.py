"""What the start page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.catalogue.selectors.changes import latest_changes
from klusterkarta.catalogue.selectors.judgements import proposal_count
from klusterkarta.charts.bars import part_bar
from klusterkarta.charts.county_map import county_map
from klusterkarta.charts.picture import Picture
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address, can_open
from klusterkarta.web.change_lines import ChangeLine, change_lines, telling
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.start.counts import INITIATIVES, NETWORKS, StartCounts, Tally, start_counts
from klusterkarta.web.register_state import RegisterState, register_state
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line

_KINDS = [("kind", code) for code in (*INITIATIVES, *NETWORKS)]
_LATEST, _LOOKED_THROUGH = 8, 60
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number that is the link to its rows; `of` follows it in small ("av 21")."""

    number: int
    href: str
    words: str
    note: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of table 1 or 2."""

    name: str
    href: str
    tally: Tally
    bar: str


@dataclass(frozen=True, slots=True)
class Door:
    """A part of the site: what it is for and where to go in it."""

    title: str
    text: str
    links: list[Link]


@dataclass(frozen=True, kw_only=True)
class StartPage(Page):
    """The register on one spread; with an empty register only how to begin."""

    template: ClassVar[str] = "start/page.html"
    name: ClassVar[str] = "start"

    empty: bool
    first_steps: list[Link]
    counts: StartCounts
    examples: list[Link]
    figures: list[KeyFigure]
    map: Picture
    take_counties: TakeAway
    take_sectors: TakeAway
    county_rows: list[TableRow]
    sector_rows: list[TableRow]
    doors: list[Door]
    changes: list[ChangeLine]


def start_page(lang: str, *, caller: Caller) -> StartPage:
    """The start page as this caller sees it."""
    state = register_state()
    counts = start_counts(state.version)
    county_links = {one.code: _rows("county", one.code, lang) for one in counts.by_county}
    on_map = {one.code: one.on_map() for one in counts.by_county}
    return StartPage(
        title=say("start.title", lang),
        lead=say("start.lead", lang),
        empty=state.actors == 0,
        first_steps=first_steps(lang, caller=caller),
        counts=counts,
        examples=[_example(one.code, lang) for one in counts.by_sector[:_EXAMPLES]],
        figures=_figures(state, counts, lang, caller),
        map=county_map(on_map, say("start.by_county", lang), lang=lang, links=county_links),
        take_counties=TakeAway(
            source_line=source_line(lang),
            table="by-county",
            csv=True,
            picture=address("map-picture", lang, query=_KINDS),
            name=say("map.file_name", lang),
        ),
        take_sectors=TakeAway(source_line=source_line(lang), table="by-sector", csv=True, printing=False),
        county_rows=_table("county", counts.by_county, lang),
        sector_rows=_table("sector", counts.by_sector, lang),
        doors=_doors(lang, caller),
        changes=change_lines(telling(latest_changes(_LOOKED_THROUGH), _LATEST), lang),
    )


def first_steps(lang: str, *, caller: Caller) -> list[Link]:
    """What to do with an empty register, as far as the site has the pages and the caller may."""
    if is_allowed(caller, "collect"):
        return [Link(say("navigation.import", lang), address("import", lang))] if can_open("import", lang) else []
    return [Link(say("navigation.log_in", lang), address("login", lang))] if can_open("login", lang) else []


def _example(sector: str, lang: str) -> Link:
    return Link(code_name("sector", sector, lang=lang), _rows("sector", sector, lang))


def _rows(facet: str, code: str, lang: str) -> str:
    return address("actors", lang, query=[*_KINDS, (facet, code)])


def _table(facet: str, tallies: Sequence[Tally], lang: str) -> list[TableRow]:
    most = max((one.total for one in tallies), default=0)
    named = ((one, code_name(facet, one.code, lang=lang)) for one in tallies)
    return [TableRow(name, _rows(facet, one.code, lang), one, _bar(one, most)) for one, name in named]


def _bar(tally: Tally, most: int) -> str:
    return part_bar(
        tally.initiatives - tally.interpreted_initiatives,
        tally.networks - tally.interpreted_networks,
        interpreted=tally.interpreted,
        most=most,
    )


def _figures(state: RegisterState, counts: StartCounts, lang: str, caller: Caller) -> list[KeyFigure]:
    figures = [
        KeyFigure(
            counts.both,
            address("actors", lang, query=_KINDS),
            say("start.figure_both", lang, count=counts.both),
            note=say("start.figure_both_note", lang, initiatives=counts.initiatives, networks=counts.networks),
        ),
        KeyFigure(
            counts.counties_with,
            "#by-county",
            say("start.figure_counties", lang),
            of=say("start.of", lang, count=len(counties())),
        ),
        KeyFigure(
            state.actors,
            address("actors", lang),
            say("start.figure_actors", lang),
            note=say("start.figure_actors_note", lang),
        ),
    ]
    if can_open("sources", lang):
        sources = address("sources", lang)
        figures.append(KeyFigure(state.counting_sources, sources, say("start.figure_sources", lang)))
    if is_allowed(caller, "judge") and can_open("duplicates", lang):
        pairs = proposal_count()
        figures.append(KeyFigure(pairs, address("duplicates", lang), say("start.figure_pairs", lang, count=pairs)))
    return figures


def _doors(lang: str, caller: Caller) -> list[Door]:
    """The parts of the site that have pages for this caller, with the words of the menu for their links."""
    parts = {
        "map": (("actors", "read_public"),),
        "collecting": (("sources", "read_public"), ("import", "collect"), ("duplicates", "judge")),
        "editions": (("editions", "read_public"),),
    }
    doors = []
    for part, pages in parts.items():
        links = [
            Link(say(f"start.to_{name}", lang), address(name, lang))
            for name, right in pages
            if can_open(name, lang) and is_allowed(caller, right)
        ]
        if links:
            doors.append(Door(say(f"start.door_{part}", lang), say(f"start.door_{part}_text", lang), links))
    return doors
