"""Decisions on pairs of records, paged by key."""

from typing import Literal

from django.db.models import Min

from klusterkarta.catalogue.models import Judgement, Proposal
from klusterkarta.catalogue.selectors.judgements import JudgementView

Origin = Literal["", "person", "rule"]


def decided(*, limit: int = 50, before: int | None = None, origin: Origin = "") -> list[JudgementView]:
    """Decisions, newest first, also those taken back: ids below `before`, made by persons, by rules or ("") by both."""
    rows = Judgement.objects.order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if origin == "rule":
        rows = rows.filter(origin__startswith="rule:")
    elif origin == "person":
        rows = rows.exclude(origin__startswith="rule:")
    return [_view(row) for row in rows[:limit]]


def decided_of_queue() -> int:
    """How many decisions persons have made, and not taken back, since the pairs that wait were proposed."""
    made = Proposal.objects.aggregate(first=Min("made_at"))["first"]
    if made is None:
        return 0
    rows = Judgement.objects.filter(at__gte=made, taken_back_at__isnull=True)
    return rows.exclude(origin__startswith="rule:").count()


def judgement_view(judgement_id: int) -> JudgementView | None:
    """One decision, or None."""
    row = Judgement.objects.filter(pk=judgement_id).first()
    return None if row is None else _view(row)


def _view(row: Judgement) -> JudgementView:
    return JudgementView(
        row.pk, row.left_id, row.right_id, row.verdict, row.by, row.at, row.why, row.origin, row.taken_back_at
    )
