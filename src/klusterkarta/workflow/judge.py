"""Decide whether two records are the same actor, and take a decision back: one by one, or from a file."""

from klusterkarta.catalogue.selectors.judgements import JudgementView
from klusterkarta.catalogue.selectors.pairs import standing_judgements
from klusterkarta.catalogue.services.judgements import Verdict, judge, take_back
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.words import explain
from klusterkarta.workflow.refresh import writing
from klusterkarta.workflow.waiting import patiently

RULE = "rule:"


def judge_pair(left: int, right: int, *, verdict: str, why: str, caller: Caller) -> int:
    """Record a person's decision on two records (`same`, `different` or `unsure`); the judgement's id.

    An earlier decision on the pair stays and counts again when this one is taken back. Raises BadJudgement, NotAllowed.
    """
    said = Verdict(left=left, right=right, verdict=verdict, why=why.strip())
    patiently(lambda: _judge([said], caller))
    pair = (min(left, right), max(left, right))
    return standing_judgements([pair])[pair].id


def take_back_judgement(judgement_id: int, *, caller: Caller) -> None:
    """Let a decision count no more; an earlier one on the pair counts again. Raises BadJudgement, NotAllowed.

    A rule does not decide the pair again; it may come back among the proposals.
    """
    patiently(lambda: _take_back(judgement_id, caller))


def why_judged(judgement: JudgementView, lang: str) -> str:
    """Why a judgement was made: a person's own words, or the rule's with the wording it went by."""
    if not judgement.origin.startswith(RULE):
        return judgement.why
    return explain(Reason(f"linkage.rule_{judgement.origin.removeprefix(RULE)}", {"name": judgement.why}), lang)


def _judge(said: list[Verdict], caller: Caller) -> None:
    with writing() as touched:
        touched.add(judge(said, caller=caller))


def _take_back(judgement_id: int, caller: Caller) -> None:
    with writing() as touched:
        touched.add(take_back(judgement_id, caller=caller))
