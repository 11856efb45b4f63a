"""Numbers that lead to the actors behind them: to the list where a filter gives the same, else to this page itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klusterkarta.web.addresses import address
from klusterkarta.workflow.summary import MAIN_LIST, Behind, Summary

# Measures that a filter of the list counts the same way.
_FILTERS: Mapping[str, str] = {"lists": "list", "county_all": "county", "sector_narrow": "sector"}
MEASURES = (
    "lists",
    "county_certain",
    "county_all",
    "sector_narrow",
    "sector_wide",
    "universities",
    "funders",
    "missing",
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number and where its actors are listed ("" for none)."""

    number: int
    href: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """What is counted, and its numbers in the table's order."""

    name: str
    counts: Sequence[Count]


def behind(found: Summary, measure: str) -> Behind:
    """The actors behind a measure's numbers, by code. KeyError for a measure that the page does not show."""
    if measure not in MEASURES:
        raise KeyError(measure)
    measured: Behind = getattr(found.conclusions, measure)
    return measured


def count_of(found: Summary, measure: str, *, code: str, lang: str) -> Count:
    """The number of one code, with its address."""
    actors = behind(found, measure).get(code, frozenset())
    if not actors:
        return Count(0, "")
    if not found.edition and measure in _FILTERS:
        return Count(len(actors), address("actors", lang, query=_filter(measure, code)))
    if not found.edition and measure == "county_certain" and actors == found.conclusions.county_all.get(code):
        return Count(len(actors), address("actors", lang, query=_filter("county_all", code)))
    return Count(len(actors), shown_here(found, f"{measure}/{code}", lang=lang))


def shown_here(found: Summary, what: str, *, lang: str) -> str:
    """This page, with the actors behind a number listed."""
    edition = [("edition", found.edition)] if found.edition else []
    return address("conclusions", lang, query=[*edition, ("show", what)]) + "#behind"


def _filter(measure: str, code: str) -> list[tuple[str, str]]:
    main = [] if measure == "lists" else [("list", MAIN_LIST)]
    return [*main, (_FILTERS[measure], code)]
