"""The pairs that wait, and a place among them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.db import OperationalError

from klusterkarta.catalogue.selectors.judgements import ProposalView
from klusterkarta.catalogue.services.holds import hold_proposals
from klusterkarta.values.caller import Caller
from klusterkarta.web.addresses import address
from klusterkarta.workflow.resolve import next_proposals

# Nobody decides more than this in one sitting; those beyond come up as these are decided.
MOST = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """The waiting pairs that nobody else looks at, those that tell most first, and which of them is at hand (or None).

    `taken_by`: who looks at the pair that was asked for, where that is somebody else.
    """

    pairs: Sequence[ProposalView]
    at: int | None
    taken_by: str = ""

    @property
    def chosen(self) -> ProposalView | None:
        """The proposal at hand."""
        return None if self.at is None else self.pairs[self.at]

    def beside(self, steps: int) -> ProposalView | None:
        """The proposal so many places on; None beyond the ends."""
        place = None if self.at is None else self.at + steps
        return self.pairs[place] if place is not None and 0 <= place < len(self.pairs) else None


def waiting_at(left: int, right: int, *, caller: Caller, anyway: bool = False) -> Waiting:
    """The pairs that wait for the caller, at the pair of these records; `anyway`, also where somebody else has it."""
    wanted = {left, right}
    pairs, taken_by = [], ""
    for one in next_proposals(MOST):
        is_wanted = {one.left, one.right} == wanted
        if one.held_by in ("", caller.name) or (is_wanted and anyway):
            pairs.append(one)
        elif is_wanted:
            taken_by = one.held_by
    at = next((place for place, one in enumerate(pairs) if {one.left, one.right} == wanted), None)
    return Waiting(pairs, at, taken_by)


def hold(waiting: Waiting, *, caller: Caller) -> None:
    """Let nobody else get the pair at hand and the next, which the page loads ahead."""
    near = [one for one in (waiting.chosen, waiting.beside(1)) if one is not None]
    # Holding is a courtesy: while a large reading is published the page does without.
    with suppress(OperationalError):
        hold_proposals([one.id for one in near], caller=caller)


def pair_address(proposal: ProposalView | None, lang: str, *more: tuple[str, str]) -> str:
    """The page of a pair; without one the first that waits."""
    pair = [("left", str(proposal.left)), ("right", str(proposal.right))] if proposal else []
    return address("duplicates", lang, query=[*pair, *more])
