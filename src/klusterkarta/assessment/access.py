"""What every read and write of a round asks first: is there such a round, and may this caller do that in its state."""

from klusterkarta.assessment.models import Assessor, Candidate, Round
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason, Scalar
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import NotAllowed, is_allowed
from klusterkarta.vocabularies.round_states import may


class BadRound(Explained):
    """A round cannot take what was asked; the reason says why and what to do."""


def bad_round(code: str, **parameters: Scalar) -> BadRound:
    """A refusal, ready to be raised."""
    return BadRound(Reason(code, parameters))


def round_of(round_id: int) -> Round:
    """The round. Raises BadRound for an unknown one."""
    row = Round.objects.select_related("criteria").filter(pk=round_id).first()
    if row is None:
        raise bad_round("assess.no_round", round=round_id)
    return row


def candidate_of(candidate_id: int) -> Candidate:
    """The initiative in its round. Raises BadRound for an unknown one."""
    row = Candidate.objects.select_related("round__criteria").filter(pk=candidate_id).first()
    if row is None:
        raise bad_round("assess.no_candidate", candidate=candidate_id)
    return row


def assessor_of(row: Round, caller: Caller) -> Assessor | None:
    """The caller as one of the round's assessors."""
    return row.assessors.filter(name=caller.name).first()


def may_in(row: Round, action: str, *, caller: Caller) -> bool:
    """Whether the caller may do the action in the round as it is now, by any of the parts that the caller has."""
    parts = ["outsider"]
    if is_allowed(caller, "lead_round"):
        parts.append("leader")
    if assessor_of(row, caller) is not None:
        parts.append("assessor")
    return any(may(row.state, action, part=part) for part in parts)


def check_may(row: Round, action: str, *, caller: Caller) -> None:
    """Raise NotAllowed unless `may_in`."""
    if not may_in(row, action, caller=caller):
        raise NotAllowed(f"{caller.name} ({caller.role}) may not {action} while the round is in {row.state}")
