"""The words for the codes of a facet, in the order in which they are to be listed."""

from collections.abc import Mapping
from functools import cache

from klusterkarta.vocabularies.kinds import actor_kinds
from klusterkarta.vocabularies.places_geography import place_name
from klusterkarta.vocabularies.places_tables import counties, countries
from klusterkarta.vocabularies.sector_groups import sector_groups
from klusterkarta.vocabularies.terms import terms


@cache
def facet_words(facet: str, language: str) -> Mapping[str, str]:
    """Code → word for `kind`, `list`, `county`, `country`, `sector`, in the order of the vocabulary.

    KeyError for a facet without a vocabulary of its own (priorities are the workspace's).

    >>> facet_words("county", "en")["17"], facet_words("sector", "sv")["ict"]
    ('Värmland County', 'IKT')
    """
    if facet == "county":
        return {code: place_name("county", code, lang=language) for code in counties()}
    if facet == "country":
        return {code: place_name("country", code, lang=language) for code in countries()}
    if facet == "sector":
        return {code: group.label.read(language) for code, group in sector_groups().items()}
    vocabulary = {"kind": actor_kinds(), "list": terms("lists")}[facet]
    return {code: term.label.read(language) for code, term in vocabulary.items()}
