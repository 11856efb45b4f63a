"""Partner regions as `klusterkarta partners --json` prints them."""

from typing import Any

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.places_geography import place_name
from klusterkarta.vocabularies.region_context import context_sources
from klusterkarta.vocabularies.value_chains import value_chain_title
from klusterkarta.vocabularies.words import explain
from klusterkarta.workflow.partner_places import region_name
from klusterkarta.workflow.partner_reasons import Beside, beside, ways_into, why
from klusterkarta.workflow.partner_regions import Partners, Proposal

# What comes after one of these in a priority's name only describes it.
_DESCRIBING = ("-", "inom", "av", "in", "of")


def partners_document(found: Partners, *, lang: str) -> dict[str, Any]:
    """The regions, the best first, each with shared priorities, figures, reasons and ways in."""
    gdp, people = context_sources()
    return {
        "for": found.wish.region,
        "choice": found.wish.choice,
        "min_shared": found.wish.least_shared,
        "gaps": [found.facts.names.get(one.code, one.code) for one in found.gaps],
        "own_priorities": [found.facts.names[code] for code in found.own],
        "regions": [_region(found, one, lang) for one in found.proposals],
        "sources": {
            "gdp_per_head": gdp.read(lang),
            "population": people.read(lang),
            "value_chains": value_chain_title().read(lang),
        },
    }


def shown_name(proposal: Proposal, *, lang: str) -> str:
    """A region's name: as its source writes it, else that of the place."""
    facts = proposal.facts
    return facts.name or region_name(facts.code, lang=lang)


def shown_country(proposal: Proposal, *, lang: str) -> str:
    """The country's name; "" where it is unknown."""
    country = proposal.facts.country
    return place_name("country", country, lang=lang) if country else ""


def short_name(name: str) -> str:
    """A priority's name up to what merely describes it.

    >>> short_name("Avancerad specialtillverkning inom metall-, maskin- och fordonstillverkning")
    'Avancerad specialtillverkning'
    >>> short_name("Development and control of complex production and business systems")
    'Development and control'
    """
    cuts = (name.find(f" {word} ") for word in _DESCRIBING)
    return name[: min(at for at in (*cuts, len(name)) if at > 0)]


def _region(found: Partners, proposal: Proposal, lang: str) -> dict[str, Any]:
    partner, facts = proposal.partner, proposal.facts
    return {
        "region": shown_name(proposal, lang=lang),
        "country": shown_country(proposal, lang=lang),
        "country_code": facts.country,
        "code": facts.code,
        "shared": len(partner.shared),
        "priorities": [_priority(found, proposal, code) for code in partner.shared],
        "score": round(partner.score, 4),
        "likeness": round(partner.likeness, 4),
        "value_chains": None if partner.chain is None else round(partner.chain, 4),
        "why": _said(why(found, proposal, lang=lang), lang),
        "ways_in": _said(ways_into(proposal, lang=lang), lang),
        "beside": _figures(beside(found, proposal, lang=lang)),
    }


def _priority(found: Partners, proposal: Proposal, code: str) -> dict[str, Any]:
    facts = proposal.facts
    said = facts.registered.get(code)
    return {
        "name": found.facts.names[code],
        "organisations": facts.organisations(code),
        "counted": bool(said and said.is_counted),
        "as_written": said.wording if said else "",
        "source": said.source if said else "",
        "place": said.place if said else "",
        "actors": [one.name for one in facts.tagged.get(code, ())],
    }


def _said(reasons: list[Reason], lang: str) -> list[dict[str, str]]:
    return [{"code": one.code, "text": explain(one, lang)} for one in reasons]


def _figures(one: Beside) -> dict[str, Any]:
    figures = one.figures
    density = figures.density if figures else None
    return {
        "of": one.whose,
        "gdp_per_head_eur": figures.gdp_per_head if figures else None,
        "gdp_year": figures.gdp_year if figures else None,
        "population_2021": figures.population if figures else None,
        "area_km2": figures.area_km2 if figures else None,
        "density_per_km2": None if density is None else round(density, 1),
        "distance_km": one.kilometres,
    }
