"""Shown values into the places where an actor's marks stand on a map, and how certain each is."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import polars as pl

from klusterkarta.profile.read_facets import Codes, read_values, surest_rows
from klusterkarta.values.place import Certainty, PlaceReading, PlaceRef, is_certain, surest
from klusterkarta.vocabularies.label_points import label_points
from klusterkarta.vocabularies.places import counties_of, foreign_places, interpret_places
from klusterkarta.vocabularies.places_geography import country_of
from klusterkarta.vocabularies.places_tables import HOME

Found = tuple[tuple[str, Certainty], ...]

_SEATS, _AREAS = ("address", "town"), ("geography", "counties")
_COUNTRIES = "country"
_AFTER_POSTAL_CODE = re.compile(r"\b\d{3}\s?\d{2}\b[\s,]*(.*)\Z", re.DOTALL)
_COUNTY, _MUNICIPALITY = 2, 4
_FIGURES = "^[0-9]{2}$"


def place_rows(shown: pl.DataFrame) -> pl.DataFrame:
    """Facet rows `place` (frame `FACETS`) out of shown values (frame `VALUES`, rows with `shown` true).

    A code has four figures (a municipality), two (a county), two letters (a country) or two letters and more (a NUTS
    region abroad). An actor stands in the municipality of its town or address; in each county it works in it stands in
    the municipality that is named there for certain, else in the county as a whole; abroad in the region, else the
    country; `SE` only where nothing in Sweden is nearer. What may mean several places gives none.
    """
    readers = dict.fromkeys(_SEATS, seat_of) | dict.fromkeys(_AREAS, area_of) | {_COUNTRIES: country_codes}
    return _nearest(surest_rows(read_values(shown, {code: _places(read) for code, read in readers.items()})))


@lru_cache(maxsize=100_000)
def area_of(value: str) -> Found:
    """The places of an area's wording: municipalities, counties, and what lies abroad.

    >>> area_of("Örebro län, Karlstad, Finland")
    (('1780', 'stated'), ('18', 'stated'), ('17', 'looked_up'), ('FI', 'stated'))
    """
    reading = interpret_places(value)
    near = [(one.code[:_MUNICIPALITY], one.certainty) for one in _municipal(reading) if is_certain(one.certainty)]
    counties = counties_of(reading)
    home = [(HOME, one.certainty) for one in reading.places if one.kind == "country" and one.code == HOME]
    return _told_apart([*near, *counties, *_abroad(reading), *home])


def seat_of(value: str) -> Found:
    """The municipality of a town or of an address's last line. A post town is looked up, never stated.

    >>> seat_of("Storgatan 1, 652 24 Karlstad"), seat_of("Grythyttan"), seat_of("Kungsgatan 2")
    ((('1780', 'looked_up'),), (('1863', 'looked_up'),), ())
    """
    after = _AFTER_POSTAL_CODE.search(value)
    return _seat(after[1] if after else value.rpartition(",")[2])


@lru_cache(maxsize=20_000)
def country_codes(value: str) -> Found:
    """The countries of a wording, Sweden among them.

    >>> country_codes("Sverige och Norge")
    (('SE', 'stated'), ('NO', 'stated'))
    """
    places = [one for one in interpret_places(value).places if one.kind == "country"]
    return _told_apart((one.code, one.certainty) for one in places)


@lru_cache(maxsize=20_000)
def _seat(town: str) -> Found:
    reading = interpret_places(town, level="municipality")
    near = [(one.code[:_MUNICIPALITY], "looked_up") for one in _municipal(reading) if is_certain(one.certainty)]
    return _told_apart([*near, *_abroad(reading)])  # type: ignore[list-item]


def _municipal(reading: PlaceReading) -> Iterator[PlaceRef]:
    return (
        one for one in reading.places if one.kind in ("municipality", "town") and one.code[:_MUNICIPALITY].isdigit()
    )


def _abroad(reading: PlaceReading) -> Iterator[tuple[str, Certainty]]:
    for one in foreign_places(reading):
        code = one.code if one.code in label_points() else country_of(one.kind, one.code)
        if code in label_points():
            yield code, one.certainty


def _told_apart(found: Iterable[tuple[str, Certainty]]) -> Found:
    """Each place once, with its surest reading; candidates of an ambiguous name are no finds."""
    best: dict[str, Certainty] = {}
    for code, certainty in found:
        if certainty != "ambiguous":
            best[code] = surest(certainty, best.get(code, certainty))
    return tuple(best.items())


def _places(read: Callable[[str], Found]) -> Callable[[str], Codes]:
    return lambda value: [("place", code, certainty) for code, certainty in read(value)]


def _nearest(places: pl.DataFrame) -> pl.DataFrame:
    """Without the areas of which a smaller part is named."""
    area = pl.col("code").str.head(_COUNTY)
    within = places.filter(pl.col("code").str.len_chars() == _MUNICIPALITY).select("actor", area)
    at_home = places.filter(area.str.contains(_FIGURES)).select("actor", pl.lit(HOME).alias("code"))
    return places.join(pl.concat([within, at_home]), on=["actor", "code"], how="anti", maintain_order="left")
