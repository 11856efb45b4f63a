"""Figures of industries and places gathered into regions × sector groups, and what that could not show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from klusterkarta.analysis.grid import Floats, bad
from klusterkarta.values.first_few import first_few
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.industry_codes import group_of_industry, groups_inside
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.sector_groups import sector_groups

_COUNTY, _MUNICIPALITY = 2, 4
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class SectorFigures:
    """One year. `values[r, g]`: the figure of region r in group g; the last column holds what is of no group.

    `regions` are counties; where a table knows no counties, NUTS 2 regions.

    `missing[r, g]`: cells without a figure, which count as 0. `hidden`: groups of which a part lies in industries that
    the figures do not part finely enough. `notes` say what was left out.
    """

    regions: tuple[str, ...]
    groups: tuple[str, ...]
    values: Floats
    missing: Floats
    hidden: frozenset[str]
    notes: tuple[Reason, ...]


def sector_figures(cells: pl.DataFrame, year: int, *, sex: str = "") -> SectorFigures:
    """The cells (`values.figure_cells`) of a year by region and sector group; both sexes, or one.

    Municipalities are summed into their counties, NUTS 3 codes are counties; a table without any of these is taken by
    its NUTS 2 regions. Raises BadCells where the year has no cell of a Swedish region or every figure is missing or
    zero.
    """
    own = cells.filter((pl.col("year") == year) & (pl.col("industry") != ""))
    own = own.filter(pl.col("sex") == sex) if sex else own
    places, industries = _places(own), _mapped(own, "industry", group_of_industry)
    own = own.with_columns(
        place=pl.col("region").replace_strict(places, return_dtype=pl.String),
        group=pl.col("industry").replace_strict(industries, return_dtype=pl.String),
    )
    inside = own.filter(pl.col("place") != "")
    if inside.is_empty() or not inside["value"].sum():
        raise bad("cells.nothing_in_year", year=str(year))
    rows, columns = tuple(inside["place"].unique().sort()), (*sector_groups(), "")
    summed = inside.group_by("place", "group").agg(pl.col("value").sum(), pl.col("value").null_count().alias("missing"))
    values, missing = np.zeros((2, len(rows), len(columns)))
    for place, group, value, gone in summed.iter_rows():
        at = rows.index(place), columns.index(group)
        values[at], missing[at] = value, gone
    hidden = frozenset(group for code in industries for group in groups_inside(code))
    return SectorFigures(rows, columns[:-1], values, missing, hidden, tuple(_notes(places, industries)))


def county_of_region(code: str) -> str:
    """The county of a region's code: a county, a municipality or a NUTS 3 region; "" for any other.

    >>> county_of_region("1760"), county_of_region("SE311"), county_of_region("SE31"), county_of_region("17")
    ('17', '17', '', '17')
    """
    if len(code) in (_COUNTY, _MUNICIPALITY) and code[:_COUNTY] in counties():
        return code[:_COUNTY]
    return next((one.code for one in counties().values() if one.nuts3 == code), "")


def area_of_region(code: str) -> str:
    """The code itself where it is a Swedish NUTS 2 region; "" for any other.

    >>> area_of_region("SE12"), area_of_region("SE122"), area_of_region("DK01")
    ('SE12', '', '')
    """
    return code if code in {one.nuts3[:4] for one in counties().values()} else ""


def _places(cells: pl.DataFrame) -> dict[str, str]:
    """Region → county; where there is no county at all, region → NUTS 2 region."""
    by_county = _mapped(cells, "region", county_of_region)
    return by_county if any(by_county.values()) else _mapped(cells, "region", area_of_region)


def _mapped(cells: pl.DataFrame, column: str, reader: Callable[[str], str]) -> dict[str, str]:
    return {code: reader(code) for code in cells[column].unique().sort()}


def _notes(places: Mapping[str, str], industries: Mapping[str, str]) -> list[Reason]:
    found = []
    for code, mapped in (("two_maps.outside", places), ("two_maps.no_group", industries)):
        none = [one for one, meant in mapped.items() if not meant]
        if none:
            found.append(Reason(code, {"count": len(none), "codes": first_few(none, _SHOWN)}))
    return found
