"""Judgements and proposals, read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from klusterkarta.catalogue.models import Judgement, Proposal


@dataclass(frozen=True, slots=True)
class JudgementView:
    """What was decided about a pair of records, by whom, when and why."""

    id: int
    left: int
    right: int
    verdict: str
    by: str
    at: datetime
    why: str
    origin: str
    taken_back_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A pair that waits for a person: score 0–1, reasons ({code, parameters}), and who is looking at it just now."""

    id: int
    left: int
    right: int
    score: float
    reasons: list[dict[str, object]]
    held_by: str = ""


def judgements_of(records: Collection[int]) -> list[JudgementView]:
    """All judgements that name one of the records, also those taken back, oldest first."""
    rows = Judgement.objects.filter(Q(left__in=records) | Q(right__in=records)).order_by("pk")
    return [_judgement(row) for row in rows]


def judged_pairs() -> set[tuple[int, int]]:
    """Every pair that was ever judged, also where it was taken back: no rule decides these again."""
    return set(Judgement.objects.values_list("left_id", "right_id"))


def proposal_count() -> int:
    """How many pairs wait for a person."""
    return Proposal.objects.count()


def _judgement(row: Judgement) -> JudgementView:
    return JudgementView(
        row.pk, row.left_id, row.right_id, row.verdict, row.by, row.at, row.why, row.origin, row.taken_back_at
    )
