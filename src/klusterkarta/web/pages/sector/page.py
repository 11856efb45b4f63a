"""What the page of one sector shows: its map, its figures by region, and the initiatives in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from klusterkarta.charts.picture import Picture
from klusterkarta.charts.quotient_map import quotient_map
from klusterkarta.vocabularies.places_geography import counties_in
from klusterkarta.vocabularies.sector_groups import sector_groups
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.cube_words import cube_line, cube_title, marked_cube_line
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.pages.two_maps.page import cube_field, rules_of
from klusterkarta.web.pages.two_maps.rows import (
    CellRow,
    NamedLink,
    cell_row,
    county_link,
    in_words,
    search_address,
    sector_name,
)  # fmt: skip
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.figures import CubeView
from klusterkarta.workflow.sector_map import SectorMap, initiatives_in


@dataclass(frozen=True, slots=True)
class SectorQuery:
    """The sector asked for, and the tables that there are."""

    group: str
    every: Sequence[CubeView]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSector:
    """The sector by statistics, as far as there are any."""

    picture: Picture
    rows: list[CellRow]
    rules: list[str]
    notes: list[str]
    source: str
    take: TakeAway
    take_picture: TakeAway


@dataclass(frozen=True, kw_only=True)
class SectorPage(Page):
    """One sector over the country."""

    template: ClassVar[str] = "sector/page.html"
    section: ClassVar[str] = "analysis"
    name: ClassVar[str] = "sectors"

    action: str
    fields: list[FormField]
    industries: str
    found: FoundSector | None
    initiatives: list[NamedLink]
    heading: str
    links: list[NamedLink]


def sector_page(query: SectorQuery, found: SectorMap | None, *, lang: str) -> SectorPage:
    """The page; `found` None without statistics."""
    group = sector_groups()[query.group]
    codes = ", ".join(group.nace)
    names = initiatives_in(query.group)
    asked = [("cube", found.laid.cube.key)] if found else []
    return SectorPage(
        title=say("sector_map.title", lang, sector=group.label.read(lang)),
        lead=group.definition.read(lang),
        action=address("sector", lang, group=query.group),
        fields=_fields(query, found, lang),
        industries=say("sector_map.industries" if codes else "sector_map.no_industries", lang, codes=codes),
        found=_found(found, lang) if found else None,
        initiatives=[NamedLink(name, address("actor", lang, actor=actor)) for actor, name in names.items()],
        heading=say("sector_map.initiatives", lang, count=len(names)),
        links=[
            NamedLink(say("sector_map.in_list", lang), address("actors", lang, query=[("sector", query.group)])),
            NamedLink(say("sector_map.in_search", lang), search_address(query.group, "", lang=lang)),
            NamedLink(say("sector_map.all_title", lang), address("sectors", lang, query=asked)),
            NamedLink(say("two_maps.title", lang), address("two-maps", lang, query=asked)),
        ],
    )


def picture_of(found: SectorMap, *, lang: str) -> Picture:
    """The map; the counties of a NUTS 2 region have the region's quotient."""
    quotients: dict[str, float] = {}
    links: dict[str, str] = {}
    for cell in found.cells:
        if cell.quotient == cell.quotient:
            places = [cell.county] if cell.county.isdigit() else counties_in("nuts", cell.county)
            quotients |= dict.fromkeys(places, cell.quotient)
            links |= dict.fromkeys(places, county_link(cell.county, found.laid.cube, lang=lang).href)
    year, cube = str(found.laid.year), found.laid.cube
    title = say("sector_map.map", lang, sector=sector_name(found.group, lang), year=year)
    drawn = quotient_map(quotients, title, lang=lang, links=links)
    source = say("sector_map.map_source", lang, source=cube.source, title=cube_title(cube, lang).text, year=year)
    by_county = all(cell.county.isdigit() for cell in found.cells)
    said = drawn.description if by_county else say("two_maps.by_area", lang)
    return replace(drawn, description=f"{said} {source}")


def _found(found: SectorMap, lang: str) -> FoundSector:
    laid, asked = found.laid, [("cube", found.laid.cube.key), ("year", str(found.laid.year))]
    name = f"sector-{found.group}-{laid.year}"
    line, own = cube_line(laid.cube, laid.year, lang=lang), source_line(lang)
    return FoundSector(
        picture=picture_of(found, lang=lang),
        rows=[cell_row(cell, laid, lang=lang) for cell in found.cells],
        rules=rules_of(laid, lang),
        notes=in_words((*laid.warnings, *laid.maps.notes), lang),
        source=marked_cube_line(laid.cube, laid.year, lang=lang),
        take=TakeAway(source_line=own, figures=line, table="sector-table", csv=True, name=name),
        take_picture=TakeAway(
            source_line=own, figures=line, name=name, printing=False,
            picture=address("sector-picture", lang, query=asked, group=found.group),
        ),
    )  # fmt: skip


def _fields(query: SectorQuery, found: SectorMap | None, lang: str) -> list[FormField]:
    if found is None:
        return []
    fields = [cube_field(query.every, found.laid.cube.key, lang=lang)] if len(query.every) > 1 else []
    if len(found.years) > 1:
        years = choices([(str(one), str(one)) for one in reversed(found.years)], str(found.laid.year))
        fields.append(FormField(name="year", label=say("sector_map.year", lang), kind="select", options=years))
    return fields
