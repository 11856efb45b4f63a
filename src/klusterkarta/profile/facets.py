"""Shown values into facet rows: under which codes an actor is found, and how certain that is."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import polars as pl

from klusterkarta.profile.place_facets import place_rows
from klusterkarta.values.frames import FACETS
from klusterkarta.values.partial_date import parse_years
from klusterkarta.vocabularies.kinds import match_kind
from klusterkarta.vocabularies.places import counties_of, foreign_places, interpret_places
from klusterkarta.vocabularies.places_geography import country_of
from klusterkarta.vocabularies.places_tables import HOME
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority
from klusterkarta.vocabularies.sectors import read_sectors
from klusterkarta.vocabularies.terms import match_term

Codes = list[tuple[str, str, str]]  # (facet, code, certainty)

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
    wanted = shown.filter(pl.col("property").is_in(list(readers))).select("actor", "property", "value")
    pairs = wanted.select("property", "value").unique(maintain_order=True)
    read = {(code, value): readers[code](value) for code, value in pairs.iter_rows()}
    rows = list(_expanded(wanted, read))
    said_by = shown.select(
        "actor", pl.lit("source").alias("facet"), pl.col("source").alias("code"), pl.lit("stated").alias("certainty")
    )
    frame = pl.concat([pl.DataFrame(rows, schema=FACETS, orient="row"), said_by, place_rows(shown)])
    return _surest(frame)


def _expanded(wanted: pl.DataFrame, read: dict[tuple[str, str], Codes]) -> Iterator[tuple[int, str, str, str]]:
    for actor, code, value in wanted.iter_rows():
        for facet, found, certainty in read[code, value]:
            yield actor, facet, found, certainty


def _surest(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per actor, facet and code; of several readings the surest."""
    order = pl.col("certainty").replace_strict({"stated": 0, "looked_up": 1}, default=2, return_dtype=pl.Int8)
    ordered = frame.with_columns(order.alias("order")).sort("actor", "facet", "code", "order")
    return ordered.unique(["actor", "facet", "code"], keep="first", maintain_order=True).drop("order")


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
