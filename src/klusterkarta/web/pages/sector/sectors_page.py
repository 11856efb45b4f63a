"""What the page of all sectors shows: where each is concentrated, and how many initiatives have it as their field."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.numerals import format_number
from klusterkarta.vocabularies.sector_groups import sector_groups
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.cube_words import cube_line, marked_cube_line
from klusterkarta.web.form_fields import FormField
from klusterkarta.web.pages.two_maps.page import cube_field
from klusterkarta.web.pages.two_maps.rows import NamedLink, county_link, figure_text, in_words, sector_name
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.figures import CubeView
from klusterkarta.workflow.sector_map import initiatives_by_group
from klusterkarta.workflow.two_maps import Cell, Laid


@dataclass(frozen=True, slots=True)
class SectorLine:
    """A sector: people in the country, the region with the highest quotient, regions with a concentration, initiatives.

    "" and None without statistics.
    """

    sector: NamedLink
    people: str
    quotient: str
    most: NamedLink | None
    seen: list[NamedLink]
    initiatives: int


@dataclass(frozen=True, kw_only=True)
class SectorsPage(Page):
    """All sectors."""

    template: ClassVar[str] = "sector/all.html"
    section: ClassVar[str] = "analysis"
    name: ClassVar[str] = "sectors"

    action: str
    choice: FormField
    several: bool
    rows: list[SectorLine]
    has_figures: bool
    source: str
    notes: list[str]
    take: TakeAway


def sectors_page(laid: Laid | None, every: Sequence[CubeView], *, lang: str) -> SectorsPage:
    """The page by one of the tables, or without any."""
    counts = initiatives_by_group()
    source = cube_line(laid.cube, laid.year, lang=lang) if laid else ""
    return SectorsPage(
        title=say("sector_map.all_title", lang),
        lead=say("sector_map.all_lead", lang),
        action=address("sectors", lang),
        choice=cube_field(every, laid.cube.key if laid else "", lang=lang),
        several=len(every) > 1,
        rows=[_line(group, laid, counts, lang) for group in sector_groups()],
        has_figures=laid is not None,
        source=marked_cube_line(laid.cube, laid.year, lang=lang) if laid else "",
        notes=in_words((*laid.warnings, *laid.maps.notes), lang) if laid else [],
        take=TakeAway(source_line=source_line(lang), figures=source, table="sectors-table", csv=True, name="sectors"),
    )


def _line(group: str, laid: Laid | None, counts: Counter[str], lang: str) -> SectorLine:
    asked = [("cube", laid.cube.key)] if laid else []
    sector = NamedLink(sector_name(group, lang), address("sector", lang, query=asked, group=group))
    cells = [cell for cell in laid.maps.cells if cell.group == group] if laid else []
    people = sum(cell.people for cell in cells)
    if laid is None or not people:
        return SectorLine(sector, "", "", None, [], counts[group])
    seen = [county_link(cell.county, laid.cube, lang=lang) for cell in cells if cell.concentration != "none"]
    first: Cell = cells[0]
    most = county_link(first.county, laid.cube, lang=lang)
    shown = format_number(round(people), lang)
    return SectorLine(sector, shown, figure_text(first.quotient, lang), most, seen, counts[group])
