"""Which demands of a criteria set of tests an actor meets, as far as the register can tell (R41)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from klusterkarta.values.quantity import parse_quantity
from klusterkarta.vocabularies.criteria import CriteriaSet, Criterion

State = Literal["met", "unmet", "unknown"]


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand, whether it is met, and the value that decided it ("" where a person must look)."""

    key: str
    state: State
    value: str


def entry_check(shown: Mapping[str, Sequence[str]], criteria: CriteriaSet) -> list[Demand]:
    """Each demand of the set against an actor's shown values (property → values), in the set's order.

    A rule of one asks for any value. Of a quantity the surest bound decides: "minst 10" against 15 is unknown, "10–12"
    is unmet, "about 20" counts as 20. A demand without a rule, or without a value, is unknown and not unmet.

    >>> from klusterkarta.vocabularies.criteria import criteria_sets
    >>> [one.state for one in entry_check({"members": ["9"]}, criteria_sets()["platform-entry"])]
    ['unknown', 'unknown', 'unmet', 'unknown']
    """
    return [_demand(one, shown) for one in criteria.scored]


def _demand(criterion: Criterion, shown: Mapping[str, Sequence[str]]) -> Demand:
    values = shown.get(criterion.rule.field, ()) if criterion.rule else ()
    if criterion.rule is None or not values:
        return Demand(criterion.key, "unknown", "")
    if criterion.rule.at_least == 1:
        return Demand(criterion.key, "met", values[0])
    states = {_reaches(value, criterion.rule.at_least) for value in values}
    return Demand(criterion.key, states.pop() if len(states) == 1 else "unknown", "; ".join(values))


def _reaches(value: str, least: int) -> State:
    quantity = parse_quantity(value)
    if quantity is None:
        return "unknown"
    if quantity.low is not None and quantity.low >= least:
        return "met"
    if quantity.high is not None and quantity.high < least:
        return "unmet"
    return "unknown"
