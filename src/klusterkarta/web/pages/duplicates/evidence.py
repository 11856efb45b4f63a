"""What speaks for a pair, what against, and what says nothing: the machine's reasons in words, its number last."""

from collections.abc import Sequence
from dataclasses import dataclass

from klusterkarta.catalogue.selectors.judgements import ProposalView
from klusterkarta.values.reason import reason_from_dict
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.pages.duplicates.comparing import CompareRow

_HIGH, _MIDDLE = 0.95, 0.8


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sentences for, against and neither; `weighed` is the sum in words ("" for a pair the machine did not propose)."""

    speaks_for: list[str]
    against: list[str]
    nothing: list[str]
    weighed: str


def evidence_of(proposal: ProposalView | None, rows: Sequence[CompareRow], *, lang: str) -> Evidence:
    """The reasons of a proposal, and the fields that only one side has."""
    sides: dict[int, list[str]] = {1: [], -1: [], 0: []}
    for entry in proposal.reasons if proposal else []:
        reason = reason_from_dict(entry)
        bits = float(reason.parameters.get("bits", 0))
        sides[(bits > 0) - (bits < 0)].append(explain(reason, lang))
    alone = [row.label for row in rows if row.one_sided]
    if alone:
        sides[0].append(say("duplicates.only_one_side", lang, fields=", ".join(alone)))
    return Evidence(sides[1], sides[-1], sides[0], _weighed(proposal.score, lang) if proposal else "")


def _weighed(score: float, lang: str) -> str:
    level = "high" if score >= _HIGH else "middle" if score >= _MIDDLE else "low"
    # 100 would claim certainty, which nobody has.
    shown = min(99, round(score * 100))
    return say("duplicates.weighed", lang, words=say(f"duplicates.weighed_{level}", lang), score=shown)
