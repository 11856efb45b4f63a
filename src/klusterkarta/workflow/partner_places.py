"""Where a region is: the code by which its figures are found, and how far it lies from another."""

from klusterkarta.values.place import PlaceRef
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.places import interpret_places
from klusterkarta.vocabularies.places_geography import country_of, place_name
from klusterkarta.vocabularies.places_tables import counties, nuts_regions
from klusterkarta.vocabularies.region_context import distance_km, region_context


def region_code(text: str) -> str:
    """The code of the county or NUTS region that a wording names first; "" for none.

    A town stands for the NUTS region of the same country that is called after it, where there is just one.

    >>> [region_code(one) for one in ("Västernorrland", "Stockholm, Mälardalen", "Attica", "Madrid", "Fjärran")]
    ['22', '01', 'EL30', 'ES30', '']
    """
    found = (_code(place) for place in interpret_places(text).places)
    return next(filter(None, found), "")


def region_country(code: str) -> str:
    """The two-letter code of the country that a region's code lies in; "" for no code.

    >>> region_country("22"), region_country("EL30"), region_country("")
    ('SE', 'GR', '')
    """
    if not code:
        return ""
    return country_of("county" if code in counties() else "nuts", code)


def region_name(code: str, *, lang: str) -> str:
    """The name of a county or NUTS region. KeyError for another code."""
    return place_name("county" if code in counties() else "nuts", code, lang=lang)


def short_region_name(code: str, *, lang: str) -> str:
    """The name as people say it: a county without "län". KeyError for another code.

    >>> short_region_name("22", lang="sv"), short_region_name("EL30", lang="en")
    ('Västernorrland', 'Attica')
    """
    return counties()[code].short if code in counties() else region_name(code, lang=lang)


def kilometres(start: str, end: str) -> int | None:
    """The distance as the crow flies between two regions' label points, in whole tens of km; None where one is unknown.

    >>> kilometres("22", "ES30"), kilometres("22", "")
    (2860, None)
    """
    here, there = region_context(start), region_context(end)
    if not (here and there and here.point and there.point):
        return None
    return round(distance_km(here.point, there.point) / 10) * 10


def _code(place: PlaceRef) -> str:
    if place.kind in ("county", "nuts"):
        return place.code
    if place.kind != "town":
        return ""
    country = country_of("town", place.code)
    town = fold(place.name)
    same = [
        one.code
        for one in nuts_regions().values()
        if one.country == country and any(town in fold(name).split() for name in (one.name, *one.aliases))
    ]
    return same[0] if len(same) == 1 else ""
