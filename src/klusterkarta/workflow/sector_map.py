"""One sector over the country: its cells on the two maps for a year, and the initiatives in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from klusterkarta.analysis.mapped_initiatives import initiatives_of
from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.figures.selectors import cells_of
from klusterkarta.values.caller import Caller
from klusterkarta.workflow.map_snapshot import map_snapshot
from klusterkarta.workflow.two_maps import Cell, Laid, lay_maps


@dataclass(frozen=True, slots=True)
class SectorMap:
    """A sector by a cube. `cells`: the highest quotient first; `years`: those that can be asked for."""

    group: str
    laid: Laid
    cells: tuple[Cell, ...]
    years: tuple[int, ...]


def sector_map(group: str, key: str, *, caller: Caller, year: int | None = None) -> SectorMap:
    """The sector by its code for a year of a cube, its last without one. Raises as `lay_maps`."""
    laid = lay_maps(key, caller=caller, year=year)
    years = sorted(set(cells_of(laid.cube).filter(pl.col("value").is_not_null())["year"]))
    return SectorMap(group, laid, tuple(one for one in laid.maps.cells if one.group == group), tuple(years))


def initiatives_in(group: str) -> Mapping[int, str]:
    """The initiatives that have the sector as a main one: actor → name, by name."""
    named = [(actor, name) for actor, (own, name) in _initiatives(latest_moving_change()).items() if group in own]
    return dict(sorted(named, key=lambda pair: (pair[1].casefold(), pair[0])))


def initiatives_by_group() -> Counter[str]:
    """How many initiatives have each sector as a main one."""
    return Counter(group for own, _ in _initiatives(latest_moving_change()).values() for group in own)


@lru_cache(maxsize=1)
def _initiatives(_version: Version | None) -> Mapping[int, tuple[frozenset[str], str]]:
    """Each initiative's main sectors and name, read once for each change of the register."""
    taken = map_snapshot()
    found = {one.actor: one.groups for one in initiatives_of(taken)}
    named = taken.values.filter(pl.col("shown") & (pl.col("property") == "name") & pl.col("actor").is_in(list(found)))
    names = dict(named.select("actor", "value").iter_rows())
    return {actor: (groups, names.get(actor, "")) for actor, groups in found.items()}
