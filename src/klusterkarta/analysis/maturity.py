"""Maturity from proxies (R36): an index whose interval widens with all that is unknown.

Where nobody has measured how mature an initiative is, traces of it are counted. What no source says stays unknown: it
widens the interval to both sides alike and never counts as few points.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from klusterkarta.vocabularies.maturity import Proxies, Proxy

_WHOLE = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What sources say for one proxy: an amount from `low` to `high` (None: open), in their words, about which time.

    `years_old`: whole years from that time to the day of the measurement. `sources` are source keys.
    """

    low: Decimal
    high: Decimal | None
    text: str
    said_on: str
    years_old: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """The fewest and the most points that a proxy can mean."""

    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Maturity:
    """The index from 0 to 100, and what it must lie between whatever the unknown proxies are.

    `index` is None where fewer proxies are known than the document asks for; with none known `low` is 0 and `high` 100,
    which says nothing. `points` has the known proxies, `asked` is how many there are.
    """

    index: float | None
    low: float
    high: float
    points: Mapping[str, Points]
    asked: int

    @property
    def known(self) -> int:
        """How many proxies are known."""
        return len(self.points)


def points_of(found: Evidence, proxy: Proxy, *, most: int) -> Points | None:
    """The points that an amount gives: by the last step it reaches, at its lower and at its upper end.

    An amount that is open upwards may reach `most`. One that is old leaves a point more open to either side for each
    whole period of the proxy's `fresh_years`; one that is so old that every number of points is possible is None: it
    says nothing any more.

    >>> from klusterkarta.vocabularies.maturity import proxies
    >>> members = proxies().proxies[1]
    >>> said = dict(low=Decimal(30), high=Decimal(30), text="30", said_on="2010", sources=("map",))
    >>> points_of(Evidence(**said, years_old=0), members, most=4)
    Points(least=2, most=2)
    >>> points_of(Evidence(**said, years_old=7), members, most=4)
    Points(least=1, most=3)
    """
    least = _reached(found.low, proxy)
    highest = most if found.high is None else _reached(found.high, proxy)
    wider = found.years_old // proxy.fresh_years if proxy.fresh_years else 0
    points = Points(max(least - wider, 0), min(highest + wider, most))
    return None if points == Points(0, most) else points


def maturity(evidence: Mapping[str, Evidence], rules: Proxies) -> Maturity:
    """The index of an initiative from its evidence by proxy.

    With w the weights, p the points and P the most points: index = 100 · Σ w·p / (P · Σ w) over the known proxies, p
    the middle of what an amount can mean. The interval takes all proxies: the unknown ones with 0 points at its lower
    end and P at its upper (worst-case bounds: C. F. Manski, Nonparametric bounds on treatment effects, 1990), so it
    always holds the index, and knowing more can only narrow it. Nothing known: no index, from 0 to 100.

    >>> from klusterkarta.vocabularies.maturity import proxies
    >>> nothing = maturity({}, proxies())
    >>> nothing.index, nothing.low, nothing.high, nothing.known
    (None, 0.0, 100.0, 0)
    """
    most = rules.most_points
    points = {
        one.key: got
        for one in rules.proxies
        if one.key in evidence and (got := points_of(evidence[one.key], one, most=most)) is not None
    }
    weights = {one.key: one.weight for one in rules.proxies}
    whole = most * sum(weights.values())
    known = most * sum(weights[key] for key in points)
    low = sum(weights[key] * one.least for key, one in points.items())
    high = sum(weights[key] * one.most for key, one in points.items())
    enough = len(points) >= rules.fewest_known
    return Maturity(
        index=_WHOLE * (low + high) / 2 / known if enough else None,
        low=_WHOLE * low / whole,
        high=_WHOLE * (high + whole - known) / whole,
        points=points,
        asked=len(rules.proxies),
    )


def _reached(amount: Decimal, proxy: Proxy) -> int:
    return max((step.points for step in proxy.steps if step.at_least <= amount), default=0)
