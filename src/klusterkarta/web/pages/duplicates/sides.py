"""One side of a pair: its name, where it comes from and who mentions it."""

from collections.abc import Sequence
from dataclasses import dataclass

from klusterkarta.vocabularies.source_places import written_place
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import source_title
from klusterkarta.web.navigation import Link
from klusterkarta.web.register_state import register_state
from klusterkarta.workflow.show import ActorPage

_MOST = 12


@dataclass(frozen=True, slots=True)
class Side:
    """A record's actor: `record` is the one judged, `mentioned_by` who names it in a relation."""

    record: int
    name: str
    href: str
    note: str
    places: list[str]
    mentioned_by: list[Link]


def side_of(page: ActorPage, lang: str) -> Side:
    """The side of an actor's page."""
    actor = page.summary
    naming = {one.other: one.other_name for one in page.relations if not one.outgoing}
    return Side(
        record=page.asked_for,
        name=actor.name,
        href=address("actor", lang, actor=actor.id),
        note=_note(page, lang),
        places=_places(page, lang),
        mentioned_by=[Link(name, address("actor", lang, actor=other)) for other, name in naming.items()][:_MOST],
    )


def _note(page: ActorPage, lang: str) -> str:
    if page.summary.mention_only:
        return say("duplicates.side_mention", lang)
    sources = register_state().sources
    years = sorted({sources[one.source].published_on[:4] for one in page.records if one.source in sources} - {""})
    return say("duplicates.side", lang, records=len(page.records), years=", ".join(years))


def _places(page: ActorPage, lang: str) -> list[str]:
    """One line for each source, with the places in it."""
    by_source: dict[str, dict[str, None]] = {}
    for one in page.records:
        by_source.setdefault(one.source, {})[written_place(one.place, lang)] = None
    return [_line(key, [place for place in places if place], lang) for key, places in by_source.items()]


def _line(key: str, places: Sequence[str], lang: str) -> str:
    source = register_state().sources.get(key)
    title = source_title(source, lang) if source else key
    return say("duplicates.at_place", lang, source=title, place="; ".join(places)) if places else title
