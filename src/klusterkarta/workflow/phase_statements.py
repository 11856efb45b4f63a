"""State a phase of an initiative: a dated statement of the editor's own, beside what the sources say."""

from dataclasses import dataclass

from klusterkarta.catalogue.services.dated import DatedRow, stage_dated
from klusterkarta.catalogue.services.readings import publish_reading
from klusterkarta.values.caller import Caller
from klusterkarta.values.partial_date import PartialDateError, parse_partial_date
from klusterkarta.values.reason import Reason
from klusterkarta.values.stated import Stated
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.phases import read_phase
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.workflow.refresh import writing


class BadPhase(Explained):
    """A phase cannot be stated as it was given; the reason says why and what to do."""


@dataclass(frozen=True, slots=True)
class StatedPhase:
    """A phase in the vocabulary's words or one of its synonyms, the time it is about, and why."""

    phase: str
    on: str
    why: str = ""


def state_phase(record_id: int, said: StatedPhase, *, caller: Caller) -> int:
    """Let the caller say in which phase the record's actor was at a time; the reading, which can be undone.

    One statement a time: a second one about the same date takes the place of the first, which stays in the register.
    Raises BadPhase for a word that is no phase, for a date that is none, and for stalling and ending without a reason;
    NotAllowed; Record.DoesNotExist.
    """
    check_allowed(caller, "edit_actor")
    span = read_phase(said.phase)
    if span is None:
        raise BadPhase(Reason("phases.no_phase", {"text": said.phase[:80]}))
    try:
        on = str(parse_partial_date(said.on))
    except PartialDateError as fault:
        raise BadPhase(Reason("value.not_partial_date", {"value": said.on[:40]})) from fault
    why = " ".join(said.why.split())
    if span.is_state and not why:
        raise BadPhase(Reason("phases.why_needed"))
    statements = [Stated("phase", said.phase, observed_on=on)]
    statements += [Stated("phase_reason", why, observed_on=on)] if why else []
    with writing() as touched:
        reading_id = stage_dated(record_id, DatedRow(f"phase/{on}", tuple(statements)), caller=caller)
        touched.add(publish_reading(reading_id, caller=caller))
        touched.add([record_id])
    return reading_id
