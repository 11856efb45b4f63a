"""What a region's priorities could supply another's, by value chains between the industries behind them (R38)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from typing import Literal

from klusterkarta.vocabularies.value_chains import industries_of, industry_of, value_chain_links

Divisions = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Gap:
    """A competence that is asked for: a priority's code, or a NACE division ("62")."""

    kind: Literal["priority", "division"]
    code: str


@dataclass(frozen=True, slots=True)
class GapMet:
    """How well a region fills a gap: `share` 1 has it itself; below 1, what its industries could supply; 0 nothing.

    `by`: the priority of the region that fills it best, "" for none.
    """

    gap: Gap
    by: str
    share: float

    @property
    def is_direct(self) -> bool:
        """Whether the region has what is asked for itself."""
        return self.share == 1


def chain_share(own: Collection[str], others: Collection[str], *, divisions: Divisions) -> float | None:
    """The share of the purchases of one's own industries that the other region's industries make: 0 to 1.

    Mean over the own priorities with known divisions. For each: direct input coefficients from the industries of the
    other region's priorities, those of the own priority itself left out, over the coefficients from all industries.
    None where the divisions of one side are unknown.

    >>> own = {"food": ("10",)}
    >>> round(chain_share(["food"], ["farm"], divisions=own | {"farm": ("01",)}), 2)
    0.3
    """
    buyers = [industries_of(divisions.get(code, ())) for code in sorted(own)]
    sellers = industries_of([one for code in others for one in divisions.get(code, ())])
    shares = [_supplied(sellers - buyer, buyer) for buyer in buyers if buyer]
    return fsum(shares) / len(shares) if shares and sellers else None


def best_for_gap(gap: Gap, priorities: Collection[str], *, divisions: Divisions) -> GapMet:
    """The priority of a region that fills a gap best: one that is the gap or has its division, else its supplier.

    >>> best_for_gap(Gap("division", "62"), ["gov"], divisions={"gov": ("62", "84")}).is_direct
    True
    """
    wanted = industries_of([gap.code] if gap.kind == "division" else divisions.get(gap.code, ()))
    best = GapMet(gap, "", 0.0)
    for code in sorted(priorities):
        sellers = industries_of(divisions.get(code, ()))
        share = 1.0 if _is_it(gap, code, divisions) else _supplied(sellers - wanted, wanted)
        if share > best.share:
            best = GapMet(gap, code, share)
    return best


def _is_it(gap: Gap, code: str, divisions: Divisions) -> bool:
    if gap.kind == "priority":
        return code == gap.code
    return industry_of(gap.code) in industries_of(divisions.get(code, ()))


# The same few priorities are set against each other for every region.
@lru_cache(maxsize=4096)
def _supplied(sellers: frozenset[str], buyers: frozenset[str]) -> float:
    links = value_chain_links()
    outside = {supplier for supplier, user in links if user in buyers} - buyers
    every = fsum(links.get((supplier, user), 0.0) for supplier in outside for user in buyers)
    made = fsum(links.get((supplier, user), 0.0) for supplier in outside & sellers for user in buyers)
    return made / every if every else 0.0
