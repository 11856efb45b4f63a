"""What a round of assessment leads to: the order of its meeting, its agreement, and its lists as statements."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from klusterkarta.analysis.agreement import Agreement, agreement, dividing_units, leniency
from klusterkarta.analysis.standing import Standing, standings
from klusterkarta.assessment.access import BadRound, bad_round
from klusterkarta.assessment.selectors.rounds import candidates_of, decisions_of, round_view
from klusterkarta.assessment.selectors.scores import round_scores
from klusterkarta.catalogue.selectors.relations import targets_of
from klusterkarta.catalogue.services.about import stage_about
from klusterkarta.catalogue.services.readings import publish_reading
from klusterkarta.catalogue.services.sources import SourceDetails
from klusterkarta.values.caller import Caller
from klusterkarta.values.stated import Stated
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.round_states import outcomes
from klusterkarta.workflow.refresh import writing

__all__ = ["BadRound", "Meeting", "meeting_of", "publish_lists"]

# Scores that differ by no more than this on every criterion count as agreed.
AGREED_WITHIN = 1
LIST_TRUST = 80
SOURCE_PREFIX = "assessment-"


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the meeting looks at: the initiatives, most divergent first, and those that it can decide as one block.

    `divergence`: by initiative, the largest mean difference between two assessors on any criterion, in steps of the
    scale. `agreed`: the initiatives on which no two scores differ by more than one step. `agreement`: by criterion.
    `leniency`: how far each assessor lies from the others (frame of `analysis.agreement.leniency`).
    """

    order: tuple[int, ...]
    divergence: Mapping[int, float]
    agreed: tuple[int, ...]
    standings: Mapping[int, Standing]
    agreement: Mapping[str, Agreement]
    leniency: pl.DataFrame


def meeting_of(round_id: int, *, caller: Caller) -> Meeting:
    """The meeting of a round. Raises NotAllowed until it is opened; an initiative without scores comes first of all."""
    view = round_view(round_id, caller=caller)
    scores = round_scores(round_id, caller=caller)
    candidates = [one.id for one in candidates_of(round_id)]
    by_criterion = {one.key: scores.filter(pl.col("criterion") == one.key) for one in view.criteria.scored}
    divergence, spread = _divergence(by_criterion)
    order = sorted(candidates, key=lambda one: -divergence.get(one, float("inf")))
    answered = set(scores.drop_nulls("value")["unit"].to_list())
    return Meeting(
        tuple(order),
        divergence,
        tuple(one for one in candidates if one in answered and spread.get(one, 0) <= AGREED_WITHIN),
        standings(scores, view.criteria),
        {key: agreement(own.select("unit", "rater", "value"), level="ordinal") for key, own in by_criterion.items()},
        leniency(_as_units(scores)),
    )


def publish_lists(round_id: int, *, caller: Caller) -> int:
    """Let a closed round's decisions stand as dated statements of a source of its own; the reading.

    It can be undone like any reading. Where initiatives of the round have become one actor and were decided otherwise,
    BadRound says so. Raises BadRound for a round that is not closed, NotAllowed.
    """
    check_allowed(caller, "lead_round")
    view = round_view(round_id, caller=caller)
    if view.state != "closed":
        raise bad_round("assess.not_closed", title=view.title)
    record_of = {one.id: one.record for one in candidates_of(round_id)}
    decided = [one for one in decisions_of(round_id, caller=caller) if one.counts]
    _check_joined({record_of[one.candidate]: one.outcome for one in decided})
    said = {
        record_of[one.candidate]: Stated(
            "list", outcomes()[one.outcome].list, observed_on=one.at.date().isoformat(), place=view.title
        )
        for one in decided
    }
    source = SourceDetails(
        key=f"{SOURCE_PREFIX}{round_id}",
        title_sv=view.title,
        title_en=view.title,
        kind="report",
        published_on=max(one.at for one in decided).date().isoformat(),
        trust=LIST_TRUST,
    )
    reading_id = stage_about(source, said, place=view.title, caller=caller)
    with writing() as touched:
        touched.add(publish_reading(reading_id, caller=caller))
        touched.add(list(said))
    return reading_id


def _divergence(by_criterion: Mapping[str, pl.DataFrame]) -> tuple[dict[int, float], dict[int, float]]:
    """Initiative → its largest mean difference, and its largest range, over the criteria."""
    mean: dict[int, float] = {}
    span: dict[int, float] = {}
    for own in by_criterion.values():
        for unit, _, difference, least, most in dividing_units(own.select("unit", "rater", "value")).iter_rows():
            mean[unit] = max(mean.get(unit, 0.0), difference)
            span[unit] = max(span.get(unit, 0.0), most - least)
    return mean, span


def _as_units(scores: pl.DataFrame) -> pl.DataFrame:
    """Each criterion of each initiative as a unit of its own."""
    return scores.select(pl.format("{}/{}", "unit", "criterion").alias("unit"), "rater", "value")


def _check_joined(decided: Mapping[int, str]) -> None:
    actor_of = targets_of(list(decided))
    by_actor: dict[int, set[str]] = {}
    for record, outcome in decided.items():
        by_actor.setdefault(actor_of.get(record, record), set()).add(outcome)
    if twice := sum(len(found) > 1 for found in by_actor.values()):
        raise bad_round("assess.decided_twice", count=twice)
