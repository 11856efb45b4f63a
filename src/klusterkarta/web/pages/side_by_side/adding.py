"""One more actor, by its name: found at once, chosen among several, or not found."""

from dataclasses import dataclass

from klusterkarta.catalogue.selectors.actors import ActorSummary, actors_named
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.words import say
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.form_fields import FormField
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.side_by_side.query import CompareQuery

_MOST = 10
_MOST_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Adding:
    """The field to type a name in, and what fits the name that was typed, each a link that adds it."""

    field: FormField
    found: list[Link]


def named_actor(query: CompareQuery) -> int:
    """The only actor that the typed name can mean; 0 where there are several or none."""
    found = _fitting(query.add)
    exact = [one for one in found if fold(one.name) == fold(query.add)] or found
    return exact[0].id if len(exact) == 1 else 0


def adding(query: CompareQuery, lang: str) -> Adding:
    """The field as it was filled in, with a choice or with the word that nobody has the name."""
    found = _fitting(query.add)
    missing = say("compare.nobody_named", lang, name=query.add) if query.add and not found else ""
    return Adding(
        FormField(
            name="add",
            label=say("compare.add", lang),
            value=query.add,
            help=say("compare.add_help", lang),
            error=missing,
        ),
        [Link(_described(one, lang), query.of(*query.actors, one.id).href(lang)) for one in found[:_MOST]],
    )


def _fitting(name: str) -> list[ActorSummary]:
    """The actors with the words in their shown name, else those with the words in what else the list looks in."""
    found = actors_named(name, limit=_MOST_LOOKED_AT) if fold(name) else []
    words = fold(name).split()
    return [one for one in found if all(word in fold(one.name) for word in words)] or found


def _described(one: ActorSummary, lang: str) -> str:
    """A name alone does not tell namesakes apart."""
    county = next((code_name("county", code, lang=lang) for code, _ in one.facets.get("county", [])), "")
    kind = code_name("kind", one.kind, lang=lang) if one.kind else ""
    return ", ".join(part for part in (one.name, kind, county) if part)
