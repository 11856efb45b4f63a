"""The counties and the places abroad that a wording names, as they stand in the table of profiles."""

from collections.abc import Iterator

from klusterkarta.values.place import PlaceReading, PlaceRef, is_certain
from klusterkarta.vocabularies.places import counties_of, foreign_places, interpret_places
from klusterkarta.vocabularies.places_geography import country_of, place_name


def county_names(text: str) -> list[str]:
    """Full names of the counties that a wording leads to; a name that may mean several places gives none.

    A region of which a part is certain counts for that part alone, any other one for what it is held to include.

    >>> county_names("Värmland, Örebro län samt Norra Dalsland")
    ['Värmlands län', 'Örebro län', 'Västra Götalands län']
    >>> county_names("”Gävleregionen”")
    ['Gävleborgs län']
    """
    places = interpret_places(text).places
    return list(dict.fromkeys(place_name("county", code) for place in places for code in _county_codes(place)))


def _county_codes(place: PlaceRef) -> list[str]:
    found = counties_of(PlaceReading((place,)))
    return [code for code, certainty in found if is_certain(certainty)] or [
        code for code, certainty in found if certainty == "interpreted"
    ]


def foreign_areas(text: str) -> list[str]:
    """Places abroad: a place as written with its country in brackets; of a region across a border the countries.

    >>> foreign_areas("Norrbotten, Oulu (Finland)"), foreign_areas("Öresund"), foreign_areas("Göteborg/Oslo")
    (['Oulu (Finland)'], ['Danmark'], ['Oslo (Norge)'])
    """
    places = [place for place in foreign_places(interpret_places(text)) if place.certainty != "ambiguous"]
    # A country beside one of its places says where that place lies.
    covered = {country_of(place.kind, place.code) for place in places if place.kind != "country" and _is_named(place)}
    return list(dict.fromkeys(_areas(places, covered)))


def _areas(places: list[PlaceRef], covered: set[str]) -> Iterator[str]:
    for place in places:
        code = country_of(place.kind, place.code)
        country = place_name("country", code)
        if place.kind == "country" and code not in covered:
            yield country
        elif place.kind != "country":
            yield f"{place.wording} ({country})" if _is_named(place) else country


def _is_named(place: PlaceRef) -> bool:
    """Whether the wording names the place itself and not a region that includes it."""
    return place.certainty in ("stated", "looked_up")
