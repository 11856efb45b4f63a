"""What the profile of a county shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.charts.bars import part_bar
from klusterkarta.charts.picture import Picture
from klusterkarta.charts.quotient_ranges import QuotientRow, quotient_ranges
from klusterkarta.vocabularies.numerals import format_list, format_number, format_share
from klusterkarta.vocabularies.places_geography import counties_in, county_or_area_name
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.cube_words import cube_line, marked_cube_line
from klusterkarta.web.form_fields import FormField
from klusterkarta.web.pages.two_maps.page import cube_field, rules_of
from klusterkarta.web.pages.two_maps.rows import (
    CellRow,
    NamedLink,
    cell_row,
    figure_text,
    in_words,
    sector_link,
    sector_name,
    share_text,
)  # fmt: skip
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.figures import CubeView
from klusterkarta.workflow.two_maps import Course, Missing, Profile


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector of the county: its cell on the two maps, its change, women's share; people and quotient by year."""

    cell: CellRow
    change: str
    women: str
    years: list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    """The region, as far as there are statistics. `missing`: sector, how much of what is near there is, and its bar."""

    strong: list[SectorRow]
    picture: Picture | None
    take_picture: TakeAway
    other: list[SectorRow]
    missing: list[tuple[NamedLink, str, str]]
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
    sectors: str
    index: str


def region_page(county: str, profile: Profile | None, *, every: Sequence[CubeView], lang: str) -> RegionPage:
    """The page for a region by one of the tables: the one asked for, or the wider one that the figures are by."""
    key = profile.laid.cube.key if profile else ""
    asked = [("cube", key)] if key else []
    region = profile.county if profile else county
    known = sorted({cell.county for cell in profile.laid.maps.cells}) if profile else list(counties())
    within = [("county", one) for one in counties_in("county" if county.isdigit() else "nuts", county)]
    return RegionPage(
        title=say("two_maps.profile_title", lang, county=county_or_area_name(region, lang)),
        lead=say("two_maps.profile_lead", lang),
        action=address("region", lang, county=county),
        choice=cube_field(every, key, lang=lang),
        several=len(every) > 1,
        found=_view(profile, lang) if profile else None,
        others=[
            NamedLink(county_or_area_name(code, lang), address("region", lang, query=asked, county=code))
            for code in known
            if code != region
        ],
        actors=address("actors", lang, query=within),
        maps=address("two-maps", lang, query=asked),
        sectors=address("sectors", lang, query=asked),
        index=address("index", lang, query=[("one", region)]),
    )


def strong_picture(profile: Profile, *, lang: str) -> Picture | None:
    """The quotients of the strong sectors, and where they stood in the first comparable year; None without any."""
    first, last = str(profile.years[0]), str(profile.years[-1])
    rows = []
    for one in profile.courses:
        cell = profile.cells[one.group]
        if cell.concentration != "none":
            earlier = [point.quotient for point in one.points if point.year == profile.years[0] != profile.years[-1]]
            before = earlier[0] if earlier and one.change == one.change else None
            rows.append(QuotientRow(sector_name(one.group, lang), cell.quotient, cell.low, cell.high, before))
    if not rows:
        return None
    county = county_or_area_name(profile.county, lang)
    key = (
        "two_maps.strong_described" if any(row.before is not None for row in rows) else "two_maps.strong_described_once"
    )
    described = say(key, lang, first=first, year=last)
    title = say("two_maps.strong_picture", lang, county=county, year=last)
    return quotient_ranges(rows, lang=lang, title=title, described=described)


def _view(profile: Profile, lang: str) -> ProfileView:
    rows = [(one, _row(one, profile, lang)) for one in profile.courses]
    strong = {one.group for one in profile.courses if profile.cells[one.group].concentration != "none"}
    first, last = profile.years[0], profile.years[-1]
    name, own = f"region-{profile.county}", source_line(lang)
    line = cube_line(profile.laid.cube, profile.laid.year, lang=lang)
    picture = address("region-picture", lang, query=[("cube", profile.laid.cube.key)], county=profile.county)
    return ProfileView(
        strong=[row for one, row in rows if one.group in strong],
        picture=strong_picture(profile, lang=lang),
        take_picture=TakeAway(source_line=own, figures=line, picture=picture, name=name, printing=False),
        other=[row for one, row in rows if one.group not in strong],
        missing=[_lacking(one, profile, lang) for one in profile.missing],
        change_head=say("two_maps.change", lang, first=str(first), last=str(last)),
        by_sex=any(row.women for _, row in rows),
        years=[str(year) for year in profile.years],
        rules=rules_of(profile.laid, lang),
        notes=[*_wider(profile, lang), *in_words((*profile.laid.warnings, *profile.laid.maps.notes), lang)],
        source=marked_cube_line(profile.laid.cube, profile.laid.year, lang=lang),
        take=TakeAway(source_line=own, figures=line, table="strong-table", csv=True, name=name),
    )


def _lacking(one: Missing, profile: Profile, lang: str) -> tuple[NamedLink, str, str]:
    bar = part_bar(round(100 * one.density), 0, interpreted=0, most=100)
    return sector_link(one.group, profile.laid.cube, lang=lang), format_share(one.density, lang), bar


def _wider(profile: Profile, lang: str) -> list[str]:
    if profile.county.isdigit():
        return []
    names = [county_or_area_name(code, lang) for code in counties_in("nuts", profile.county)]
    return [say("two_maps.wider", lang, counties=format_list(names, lang))]


def _row(course: Course, profile: Profile, lang: str) -> SectorRow:
    change = share_text(course.change, lang)
    grown = f"+{change}" if change and course.change > 0 else change
    years = [_year(course, year, lang) for year in profile.years]
    cell = cell_row(profile.cells[course.group], profile.laid, lang=lang)
    return SectorRow(cell, grown, share_text(course.women, lang), years)


def _year(course: Course, year: int, lang: str) -> tuple[str, str]:
    """People and quotient as told: at least so many where a figure is missing, nothing where every one is."""
    point = next((one for one in course.points if one.year == year), None)
    if point is None or (point.lacking and not point.people):
        return "", ""
    people = format_number(round(point.people), lang)
    if point.lacking:
        people = say("figures.at_least", lang, number=people)
    return people, figure_text(point.quotient, lang)
