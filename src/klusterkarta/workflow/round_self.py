"""Self-assessments beside the panel's view: the generosity gap of a round, never mixed into its scores."""

import polars as pl

from klusterkarta.analysis.generosity import Gap, generosity
from klusterkarta.assessment.selectors.links import self_scores_of
from klusterkarta.assessment.selectors.rounds import round_view
from klusterkarta.assessment.selectors.scores import round_scores
from klusterkarta.values.caller import Caller
from klusterkarta.values.frames import Schema

__all__ = ["Gap", "generosity_of_round"]

_OWN: Schema = {"unit": pl.Int64, "criterion": pl.String, "value": pl.Int64}


def generosity_of_round(round_id: int, *, caller: Caller) -> list[Gap]:
    """The gap on each criterion of the round, in the order of its set; empty where nobody has assessed themselves.

    Raises NotAllowed until the meeting is opened.
    """
    view = round_view(round_id, caller=caller)
    said = self_scores_of(round_id, caller=caller)
    if not said:
        return []
    own = pl.DataFrame([(one.candidate, one.criterion, one.value) for one in said], schema=_OWN, orient="row")
    by = {one.criterion: one for one in generosity(own, round_scores(round_id, caller=caller))}
    return [by.get(one.key, Gap(one.key, 0, None, None, None)) for one in view.criteria.scored]
