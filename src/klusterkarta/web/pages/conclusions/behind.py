"""The actors behind one of the page's numbers, by name."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import Http404

from klusterkarta.values.text import swedish_sort_key
from klusterkarta.vocabularies.words import say
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.conclusions.counts import behind
from klusterkarta.web.pages.conclusions.names import measured_name
from klusterkarta.web.pages.editions.actor_links import ActorLinks
from klusterkarta.workflow.summary import Summary

MOST_ACTORS = 1_000


@dataclass(frozen=True, slots=True)
class BehindNumber:
    """What was counted, how many, and the actors (at most 1 000)."""

    title: str
    total: int
    actors: list[Link]


def behind_number(found: Summary, what: str, *, lang: str) -> BehindNumber | None:
    """The actors of `what` (`county_all/17`, `claim/3`); None for "". Http404 for what is not counted."""
    if not what:
        return None
    measure, _, code = what.partition("/")
    try:
        if measure == "claim":
            claim = found.claims[_position(code)]
            title, actors = claim.claim.name_in(lang), claim.actors
        else:
            actors = behind(found, measure)[code]
            title = _title(found, measure, code, lang=lang)
    except (KeyError, IndexError) as fault:
        raise Http404 from fault
    return BehindNumber(title, len(actors), _links(found, actors, lang))


def _position(code: str) -> int:
    if not code.isdecimal() or len(code) > 6:
        raise KeyError(code)
    return int(code)


def _title(found: Summary, measure: str, code: str, *, lang: str) -> str:
    return say(f"conclusions.behind_{measure}", lang, name=measured_name(found, measure, code=code, lang=lang))


def _links(found: Summary, actors: Collection[int], lang: str) -> list[Link]:
    named = [(found.names.get(one) or found.keys[one], found.keys[one]) for one in actors]
    named = sorted(named, key=lambda pair: swedish_sort_key(pair[0]))[:MOST_ACTORS]
    links = ActorLinks({key for _, key in named}, lang)
    return [links.to(key, name) for name, key in named]
