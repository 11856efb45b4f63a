"""The names of facets and of the codes under them, as lists, chips and links show them."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from klusterkarta.catalogue.selectors.concepts import priority_names
from klusterkarta.catalogue.selectors.sources import SourceView
from klusterkarta.charts.county_map import county_name
from klusterkarta.concepts.selectors import concepts_version, workspace_concepts
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.kinds import actor_kinds
from klusterkarta.vocabularies.labels import Label
from klusterkarta.vocabularies.places_tables import HOME, counties, countries, municipalities, nuts_abroad
from klusterkarta.vocabularies.sector_groups import sector_groups
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import say
from klusterkarta.web.register_state import Version, register_state
from klusterkarta.workflow.priority_names import priority_label


def code_name(facet: str, code: str, *, lang: str) -> str:
    """The name of a code under a facet; the code itself where no vocabulary knows it."""
    reader = _READERS.get(facet)
    return (reader(code, lang) if reader else None) or code


def source_title(source: SourceView, lang: str) -> str:
    """A source's title and year, as it is cited: "Nationell kartläggning av klusterinitiativ, 2010"."""
    title, year = source.titles[lang], source.published_on[:4]
    return f"{title}, {year}" if year and year not in title else title


def _kind(code: str, lang: str) -> str | None:
    term = actor_kinds().get(code)
    return term.label.read(lang) if term else None


def _list(code: str, lang: str) -> str | None:
    term = terms("lists").get(code)
    return term.label.read(lang) if term else None


def _county(code: str, lang: str) -> str | None:
    county = counties().get(code)
    return county_name(county, lang) if county else None


def _country(code: str, lang: str) -> str | None:
    country = countries().get(code)
    return (country.sv if lang == "sv" else country.en) if country else None


def _sector(code: str, lang: str) -> str | None:
    group = sector_groups().get(code)
    return group.label.read(lang) if group else None


def _priority(code: str, lang: str) -> str | None:
    # In Swedish a priority is called as it is registered: only another language asks the concepts.
    label = _priorities(register_state().version, None if lang == "sv" else concepts_version()).get(code)
    return label.read(lang) if label else None


@lru_cache(maxsize=4)
def _priorities(_register: Version, _concepts: Version | None) -> Mapping[str, Label]:
    known = workspace_concepts()
    return {slug(name): priority_label(name, known=known) for name in priority_names()}


def _decade(code: str, lang: str) -> str | None:
    return say("list.decade", lang, year=int(code)) if code.isdecimal() else None


def _source(code: str, lang: str) -> str | None:
    source = register_state().sources.get(code)
    return source_title(source, lang) if source else None


def _place(code: str, lang: str) -> str | None:
    if code in municipalities():
        return municipalities()[code].name
    if code in nuts_abroad():
        return nuts_abroad()[code][lang]
    if code in counties():
        return counties()[code].name if lang == "sv" else counties()[code].en
    return say("common.whole_country", lang) if code == HOME else _country(code, lang)


_READERS: Mapping[str, Callable[[str, str], str | None]] = {
    "kind": _kind,
    "list": _list,
    "county": _county,
    "country": _country,
    "sector": _sector,
    "sector_wide": _sector,
    "priority": _priority,
    "start": _decade,
    "source": _source,
    "place": _place,
}
