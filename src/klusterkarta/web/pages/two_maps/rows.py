"""Rows of the two maps as a page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.numerals import format_number, format_share
from klusterkarta.vocabularies.places_geography import counties_in, county_or_area_name
from klusterkarta.vocabularies.sector_groups import sector_groups
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.addresses import address
from klusterkarta.workflow.figures import CubeView
from klusterkarta.workflow.two_maps import Cell, Laid, Unseen


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A name and where it leads."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class CellRow:
    """A region and a sector with its figures as text; `search` and `actors` look for more of it there."""

    county: NamedLink
    sector: NamedLink
    search: str
    actors: str
    people: str
    share: str
    quotient: str
    interval: str
    unsure: bool
    initiatives: list[NamedLink]
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class UnseenRow:
    """An initiative without a visible concentration, and why it may not show; `sector` None for none."""

    initiative: NamedLink
    sector: NamedLink | None
    search: str
    counties: str
    quotient: str
    reasons: list[str]


def cell_row(cell: Cell, laid: Laid, *, lang: str) -> CellRow:
    """A cell in words and links; the sector leads to its map."""
    return CellRow(
        county_link(cell.county, laid.cube, lang=lang),
        sector_link(cell.group, laid.cube, lang=lang),
        search_address(cell.group, cell.county, lang=lang),
        actors_address(cell.group, cell.county, lang=lang),
        format_number(round(cell.people), lang),
        share_text(cell.share, lang),
        figure_text(cell.quotient, lang),
        f"{figure_text(cell.low, lang)}–{figure_text(cell.high, lang)}",
        cell.concentration == "possible",
        [actor_link(actor, laid, lang=lang) for actor in cell.initiatives],
        in_words(cell.reasons, lang),
    )


def unseen_row(one: Unseen, laid: Laid, *, lang: str) -> UnseenRow:
    """An initiative in words and links."""
    return UnseenRow(
        actor_link(one.actor, laid, lang=lang),
        sector_link(one.group, laid.cube, lang=lang) if one.group else None,
        search_address(one.group, one.counties[0] if len(one.counties) == 1 else "", lang=lang),
        ", ".join(county_or_area_name(county, lang) for county in one.counties),
        figure_text(one.quotient, lang),
        in_words(one.reasons, lang),
    )


def county_link(county: str, cube: CubeView, *, lang: str) -> NamedLink:
    """A county by name, leading to its profile by the same table."""
    href = address("region", lang, query=[("cube", cube.key)], county=county)
    return NamedLink(county_or_area_name(county, lang), href)


def sector_link(group: str, cube: CubeView, *, lang: str) -> NamedLink:
    """A sector group by name, leading to its map by the same table."""
    return NamedLink(sector_name(group, lang), address("sector", lang, query=[("cube", cube.key)], group=group))


def search_address(group: str, county: str, *, lang: str) -> str:
    """Search for a sector in a region; "" for either is left out, and without both there is nothing to look for."""
    asked = " ".join(
        part for part in (sector_name(group, lang), county_or_area_name(county, lang) if county else "") if part
    )
    return address("search", lang, query=[("q", asked)]) if asked else ""


def actors_address(group: str, county: str, *, lang: str) -> str:
    """The list of a sector's actors in a region."""
    places = [county] if county.isdigit() else sorted(counties_in("nuts", county))
    return address("actors", lang, query=[("sector", group), *(("county", one) for one in places)])


def actor_link(actor: int, laid: Laid, *, lang: str) -> NamedLink:
    """An actor by name, leading to its profile."""
    return NamedLink(laid.names.get(actor, ""), address("actor", lang, actor=actor))


def sector_name(group: str, lang: str) -> str:
    """A sector group's label; "" for none."""
    return sector_groups()[group].label.read(lang) if group else ""


def figure_text(value: float, lang: str, *, decimals: int = 2) -> str:
    """A figure, "" for one that is not known (nan)."""
    return "" if value != value else format_number(round(value, decimals), lang, decimals=decimals)


def share_text(value: float, lang: str) -> str:
    """A share in per cent, "" for one that is not known (nan)."""
    return "" if value != value else format_share(value, lang, decimals=1)


def in_words(reasons: Sequence[Reason], lang: str) -> list[str]:
    """Reasons in words."""
    return [explain(reason, lang) for reason in reasons]
