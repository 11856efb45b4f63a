"""Agglomeration beyond what a few large establishments give by chance: Ellison–Glaeser and Maurel–Sédillot."""

import numpy as np

from klusterkarta.analysis.concentration.shares import own_shares, whole_shares
from klusterkarta.analysis.grid import Floats

_LOW, _HIGH = 2.5, 97.5
# As many establishments are drawn at a time as fit in some tens of megabytes.
_AT_ONCE = 4_000_000


def establishment_herfindahl(sizes: Floats) -> float:
    """H = Σ z² over one industry's establishments, z each one's share; 1 / n for n equal ones, nan for none.

    >>> establishment_herfindahl(np.array([2.0, 1.0, 1.0]))
    0.375
    """
    total = sizes.sum()
    return float((sizes**2).sum() / total**2) if total > 0 else float("nan")


def ellison_glaeser(values: Floats, herfindahl: Floats, *, area: Floats | None = None) -> Floats:
    """γ_i = (G_i − (1 − Σx²) H_i) / ((1 − Σx²)(1 − H_i)) of every industry, with G_i = Σ_r (s_ri − x_r)².

    `values` is regions × industries, `herfindahl` H over industries (0: as if of countless small establishments, the
    upper bound of γ), `area` the regions' totals for x, without it the sums of the rows. 0 is what chance gives, above
    0.05 is called highly concentrated, below 0.02 little. nan for an industry that is nowhere or of one establishment,
    and with one region.

    Source: G. Ellison and E. Glaeser, Journal of Political Economy 105 (1997).

    >>> sizes = np.array([200.0, 650, 12000, 100, 50, 16000, 13000, 1500, 1500, 25000])
    >>> values = np.array([[13000.0], [32000], [25000]])
    >>> h = np.array([establishment_herfindahl(sizes)])
    >>> ellison_glaeser(values, h, area=np.array([500000.0, 400000, 100000])).round(8).tolist()
    [0.05990628]
    """
    shares, regions = own_shares(values.T), whole_shares(values.T, area)
    spread = 1 - (regions**2).sum()
    apart = ((shares - regions) ** 2).sum(axis=1)
    return _gamma(apart / _over_zero(spread), herfindahl)


def maurel_sedillot(values: Floats, herfindahl: Floats, *, area: Floats | None = None) -> Floats:
    """γ_i = ((Σs² − Σx²) / (1 − Σx²) − H_i) / (1 − H_i): the probability that two establishments choose one place.

    Shape, arguments and degenerate cases as for `ellison_glaeser`; industries in large regions score higher than by it.

    Source: F. Maurel and B. Sédillot, Regional Science and Urban Economics 29 (1999).

    >>> maurel_sedillot(np.array([[3.0, 1.0], [1.0, 3.0]]), np.array([0.25, 0.25])).round(6).tolist()
    [0.0, 0.0]
    """
    shares, regions = own_shares(values.T), whole_shares(values.T, area)
    spread = 1 - (regions**2).sum()
    apart = (shares**2).sum(axis=1) - (regions**2).sum()
    return _gamma(apart / _over_zero(spread), herfindahl)


def gamma_by_chance(
    sizes: Floats, area: Floats, *, draws: int = 1_000, seed: int = 0, maurel: bool = False
) -> tuple[float, float]:
    """The 95 % interval of γ of one industry if its establishments chose regions at random, by size of the region.

    Each of `draws` times every establishment falls on region r with probability x_r; its size goes with it. A γ above
    the interval is more concentration than chance gives. `maurel`: of Maurel–Sédillot's γ. The same seed, the same
    interval. (nan, nan) where γ itself is nan. Cost: draws × establishments.

    >>> low, high = gamma_by_chance(np.ones(50), np.ones(4))
    >>> low < 0 < high
    True
    """
    h, regions = establishment_herfindahl(sizes), area / area.sum()
    spread = 1 - (regions**2).sum()
    if not h < 1 or spread <= 0:
        return float("nan"), float("nan")
    placed = _placed(sizes, regions, draws=draws, seed=seed)
    apart = (placed**2).sum(axis=1) - (regions**2).sum() if maurel else ((placed - regions) ** 2).sum(axis=1)
    low, high = np.percentile((apart / spread - h) / (1 - h), [_LOW, _HIGH])
    return float(low), float(high)


def _placed(sizes: Floats, regions: Floats, *, draws: int, seed: int) -> Floats:
    """The industry's shares by region in each draw: draws × regions."""
    chance, edges, count = np.random.default_rng(seed), np.cumsum(regions)[:-1], len(regions)
    weights = sizes / sizes.sum()
    step = max(1, _AT_ONCE // len(sizes))
    parts = []
    for start in range(0, draws, step):
        many = min(step, draws - start)
        where = np.searchsorted(edges, chance.random((many, len(sizes))), side="right")
        where += np.arange(many)[:, None] * count
        parts.append(np.bincount(where.ravel(), np.tile(weights, many), many * count).reshape(many, count))
    return np.concatenate(parts)


def _gamma(raw: Floats, herfindahl: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(herfindahl < 1, (raw - herfindahl) / (1 - herfindahl), np.nan))


def _over_zero(spread: float) -> float:
    return spread if spread > 1e-12 else float("nan")
