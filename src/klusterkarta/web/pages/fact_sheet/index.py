"""The sheets that there are: one for each priority, sector and county with actors."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.catalogue.selectors.actors import FacetCount, facet_counts
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.values.text import swedish_sort_key
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.rendering import Page

_AREAS = ("priority", "sector", "county")


@dataclass(frozen=True, slots=True)
class Area:
    """An area with a sheet, and how many actors stand on it."""

    name: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas of one kind, by name."""

    title: str
    areas: list[Area]


@dataclass(frozen=True, kw_only=True)
class SheetIndexPage(Page):
    """The list of sheets."""

    template: ClassVar[str] = "fact_sheet/index.html"
    section: ClassVar[str] = "map"
    name: ClassVar[str] = "fact-sheet"

    kinds: list[Areas]


def index_page(lang: str) -> SheetIndexPage:
    """The page of all sheets."""
    counts = facet_counts(ActorFilter())
    kinds = [Areas(say(f"list.facet_{facet}", lang), _areas(facet, counts[facet], lang=lang)) for facet in _AREAS]
    return SheetIndexPage(
        title=say("fact_sheet.index_title", lang),
        lead=say("fact_sheet.index_lead", lang),
        kinds=[one for one in kinds if one.areas],
    )


def _areas(facet: str, counts: list[FacetCount], *, lang: str) -> list[Area]:
    found = [
        Area(
            code_name(facet, one.code, lang=lang),
            address("fact-sheet", lang, query=[(facet, one.code)]),
            one.count,
        )
        for one in counts
    ]
    return sorted(found, key=lambda one: swedish_sort_key(one.name))
