"""What a map shows of a selection: its marks and its counties' numbers, worked out once per change of the register."""

from dataclasses import dataclass
from functools import lru_cache

from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.catalogue.selectors.on_map import CodeCount, counts_among, number_without
from klusterkarta.charts.county_map import CountyCount
from klusterkarta.charts.marks import Group, Mark, grouped, place_points
from klusterkarta.vocabularies.places_tables import HOME, counties
from klusterkarta.web.register_state import Version, register_state


@dataclass(frozen=True, slots=True)
class Selected:
    """A selection on the map. `whole_country` counts those of whom nothing nearer than Sweden is said."""

    marks: tuple[Mark, ...]
    counties: dict[str, CountyCount]
    whole_country: int

    @property
    def abroad(self) -> int:
        """How many marks stand outside Sweden."""
        return sum(mark.total for mark in self.marks if not mark.place[0].isdigit())


def selected(chosen: ActorFilter) -> Selected:
    """The selection on the map as of the latest change."""
    # Who answers for an actor is no change of the register, so a list of one's own is counted every time.
    return _selected(chosen) if chosen.mine else _kept(register_state().version, chosen)


def groups_at(chosen: ActorFilter, zoom: int) -> list[Group]:
    """The marks of the selection, those that lie on each other at this zoom as one."""
    return grouped(selected(chosen).marks, zoom)


def unplaced(chosen: ActorFilter) -> int:
    """How many of the selection have no place at all."""
    return number_without(chosen, "place") if chosen.mine else _unplaced(register_state().version, chosen)


@lru_cache(maxsize=64)
def _kept(_version: Version, chosen: ActorFilter) -> Selected:
    return _selected(chosen)


@lru_cache(maxsize=64)
def _unplaced(_version: Version, chosen: ActorFilter) -> int:
    return number_without(chosen, "place")


def _selected(chosen: ActorFilter) -> Selected:
    found = counts_among(chosen, ("place", "county"))
    whole = sum(one.certain + one.interpreted for one in found["place"] if one.code == HOME)
    known = (one for one in found["place"] if one.code in place_points())
    return Selected(
        tuple(Mark(one.code, one.stated, one.looked_up, one.interpreted) for one in known),
        {one.code: _county(one) for one in found["county"] if one.code in counties()},
        whole,
    )


def _county(one: CodeCount) -> CountyCount:
    return CountyCount(one.certain, one.interpreted)
