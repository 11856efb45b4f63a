"""Which regions share priorities with one's own, which resemble it most, and which have what it lacks (R37, R38)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log

from klusterkarta.analysis.partner_chains import Divisions, Gap, GapMet, best_for_gap, chain_share

__all__ = ["Divisions", "Gap", "GapMet", "Partner", "PartnerQuestion", "Profile", "partner_regions", "rarity"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A region's priorities: code → how many organisations stand behind it there (at least one)."""

    region: str
    priorities: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerQuestion:
    """Whose partners, sharing how much. `complementary`: rank by what they can add instead of by likeness.

    `divisions`: priority → NACE divisions, for value chains; a priority without any takes no part in them.
    """

    own: frozenset[str]
    least_shared: int = 3
    complementary: bool = False
    gaps: Sequence[Gap] = ()
    divisions: Divisions


@dataclass(frozen=True, slots=True)
class Partner:
    """A region that qualifies: `score` orders the list; `likeness`, `chain` and the gaps it can fill are its parts.

    `shared`: the shared priorities, the rarest first. `chain` is None where no division of either side is known.
    """

    region: str
    shared: tuple[str, ...]
    organisations: int
    likeness: float
    chain: float | None
    gaps: tuple[GapMet, ...]
    score: float


def rarity(profiles: Iterable[Profile]) -> dict[str, float]:
    """priority → ln((N + 1) / n): N regions in all, n of them with the priority. Rare ones weigh more; never zero.

    The inverse document frequency of text retrieval (Spärck Jones 1972), with one added so that a priority that every
    region has still counts.

    >>> found = rarity([Profile("a", {"food": 1}), Profile("b", {"food": 2, "forest": 1})])
    >>> round(found["food"], 3), round(found["forest"], 3)
    (0.405, 1.099)
    """
    every = list(profiles)
    carriers = Counter(code for one in every for code in one.priorities)
    return {code: log((len(every) + 1) / number) for code, number in carriers.items()}


def partner_regions(profiles: Sequence[Profile], question: PartnerQuestion) -> list[Partner]:
    """The regions with at least `least_shared` different priorities in common, the best first.

    likeness = weight of the shared priorities / weight of the own ones that any region has, by `rarity`: 0 to 1.
    score = likeness, or the share of the own purchases that the region's industries could supply (`chain_share`);
    plus, where gaps are stated, the mean over them of how well the region fills each (0 to 1). A gap therefore counts
    as much as all the rest. Ties: more shared, more organisations, then the region's name. No regions, none found.
    """
    weights = rarity(profiles)
    found = (_partner(one, question, weights) for one in profiles)
    fit = [one for one in found if len(one.shared) >= question.least_shared]
    return sorted(fit, key=lambda one: (-one.score, -len(one.shared), -one.organisations, one.region))


def _partner(profile: Profile, question: PartnerQuestion, weights: Mapping[str, float]) -> Partner:
    shared = sorted(question.own & profile.priorities.keys(), key=lambda code: (-weights[code], code))
    whole = fsum(weights.get(code, 0.0) for code in question.own)
    likeness = fsum(weights[code] for code in shared) / whole if whole else 0.0
    chain = chain_share(question.own, profile.priorities.keys(), divisions=question.divisions)
    gaps = [best_for_gap(gap, profile.priorities.keys(), divisions=question.divisions) for gap in question.gaps]
    filled = fsum(one.share for one in gaps) / len(gaps) if gaps else 0.0
    base = (chain or 0.0) if question.complementary else likeness
    return Partner(
        profile.region,
        tuple(shared),
        sum(profile.priorities[code] for code in shared),
        likeness,
        chain,
        tuple(gaps),
        base + filled,
    )
