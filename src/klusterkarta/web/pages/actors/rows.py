"""One row of the list."""

from dataclasses import dataclass

from klusterkarta.catalogue.selectors.actors import ActorSummary
from klusterkarta.vocabularies.written import written_value
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.figures import Wording, in_page_language, shortened
from klusterkarta.web.register_state import RegisterState

MOST_PLACES = 5
_LONGEST = 150


@dataclass(frozen=True, slots=True)
class Place:
    """A county or country of an actor; `interpreted` where the source names a wider area only."""

    name: str
    interpreted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorListRow:
    """What the list says about an actor. Empty words mean that no source says anything."""

    id: int
    name: Wording
    about: Wording | None
    kind: str
    sector: str
    places: list[Place]
    more_places: int
    members: str
    start: int | None
    sources: int
    latest: str
    conflicts: int


def row_of(summary: ActorSummary, lang: str, *, state: RegisterState) -> ActorListRow:
    """The row for an actor, in the page's language."""
    about = in_page_language(summary, "description", lang=lang)
    places = _places(summary, lang)
    members = summary.shown("members")
    sources = [code for code, _ in summary.facets.get("source", [])]
    years = [state.sources[key].published_on[:4] for key in sources if key in state.sources]
    return ActorListRow(
        id=summary.id,
        name=in_page_language(summary, "name", lang=lang) or Wording(summary.name),
        about=Wording(shortened(about.text, _LONGEST), about.lang) if about else None,
        kind=code_name("kind", summary.kind, lang=lang) if summary.kind else "",
        sector=", ".join(code_name("sector", code, lang=lang) for code, _ in summary.facets.get("sector", [])),
        places=places[:MOST_PLACES],
        more_places=max(0, len(places) - MOST_PLACES),
        members=written_value("members", members[0], lang=lang) if members else "",
        start=summary.start_year,
        sources=len(sources),
        latest=max(years, default=""),
        conflicts=summary.conflicts,
    )


def _places(summary: ActorSummary, lang: str) -> list[Place]:
    """The counties, the certain ones first; the countries abroad after them."""
    counties = _named(summary, "county", lang)
    countries = _named(summary, "country", lang, without="SE" if counties else "")
    return sorted(counties, key=lambda place: place.interpreted) + countries


def _named(summary: ActorSummary, facet: str, lang: str, *, without: str = "") -> list[Place]:
    found = summary.facets.get(facet, [])
    return [Place(code_name(facet, code, lang=lang), how == "interpreted") for code, how in found if code != without]
