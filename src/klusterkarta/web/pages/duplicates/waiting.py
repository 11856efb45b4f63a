"""The pairs that wait, and a place among them."""

from collections.abc import Sequence
from dataclasses import dataclass

from klusterkarta.catalogue.selectors.judgements import ProposalView
from klusterkarta.web.addresses import address
from klusterkarta.workflow.resolve import next_proposals

# Nobody decides more than this in one sitting; those beyond come up as these are decided.
MOST = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """The waiting pairs, the likeliest first, and which of them is at hand (None: none of them)."""

    pairs: Sequence[ProposalView]
    at: int | None

    @property
    def chosen(self) -> ProposalView | None:
        """The proposal at hand."""
        return None if self.at is None else self.pairs[self.at]

    def beside(self, steps: int) -> ProposalView | None:
        """The proposal so many places on; None beyond the ends."""
        place = None if self.at is None else self.at + steps
        return self.pairs[place] if place is not None and 0 <= place < len(self.pairs) else None


def waiting_at(left: int, right: int) -> Waiting:
    """The waiting pairs, at the pair of these records."""
    pairs = next_proposals(MOST)
    wanted = {left, right}
    return Waiting(pairs, next((place for place, one in enumerate(pairs) if {one.left, one.right} == wanted), None))


def pair_address(proposal: ProposalView | None, lang: str, *more: tuple[str, str]) -> str:
    """The page of a pair; without one the first that waits."""
    pair = [("left", str(proposal.left)), ("right", str(proposal.right))] if proposal else []
    return address("duplicates", lang, query=[*pair, *more])
