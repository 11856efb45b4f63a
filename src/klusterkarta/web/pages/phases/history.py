"""What sources say of an initiative's phases, as rows: on the page of phases and on the profile."""

from dataclasses import dataclass

from klusterkarta.vocabularies.phases import Form
from klusterkarta.vocabularies.source_places import written_place
from klusterkarta.vocabularies.words import say
from klusterkarta.vocabularies.written import written_value
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import source_title
from klusterkarta.web.register_state import register_state
from klusterkarta.workflow.phases import ActorPhases, PhaseStatement, reading_words


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A statement: when, what it is read as, the source's words, why, how many members, and who says so where."""

    when: str
    phase: str
    read: bool
    said: str
    reason: str
    members: str
    source: str
    source_href: str
    place: str


def phase_rows(one: ActorPhases, form: Form, *, lang: str) -> list[PhaseRow]:
    """The initiative's history, oldest first."""
    return [_row(said, form, lang) for said in one.history.statements]


def _row(said: PhaseStatement, form: Form, lang: str) -> PhaseRow:
    source = register_state().sources.get(said.source)
    read = reading_words(said.span, form, lang=lang)
    return PhaseRow(
        when=said.on,
        phase=read or say("phases.not_read", lang),
        read=bool(read),
        said=said.text,
        reason=said.reason or (say("phases.no_reason", lang) if said.span and said.span.is_state else ""),
        members=written_value("members", said.members, lang=lang) if said.members else "",
        source=source_title(source, lang) if source else said.source,
        source_href=address("source", lang, key=said.source),
        place=written_place(said.place, lang),
    )
