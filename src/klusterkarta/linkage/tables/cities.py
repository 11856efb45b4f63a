"""Names of towns in one form: without the country, the part of the town and other languages' names."""

from collections.abc import Mapping
from functools import cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.field_words import compass_words
from klusterkarta.vocabularies.places_tables import counties, countries, municipalities, towns

_PARTS = frozenset({"city", "centrum", "kommun", "stad", "town", "c", "n", "s", "o", "v", "nv", "sv", "no", "so"})


@cache
def city_key(text: str) -> str:
    """The town that an address gives, folded; the words as they stand where the town is unknown.

    >>> city_key("Gothenburg") == city_key("GÖTEBORG, Sverige") == "goteborg"
    True
    >>> city_key("København S"), city_key("Copenhagen"), city_key("Norra Arlöv")
    ('kopenhamn', 'kopenhamn', 'arlov')
    """
    folded = fold(text)
    usual = _usual()
    if folded in usual:
        return usual[folded]
    words = [word for word in folded.split() if not word.isdigit() and word not in _country_words()]
    bare = [word for word in words if word not in _PARTS and word not in compass_words()] or words
    joined = " ".join(bare)
    return usual.get(joined, joined)


@cache
def place_words_folded() -> frozenset[str]:
    """Folded words of the names of counties, municipalities, towns and countries.

    >>> {"gotaland", "lund", "norge"} <= place_words_folded()
    True
    """
    names = [name for county in counties().values() for name in (county.name, *county.aliases)]
    return frozenset(word for name in (*names, *_usual()) for word in fold(name).split()) | _country_words()


@cache
def _usual() -> Mapping[str, str]:
    found: dict[str, str] = {}
    known = [(place.name, place.aliases) for place in municipalities().values()]
    known += [(place.name, place.aliases) for place in towns().values()]
    for usual, aliases in known:
        for name in (usual, *aliases):
            found.setdefault(fold(name), fold(usual))
    return found


@cache
def _country_words() -> frozenset[str]:
    return frozenset(
        fold(name) for country in countries().values() for name in (country.sv, country.en) if " " not in name
    )
