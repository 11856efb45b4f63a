"""The column beside the facts: how sure and how fresh they are, and where the actor is."""

from collections.abc import Sequence
from dataclasses import dataclass

from klusterkarta.charts.locator import locator_map
from klusterkarta.charts.picture import Picture
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.places_tables import counties
from klusterkarta.vocabularies.words import say
from klusterkarta.web.register_state import register_state
from klusterkarta.workflow.show import ActorPage, ValueView


@dataclass(frozen=True, slots=True)
class Measure:
    """One line: what is measured, and how much."""

    label: str
    value: str


def measures(page: ActorPage, lang: str) -> list[Measure]:
    """How many statements out of how many sources, how full, how contradicting, how old, how fresh."""
    values = [value for one in page.properties for value in one.values]
    sources = {value.source for value in values}
    years = sorted(filter(None, map(_year, values)))
    read = max((value.read_on for value in values), default="")
    filled, total = _filled(page)
    lines = [
        Measure(say("profile.measure_statements", lang), _statements(len(values), len(sources), lang)),
        Measure(say("profile.measure_filled", lang), say("common.of", lang, part=filled, whole=total)),
        Measure(say("profile.measure_conflicts", lang), str(sum(one.conflict for one in page.properties))),
        Measure(say("profile.measure_interpreted", lang), str(len(counties_of(page)[1]))),
    ]
    if years:
        lines.append(Measure(say("profile.measure_years", lang), _span(years)))
    if read:
        lines.append(Measure(say("profile.measure_read", lang), read))
    return lines


def counties_of(page: ActorPage) -> tuple[list[str], list[str]]:
    """The actor's counties: by a source's own words, and by interpretation only."""
    found = [(code, how) for code, how in page.summary.facets.get("county", []) if code in counties()]
    certain = [code for code, how in found if how != "interpreted"]
    return certain, [code for code, how in found if how == "interpreted"]


def place_of(page: ActorPage, lang: str) -> Picture | None:
    """The map of the actor's counties; None where no source names a place in Sweden."""
    certain, interpreted = counties_of(page)
    return locator_map(certain, interpreted, lang=lang)


def _statements(statements: int, sources: int, lang: str) -> str:
    return say("profile.statements_of_sources", lang, statements=statements, sources=sources)


def _filled(page: ActorPage) -> tuple[int, int]:
    """Of the fields that some source covers for this actor, how many have a shown value."""
    covered = [one for one in page.properties if one.code in profile_fields()]
    return sum(any(value.shown for value in one.values) for one in covered), len(covered)


def _year(value: ValueView) -> str:
    source = register_state().sources.get(value.source)
    return (value.observed_on or (source.published_on if source else ""))[:4]


def _span(years: Sequence[str]) -> str:
    return years[0] if years[0] == years[-1] else f"{years[0]}, {years[-1]}"
