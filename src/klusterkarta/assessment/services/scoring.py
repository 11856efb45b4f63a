"""Each assessor alone: scores with evidence, ticks under them, and conflicts of interest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from klusterkarta.assessment.access import assessor_of, bad_round, candidate_of, check_may, may_in, round_of
from klusterkarta.assessment.models import Assessor, Candidate, Conflict, Round, Score, Tick
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What an assessor says of several initiatives; `conflicts`: initiative → what the conflict of interest is."""

    assessor: str
    given: Mapping[int, Sequence[Given]]
    conflicts: Mapping[int, str]


def save_scores(candidate_id: int, given: Sequence[Given], *, caller: Caller) -> None:
    """Store the caller's own scores on an initiative; a criterion that is given again is replaced.

    All or none. Raises NotAllowed (no assessor of the round, wrong state), BadRound for an unknown criterion or
    indicator, a value off the scale, and where the caller has a conflict of interest.
    """
    candidate = candidate_of(candidate_id)
    check_may(candidate.round, "score", caller=caller)
    with transaction.atomic():
        assessor = _alone(_assessor(candidate, caller))
        if assessor.conflicts.filter(candidate=candidate).exists():
            raise bad_round("assess.conflicted", name=caller.name)
        check_given(candidate, given)
        _store(candidate, assessor, given)


def declare_conflict(candidate_id: int, why: str, *, caller: Caller) -> None:
    """Leave an initiative to the others (jäv). The caller's scores on it go; the reason is kept for the minutes."""
    candidate = candidate_of(candidate_id)
    check_may(candidate.round, "declare_conflict", caller=caller)
    if not why.strip():
        raise bad_round("assess.conflict_why")
    with transaction.atomic():
        assessor = _alone(_assessor(candidate, caller))
        _step_aside(candidate, assessor, why)
        append_change(
            caller, "assess", records=[candidate.record_id], detail={"round": candidate.round_id, "step": "conflict"}
        )


def take_in_sheets(sheets: Mapping[int, Sequence[Sheet]], *, caller: Caller) -> None:
    """Store what assessors have scored in spreadsheets (round → sheets): all of them or none.

    An assessor may hand in the own sheet, the leader everybody's. Raises NotAllowed, and BadRound for a round in which
    nobody scores now, one who is no assessor of the round, an initiative that it does not have, and whatever
    `save_scores` refuses.
    """
    with transaction.atomic():
        for round_id, own in sheets.items():
            row = round_of(round_id)
            for sheet in own:
                _take_in(row, sheet, caller)


def _take_in(row: Round, sheet: Sheet, caller: Caller) -> None:
    if row.state != "scoring":
        raise bad_round("assess.not_scoring", title=row.title)
    if not (may_in(row, "import_scores", caller=caller) or sheet.assessor == caller.name):
        raise NotAllowed(f"{caller.name} may not hand in the scores of {sheet.assessor}")
    assessor = row.assessors.filter(name=sheet.assessor).first()
    if assessor is None:
        known = ", ".join(row.assessors.order_by("name").values_list("name", flat=True))
        raise bad_round("assess.no_assessor", name=sheet.assessor, known=known)
    candidates = {one.pk: one for one in row.candidates.select_related("round__criteria")}
    for candidate in (*sheet.given, *sheet.conflicts):
        if candidate not in candidates:
            raise bad_round("assess.no_candidate", candidate=candidate)
    _store_sheet(sheet, _alone(assessor), candidates)
    detail = {"round": row.pk, "step": "import", "assessor": sheet.assessor, "count": len(sheet.given)}
    append_change(caller, "assess", records=[candidates[one].record_id for one in sheet.conflicts], detail=detail)


def _store_sheet(sheet: Sheet, assessor: Assessor, candidates: Mapping[int, Candidate]) -> None:
    for candidate, why in sheet.conflicts.items():
        _step_aside(candidates[candidate], assessor, why)
    away = set(assessor.conflicts.values_list("candidate_id", flat=True))
    for candidate, given in sheet.given.items():
        if candidate in away:
            raise bad_round("assess.conflicted", name=assessor.name)
        check_given(candidates[candidate], given)
        _store(candidates[candidate], assessor, given)


def _store(candidate: Candidate, assessor: Assessor, given: Sequence[Given]) -> None:
    for one in given:
        values = {"value": one.value, "evidence": one.evidence, "comment": one.comment, "at": now()}
        score, _ = Score.objects.update_or_create(
            candidate=candidate, assessor=assessor, criterion=one.criterion, defaults=values
        )
        score.ticks.all().delete()
        Tick.objects.bulk_create([Tick(score=score, indicator=key) for key in dict.fromkeys(one.ticks)])


def _step_aside(candidate: Candidate, assessor: Assessor, why: str) -> None:
    Score.objects.filter(candidate=candidate, assessor=assessor).delete()
    values = {"why": why.strip(), "at": now()}
    Conflict.objects.update_or_create(candidate=candidate, assessor=assessor, defaults=values)


def _alone(assessor: Assessor) -> Assessor:
    """In a transaction: nothing else is written of what this assessor says until it ends.

    Scores saved while a conflict of interest is declared would outlive it. SQLite has one writer anyhow.
    """
    return Assessor.objects.select_for_update().get(pk=assessor.pk)


def _assessor(candidate: Candidate, caller: Caller) -> Assessor:
    found = assessor_of(candidate.round, caller)
    if found is None:
        raise NotAllowed(f"{caller.name} is no assessor of round {candidate.round_id}")
    return found


def check_given(candidate: Candidate, given: Sequence[Given]) -> None:
    """Raise BadRound for a criterion or indicator that the round's set does not have, and for a value off the scale."""
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
