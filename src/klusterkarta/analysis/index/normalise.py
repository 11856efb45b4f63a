"""Indicators of different units made comparable: outliers, skewness, then a common scale. Columns are indicators."""

import numpy as np

from klusterkarta.analysis.grid import Floats


def pull_in(values: Floats, deviations: float) -> Floats:
    """Values farther than so many standard deviations from their column's mean become the farthest that is not.

    The standard deviation is that of all regions (divided by n). 0 deviations leaves everything. Missing values (nan)
    stay. Source: European Innovation Scoreboard 2017, methodology report (two standard deviations).

    >>> pull_in(np.array([[1.0], [2], [3], [2], [1], [3], [2], [40]]), 2).ravel().tolist()
    [1.0, 2.0, 3.0, 2.0, 1.0, 3.0, 2.0, 3.0]
    """
    if deviations == 0:
        return values
    mean, spread = np.nanmean(values, axis=0), np.nanstd(values, axis=0)
    inside = np.abs(values - mean) <= deviations * spread
    kept = np.where(inside, values, np.nan)
    clipped: Floats = np.clip(values, np.nanmin(kept, axis=0), np.nanmax(kept, axis=0))
    return clipped


def unskewed(values: Floats, limit: float) -> tuple[Floats, tuple[bool, ...]]:
    """The square root of columns that are more skewed to the right than the limit, and which those are.

    Skewness is m₃ / m₂^1.5. A column with values below 0 is moved up so that its least is 0. 0 never takes roots.

    >>> unskewed(np.array([[0.0], [0], [0], [1], [16]]), 1)[0].ravel().tolist()
    [0.0, 0.0, 0.0, 1.0, 4.0]
    """
    apart = values - np.nanmean(values, axis=0)
    second, third = np.nanmean(apart**2, axis=0), np.nanmean(apart**3, axis=0)
    skewness = np.divide(third, second**1.5, out=np.zeros_like(third), where=second > 0)
    chosen = (skewness > limit) & (limit > 0)
    floor = np.minimum(np.nanmin(values, axis=0), 0.0)
    rooted: Floats = np.where(chosen, np.sqrt(np.maximum(values - floor, 0)), values)
    return rooted, tuple(bool(one) for one in chosen)


def min_max(values: Floats) -> Floats:
    """(x - min) / (max - min): 0 for the lowest, 1 for the highest; 0.5 where all are equal.

    >>> min_max(np.array([[2.0, 7], [4, 7], [3, np.nan]])).tolist()
    [[0.0, 0.5], [1.0, 0.5], [0.5, nan]]
    """
    least = np.nanmin(values, axis=0)
    width = np.nanmax(values, axis=0) - least
    scaled: Floats = np.where(width > 0, (values - least) / np.where(width > 0, width, 1), 0.5 + 0 * values)
    return scaled


def z_score(values: Floats) -> Floats:
    """(x - mean) / standard deviation of all regions; 0 where all are equal.

    >>> z_score(np.array([[1.0], [3.0]])).ravel().tolist()
    [-1.0, 1.0]
    """
    spread = np.nanstd(values, axis=0)
    scaled: Floats = (values - np.nanmean(values, axis=0)) / np.where(spread > 0, spread, 1)
    return scaled


def rank_share(values: Floats) -> Floats:
    """The share of the other regions that are below, those that are equal counted half: from 0 to 1.

    >>> rank_share(np.array([[10.0], [30], [20], [20], [np.nan]])).ravel().tolist()
    [0.0, 1.0, 0.5, 0.5, nan]
    """
    shares = np.full_like(values, np.nan)
    for column in range(values.shape[1]):
        known = ~np.isnan(values[:, column])
        given = values[known, column]
        ordered = np.sort(given)
        below = np.searchsorted(ordered, given, side="left")
        equal = np.searchsorted(ordered, given, side="right") - below - 1
        shares[known, column] = (below + equal / 2) / (len(given) - 1) if len(given) > 1 else 0.5
    return shares


SCALES = {"min_max": min_max, "z_score": z_score, "rank": rank_share}
