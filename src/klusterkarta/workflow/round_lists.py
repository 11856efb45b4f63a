"""Where a round's decisions put its initiatives: each with the day, the reason and who was there."""

from dataclasses import dataclass
from datetime import datetime

from klusterkarta.assessment.selectors.rounds import CandidateView, DecisionView, candidates_of, decisions_of
from klusterkarta.catalogue.selectors.relations import targets_of
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.round_states import outcomes
from klusterkarta.workflow.pair import names_of_records


@dataclass(frozen=True, slots=True)
class Placed:
    """An initiative and the decision that counts; `outcome` is "" where none has been taken.

    `joined`: the numbers of other initiatives of the round that are the same actor by now.
    """

    candidate: int
    record: int
    name: str
    outcome: str
    why: str
    unmet: tuple[str, ...]
    present: tuple[str, ...]
    at: datetime | None
    joined: tuple[int, ...]


def placements(round_id: int, *, lang: str, caller: Caller) -> list[Placed]:
    """The initiatives of a round in the order of the lists, by name in each.

    Raises NotAllowed before the caller may read decisions.
    """
    decided = {one.candidate: one for one in decisions_of(round_id, caller=caller) if one.counts}
    candidates = candidates_of(round_id)
    names = names_of_records([one.record for one in candidates], lang)
    same = joined_initiatives(round_id)
    found = [_placed(one, decided.get(one.id), names.get(one.record, ""), same.get(one.id, ())) for one in candidates]
    order = ["", *outcomes()]
    return sorted(found, key=lambda one: (order.index(one.outcome), one.name.casefold(), one.candidate))


def joined_initiatives(round_id: int) -> dict[int, tuple[int, ...]]:
    """initiative → the others of the round that are the same actor by now; only those that have become one."""
    candidates = candidates_of(round_id)
    target = targets_of([one.record for one in candidates])
    by_actor: dict[int, list[int]] = {}
    for one in candidates:
        by_actor.setdefault(target.get(one.record, one.record), []).append(one.id)
    groups = [own for own in by_actor.values() if len(own) > 1]
    return {one: tuple(other for other in own if other != one) for own in groups for one in own}


def _placed(one: CandidateView, decision: DecisionView | None, name: str, joined: tuple[int, ...]) -> Placed:
    if decision is None:
        return Placed(one.id, one.record, name, "", "", (), (), None, joined)
    return Placed(
        one.id, one.record, name, decision.outcome, decision.why, decision.unmet, decision.present, decision.at, joined
    )
