"""The two maps on each other: where people work in a field, by statistics; and where initiatives are, by the register.

Concentration is the location quotient of a sector group in a county (or NUTS 2 region, where figures go no further),
people by place of work against all people of the country. It is seen where the quotient and the number reach the rules'
limits; sure where also the lower bound of the quotient lies over 1. What the method cannot see is said as reasons
beside each row.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np

from klusterkarta.analysis.concentration.location import location_quotient
from klusterkarta.analysis.mapped_initiatives import KINDS, Initiative
from klusterkarta.analysis.quotient_interval import quotient_interval
from klusterkarta.analysis.sector_figures import SectorFigures
from klusterkarta.values.reason import Reason

Concentration = Literal["sure", "possible", "none"]
_Places = defaultdict[tuple[str, str], set[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """When a concentration is seen: `quotient` at least, `people` at least.

    `workplace`: people do not come one by one but by workplaces; so many are taken as one draw in the interval.
    """

    quotient: float = 1.25
    people: float = 100
    workplace: float = 10
    kinds: tuple[str, ...] = KINDS


@dataclass(frozen=True, slots=True)
class Cell:
    """A county and a group: people, their share of the county's, quotient with its 95 % interval, initiatives in it."""

    county: str
    group: str
    people: float
    share: float
    quotient: float
    low: float
    high: float
    concentration: Concentration
    initiatives: tuple[int, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Unseen:
    """An initiative without a visible concentration in any of its groups and counties.

    `quotient`: of its first group, over all its counties; nan where there is none.
    """

    actor: int
    group: str
    counties: tuple[str, ...]
    quotient: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TwoMaps:
    """`both` and `alone` (no initiative): cells with a concentration, the highest first; `unseen`: initiatives without.

    `cells`: every county and group, for maps and profiles.
    """

    both: tuple[Cell, ...]
    alone: tuple[Cell, ...]
    unseen: tuple[Unseen, ...]
    cells: tuple[Cell, ...]
    notes: tuple[Reason, ...]


def lay_on_each_other(
    figures: SectorFigures, initiatives: Sequence[Initiative], *, rules: Rules | None = None
) -> TwoMaps:
    """Set concentrations and initiatives side by side, by county and sector group.

    Degenerate: a county without people, a group nobody works in: no quotient (nan) and no concentration.
    """
    rules = rules or Rules()
    cells = sorted(_cells(figures, initiatives, rules), key=_by_quotient)
    strong = [cell for cell in cells if cell.concentration != "none"]
    seen_at = {(cell.county, cell.group) for cell in strong}
    unseen = [one for one in initiatives if seen_at.isdisjoint(product(one.counties, one.groups))]
    return TwoMaps(
        tuple(cell for cell in strong if cell.initiatives),
        tuple(cell for cell in strong if not cell.initiatives),
        tuple(_unseen(one, figures, rules) for one in unseen),
        tuple(cells),
        figures.notes,
    )


def _cells(figures: SectorFigures, initiatives: Sequence[Initiative], rules: Rules) -> Iterator[Cell]:
    quotients = location_quotient(figures.values)
    low, high = quotient_interval(figures.values, workplace=rules.workplace)
    named, touched = _by_place(initiatives)
    totals = figures.values.sum(axis=1)
    for row, county in enumerate(figures.regions):
        for column, group in enumerate(figures.groups):
            at, place = (row, column), (county, group)
            people, quotient, least = float(figures.values[at]), float(quotients[at]), float(low[at])
            yield Cell(
                county, group, people, people / float(totals[row]) if totals[row] else float("nan"), quotient, least,
                float(high[at]), _concentration(people, quotient, least, rules), tuple(sorted(named[place])),
                tuple(_reasons_of_cell(figures, at, rules, len(touched[place] - named[place]))),
            )  # fmt: skip


def _by_place(initiatives: Sequence[Initiative]) -> tuple[_Places, _Places]:
    """(county, group) → the initiatives that the group counts as its own; those that touch it."""
    named: _Places = defaultdict(set)
    touched: _Places = defaultdict(set)
    for one in initiatives:
        for county in one.counties:
            for group in one.groups:
                named[county, group].add(one.actor)
            for group in one.touches:
                touched[county, group].add(one.actor)
    return named, touched


def _by_quotient(cell: Cell) -> tuple[float, str, str]:
    return -float(np.nan_to_num(cell.quotient)), cell.county, cell.group


def _concentration(people: float, quotient: float, low: float, rules: Rules) -> Concentration:
    if people < rules.people or not quotient >= rules.quotient:
        return "none"
    return "sure" if low > 1 else "possible"


def _reasons_of_cell(figures: SectorFigures, at: tuple[int, int], rules: Rules, touching: int) -> list[Reason]:
    group, found = figures.groups[at[1]], []
    if figures.missing[at]:
        found.append(Reason("two_maps.missing", {"count": int(figures.missing[at])}))
    if group in figures.hidden:
        found.append(Reason("two_maps.hidden"))
    if 0 < figures.values[at] < rules.people:
        found.append(Reason("two_maps.tiny", {"people": int(figures.values[at]), "limit": int(rules.people)}))
    if touching:
        found.append(Reason("two_maps.touching", {"count": touching}))
    return found


def _unseen(one: Initiative, figures: SectorFigures, rules: Rules) -> Unseen:
    rows = [at for at, county in enumerate(figures.regions) if county in one.counties]
    quotient, people = float("nan"), 0.0
    if rows and one.group:
        column = figures.groups.index(one.group)
        inside, whole = figures.values[rows], figures.values.sum(axis=0)
        people = float(inside[:, column].sum())
        with np.errstate(invalid="ignore", divide="ignore"):
            quotient = float(people / inside.sum() / (whole[column] / whole.sum()))
    reasons = _reasons_of_unseen(one, figures, rules, people)
    return Unseen(one.actor, one.group, tuple(sorted(one.counties)), quotient, tuple(reasons))


def _reasons_of_unseen(one: Initiative, figures: SectorFigures, rules: Rules, people: float) -> list[Reason]:
    """Why the statistics may not show what the initiative gathers."""
    found = []
    if not one.counties:
        found.append(Reason("two_maps.no_county"))
    elif len(one.counties) > 1:
        found.append(Reason("two_maps.several_counties", {"count": len(one.counties)}))
    if one.counties - one.certain:
        found.append(Reason("two_maps.interpreted", {"count": len(one.counties - one.certain)}))
    if not one.group:
        found.append(Reason("two_maps.no_sector"))
    elif one.groups & figures.hidden:
        found.append(Reason("two_maps.hidden"))
    if len(one.touches) > 1:
        found.append(Reason("two_maps.mixed", {"count": len(one.touches)}))
    if one.group and one.counties and people < rules.people:
        found.append(Reason("two_maps.tiny", {"people": int(people), "limit": int(rules.people)}))
    return found or [Reason("two_maps.below")]
