"""What the page of the two maps shows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.charts.county_map import CountyCount, county_map
from klusterkarta.charts.picture import Picture
from klusterkarta.vocabularies.numerals import format_number
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.cube_words import cube_title, marked_cube_line
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.pages.two_maps.rows import (
    CellRow,
    NamedLink,
    UnseenRow,
    cell_row,
    county_link,
    in_words,
    unseen_row,
)  # fmt: skip
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.figures import CubeView
from klusterkarta.workflow.two_maps import Laid


@dataclass(frozen=True, slots=True)
class CountyRow:
    """How many concentrations with and without an initiative, and initiatives without one, a county has."""

    county: NamedLink
    both: int
    alone: int
    unseen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidView:
    """The two maps, as far as there are statistics."""

    alone: list[CellRow]
    both: list[CellRow]
    unseen: list[UnseenRow]
    withheld: bool
    published: bool
    by_county: list[CountyRow]
    maps: list[Picture]
    by_area: bool
    rules: list[str]
    notes: list[str]
    source: str
    take: TakeAway


@dataclass(frozen=True, kw_only=True)
class TwoMapsPage(Page):
    """Concentrations and initiatives side by side; without statistics only how to begin."""

    template: ClassVar[str] = "two_maps/page.html"
    section: ClassVar[str] = "analysis"
    name: ClassVar[str] = "two-maps"

    action: str
    choice: FormField
    several: bool
    found: LaidView | None


def two_maps_page(laid: Laid | None, every: Sequence[CubeView], *, lang: str) -> TwoMapsPage:
    """The page for one of the tables."""
    return TwoMapsPage(
        title=say("two_maps.title", lang),
        lead=say("two_maps.lead", lang),
        action=address("two-maps", lang),
        choice=cube_field(every, laid.cube.key if laid else "", lang=lang),
        several=len(every) > 1,
        found=_view(laid, lang) if laid else None,
    )


def cube_field(every: Sequence[CubeView], chosen: str, *, lang: str) -> FormField:
    """The choice among the tables."""
    options = choices([(one.key, f"{cube_title(one, lang).text} {one.last_year}") for one in every], chosen)
    return FormField(name="cube", label=say("two_maps.cube", lang), kind="select", options=options)


def rules_of(laid: Laid, lang: str) -> list[str]:
    """From where on a concentration is seen, and what the interval takes in."""
    quotient = format_number(laid.rules.quotient, lang, decimals=2)
    return [
        say("two_maps.rules", lang, quotient=quotient, people=format_number(round(laid.rules.people), lang)),
        say("two_maps.interval_note", lang, workplace=round(laid.rules.workplace)),
    ]


def _view(laid: Laid, lang: str) -> LaidView:
    alone = Counter(cell.county for cell in laid.maps.alone)
    return LaidView(
        alone=[cell_row(cell, laid, lang=lang) for cell in laid.maps.alone],
        both=[cell_row(cell, laid, lang=lang) for cell in laid.maps.both],
        unseen=[unseen_row(one, laid, lang=lang) for one in laid.maps.unseen],
        withheld=laid.withheld,
        published=laid.cube.published,
        by_county=_by_county(laid, alone, lang),
        maps=_maps(laid, lang),
        by_area=not all(cell.county.isdigit() for cell in laid.maps.cells),
        rules=rules_of(laid, lang),
        notes=in_words((*laid.warnings, *laid.maps.notes), lang),
        source=marked_cube_line(laid.cube, laid.year, lang=lang),
        take=TakeAway(source_line=source_line(lang), table="alone-table", csv=True, name="two-maps"),
    )


def _maps(laid: Laid, lang: str) -> list[Picture]:
    """How many of each list a county has; of the third only where it is shown."""
    counted = {
        "alone": Counter(cell.county for cell in laid.maps.alone),
        "both": Counter(cell.county for cell in laid.maps.both),
    }
    if not laid.withheld:
        counted["unseen"] = Counter(county for one in laid.maps.unseen for county in one.counties)
    links = {code: county_link(code, laid.cube, lang=lang).href for code in counties()}
    return [
        county_map(_spread(counts), say(f"two_maps.map_{name}", lang), lang=lang, links=links, name=name)
        for name, counts in counted.items()
    ]


def _spread(counts: Counter[str]) -> dict[str, CountyCount]:
    """The count of each county; the counties of a NUTS 2 region have the region's."""
    return {code: CountyCount(counts[code] or counts[one.nuts3[:4]]) for code, one in counties().items()}


def _by_county(laid: Laid, alone: Counter[str], lang: str) -> list[CountyRow]:
    both = Counter(cell.county for cell in laid.maps.both)
    unseen = Counter(county for one in laid.maps.unseen for county in one.counties)
    there = sorted({cell.county for cell in laid.maps.cells} | set(unseen))
    return [CountyRow(county_link(one, laid.cube, lang=lang), both[one], alone[one], unseen[one]) for one in there]
