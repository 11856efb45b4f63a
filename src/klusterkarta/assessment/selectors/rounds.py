"""Rounds, their initiatives and who scores, as far as the caller may see them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from klusterkarta.assessment.access import check_may, may_in, round_of
from klusterkarta.assessment.models import Candidate, Conflict, Decision, Round, Score
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.criteria import CriteriaSet, read_criteria_set
from klusterkarta.vocabularies.round_states import round_actions


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round: its state, its criteria as they were when it was opened, and what the caller may do now."""

    id: int
    title: str
    state: str
    criteria: CriteriaSet
    criteria_document: str
    diary_number: str
    facts_until: str
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    assessors: tuple[str, ...]
    allowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class CandidateView:
    """An initiative in a round: the record that it follows."""

    id: int
    record: int
    position: int


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision on an initiative; `counts` while it is the latest that is not taken back."""

    id: int
    candidate: int
    outcome: str
    why: str
    unmet: tuple[str, ...]
    present: tuple[str, ...]
    block: str
    at: datetime
    by: str
    taken_back_at: datetime | None
    counts: bool


def list_rounds(*, caller: Caller) -> list[RoundView]:
    """The rounds in which the caller may do or read something, the latest first."""
    rows = Round.objects.select_related("criteria").order_by("-pk")
    return [view for view in (_view(row, caller) for row in rows) if view.allowed]


def round_view(round_id: int, *, caller: Caller) -> RoundView:
    """One round. Raises BadRound for an unknown one."""
    return _view(round_of(round_id), caller)


def candidates_of(round_id: int) -> list[CandidateView]:
    """A round's initiatives in their order."""
    rows = Candidate.objects.filter(round_id=round_id).order_by("position")
    return [CandidateView(row.pk, row.record_id, row.position) for row in rows]


def progress_of(round_id: int, *, caller: Caller) -> Mapping[str, int]:
    """assessor → on how many initiatives every criterion is answered, not what was answered. Raises NotAllowed."""
    row = round_of(round_id)
    check_may(row, "read_progress", caller=caller)
    asked = len(read_criteria_set(row.criteria.document, file="criteria.yaml").scored)
    rows = Score.objects.filter(candidate__round=row).values_list("assessor__name", "candidate_id")
    done = Counter(name for (name, _), count in Counter(rows).items() if count == asked)
    return {name: done[name] for name in row.assessors.order_by("name").values_list("name", flat=True)}


def conflicts_of(round_id: int) -> list[tuple[int, str, str]]:
    """(initiative, assessor, why) for every conflict of interest declared, for meeting and minutes."""
    rows = Conflict.objects.filter(candidate__round_id=round_id).order_by("candidate__position", "assessor__name")
    return list(rows.values_list("candidate_id", "assessor__name", "why"))


def decisions_of(round_id: int, *, caller: Caller) -> list[DecisionView]:
    """Every decision of a round, also those taken back, oldest first. Raises NotAllowed before the caller may read."""
    row = round_of(round_id)
    check_may(row, "read_decisions", caller=caller)
    rows = list(Decision.objects.filter(candidate__round=row).order_by("pk"))
    latest = {one.candidate_id: one.pk for one in rows if one.taken_back_at is None}
    return [
        DecisionView(
            one.pk, one.candidate_id, one.outcome, one.why, tuple(one.unmet), tuple(one.present), one.block, one.at,
            one.by, one.taken_back_at, latest.get(one.candidate_id) == one.pk,
        )
        for one in rows
    ]  # fmt: skip


def _view(row: Round, caller: Caller) -> RoundView:
    return RoundView(
        row.pk,
        row.title,
        row.state,
        read_criteria_set(row.criteria.document, file=f"{row.criteria.key}.yaml"),
        row.criteria.document,
        row.diary_number,
        row.facts_until,
        row.opened_at,
        row.opened_by,
        row.closed_at,
        tuple(row.assessors.order_by("name").values_list("name", flat=True)),
        frozenset(action for action in round_actions() if may_in(row, action, caller=caller)),
    )
