"""Scores: an assessor's own at any time, everybody's from the meeting on."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db.models import QuerySet

from klusterkarta.assessment.access import candidate_of, check_may, round_of
from klusterkarta.assessment.models import Score
from klusterkarta.values.caller import Caller
from klusterkarta.values.frames import Schema

SCORES: Schema = {"unit": pl.Int64, "rater": pl.String, "criterion": pl.String, "value": pl.Int64}


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score with what it rests on. `value` None: the assessor cannot tell."""

    candidate: int
    assessor: str
    criterion: str
    value: int | None
    evidence: str
    comment: str
    ticks: tuple[str, ...]
    at: datetime


def own_scores(candidate_id: int, *, caller: Caller) -> list[ScoreView]:
    """What the caller has said of an initiative. Raises NotAllowed for one who scores nothing in the round."""
    candidate = candidate_of(candidate_id)
    check_may(candidate.round, "read_own", caller=caller)
    return _views(Score.objects.filter(candidate=candidate, assessor__name=caller.name))


def panel_scores(candidate_id: int, *, caller: Caller) -> list[ScoreView]:
    """What everybody has said of an initiative. Raises NotAllowed until the meeting is opened."""
    candidate = candidate_of(candidate_id)
    check_may(candidate.round, "read_all", caller=caller)
    return _views(Score.objects.filter(candidate=candidate))


def round_scores(round_id: int, *, caller: Caller) -> pl.DataFrame:
    """All scores of a round as a frame (`SCORES`; unit is the initiative), for agreement and divergence.

    Raises NotAllowed until the meeting is opened.
    """
    row = round_of(round_id)
    check_may(row, "read_all", caller=caller)
    rows = Score.objects.filter(candidate__round=row).order_by("candidate__position", "assessor__name", "criterion")
    said = rows.values_list("candidate_id", "assessor__name", "criterion", "value")
    return pl.DataFrame(list(said), schema=SCORES, orient="row")


def _views(rows: QuerySet[Score]) -> list[ScoreView]:
    found = rows.select_related("assessor").prefetch_related("ticks").order_by("assessor__name", "criterion")
    return [
        ScoreView(
            row.candidate_id, row.assessor.name, row.criterion, row.value, row.evidence, row.comment,
            tuple(sorted(tick.indicator for tick in row.ticks.all())), row.at,
        )
        for row in found
    ]  # fmt: skip
