"""The meeting's decisions: one by one or as a block, with reason and who was present; taken back without loss."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median

from django.db import transaction

from klusterkarta.assessment.access import bad_round, check_may, round_of
from klusterkarta.assessment.models import Candidate, Decision, Round, Score
from klusterkarta.catalogue.services.log import append_change, now
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.criteria import read_criteria_set
from klusterkarta.vocabularies.labels import LANGUAGES, Label
from klusterkarta.vocabularies.round_states import outcomes

_LISTED = frozenset(code for code in outcomes() if code.startswith("list_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is decided of an initiative (a code of `outcomes`), and why."""

    candidate: int
    outcome: str
    why: str = ""


def decide(round_id: int, rulings: Sequence[Ruling], *, present: Sequence[str], caller: Caller) -> list[int]:
    """Record decisions, dated now; their ids. Several at once are one block. All or none.

    Raises NotAllowed, and BadRound for an unknown outcome or initiative, for a meeting without anybody present, and
    where an initiative is turned down, or listed against an unmet criterion, and no reason is given.
    """
    row = round_of(round_id)
    check_may(row, "decide", caller=caller)
    if not present:
        raise bad_round("assess.nobody_present")
    candidates = _candidates(row, [one.candidate for one in rulings])
    unmet = unmet_criteria(row, list(candidates))
    titles = _titles(row)
    for one in rulings:
        _check(one, [titles[key] for key in unmet[one.candidate]])
    block = uuid.uuid4().hex if len(rulings) > 1 else ""
    with transaction.atomic():
        made = [_decision(one, candidates[one.candidate], unmet, present, block, caller) for one in rulings]
        records = [one.record_id for one in candidates.values()]
        append_change(caller, "assess", records=records, detail={"round": row.pk, "step": "decide", "count": len(made)})
    return made


def take_back_decision(decision_id: int, *, caller: Caller) -> None:
    """Let a decision count no more; an earlier one on the initiative counts again. Raises NotAllowed, BadRound."""
    decision = Decision.objects.select_related("candidate__round__criteria").filter(pk=decision_id).first()
    if decision is None or decision.taken_back_at is not None:
        raise bad_round("assess.no_decision", decision=decision_id)
    row = decision.candidate.round
    check_may(row, "decide", caller=caller)
    with transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(taken_back_at=now(), taken_back_by=caller.name)
        detail = {"round": row.pk, "step": "take-back"}
        append_change(caller, "assess", records=[decision.candidate.record_id], detail=detail)


def unmet_criteria(row: Round, candidates: Collection[int]) -> dict[int, list[str]]:
    """candidate → the criteria whose median score lies below `met_at`.

    One that nobody could tell is unknown and not unmet. Scores of assessors with a conflict of interest are gone once
    it is declared, and count nowhere.
    """
    criteria = read_criteria_set(row.criteria.document, file="criteria.yaml")
    given: dict[tuple[int, str], list[int]] = {}
    rows = Score.objects.filter(candidate__in=candidates)
    for candidate, criterion, value in rows.values_list("candidate_id", "criterion", "value"):
        if value is not None:
            given.setdefault((candidate, criterion), []).append(value)
    asked = [one.key for one in criteria.scored]
    return {
        candidate: [key for key in asked if median(given.get((candidate, key), [criteria.met_at])) < criteria.met_at]
        for candidate in candidates
    }


def _candidates(row: Round, wanted: Sequence[int]) -> dict[int, Candidate]:
    found = {one.pk: one for one in row.candidates.filter(pk__in=wanted)}
    if missing := [one for one in wanted if one not in found]:
        raise bad_round("assess.no_candidate", candidate=missing[0])
    return found


def _titles(row: Round) -> dict[str, Label]:
    return {one.key: one.title for one in read_criteria_set(row.criteria.document, file="criteria.yaml").scored}


def _check(ruling: Ruling, unmet: Sequence[Label]) -> None:
    if ruling.outcome not in outcomes():
        raise bad_round("assess.no_outcome", outcome=ruling.outcome, known=", ".join(outcomes()))
    if ruling.why.strip():
        return
    if ruling.outcome == "rejected":
        raise bad_round("assess.reject_why")
    if unmet and ruling.outcome in _LISTED:
        named = {f"criteria_{lang}": ", ".join(one.read(lang) for one in unmet) for lang in LANGUAGES}
        raise bad_round("assess.unmet_why", **named)


def _decision(
    ruling: Ruling,
    candidate: Candidate,
    unmet: dict[int, list[str]],
    present: Sequence[str],
    block: str,
    caller: Caller,
) -> int:
    row = Decision.objects.create(
        candidate=candidate,
        outcome=ruling.outcome,
        why=ruling.why.strip(),
        unmet=unmet[candidate.pk],
        present=list(present),
        block=block,
        at=now(),
        by=caller.name,
    )
    return row.pk
