"""An index out of the register of figures: each indicator a table of its own, regions of one level compared."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl
from django.utils import timezone

from klusterkarta.analysis.index.composite import BadIndex, Scores, composite
from klusterkarta.figures.selectors import CubeView, cells_of, cubes, stale
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.composite_index import CompositeIndex, Group, Indicator, composite_indices
from klusterkarta.vocabularies.places_geography import place_name
from klusterkarta.vocabularies.places_tables import counties, municipalities

# What the site needs of the workshops comes through here.
__all__ = ["BadIndex", "CompositeIndex", "Group", "IndexView", "Indicator", "Region", "Used", "composite_indices"]

DRAWS = 2_000
_LEAST_REGIONS = 2
_COUNTY, _MUNICIPALITY = 2, 4


@dataclass(frozen=True, slots=True)
class Region:
    """A region by code, and its name in the table or the vocabulary."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Used:
    """An indicator's figures: the table and the year they are of, by region; `old` says that they are stale."""

    cube: CubeView
    year: int
    values: Mapping[str, float]
    old: Reason | None


@dataclass(frozen=True, slots=True)
class IndexView:
    """An index over the regions of a level. `used`: by indicator, those without a table are absent.

    `levels`: those that can be compared, the one with most figures first. `shares`: of the index's weight, how much is
    known of each region.
    """

    index: CompositeIndex
    level: str
    levels: tuple[str, ...]
    regions: tuple[Region, ...]
    used: Mapping[str, Used]
    scores: Scores
    shares: Mapping[str, float]


def cube_key(index: CompositeIndex, indicator: Indicator) -> str:
    """The key under which a table is an indicator's figures.

    >>> index = composite_indices()["malardalen"]
    >>> cube_key(index, index.indicators[1])
    'malardalen-research-skills'
    """
    return f"{index.key}-{indicator.key}".replace("_", "-")


def index_view(key: str, *, level: str = "", lang: str = "sv", draws: int = DRAWS) -> IndexView | None:
    """An index by its key over the regions of a level, else of the level with most figures; None without figures.

    Each indicator is taken of its table's last year with figures at that level. Regions that lack a figure, and
    indicators that lack a table, follow the index's rule for what is missing. KeyError for an unknown index.
    """
    index = composite_indices()[key]
    tables = {one.key: one for one in cubes()}
    found = {
        one.key: (tables[name], _plain(cells_of(tables[name])))
        for one in index.indicators
        if (name := cube_key(index, one)) in tables
    }
    levels = _levels([cells for _, cells in found.values()])
    if not levels:
        return None
    chosen = level if level in levels else levels[0]
    used = {name: taken for name, (cube, cells) in found.items() if (taken := _used(cube, cells, chosen))}
    names: dict[str, str] = {}
    for _, cells in found.values():
        own = cells.filter(pl.col("level") == chosen).unique("region")
        names |= dict(own.select("region", "region_name").iter_rows())
    regions = tuple(Region(code, _name(code, names[code], lang)) for code in sorted(names))
    scores = composite(_frame(regions, used), index, draws=draws, partial=True)
    shares = {one.code: _share(one.code, index, used) for one in regions}
    return IndexView(index, chosen, levels, regions, used, scores, shares)


def level_of(code: str) -> str:
    """The level of a region by its code: county, municipality, nuts0 to nuts3; "" for any other.

    >>> level_of("04"), level_of("0480"), level_of("SE12"), level_of("x")
    ('county', 'municipality', 'nuts2', '')
    """
    if code.isdigit():
        return {_COUNTY: "county", _MUNICIPALITY: "municipality"}.get(len(code), "")
    return f"nuts{len(code) - 2}" if 2 <= len(code) <= 5 and code[:2].isalpha() else ""


def _plain(cells: pl.DataFrame) -> pl.DataFrame:
    """Figures of whole regions, with their level; Sweden's NUTS 3 regions are counties."""
    own = cells.filter((pl.col("industry") == "") & (pl.col("sex") == "") & pl.col("value").is_not_null())
    same = {one.nuts3: one.code for one in counties().values()}
    codes = own["region"].replace(same)
    levels = codes.replace_strict({code: level_of(code) for code in codes.unique()}, return_dtype=pl.String)
    return own.with_columns(region=codes, level=levels)


def _levels(tables: Sequence[pl.DataFrame]) -> tuple[str, ...]:
    """Levels at which two regions at least have figures, by how many figures."""
    regions: dict[str, set[str]] = {}
    figures: Counter[str] = Counter()
    for cells in tables:
        for region, level in cells.select("region", "level").unique().iter_rows():
            regions.setdefault(level, set()).add(region)
            figures[level] += 1
    enough = [one for one, codes in regions.items() if one and len(codes) >= _LEAST_REGIONS]
    return tuple(sorted(enough, key=lambda one: (-figures[one], one)))


def _used(cube: CubeView, cells: pl.DataFrame, level: str) -> Used | None:
    own = cells.filter(pl.col("level") == level)
    if own.is_empty():
        return None
    year = int(str(own["year"].max()))
    values = dict(own.filter(pl.col("year") == year).select("region", "value").iter_rows())
    now = timezone.localdate().year
    return Used(cube, year, values, stale(replace(cube, last_year=year), year=now))


def _name(code: str, given: str, lang: str) -> str:
    level = level_of(code)
    if level == "county" and code in counties():
        return place_name("county", code, lang=lang)
    if level == "municipality" and code in municipalities():
        return place_name("municipality", code, lang=lang)
    if level.startswith("nuts"):
        try:
            return place_name("nuts", code, lang=lang)
        except KeyError:
            return given or code
    return given or code


def _frame(regions: Sequence[Region], used: Mapping[str, Used]) -> pl.DataFrame:
    columns = {key: [one.values.get(region.code) for region in regions] for key, one in used.items()}
    codes = [one.code for one in regions]
    return pl.DataFrame({"region": codes, **columns}, schema_overrides=dict.fromkeys(columns, pl.Float64))


def _share(region: str, index: CompositeIndex, used: Mapping[str, Used]) -> float:
    """How much of the weight is known: each indicator weighs its part of its group's part."""
    whole = sum(group.weight for group in index.groups)
    known = 0.0
    for group in index.groups:
        own = sum(one.weight for one in group.indicators)
        there = sum(one.weight for one in group.indicators if one.key in used and region in used[one.key].values)
        known += group.weight / whole * there / own
    return known
