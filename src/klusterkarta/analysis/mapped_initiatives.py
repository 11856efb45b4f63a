"""The initiatives of a register as a map needs them: field and counties."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from klusterkarta.values.frames import Snapshot
from klusterkarta.vocabularies.places_tables import counties

KINDS = ("cluster_initiative", "cluster_organisation", "strategic_network")


@dataclass(frozen=True, slots=True)
class Initiative:
    """An initiative on the map: its main group ("" where its field gives none), all it touches, its counties.

    `also`: further main groups, of a field that has two ("food and tourism").
    """

    actor: int
    group: str
    touches: frozenset[str]
    counties: frozenset[str]
    certain: frozenset[str]
    also: frozenset[str] = frozenset()

    @property
    def groups(self) -> frozenset[str]:
        """Every group that counts it as its own."""
        return self.also | {self.group}


def initiatives_of(snapshot: Snapshot, *, kinds: Sequence[str] = KINDS) -> list[Initiative]:
    """The initiatives of a snapshot with their groups and counties; parties that are only named are none."""
    facets = snapshot.facets
    actors = facets.filter((pl.col("facet") == "kind") & pl.col("code").is_in(list(kinds)))["actor"].unique().sort()
    described = snapshot.records.filter(pl.col("thing") == "actor").join(snapshot.members, on="record")["actor"]
    own = facets.filter(pl.col("actor").is_in(actors.to_list()) & pl.col("actor").is_in(described.unique().to_list()))
    county = own.filter(pl.col("facet") == "county")
    places = _codes(county.filter(pl.col("certainty") != "ambiguous"))
    certain = _codes(county.filter(pl.col("certainty").is_in(["stated", "looked_up"])))
    main, wide = (_codes(own.filter(pl.col("facet") == facet)) for facet in ("sector", "sector_wide"))
    found = []
    for actor in sorted(set(own["actor"])):
        group, *also = sorted(main[actor]) or [""]
        touches, its_places = frozenset(wide[actor] | main[actor]), frozenset(places[actor])
        found.append(Initiative(actor, group, touches, its_places, frozenset(certain[actor]), frozenset(also)))
    return found


def in_areas(initiatives: Sequence[Initiative], regions: Sequence[str]) -> list[Initiative]:
    """The initiatives with their counties as the regions that figures are by: as they are, or their NUTS 2 regions.

    >>> one = Initiative(1, "food", frozenset({"food"}), frozenset({"04", "03"}), frozenset({"04"}))
    >>> in_areas([one], ["SE11", "SE12"])[0].counties
    frozenset({'SE12'})
    """
    if not set(regions) & {one.nuts3[:4] for one in counties().values()}:
        return list(initiatives)
    return [replace(one, counties=_areas(one.counties), certain=_areas(one.certain)) for one in initiatives]


def _areas(codes: frozenset[str]) -> frozenset[str]:
    return frozenset(counties()[code].nuts3[:4] for code in codes)


def _codes(facets: pl.DataFrame) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for actor, code in facets.select("actor", "code").iter_rows():
        found[actor].add(code)
    return found
