"""What an initiative answers by its private link: how it sees itself, and whether its facts are right."""

from collections.abc import Sequence

from django.db import transaction

from klusterkarta.assessment.access import bad_round
from klusterkarta.assessment.models import Candidate, FactCheck, SelfScore
from klusterkarta.assessment.private import candidate_by_secret, facts_closed, initiative_may
from klusterkarta.assessment.services.scoring import Given, check_given
from klusterkarta.catalogue.services.log import append_change, now
from klusterkarta.values.caller import Caller

_INITIATIVE = Caller("initiative", "public")


def save_self_assessment(secret: str, given: Sequence[Given]) -> None:
    """Store how an initiative sees itself; a criterion answered again is replaced. All or none.

    Raises BadRound for a link that opens nothing, outside the time of scoring, and for what no assessor may say either.
    """
    candidate = candidate_by_secret(secret)
    if not initiative_may(candidate, "self_assess"):
        raise bad_round("assess.no_self_assessment", title=candidate.round.title)
    check_given(candidate, given)
    with transaction.atomic():
        for one in given:
            values = {
                "value": one.value, "evidence": one.evidence, "comment": one.comment,
                "ticks": list(dict.fromkeys(one.ticks)), "at": now(),
            }  # fmt: skip
            SelfScore.objects.update_or_create(candidate=candidate, criterion=one.criterion, defaults=values)
        _log(candidate, "self-assessment")


def check_facts(secret: str, comment: str, *, confirmed: bool) -> None:
    """Store an initiative's answer on its facts and placement; earlier answers are kept.

    Raises BadRound for a link that opens nothing, outside the time of checking, after its last day, and where the facts
    are said to be wrong and no word says what.
    """
    candidate = candidate_by_secret(secret)
    if not initiative_may(candidate, "check_facts"):
        raise bad_round("assess.no_fact_check", title=candidate.round.title)
    if facts_closed(candidate):
        raise bad_round("assess.facts_over", until=candidate.round.facts_until)
    if not confirmed and not comment.strip():
        raise bad_round("assess.facts_what")
    with transaction.atomic():
        FactCheck.objects.create(candidate=candidate, confirmed=confirmed, comment=comment.strip(), at=now())
        _log(candidate, "fact-check")


def _log(candidate: Candidate, step: str) -> None:
    append_change(
        _INITIATIVE, "assess", records=[candidate.record_id], detail={"round": candidate.round_id, "step": step}
    )
