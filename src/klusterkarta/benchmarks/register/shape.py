"""How real lists of organisations are skewed, as figures, and draws that follow them.

Counted once; the data themselves are not needed. Sources: the organisations of EU's seventh framework programme (30 399
names and addresses), participations in Horizon 2020 (144 726 of 35 871 organisations), the catalogue of European
digital innovation hubs (457), the national cluster map of 2010 (39 initiatives and 29 networks).
"""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Item = TypeVar("Item")
Quantiles = tuple[tuple[float, float], ...]

# (share of organisations, characters) of names and addresses, framework programme.
NAME_LENGTH: Quantiles = ((0, 4), (0.05, 10), (0.25, 17), (0.5, 26), (0.75, 41), (0.95, 72), (1, 140))
ADDRESS_LENGTH: Quantiles = ((0, 20), (0.05, 26), (0.25, 32), (0.5, 37), (0.75, 44), (0.95, 63), (1, 120))
# The hubs' descriptions have a median of 1 923 characters; 100 000 of those would not fit in a file that is taken
# (20 MB). Those of the national map's overview are an eighth as long, and that length is used.
DESCRIPTION_LENGTH: Quantiles = ((0, 30), (0.05, 70), (0.25, 160), (0.5, 240), (0.75, 330), (0.95, 500), (1, 2_000))
# (share of organisations, participations): most take part once, one in a thousand 263 times or more.
PARTICIPATIONS: Quantiles = ((0, 1), (0.5, 1), (0.75, 2), (0.9, 5), (0.95, 11), (0.99, 51), (0.999, 263), (1, 400))
# The k-th largest takes part in proportion to k^-0.895 (least squares over the 3 000 largest, logarithms).
PARTIES_EXPONENT = 0.895
# An organisation takes part 4.03 times on average: there are a quarter as many parties as participations.
PARTICIPATIONS_OF_PARTY = 4.03
# Of 43 sectors the most named is named by 196 hubs, the 25th by 47.
SECTORS_EXPONENT = 0.45
SECTORS_OF_ACTOR: Quantiles = ((0, 1), (0.6, 1), (0.8, 2), (0.95, 7), (1, 12))
# Inhabitants of counties and municipalities fall about so; the largest first (Statistics Sweden's order of size).
PLACES_EXPONENT = 0.95
# Companies, other, research, schools, public bodies: shares of Horizon 2020's organisations. A register of clusters has
# its initiatives besides: as many as the incubators and hubs of the other lists together.
KINDS = {
    "company": 65, "association": 8, "institute": 5, "university": 3, "public_body": 7, "cluster_initiative": 4,
    "cluster_organisation": 2, "incubator": 1.5, "science_park": 1.2, "innovation_hub": 1.3, "strategic_network": 1.5,
    "project": 0.5,
}  # fmt: skip
# Share of actors that a source says anything about: website and sector among the hubs, telephone, start year, members,
# research partners and links on the national map's two lists, the rest as in lists of companies.
FILLED = {
    "other_names": 0.2, "kind": 1, "organisation_form": 0.65, "url": 0.9, "address": 0.94, "postal_code": 0.85,
    "town": 0.94, "phone": 0.5, "geography": 1, "sector": 0.75, "start_year": 0.51, "members": 0.44, "funders": 0.5,
    "research_partners": 0.3, "participants": 0.3, "target_group": 0.3, "source_language": 0.5, "description": 0.6,
    "employees": 0.25, "remark": 0.1,
}  # fmt: skip


def drawn(quantiles: Quantiles, chance: Random) -> int:
    """A whole number whose distribution has these quantiles, straight between them.

    >>> values = sorted(drawn(NAME_LENGTH, Random(seed)) for seed in range(2000))
    >>> 24 <= values[1000] <= 28, 67 <= values[1900] <= 77
    (True, True)
    """
    at = chance.random()
    above = next(index for index, (share, _) in enumerate(quantiles) if index and at <= share)
    (low, least), (high, most) = quantiles[above - 1], quantiles[above]
    return round(least + (most - least) * (at - low) / (high - low))


class Skewed(Generic[Item]):
    """Items of which the k-th is drawn in proportion to k^-exponent, or by weights of their own.

    >>> words = Skewed(["a", "b", "c"], exponent=1)
    >>> draws = [words.draw(Random(seed)) for seed in range(1100)]
    >>> 540 < draws.count("a") < 660, draws.count("a") > draws.count("b") > draws.count("c")
    (True, True)
    """

    def __init__(self, items: Sequence[Item], *, exponent: float = 1, weights: Sequence[float] = ()) -> None:
        self.items = items
        self._sums = list(accumulate(weights or (rank**-exponent for rank in range(1, len(items) + 1))))

    def draw(self, chance: Random) -> Item:
        """One of the items."""
        return self.items[bisect(self._sums, chance.random() * self._sums[-1])]

    def several(self, count: int, chance: Random) -> list[Item]:
        """At most `count` different items, in the order drawn; fewer where the same come up again and again."""
        found: dict[Item, None] = {}
        for _ in range(count * 3):
            if len(found) == min(count, len(self.items)):
                break
            found[self.draw(chance)] = None
        return list(found)
