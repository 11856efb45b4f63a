"""How the site reads a source's words: counties out of places, sectors out of trades, never as the source's own."""

from dataclasses import dataclass

from klusterkarta.catalogue.selectors.actors import ActorSummary
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.navigation import Link

_READ = ("county", "country", "sector", "priority")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a facet reads out of the actor's values: the certain codes and the interpreted ones, each with its list."""

    label: str
    certain: list[Link]
    interpreted: list[Link]


def readings_of_values(summary: ActorSummary, lang: str) -> list[Reading]:
    """One reading for each facet that found something; Sweden is left out where counties say more."""
    found = []
    for facet in _READ:
        codes = summary.facets.get(facet, [])
        if facet == "country" and summary.facets.get("county"):
            codes = [(code, how) for code, how in codes if code != "SE"]
        if codes:
            certain = [_link(facet, code, lang) for code, how in codes if how != "interpreted"]
            unsure = [_link(facet, code, lang) for code, how in codes if how == "interpreted"]
            found.append(Reading(say(f"list.facet_{facet}", lang), certain, unsure))
    return found


def _link(facet: str, code: str, lang: str) -> Link:
    return Link(code_name(facet, code, lang=lang), address("actors", lang, query=[(facet, code)]))
