"""A table of statistics laid on the initiatives of the register, and a county's profile out of both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from klusterkarta.analysis.county_courses import Course, Missing, comparable_years, courses, related_missing
from klusterkarta.analysis.grid import BadCells, bad
from klusterkarta.analysis.mapped_initiatives import in_areas, initiatives_of
from klusterkarta.analysis.sector_figures import SectorFigures, sector_figures
from klusterkarta.analysis.two_maps import Cell, Rules, TwoMaps, Unseen, lay_on_each_other
from klusterkarta.figures.errors import bad_figures
from klusterkarta.figures.selectors import CubeView, cells_of, cubes
from klusterkarta.values.caller import Caller
from klusterkarta.values.frames import Snapshot
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.workflow.figures import warnings_of
from klusterkarta.workflow.map_snapshot import map_snapshot

# What the site and the commands need of the workshop comes through here.
__all__ = [
    "BadCells", "Cell", "Course", "Laid", "Missing", "Profile", "Rules", "Unseen", "industry_cube", "industry_cubes",
    "lay_maps", "region_profile",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Laid:
    """The two maps for one year of a cube, with the initiatives' names and keys by actor, and what to say beside all.

    `withheld`: initiatives without a visible concentration are not shown to this caller; `maps.unseen` is empty then.
    """

    cube: CubeView
    year: int
    maps: TwoMaps
    names: Mapping[int, str]
    keys: Mapping[int, str]
    warnings: tuple[Reason, ...]
    withheld: bool
    rules: Rules


@dataclass(frozen=True, slots=True)
class Profile:
    """A region by a cube: its groups over the comparable years, its cells on the two maps, and what near is missing."""

    county: str
    laid: Laid
    years: tuple[int, ...]
    courses: tuple[Course, ...]
    cells: Mapping[str, Cell]
    missing: tuple[Missing, ...]


def industry_cubes() -> list[CubeView]:
    """The tables that are parted by industry, by key: only those can be laid on the map."""
    return [one for one in cubes() if one.industry_version]


def industry_cube(key: str) -> CubeView:
    """The table of a key among those of industries; "" takes the only one. Raises BadFigures, naming them."""
    every = {one.key: one for one in industry_cubes()}
    keys = ", ".join(every)
    if not every:
        raise bad_figures("figures.no_industries")
    if key and key not in every:
        raise bad_figures("figures.no_industry_cube", key=key, keys=keys)
    if not key and len(every) > 1:
        raise bad_figures("figures.which_cube", keys=keys)
    return every[key] if key else next(iter(every.values()))


def lay_maps(
    key: str, *, caller: Caller, year: int | None = None, edition: str | None = None, rules: Rules | None = None
) -> Laid:
    """Lay a year (None: the last) of a cube ("": the only one of industries) on the register, or on an edition.

    Who does not work on the map is not told which initiatives have no visible concentration until that is published.
    Raises BadFigures for a cube that is none of industries, BadCells for a year without figures of Swedish counties,
    UnknownEdition and StillWorking.
    """
    cube = industry_cube(key)
    rules, wanted = rules or Rules(), year or cube.last_year
    taken = map_snapshot(edition)
    figures = _figures(cube, wanted)
    initiatives = in_areas(initiatives_of(taken, kinds=rules.kinds), figures.regions)
    maps = lay_on_each_other(figures, initiatives, rules=rules)
    withheld = not (cube.published or is_allowed(caller, "read_work_notes"))
    shown = _without_unseen(maps) if withheld else maps
    names, keys = _named(taken, shown)
    return Laid(cube, wanted, shown, names, keys, tuple(warnings_of(cube)), withheld, rules)


def region_profile(key: str, county: str, *, caller: Caller) -> Profile:
    """The profile of a county by its code, or of the NUTS 2 region that it lies in where the cube goes no further.

    Raises BadFigures, and BadCells for a county that the cube lacks.
    """
    laid = lay_maps(key, caller=caller)
    cells = cells_of(laid.cube)
    figures = _figures(laid.cube, laid.year)
    if county in counties() and county not in figures.regions:
        county = next((one for one in figures.regions if counties()[county].nuts3.startswith(one)), county)
    if county not in figures.regions:
        name = counties()[county].name if county in counties() else county
        raise bad("two_maps.no_such_county", county=name, cube=laid.cube.title)
    years = comparable_years(cells["year"], laid.cube.breaks)
    own = {cell.group: cell for cell in laid.maps.cells if cell.county == county}
    found = courses(cells, county, years=years)
    return Profile(county, laid, tuple(years), tuple(found), own, tuple(related_missing(figures, county)))


def _without_unseen(maps: TwoMaps) -> TwoMaps:
    """The maps without what says, in a list or beside a weak sector, which initiatives have no concentration."""
    bare = (replace(one, initiatives=()) if one.concentration == "none" else one for one in maps.cells)
    return replace(maps, unseen=(), cells=tuple(bare))


def _figures(cube: CubeView, year: int) -> SectorFigures:
    return sector_figures(cells_of(cube), year)


def _named(taken: Snapshot, maps: TwoMaps) -> tuple[dict[int, str], dict[int, str]]:
    wanted = sorted({actor for cell in maps.cells for actor in cell.initiatives} | {one.actor for one in maps.unseen})
    shown = taken.values.filter(pl.col("shown") & (pl.col("property") == "name") & pl.col("actor").is_in(wanted))
    keys = taken.records.filter(pl.col("record").is_in(wanted))
    return dict(shown.select("actor", "value").iter_rows()), dict(keys.select("record", "key").iter_rows())
