"""What a fact sheet shows: how many, where, who, by which sources."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.catalogue.selectors.actors import ActorSummary, list_actors
from klusterkarta.charts.county_map import CountyCount, county_map
from klusterkarta.charts.picture import Picture
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.kinds import actor_kinds
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import code_name, source_title
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.actors.facets import chips_of
from klusterkarta.web.pages.actors.query import SHOWN_FACETS, ListQuery
from klusterkarta.web.pages.actors.rows import ActorListRow, row_of
from klusterkarta.web.pages.actors.ways import ways
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line

MOST_ROWS = 60
"""As many actors as a sheet names; a longer list is one click away."""


@dataclass(frozen=True, slots=True)
class KindRows:
    """The actors of one kind."""

    name: str
    rows: list[ActorListRow]


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure and what it counts."""

    value: str
    words: str


@dataclass(frozen=True, kw_only=True)
class FactSheetPage(Page):
    """A selection on a sheet. `more` is how many actors it does not name; `choice` what was chosen, in words."""

    template: ClassVar[str] = "fact_sheet/page.html"
    section: ClassVar[str] = "map"
    name: ClassVar[str] = "fact-sheet"

    choice: str
    figures: list[Figure]
    kinds: list[KindRows]
    with_members: bool
    with_start: bool
    more: int
    map: Picture | None
    sources: list[Link]
    ways: list[Link]
    to_list: str
    to_index: str
    take: TakeAway
    take_map: TakeAway


def fact_sheet_page(query: ListQuery, lang: str) -> FactSheetPage:
    """The sheet of a selection."""
    found = list_actors(query.chosen, limit=MOST_ROWS)
    pairs = query.unpicked(*query.picked).pairs()
    title, choice = _title(query, lang), "; ".join(one.text for one in chips_of(query, lang))
    counts = _county_counts(found.rows)
    return FactSheetPage(
        title=title,
        lead=say("fact_sheet.lead", lang, count=found.total),
        choice=choice if title == say("fact_sheet.selection", lang) else "",
        figures=_figures(found.rows, counts, lang=lang) if found.total <= MOST_ROWS else [],
        kinds=_kinds(found.rows, lang),
        with_members=any(one.shown("members") for one in found.rows),
        with_start=any(one.start_year for one in found.rows),
        more=found.total - len(found.rows),
        map=_map(counts, title, lang) if found.total <= MOST_ROWS else None,
        sources=_sources(found.rows, lang),
        ways=ways(query, lang, now="fact-sheet"),
        to_list=address("actors", lang, query=pairs),
        to_index=address("fact-sheet", lang),
        take=TakeAway(
            source_line=source_line(lang),
            table="sheet",
            workbook=address("table-file", lang, query=pairs, ending="xlsx"),
            separated=address("table-file", lang, query=pairs, ending="csv"),
        ),
        take_map=TakeAway(
            source_line=source_line(lang),
            picture=address("map-picture", lang, query=pairs),
            name=slug(title) or "map",
            printing=False,
        ),
    )


def _title(query: ListQuery, lang: str) -> str:
    """The name of the only thing chosen; else that it is a selection."""
    chosen = [(facet, code) for facet in SHOWN_FACETS for code in getattr(query.chosen, facet)]
    if len(chosen) == 1 and not query.chosen.q and not query.mine:
        return code_name(*chosen[0], lang=lang)
    return say("fact_sheet.selection", lang)


def _figures(rows: Sequence[ActorSummary], counts: dict[str, CountyCount], *, lang: str) -> list[Figure]:
    years = [one.start_year for one in rows if one.start_year]
    figures = [Figure(str(len(rows)), say("fact_sheet.actors", lang, count=len(rows)))]
    certain = sum(one.certain > 0 for one in counts.values())
    figures.append(
        Figure(say("common.of", lang, part=certain, whole=len(counties())), say("fact_sheet.counties", lang))
    )
    if years:
        span = str(min(years)) if min(years) == max(years) else f"{min(years)}–{max(years)}"
        figures.append(Figure(span, say("fact_sheet.started", lang, part=len(years), whole=len(rows))))
    return figures


def _county_counts(rows: Sequence[ActorSummary]) -> dict[str, CountyCount]:
    """An actor counts in every county it works in, where a source says so or where its place is read so."""
    certain, interpreted = Counter[str](), Counter[str]()
    for one in rows:
        for code, how in one.facets.get("county", []):
            (interpreted if how == "interpreted" else certain)[code] += 1
    return {code: CountyCount(certain[code], interpreted[code]) for code in {*certain, *interpreted} & set(counties())}


def _map(counts: dict[str, CountyCount], title: str, lang: str) -> Picture | None:
    return county_map(counts, title, lang=lang) if counts else None


def _kinds(rows: Sequence[ActorSummary], lang: str) -> list[KindRows]:
    """The kinds in the order of the vocabulary; those without one last."""
    state = register_state()
    groups: dict[str, list[ActorListRow]] = {}
    for one in rows:
        groups.setdefault(one.kind, []).append(row_of(one, lang, state=state))
    order = {code: place for place, code in enumerate(actor_kinds())}
    ordered = sorted(groups, key=lambda code: order.get(code, len(order)))
    return [KindRows(_kind(code, lang), groups[code]) for code in ordered]


def _kind(code: str, lang: str) -> str:
    term = actor_kinds().get(code)
    if term is None:
        return say("fact_sheet.no_kind", lang)
    return (term.plural or term.label).read(lang)


def _sources(rows: Sequence[ActorSummary], lang: str) -> list[Link]:
    """The sources of what the sheet says, in the order they came."""
    named = {code for one in rows for code, _ in one.facets.get("source", [])}
    known = register_state().sources
    return [
        Link(source_title(source, lang), address("source", lang, key=key))
        for key, source in known.items()
        if key in named
    ]
