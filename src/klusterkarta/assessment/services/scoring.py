"""Each assessor alone: scores with evidence, ticks under them, and conflicts of interest."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from klusterkarta.assessment.access import assessor_of, bad_round, candidate_of, check_may
from klusterkarta.assessment.models import Assessor, Candidate, Conflict, Score, Tick
from klusterkarta.catalogue.services.log import append_change, now
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.criteria import Criterion, read_criteria_set
from klusterkarta.vocabularies.rights import NotAllowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A score on a criterion; `value` None is "cannot tell". `evidence`: a link, or the words of what was seen."""

    criterion: str
    value: int | None
    evidence: str = ""
    comment: str = ""
    ticks: Collection[str] = ()


def save_scores(candidate_id: int, given: Sequence[Given], *, caller: Caller) -> None:
    """Store the caller's own scores on an initiative; a criterion that is given again is replaced.

    All or none. Raises NotAllowed (no assessor of the round, wrong state), BadRound for an unknown criterion or
    indicator, a value off the scale, and where the caller has a conflict of interest.
    """
    candidate = candidate_of(candidate_id)
    check_may(candidate.round, "score", caller=caller)
    assessor = _assessor(candidate, caller)
    if assessor.conflicts.filter(candidate=candidate).exists():
        raise bad_round("assess.conflicted", name=caller.name)
    _check(candidate, given)
    with transaction.atomic():
        for one in given:
            values = {"value": one.value, "evidence": one.evidence, "comment": one.comment, "at": now()}
            score, _ = Score.objects.update_or_create(
                candidate=candidate, assessor=assessor, criterion=one.criterion, defaults=values
            )
            score.ticks.all().delete()
            Tick.objects.bulk_create([Tick(score=score, indicator=key) for key in dict.fromkeys(one.ticks)])


def declare_conflict(candidate_id: int, why: str, *, caller: Caller) -> None:
    """Leave an initiative to the others (jäv). The caller's scores on it go; the reason is kept for the minutes."""
    candidate = candidate_of(candidate_id)
    check_may(candidate.round, "declare_conflict", caller=caller)
    assessor = _assessor(candidate, caller)
    if not why.strip():
        raise bad_round("assess.conflict_why")
    with transaction.atomic():
        Score.objects.filter(candidate=candidate, assessor=assessor).delete()
        values = {"why": why.strip(), "at": now()}
        Conflict.objects.update_or_create(candidate=candidate, assessor=assessor, defaults=values)
        append_change(
            caller, "assess", records=[candidate.record_id], detail={"round": candidate.round_id, "step": "conflict"}
        )


def _assessor(candidate: Candidate, caller: Caller) -> Assessor:
    found = assessor_of(candidate.round, caller)
    if found is None:
        raise NotAllowed(f"{caller.name} is no assessor of round {candidate.round_id}")
    return found


def _check(candidate: Candidate, given: Sequence[Given]) -> None:
    criteria = read_criteria_set(candidate.round.criteria.document, file="criteria.yaml")
    asked = {one.key: one for one in criteria.scored}
    scale = [anchor.score for anchor in criteria.scale]
    for one in given:
        if one.criterion not in asked:
            raise bad_round("assess.no_criterion", criterion=one.criterion, known=", ".join(asked))
        if one.value is not None and one.value not in scale:
            raise bad_round("assess.off_scale", value=one.value, known=", ".join(map(str, scale)))
        _check_ticks(asked[one.criterion], one.ticks)


def _check_ticks(criterion: Criterion, ticks: Collection[str]) -> None:
    known = [one.key for one in criterion.indicators]
    for tick in ticks:
        if tick not in known:
            raise bad_round("assess.no_indicator", indicator=tick, known=", ".join(known))
