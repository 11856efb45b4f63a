"""Partner regions of a region: who shares its priorities, why each is proposed, and the way in (R37–R42)."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from klusterkarta.analysis.partner_regions import (
    Gap,
    Partner,
    PartnerQuestion,
    partner_regions,
    rarity,
)
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import fold
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority
from klusterkarta.vocabularies.value_chains import industry_of
from klusterkarta.workflow.concept_divisions import divisions_of
from klusterkarta.workflow.partner_facts import PartnerFacts, RegionFacts, partner_facts
from klusterkarta.workflow.partner_places import region_code
from klusterkarta.workflow.priority_snapshot import priority_snapshot

# What the site and the commands need of the reading comes through here.
__all__ = [
    "CHOICES",
    "NoPartners",
    "PartnerFacts",
    "Partners",
    "Proposal",
    "Wish",
    "facts_now",
    "find_partners",
    "partners_now",
]

Choice = Literal["similar", "complementary"]
CHOICES: tuple[Choice, ...] = ("similar", "complementary")
_ALIKE = 0.75


class NoPartners(Explained):
    """The question cannot be answered: no such region, priority or industry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for. `gaps` as they were typed: a priority or a NACE division."""

    region: str
    least_shared: int = 3
    choice: Choice = "similar"
    gaps: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A region that qualifies, with what the register knows of it."""

    partner: Partner
    facts: RegionFacts


@dataclass(frozen=True, slots=True)
class Partners:
    """The answer: whose partners, its own priorities by code, in how many regions each is found, and the proposals."""

    wish: Wish
    code: str
    own: tuple[str, ...]
    gaps: tuple[Gap, ...]
    facts: PartnerFacts
    compared: int
    carriers: dict[str, int]
    proposals: tuple[Proposal, ...]


def partners_now(wish: Wish, edition: str | None = None) -> Partners:
    """The partners by the register now, or by an edition. Raises NoPartners and UnknownEdition."""
    return find_partners(facts_now(edition), wish)


def facts_now(edition: str | None = None) -> PartnerFacts:
    """What the register, or an edition, knows of regions and priorities. Raises UnknownEdition."""
    return partner_facts(priority_snapshot(edition))


def find_partners(facts: PartnerFacts, wish: Wish) -> Partners:
    """The regions that share enough of a region's priorities, the best first.

    Raises NoPartners: a region without registered priorities, a gap that is neither a priority nor a NACE division,
    fewer than one shared priority asked for.
    """
    if wish.least_shared < 1:
        raise NoPartners(Reason("partners.least", {"found": wish.least_shared}))
    key, own = _own(facts, wish.region)
    gaps = tuple(_gap(facts, one) for one in wish.gaps)
    others = [one for one in facts.regions.values() if one.key != key]
    profiles = [one.profile for one in others]
    question = PartnerQuestion(
        own=frozenset(own),
        least_shared=wish.least_shared,
        complementary=wish.choice == "complementary",
        gaps=gaps,
        divisions={code: divisions_of(name) for code, name in facts.names.items()},
    )
    found = partner_regions(profiles, question)
    carriers = {code: sum(code in one.priorities for one in profiles) for code in rarity(profiles)}
    proposals = tuple(Proposal(one, facts.regions[one.region]) for one in found)
    return Partners(wish, key, own, gaps, facts, len(profiles), carriers, proposals)


def _own(facts: PartnerFacts, region: str) -> tuple[str, tuple[str, ...]]:
    """The key of the region that was typed and its own priorities."""
    code = region_code(region)
    for key in filter(None, (code, fold(region))):
        if key in facts.own:
            return key, facts.own[key]
    for one in facts.regions.values():
        if one.registered and ((code and one.code == code) or fold(one.name) == fold(region)):
            return one.key, tuple(one.registered)
    known = [*facts.asked, *(one.name for one in facts.regions.values() if one.registered)]
    if not known:
        raise NoPartners(Reason("partners.no_priorities", {"region": region}))
    names = {"region": region, "known": ", ".join(dict.fromkeys(known))}
    near = "" if code else _near(region, known)
    if near:
        raise NoPartners(Reason("partners.near_region", {**names, "near": near}))
    raise NoPartners(Reason("partners.no_region", names))


def _near(typed: str, known: Sequence[str]) -> str:
    """The name that a misspelled one may be; "" for none."""
    folded = {fold(name): name for name in known}
    found = get_close_matches(fold(typed), folded, n=1, cutoff=_ALIKE)
    return folded[found[0]] if found else ""


def _gap(facts: PartnerFacts, typed: str) -> Gap:
    text = typed.strip()
    division = text.removeprefix("NACE").removeprefix("SNI").strip()
    if division.isdigit():
        if industry_of(division.zfill(2)) is not None:
            return Gap("division", division.zfill(2))
        raise NoPartners(Reason("partners.no_division", {"found": text}))
    match = match_priority(text, [PriorityTerm(code, (name,)) for code, name in facts.names.items()])
    if match.code is None:
        raise NoPartners(Reason("partners.no_gap", {"found": text, "known": "; ".join(facts.names.values())}))
    return Gap("priority", match.code)
