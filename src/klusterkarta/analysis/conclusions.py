"""Conclusions that can be checked: every number with the actors behind it.

The national cluster map of 2010 (section 4.1) draws such conclusions in prose: how many initiatives, which counties,
which sectors, which universities. Here they are counted from a snapshot, so that they can be drawn again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from klusterkarta.values.frames import Snapshot
from klusterkarta.values.place import PlaceReading
from klusterkarta.vocabularies.places import counties_of, interpret_places
from klusterkarta.vocabularies.universities import match_university

MAIN_LIST = "1"
_CERTAIN = ("stated", "looked_up")

Behind = dict[str, frozenset[int]]  # what is counted → the actors behind the number


@dataclass(frozen=True, slots=True)
class Conclusions:
    """Counts as sets of actors, so that each number opens its rows. Keys are codes of the vocabularies.

    `lists`: by list, all actors. All others count the main list alone: `county_stated`, `county_certain` (looked-up
    places too), `county_all` (interpreted ones too), `sector_narrow` (main group), `sector_wide` (every group touched),
    `universities` (from the research field), `funders` (by the funder's actor id as text), `missing` (by each field
    that some actor of the main list has). `looked_up_words`: by county, the words of the sources that led there by
    being looked up.
    """

    lists: Behind
    county_stated: Behind
    county_certain: Behind
    county_all: Behind
    sector_narrow: Behind
    sector_wide: Behind
    universities: Behind
    funders: Behind
    missing: Behind
    looked_up_words: Mapping[str, tuple[str, ...]]


def draw_conclusions(snapshot: Snapshot) -> Conclusions:
    """Count lists, counties, sectors, universities, funders and missing fields of a snapshot.

    Degenerate: an empty register gives empty counts.
    """
    actors = _describing_actors(snapshot)
    facets = snapshot.facets.filter(pl.col("actor").is_in(actors))
    lists = _by_code(facets.filter(pl.col("facet") == "list"))
    main = lists.get(MAIN_LIST, frozenset())
    mine = facets.filter(pl.col("actor").is_in(main))
    county = mine.filter(pl.col("facet") == "county")
    shown = snapshot.values.filter(pl.col("shown") & pl.col("actor").is_in(main))
    return Conclusions(
        lists,
        _by_code(county.filter(pl.col("certainty") == "stated")),
        _by_code(county.filter(pl.col("certainty").is_in(_CERTAIN))),
        _by_code(county),
        _by_code(mine.filter(pl.col("facet") == "sector")),
        _by_code(mine.filter(pl.col("facet") == "sector_wide")),
        _universities(shown.filter(pl.col("property") == "research_partners")),
        _funders(shown.filter(pl.col("property") == "funders"), snapshot.members),
        _missing(shown, main),
        _looked_up_words(shown, county.filter(pl.col("certainty") == "looked_up")),
    )


def counted(behind: Mapping[str, frozenset[int]]) -> list[tuple[str, int]]:
    """(what, number) pairs, most first, then by code.

    >>> counted({"a": frozenset({1}), "b": frozenset({1, 2})})
    [('b', 2), ('a', 1)]
    """
    return sorted(((code, len(actors)) for code, actors in behind.items()), key=lambda pair: (-pair[1], pair[0]))


def _describing_actors(snapshot: Snapshot) -> list[int]:
    """Actors that some source describes; parties that are only named, and things that are no actors, are left out."""
    described = snapshot.records.filter(pl.col("thing") == "actor").join(snapshot.members, on="record")
    return described["actor"].unique().sort().to_list()


def _by_code(facets: pl.DataFrame) -> Behind:
    return _sets(facets.select("code", "actor").iter_rows())


def _sets(pairs: Iterable[tuple[str, int]]) -> Behind:
    found: dict[str, set[int]] = defaultdict(set)
    for code, actor in pairs:
        found[code].add(actor)
    return {code: frozenset(actors) for code, actors in sorted(found.items())}


def _looked_up_words(shown: pl.DataFrame, looked_up: pl.DataFrame) -> dict[str, tuple[str, ...]]:
    said = shown.filter(pl.col("property").is_in(["geography", "counties"])).join(looked_up, on="actor")
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for value, code in said.select("value", "code").unique(maintain_order=True).iter_rows():
        for place in interpret_places(value).places:
            if (code, "looked_up") in counties_of(PlaceReading((place,), ())):
                found[code][place.wording] = None
    return {code: tuple(words) for code, words in found.items()}


def _universities(partners: pl.DataFrame) -> Behind:
    read = ((match_university(value), actor) for value, actor in partners.select("value", "actor").iter_rows())
    return _sets((term.code, actor) for term, actor in read if term is not None)


def _funders(funding: pl.DataFrame, members: pl.DataFrame) -> Behind:
    """By the actor that the named funder belongs to, so that wordings judged to be the same are counted once."""
    named = funding.select("actor", "target").join(
        members.rename({"actor": "funder"}), left_on="target", right_on="record"
    )
    return _sets((str(funder), actor) for funder, actor in named.select("funder", "actor").iter_rows())


def _missing(shown: pl.DataFrame, main: frozenset[int]) -> Behind:
    has = _sets(shown.select("property", "actor").iter_rows())
    return {code: main - actors for code, actors in has.items()}
