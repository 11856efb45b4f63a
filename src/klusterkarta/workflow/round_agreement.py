"""How far the panel of a round agrees: alpha by criterion at three levels, who is strict, which initiative divides."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from klusterkarta.analysis.agreement import Agreement, Level, agreement, dividing_units, leniency
from klusterkarta.assessment.selectors.rounds import candidates_of, round_view
from klusterkarta.assessment.selectors.scores import round_scores
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.labels import Label
from klusterkarta.workflow.pair import names_of_records

LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval")


@dataclass(frozen=True, slots=True)
class CriterionAgreement:
    """Alpha on one criterion, at each level of measurement."""

    criterion: str
    title: Label
    alpha: Mapping[str, Agreement]


@dataclass(frozen=True, slots=True)
class Leniency:
    """By how many steps an assessor lies above (+) or below (−) the others on average, with a 95 % interval."""

    assessor: str
    scores: int
    difference: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Divided:
    """An initiative and the criterion on which it divides the panel most: the mean difference of two scores."""

    candidate: int
    name: str
    criterion: str
    difference: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class RoundAgreement:
    """The agreement of a round; `divided` has the most divisive initiative first."""

    round_id: int
    title: str
    criteria: tuple[CriterionAgreement, ...]
    leniency: tuple[Leniency, ...]
    divided: tuple[Divided, ...]


def round_agreement(round_id: int, *, lang: str, caller: Caller) -> RoundAgreement:
    """The agreement of a round. Raises BadRound, and NotAllowed until the meeting is opened."""
    view = round_view(round_id, caller=caller)
    scores = round_scores(round_id, caller=caller)
    by = {one.key: scores.filter(pl.col("criterion") == one.key).drop("criterion") for one in view.criteria.scored}
    found = [
        CriterionAgreement(one.key, one.title, {level: agreement(by[one.key], level=level) for level in LEVELS})
        for one in view.criteria.scored
    ]
    units = scores.select(pl.format("{}/{}", "unit", "criterion").alias("unit"), "rater", "value")
    rows = leniency(units).sort("difference").iter_rows()
    strict = tuple(Leniency(*row) for row in rows)
    return RoundAgreement(round_id, view.title, tuple(found), strict, _divided(round_id, by, lang))


def _divided(round_id: int, by_criterion: Mapping[str, pl.DataFrame], lang: str) -> tuple[Divided, ...]:
    names = names_of_records([one.record for one in candidates_of(round_id)], lang)
    record = {one.id: one.record for one in candidates_of(round_id)}
    worst: dict[int, Divided] = {}
    for criterion, own in by_criterion.items():
        for unit, _, difference, least, most in dividing_units(own).iter_rows():
            if unit not in worst or difference > worst[unit].difference:
                worst[unit] = Divided(unit, names.get(record[unit], ""), criterion, difference, least, most)
    return tuple(sorted(worst.values(), key=lambda one: (-one.difference, one.candidate)))
