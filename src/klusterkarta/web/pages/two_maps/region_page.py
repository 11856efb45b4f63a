"""What the profile of a county shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.numerals import format_number, format_share
from klusterkarta.vocabularies.places_geography import place_name
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField
from klusterkarta.web.pages.two_maps.page import cube_field, rules_of
from klusterkarta.web.pages.two_maps.rows import (
    CellRow,
    NamedLink,
    cell_row,
    cube_line,
    figure_text,
    in_words,
    sector_name,
    share_text,
)  # fmt: skip
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.figures import CubeView
from klusterkarta.workflow.two_maps import Course, Profile


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector of the county: its cell on the two maps, its change, women's share; people and quotient by year."""

    cell: CellRow
    change: str
    women: str
    years: list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    """The county, as far as there are statistics."""

    strong: list[SectorRow]
    other: list[SectorRow]
    missing: list[tuple[str, str]]
    change_head: str
    by_sex: bool
    years: list[str]
    rules: list[str]
    notes: list[str]
    source: str
    take: TakeAway


@dataclass(frozen=True, kw_only=True)
class RegionPage(Page):
    """A county by statistics and by the register; without statistics only how to begin."""

    template: ClassVar[str] = "two_maps/region.html"
    section: ClassVar[str] = "analysis"
    name: ClassVar[str] = "region"

    action: str
    choice: FormField
    several: bool
    found: ProfileView | None
    others: list[NamedLink]
    actors: str
    maps: str


def region_page(county: str, profile: Profile | None, *, every: Sequence[CubeView], lang: str) -> RegionPage:
    """The page for a county by one of the tables."""
    key = profile.laid.cube.key if profile else ""
    asked = [("cube", key)] if key else []
    return RegionPage(
        title=say("two_maps.profile_title", lang, county=place_name("county", county, lang=lang)),
        lead=say("two_maps.profile_lead", lang),
        action=address("region", lang, county=county),
        choice=cube_field(every, key, lang=lang),
        several=len(every) > 1,
        found=_view(profile, lang) if profile else None,
        others=[
            NamedLink(place_name("county", code, lang=lang), address("region", lang, query=asked, county=code))
            for code in counties()
            if code != county
        ],
        actors=address("actors", lang, query=[("county", county)]),
        maps=address("two-maps", lang, query=asked),
    )


def _view(profile: Profile, lang: str) -> ProfileView:
    rows = [(one, _row(one, profile, lang)) for one in profile.courses]
    strong = {one.group for one in profile.courses if profile.cells[one.group].concentration != "none"}
    first, last = profile.years[0], profile.years[-1]
    return ProfileView(
        strong=[row for one, row in rows if one.group in strong],
        other=[row for one, row in rows if one.group not in strong],
        missing=[(sector_name(one.group, lang), format_share(one.density, lang)) for one in profile.missing],
        change_head=say("two_maps.change", lang, first=str(first), last=str(last)),
        by_sex=any(row.women for _, row in rows),
        years=[str(year) for year in profile.years],
        rules=rules_of(profile.laid, lang),
        notes=in_words((*profile.laid.warnings, *profile.laid.maps.notes), lang),
        source=cube_line(profile.laid.cube, profile.laid.year, lang=lang),
        take=TakeAway(source_line=source_line(lang), table="strong-table", csv=True, name=f"region-{profile.county}"),
    )


def _row(course: Course, profile: Profile, lang: str) -> SectorRow:
    change = share_text(course.change, lang)
    grown = f"+{change}" if change and course.change > 0 else change
    points = {one.year: one for one in course.points}
    found = (points.get(year) for year in profile.years)
    years = [
        (format_number(round(one.people), lang), figure_text(one.quotient, lang)) if one else ("", "") for one in found
    ]
    cell = cell_row(profile.cells[course.group], profile.laid, lang=lang)
    return SectorRow(cell, grown, share_text(course.women, lang), years)
