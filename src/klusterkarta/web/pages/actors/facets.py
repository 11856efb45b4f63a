"""The filters beside the list: what can be chosen, with how many each choice would give."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from klusterkarta.catalogue.selectors.actors import FacetCount, facet_counts
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.pages.actors.query import NARROWED_BY, SHOWN_FACETS, ListQuery

FIRST = 6
"""How many choices of a facet stand open; the rest are one click away."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One code that can be chosen, and how many would be listed with it."""

    code: str
    name: str
    count: int
    interpreted: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its choices: those that stand open, and the rest."""

    name: str
    title: str
    first: list[Choice]
    rest: list[Choice]

    @property
    def number(self) -> int:
        """How many choices there are."""
        return len(self.first) + len(self.rest)


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice made, and the address of the list without it."""

    text: str
    href: str


def facets_of(query: ListQuery, lang: str) -> list[Facet]:
    """The facets that can narrow this list; one whose single choice changes nothing is left out unless it is chosen."""
    counts = facet_counts(query.chosen)
    facets = [_facet(name, counts[name], query, lang) for name in SHOWN_FACETS]
    return [one for one in facets if one.number > 1 or any(choice.chosen for choice in one.first)]


def chips_of(query: ListQuery, lang: str, *, href: Callable[[ListQuery], str] | None = None) -> list[Chip]:
    """One chip for each choice made, in the order of the facets, the text first.

    `href` gives the address that a query has; without it that is the list's.
    """
    leads = href or (lambda without: _list(without, lang))
    made = [("q", query.chosen.q)] if query.chosen.q else []
    made += [(facet, code) for facet in NARROWED_BY for code in getattr(query.chosen, facet)]
    return [Chip(_chip_text(facet, code, lang), leads(query.without(facet, code))) for facet, code in made]


def _list(query: ListQuery, lang: str) -> str:
    return address("actors", lang, query=query.pairs())


def _chip_text(facet: str, code: str, lang: str) -> str:
    if facet == "q":
        return say("list.chip_text", lang, text=code)
    return say("list.chip", lang, facet=say(f"list.facet_{facet}", lang), name=code_name(facet, code, lang=lang))


def _facet(name: str, counts: Sequence[FacetCount], query: ListQuery, lang: str) -> Facet:
    chosen = set(getattr(query.chosen, name))
    choices = [
        Choice(one.code, code_name(name, one.code, lang=lang), one.count, one.interpreted, one.code in chosen)
        for one in counts
    ]
    if name == "start":
        choices.sort(key=lambda choice: choice.code)
        return Facet(name, say("list.facet_start", lang), choices, [])
    choices.sort(key=lambda choice: not choice.chosen)
    opened = max(FIRST, len(chosen))
    # One left over takes no more room than the button that would show it.
    opened = len(choices) if len(choices) == opened + 1 else opened
    return Facet(name, say(f"list.facet_{name}", lang), choices[:opened], choices[opened:])
