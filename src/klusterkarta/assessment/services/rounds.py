"""Opening a round, saying whom it is about and who scores, and leading it from state to state."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from klusterkarta.assessment.access import BadRound, bad_round, check_may, round_of
from klusterkarta.assessment.models import Assessor, Candidate, CriteriaVersion, Round
from klusterkarta.catalogue.selectors.relations import record_labels
from klusterkarta.catalogue.services.log import append_change, now
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.criteria import CriteriaSet, read_criteria_set
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.round_states import leads_to

__all__ = ["BadRound", "RoundDetails", "add_assessors", "add_candidates", "move_round", "open_round"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDetails:
    """A round's name, the document of its criteria set, its diary number and until when facts may be checked."""

    title: str
    criteria: str
    diary_number: str = ""
    facts_until: str = ""


def open_round(details: RoundDetails, *, caller: Caller) -> int:
    """Prepare a round; its id. The criteria set is kept as its document is now.

    Raises NotAllowed, BadDocument for a set that cannot be used, BadRound without a title and for a set that asks for
    no scores.
    """
    check_allowed(caller, "lead_round")
    if not details.title.strip():
        raise bad_round("assess.no_title")
    criteria = read_criteria_set(details.criteria, file="criteria.yaml")
    if criteria.asks != "score":
        raise bad_round("assess.not_scored", title=criteria.title.sv)
    with transaction.atomic():
        version = _kept(criteria, details.criteria, caller)
        row = Round.objects.create(
            title=details.title.strip(),
            criteria=version,
            diary_number=details.diary_number.strip(),
            facts_until=details.facts_until,
            opened_at=now(),
            opened_by=caller.name,
        )
        append_change(caller, "assess", detail={"round": row.pk, "step": "open", "title": row.title})
    return row.pk


def add_candidates(round_id: int, records: Sequence[int], *, caller: Caller) -> int:
    """Let the round be about these records' actors too; how many were new. Raises BadRound for an unknown record."""
    row = round_of(round_id)
    check_may(row, "edit_round", caller=caller)
    if missing := sorted(set(records) - set(record_labels(records))):
        raise bad_round("assess.no_record", record=missing[0])
    already = set(row.candidates.values_list("record_id", flat=True))
    fresh = [record for record in dict.fromkeys(records) if record not in already]
    with transaction.atomic():
        start = (row.candidates.aggregate(last=Max("position"))["last"] or 0) + 1
        rows = [Candidate(round=row, record_id=record, position=start + at) for at, record in enumerate(fresh)]
        Candidate.objects.bulk_create(rows, batch_size=500)
        append_change(caller, "assess", records=fresh, detail={"round": row.pk, "step": "candidates"})
    return len(fresh)


def add_assessors(round_id: int, names: Sequence[str], *, caller: Caller) -> None:
    """Let these users score in the round. Raises BadRound for a name that the round has already."""
    row = round_of(round_id)
    check_may(row, "edit_round", caller=caller)
    already = set(row.assessors.values_list("name", flat=True))
    for name in names:
        if name in already:
            raise bad_round("assess.assessor_twice", name=name)
        already.add(name)
    with transaction.atomic():
        Assessor.objects.bulk_create([Assessor(round=row, name=name) for name in names])
        append_change(caller, "assess", detail={"round": row.pk, "step": "assessors", "count": len(names)})


def move_round(round_id: int, action: str, *, caller: Caller) -> str:
    """Lead the round on (an action of `transitions`); the state it is in then.

    Raises NotAllowed, and BadRound where the action leads nowhere from here, a round without initiatives or assessors
    is to start, or an initiative has no decision when facts are to be checked.
    """
    row = round_of(round_id)
    target = leads_to(row.state, action)
    if not target:
        raise bad_round("assess.no_such_step", state=row.state, action=action)
    check_may(row, action, caller=caller)
    if action == "start_scoring" and not (row.candidates.exists() and row.assessors.exists()):
        raise bad_round("assess.round_empty")
    if action == "start_checking" and (left := _undecided(row)):
        raise bad_round("assess.undecided", count=left)
    with transaction.atomic():
        Round.objects.filter(pk=row.pk).update(state=target, closed_at=now() if target == "closed" else None)
        append_change(caller, "assess", detail={"round": row.pk, "step": action})
    return target


def _undecided(row: Round) -> int:
    decided = row.candidates.filter(decisions__taken_back_at__isnull=True, decisions__isnull=False).distinct()
    return row.candidates.count() - decided.count()


def _kept(criteria: CriteriaSet, document: str, caller: Caller) -> CriteriaVersion:
    digest = hashlib.sha256(document.encode()).hexdigest()
    values = {"version": criteria.version, "document": document, "added_at": now(), "added_by": caller.name}
    row, _ = CriteriaVersion.objects.get_or_create(key=criteria.key, sha256=digest, defaults=values)
    return row
