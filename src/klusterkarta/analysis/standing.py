"""Which initiatives meet a criteria set by the panel's scores, and what another set would change (R9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Literal

import polars as pl

from klusterkarta.vocabularies.criteria import CriteriaSet

Meets = Literal["all", "not_all", "unknown"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How an initiative stands: the criteria it does not meet, and those that nobody could tell."""

    unmet: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def meets(self) -> Meets:
        """`not_all` with one unmet criterion; else `unknown` with one that nobody could tell; else `all`."""
        return "not_all" if self.unmet else "unknown" if self.unknown else "all"


@dataclass(frozen=True, slots=True)
class Change:
    """An initiative that stands otherwise under another set."""

    unit: int
    before: Standing
    after: Standing


def standings(scores: pl.DataFrame, criteria: CriteriaSet) -> dict[int, Standing]:
    """unit → its standing. Scores have the columns unit, rater, criterion, value (null: cannot tell).

    A criterion is met where the median of its scores is `met_at` or more; the median, because one assessor's zero or
    four must not decide for all. Scores on criteria that the set does not have are left aside.

    >>> from klusterkarta.vocabularies.criteria import criteria_sets
    >>> rows = [(1, "anne", "skills", 1), (1, "bo", "skills", 2)]
    >>> frame = pl.DataFrame(rows, schema=["unit", "rater", "criterion", "value"], orient="row")
    >>> standings(frame, criteria_sets()["national-map"])[1].unmet
    ('skills',)
    """
    asked = [one.key for one in criteria.scored]
    given: dict[int, dict[str, list[int]]] = {unit: {} for unit in scores["unit"].unique(maintain_order=True)}
    for unit, criterion, value in scores.select("unit", "criterion", "value").drop_nulls("value").iter_rows():
        given[unit].setdefault(criterion, []).append(value)
    return {unit: _standing(asked, said, criteria.met_at) for unit, said in given.items()}


def what_if(scores: pl.DataFrame, *, before: CriteriaSet, after: CriteriaSet) -> list[Change]:
    """The initiatives that would stand otherwise under the other set, in the scores' order.

    A criterion that only the new set has is unknown for everybody, since nobody has scored it.
    """
    old, new = standings(scores, before), standings(scores, after)
    return [Change(unit, old[unit], new[unit]) for unit in old if old[unit].meets != new[unit].meets]


def _standing(asked: list[str], said: Mapping[str, list[int]], met_at: int) -> Standing:
    unmet = tuple(key for key in asked if key in said and median(said[key]) < met_at)
    return Standing(unmet, tuple(key for key in asked if key not in said))
