"""Places out of free text: the counties, municipalities, towns, regions and countries that a wording means."""

from collections.abc import Iterable
from itertools import groupby
from typing import Literal

from klusterkarta.values.place import Certainty, PlaceReading, PlaceRef, surest
from klusterkarta.vocabularies.places_brackets import limits_by_bracket, settle_brackets
from klusterkarta.vocabularies.places_geography import (
    counties_in,
    country_of,
    kind_of_member,
    members_abroad,
    place_name,
)
from klusterkarta.vocabularies.places_names import Candidate, Candidates
from klusterkarta.vocabularies.places_scan import scan_places
from klusterkarta.vocabularies.places_tables import HOME, countries, functional_regions

_LONGEST = 10_000
Level = Literal["county", "municipality"]


def interpret_places(text: str, *, default_country: str = HOME, level: Level | None = None) -> PlaceReading:
    """The places that a wording names, in its order, each with its certainty, and what was not understood.

    Certain are `stated` places (a county, municipality, country or NUTS region by its name) and `looked_up` ones (a
    town, a part of a county, a region with fixed bounds); `interpreted` ones have no fixed bounds; a name that may mean
    several places gives each, marked `ambiguous`. The name of both a county and a municipality in it ("Uppsala") states
    the county, which is right either way, and gives the municipality as an interpretation; `level` says that a column
    holds one of the two. "Nationell" and the like mean `default_country` (two-letter code; ValueError for an unknown
    one). Any text may be read; one without places gives none, and of one over 10 000 characters the beginning is read.

    >>> reading = interpret_places("Kalmar län, Oulu (Finland), Attika, Fjärran")
    >>> [(place.name, place.certainty) for place in reading.places], reading.unread
    ([('Kalmar län', 'stated'), ('Uleåborg', 'looked_up'), ('Finland', 'stated'), ('Attika', 'stated')], ('Fjärran',))
    """
    if default_country not in countries():
        raise ValueError(f"{default_country!r} is no country code; expected two capitals of ISO 3166-1, as SE")
    text = text[:_LONGEST]
    scanned, unread = scan_places(text)
    mentions = settle_brackets(text, scanned)
    limits = limits_by_bracket(text, mentions)
    places = (
        _place(
            candidate,
            _one_line(text[mention.start : mention.end]),
            limits.get(position, ()),
            own_country=default_country,
        )
        for position, mention in enumerate(mentions)
        for candidate in _at_level(mention.candidates, level)
    )
    return PlaceReading(tuple(_without_repeats(places)), tuple(dict.fromkeys(map(_one_line, unread))))


def counties_of(reading: PlaceReading) -> list[tuple[str, Certainty]]:
    """The codes of the counties that a reading leads to, in its order, each with the best certainty it has there.

    `stated`: the county itself is named. `looked_up`: a municipality, a town or a region that surely includes it is.
    `interpreted`: it belongs to a region without fixed bounds, or to one of which a part is meant. `ambiguous`: a
    candidate. A country gives no counties.

    >>> counties_of(interpret_places("Värmland, Örebro län samt Norra Dalsland"))
    [('17', 'stated'), ('18', 'stated'), ('14', 'looked_up')]
    >>> counties_of(interpret_places("Bergslagen"))[0]
    ('18', 'interpreted')
    """
    found: dict[str, Certainty] = {}
    for _, group in groupby(reading.places, key=lambda place: (place.wording, place.certainty == "ambiguous")):
        for county, certainty in _counties_of_wording(list(group)).items():
            found[county] = surest(certainty, found.get(county, certainty))
    return list(found.items())


def foreign_places(reading: PlaceReading, *, default_country: str = HOME) -> list[PlaceRef]:
    """The places of a reading that lie outside the country, functional regions by their parts abroad.

    >>> [(place.name, place.certainty) for place in foreign_places(interpret_places("Skåne, (Öresund)"))]
    [('Hovedstaden', 'interpreted'), ('Sjælland', 'interpreted')]
    """
    parts = (part for place in reading.places for part in _parts(place))
    return [part for part in parts if country_of(part.kind, part.code) != default_country]


def _one_line(stretch: str) -> str:
    return " ".join(stretch.split())


def _parts(place: PlaceRef) -> list[PlaceRef]:
    if place.kind != "functional_region":
        return [place]
    return [
        PlaceRef(kind_of_member(code), code, place_name(kind_of_member(code), code), certainty, place.wording)
        for code, certainty in members_abroad(place.code).items()
    ]


def _place(candidate: Candidate, wording: str, limited_to: tuple[str, ...], *, own_country: str) -> PlaceRef:
    code = candidate.code or own_country
    limits = limited_to if candidate.kind == "functional_region" else ()
    return PlaceRef(candidate.kind, code, place_name(candidate.kind, code), candidate.certainty, wording, limits)


def _at_level(candidates: Candidates, level: Level | None) -> Candidates:
    """Of a name that is a county's and a municipality's, the one that the column is about."""
    kinds = {candidate.kind for candidate in candidates}
    if level is None or kinds != {"county", "municipality"}:
        return candidates
    return tuple(one._replace(certainty="stated") for one in candidates if one.kind == level)


def _without_repeats(places: Iterable[PlaceRef]) -> Iterable[PlaceRef]:
    kept: dict[tuple[str, str], PlaceRef] = {}
    for place in places:
        known = kept.get((place.kind, place.code), place)
        better = surest(known.certainty, place.certainty) != known.certainty
        kept[place.kind, place.code] = place if better else known
    return kept.values()


def _counties_of_wording(places: list[PlaceRef]) -> dict[str, Certainty]:
    """What one wording leads to: candidates that all lie in one county leave no doubt about the county."""
    if places[0].certainty != "ambiguous":
        found: dict[str, Certainty] = {}
        for place in places:
            for county, certainty in _counties_of_place(place).items():
                found[county] = surest(certainty, found.get(county, certainty))
        return found
    inside = [counties_in(place.kind, place.code) for place in places]
    agreed = all(len(counties) == 1 and counties.keys() == inside[0].keys() for counties in inside)
    return {county: "looked_up" if agreed else "ambiguous" for counties in inside for county in counties}


def _counties_of_place(place: PlaceRef) -> dict[str, Certainty]:
    if place.kind == "county":
        return {place.code: place.certainty}
    inside = counties_in(place.kind, place.code)
    if place.kind != "functional_region":
        return inside
    meant = {code: sure for code, sure in inside.items() if not place.limited_to or code in place.limited_to}
    only_a_part = place.certainty == "interpreted" and functional_regions()[place.code].is_fixed and len(inside) > 1
    return dict.fromkeys(meant, "interpreted") if only_a_part else meant
