"""What lies where: counties and countries of a unit, members of a functional region, names by code."""

from klusterkarta.values.place import CERTAINTIES, Certainty, PlaceKind
from klusterkarta.vocabularies.places_tables import (
    HOME,
    counties,
    countries,
    fa_regions,
    functional_regions,
    municipalities,
    nuts_abroad,
    nuts_regions,
    other_country_codes,
    towns,
)

_COUNTY, _MUNICIPALITY, _COUNTRY = 2, 4, 2


def place_name(kind: PlaceKind, code: str, *, lang: str = "sv") -> str:
    """The name of a unit in Swedish or, where it has one, in English. Raises KeyError for a code that is not there.

    >>> place_name("county", "17", lang="en"), place_name("municipality", "1863"), place_name("nuts", "SE311")
    ('Värmland County', 'Hällefors', 'Värmlands län')
    """
    if kind == "county":
        return counties()[code].en if lang == "en" else counties()[code].name
    if kind == "municipality":
        return municipalities()[code].name
    if kind == "town":
        town = towns()[code]
        return next(iter(town.aliases), town.name) if lang == "en" else town.name
    if kind == "fa_region":
        return fa_regions()[code]
    if kind == "nuts":
        return _nuts_name(code, lang)
    unit = countries()[code] if kind == "country" else functional_regions()[code]
    return unit.en if lang == "en" else unit.sv


def county_or_area_name(code: str, lang: str) -> str:
    """The name of what figures are by: a county, or a Swedish NUTS 2 region. KeyError for a code that is neither.

    >>> county_or_area_name("04", "sv"), county_or_area_name("SE12", "sv")
    ('Södermanlands län', 'Östra Mellansverige')
    """
    return place_name("county" if code.isdigit() else "nuts", code, lang=lang)


def kind_of_member(code: str) -> PlaceKind:
    """What kind of unit a member code of a functional region names, by its shape.

    >>> [kind_of_member(code) for code in ("17", "1863", "DK", "DK01")]
    ['county', 'municipality', 'country', 'nuts']
    """
    if code.isdigit():
        return "county" if len(code) == _COUNTY else "municipality"
    return "country" if len(code) == _COUNTRY else "nuts"


def counties_in(kind: PlaceKind, code: str) -> dict[str, Certainty]:
    """The counties that a unit lies in or includes, each with the certainty of that alone; a country's are not listed.

    A region without fixed bounds counts as certain when it lies in one county, whatever its bounds.

    >>> counties_in("municipality", "1863"), counties_in("functional_region", "dalsland")
    ({'18': 'looked_up'}, {'14': 'looked_up'})
    >>> counties_in("functional_region", "gavleregionen")
    {'21': 'looked_up', '03': 'interpreted'}
    """
    if kind == "county":
        return {code: "stated"}
    if kind == "nuts":
        return _counties_in_nuts(code)
    if kind == "fa_region":
        return {unit.county: "looked_up" for unit in municipalities().values() if unit.fa == code}
    if kind == "functional_region":
        return _counties_in_region(code)
    swedish = kind in ("municipality", "town") and code[:_COUNTY].isdigit()
    return {code[:_COUNTY]: "looked_up"} if swedish else {}


def members_abroad(code: str) -> dict[str, Certainty]:
    """The countries and NUTS regions outside Sweden that a functional region includes.

    >>> members_abroad("oresund")
    {'DK01': 'interpreted', 'DK02': 'interpreted'}
    """
    return {
        member: sure for member, sure in _members(code).items() if not member.isdigit() and member[:_COUNTRY] != HOME
    }


def country_of(kind: PlaceKind, code: str) -> str:
    """The two-letter code of the country that a unit lies in; "" for a functional region, which may lie in several.

    >>> country_of("town", "FI-uleaborg"), country_of("nuts", "EL30"), country_of("functional_region", "oresund")
    ('FI', 'GR', '')
    """
    if kind == "functional_region":
        return ""
    if code[:_COUNTRY].isdigit() or kind == "fa_region":
        return HOME
    return other_country_codes().get(code[:_COUNTRY], code[:_COUNTRY])


def areas_of(kind: PlaceKind, code: str) -> frozenset[str]:
    """The codes of a unit itself and of every unit it lies in: municipality, county, country.

    >>> sorted(areas_of("town", "1863-grythyttan"))
    ['18', '1863', '1863-grythyttan', 'SE']
    """
    own = {code, country_of(kind, code)} - {""}
    if kind in ("county", "municipality", "town") and code[:_COUNTY].isdigit():
        own |= {code[:_COUNTY], code[:_MUNICIPALITY]}
    return frozenset(own)


def _members(code: str) -> dict[str, Certainty]:
    region = functional_regions()[code]
    sure: dict[str, Certainty] = dict.fromkeys(region.certain, "looked_up")
    return sure | dict.fromkeys(region.interpreted, "interpreted")


def _counties_in_region(code: str) -> dict[str, Certainty]:
    found: dict[str, Certainty] = {}
    for member, sure in _members(code).items():
        if member.isdigit():
            county = member[:_COUNTY]
            found[county] = min(sure, found.get(county, sure), key=CERTAINTIES.index)
    alone = len(found) == 1 and not members_abroad(code)
    return dict.fromkeys(found, "looked_up") if alone else found


def _counties_in_nuts(code: str) -> dict[str, Certainty]:
    return {
        unit.code: "stated" if unit.nuts3 == code else "looked_up"
        for unit in counties().values()
        if unit.nuts3.startswith(code)
    }


def _nuts_name(code: str, lang: str) -> str:
    if code in nuts_abroad():
        return nuts_abroad()[code]["en" if lang == "en" else "sv"]
    county = next((unit for unit in counties().values() if unit.nuts3 == code), None)
    if county is not None:
        return place_name("county", county.code, lang=lang)
    region = next((unit for unit in functional_regions().values() if unit.nuts == code), None)
    named = region or nuts_regions()[code]
    return named.en if lang == "en" else named.sv
