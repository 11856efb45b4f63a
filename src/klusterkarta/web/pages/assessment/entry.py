"""What every page of a round asks first, and how its refusals are said."""

from collections.abc import Mapping, Sequence

from django.http import Http404

from klusterkarta.assessment.access import BadRound
from klusterkarta.assessment.selectors.rounds import CandidateView, RoundView, candidates_of, round_view
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.pair import names_of_records


def found_round(round_id: int, *, caller: Caller) -> RoundView:
    """The round, for whoever may do or read something in it. Http404 for an unknown one, NotAllowed for all others."""
    try:
        found = round_view(round_id, caller=caller)
    except BadRound:
        raise Http404 from None
    if not found.allowed:
        raise NotAllowed(f"{caller.name} has no part in round {round_id}")
    return found


def found_candidate(view: RoundView, candidate: int) -> tuple[CandidateView, Sequence[CandidateView]]:
    """The initiative and all of the round's, in order. Http404 for one that the round does not have."""
    everyone = candidates_of(view.id)
    chosen = next((one for one in everyone if one.id == candidate), None)
    if chosen is None:
        raise Http404
    return chosen, everyone


def names_of(candidates: Sequence[CandidateView], lang: str) -> Mapping[int, str]:
    """initiative → its name."""
    names = names_of_records([one.record for one in candidates], lang)
    return {one.id: names.get(one.record, "") for one in candidates}
