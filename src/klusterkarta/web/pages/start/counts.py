"""The numbers of the start page, worked out once per change of the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from klusterkarta.catalogue.selectors.actors import FacetCount, facet_counts, list_actors
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.charts.county_map import CountyCount
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.web.register_state import Version

INITIATIVES = ("cluster_initiative", "cluster_organisation")
NETWORKS = ("strategic_network", "transnational_network")


@dataclass(frozen=True, slots=True)
class Tally:
    """What stands under one code: initiatives and networks, each with how many of them only by interpretation."""

    code: str
    initiatives: int
    networks: int
    interpreted_initiatives: int
    interpreted_networks: int

    @property
    def total(self) -> int:
        """Initiatives and networks together."""
        return self.initiatives + self.networks

    @property
    def interpreted(self) -> int:
        """How many of them are there by interpretation only."""
        return self.interpreted_initiatives + self.interpreted_networks

    def on_map(self) -> CountyCount:
        """The same as certain and interpreted."""
        return CountyCount(self.total - self.interpreted, self.interpreted)


@dataclass(frozen=True, slots=True)
class StartCounts:
    """All numbers of the start page; tallies with the most first."""

    initiatives: int
    networks: int
    by_county: tuple[Tally, ...]
    by_sector: tuple[Tally, ...]

    @property
    def both(self) -> int:
        """Initiatives and networks in the register."""
        return self.initiatives + self.networks

    @property
    def counties_with(self) -> int:
        """How many counties have at least one."""
        return sum(one.total > 0 for one in self.by_county)


@lru_cache(maxsize=4)
def start_counts(_version: Version) -> StartCounts:
    """The numbers as of this version of the register. An actor counts in each of its counties, and in one sector."""
    initiatives, networks = ActorFilter(kind=INITIATIVES), ActorFilter(kind=NETWORKS)
    first, second = facet_counts(initiatives), facet_counts(networks)
    return StartCounts(
        initiatives=list_actors(initiatives, limit=1).total,
        networks=list_actors(networks, limit=1).total,
        by_county=_tallies(first["county"], second["county"], codes=tuple(counties())),
        by_sector=_tallies(first["sector"], second["sector"]),
    )


def _tallies(first: Sequence[FacetCount], second: Sequence[FacetCount], codes: Sequence[str] = ()) -> tuple[Tally, ...]:
    a, b = ({one.code: one for one in counts} for counts in (first, second))
    found = (_tally(code, a.get(code), b.get(code)) for code in dict.fromkeys([*codes, *a, *b]))
    return tuple(sorted(found, key=lambda one: (-one.total, one.code)))


def _tally(code: str, initiatives: FacetCount | None, networks: FacetCount | None) -> Tally:
    nothing = FacetCount(code, 0, 0)
    a, b = initiatives or nothing, networks or nothing
    return Tally(code, a.count, b.count, a.interpreted, b.interpreted)
