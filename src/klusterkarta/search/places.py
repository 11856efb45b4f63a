"""Words of a query that name a place: they say where, the others what."""

from collections.abc import Iterator
from functools import cache

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.places_tables import counties, functional_regions, municipalities

# Shorter names of municipalities are everyday words as well (Ed, Kil).
_SHORTEST = 4


@cache
def place_words() -> frozenset[str]:
    """Names of counties, regions and municipalities that are one word, folded.

    >>> {"skane", "norrland", "sormland", "umea"} <= place_words(), "ed" in place_words()
    (True, False)
    """
    folded = {fold(name) for name in _names()}
    return frozenset(name for name in folded if " " not in name)


def _names() -> Iterator[str]:
    for county in counties().values():
        yield from (county.short, *county.aliases)
    for region in functional_regions().values():
        yield from (region.sv, region.en, *region.aliases)
    for town in municipalities().values():
        if len(town.name) >= _SHORTEST:
            yield from (town.name, *town.aliases)
