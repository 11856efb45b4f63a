"""The decision just made, offered to be undone."""

from dataclasses import dataclass

from klusterkarta.catalogue.selectors.judgements import JudgementView
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.pair import names_of_records


@dataclass(frozen=True, slots=True)
class LastDecision:
    """What was decided, in words."""

    judgement: int
    words: str


def last_decision(judgement: JudgementView | None, lang: str, *, caller: Caller) -> LastDecision | None:
    """The decision in words, where it is the caller's own and still counts."""
    if judgement is None or judgement.by != caller.name or judgement.taken_back_at is not None:
        return None
    names = names_of_records([judgement.left, judgement.right], lang)
    words = say(
        "duplicates.last_decision",
        lang,
        left=names[judgement.left],
        right=names[judgement.right],
        verdict=say(f"duplicates.{judgement.verdict}", lang).lower(),
    )
    return LastDecision(judgement.id, words)
