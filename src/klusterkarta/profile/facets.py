"""Shown values into facet rows: under which codes an actor is found, and how certain that is."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import polars as pl

from klusterkarta.profile.place_facets import place_rows
from klusterkarta.profile.read_facets import Codes, read_values, surest_rows
from klusterkarta.values.partial_date import parse_years
from klusterkarta.vocabularies.kinds import match_kind
from klusterkarta.vocabularies.places import counties_of, foreign_places, interpret_places
from klusterkarta.vocabularies.places_geography import country_of
from klusterkarta.vocabularies.places_tables import HOME
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority
from klusterkarta.vocabularies.sectors import read_sectors
from klusterkarta.vocabularies.terms import match_term

DECADE = 10


def facet_rows(shown: pl.DataFrame, *, priorities: Sequence[PriorityTerm] = ()) -> pl.DataFrame:
    """The facet rows (frame `FACETS`) that follow from shown values (frame `VALUES`, rows with `shown` true).

    Facets: `kind`, `list`, `county`, `country`, `sector` (main group), `sector_wide`, `priority`, `start` (decade),
    `source`, `place` (where the marks on a map stand; see `place_facets`).
    Certainty is that of the reading: `stated`, `looked_up`, `interpreted`.
    Each different value is read once.
    """
    readers: dict[str, Callable[[str], Codes]] = {
        "kind": _kind,
        "list": _list,
        "geography": _places,
        "counties": _places,
        "country": _countries,
        "sector": _sectors,
        "start_year": _decade,
        "priorities": lambda value: _priority(value, priorities),
    }
    said_by = shown.select(
        "actor", pl.lit("source").alias("facet"), pl.col("source").alias("code"), pl.lit("stated").alias("certainty")
    )
    return surest_rows(pl.concat([read_values(shown, readers), said_by, place_rows(shown)]))


def _kind(value: str) -> Codes:
    code = match_kind(value).code
    return [("kind", code, "stated")] if code else []


def _list(value: str) -> Codes:
    code = match_term(value, "lists").code
    return [("list", code, "stated")] if code else []


@lru_cache(maxsize=100_000)
def _read_places(value: str) -> tuple[tuple[str, str, str], ...]:
    """The counties and countries of a wording. Candidates of an ambiguous name are no finds: nothing is guessed."""
    reading = interpret_places(value)
    counties = [("county", code, certainty) for code, certainty in counties_of(reading) if certainty != "ambiguous"]
    places = [place for place in (*reading.places, *foreign_places(reading)) if place.certainty != "ambiguous"]
    countries = [("country", country_of(place.kind, place.code), place.certainty) for place in places]
    countries += [("country", HOME, "looked_up")] if counties else []
    return tuple(dict.fromkeys(counties + [row for row in countries if row[1]]))


def _places(value: str) -> Codes:
    return list(_read_places(value))


def _countries(value: str) -> Codes:
    return [row for row in _read_places(value) if row[0] == "country"]


def _sectors(value: str) -> Codes:
    reading = read_sectors(value)
    wide = [("sector_wide", code, "looked_up") for code in reading.wide]
    return [*([("sector", reading.narrow, "looked_up")] if reading.narrow else []), *wide]


def _decade(value: str) -> Codes:
    return [("start", str(mention.year // DECADE * DECADE), "stated") for mention in parse_years(value)[:1]]


def _priority(value: str, priorities: Sequence[PriorityTerm]) -> Codes:
    match = match_priority(value, priorities)
    return [("priority", match.code, "stated")] if match.code else []
