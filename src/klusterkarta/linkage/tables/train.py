"""The model trained on labelled pairs: weights of levels by logistic regression, written as Splink's m and u."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from klusterkarta.linkage.tables.arrays import Flags, Ints
from klusterkarta.linkage.tables.levels import LEVELS
from klusterkarta.linkage.tables.model import Model, Shares

# Levels that the training data does not show: a registration number decides nearly alone, a shared telephone (of an
# office) says nothing.
BY_HAND: Mapping[str, tuple[Shares, ...]] = {
    "number": ((0.5, 0.5), (0.4995, 0.0001), (0.0005, 0.4999)),
    "phone": ((0.5, 0.5), (0.1, 0.1), (0.4, 0.4)),
}
_RIDGE, _ROUNDS, _SETTLED = 1.0, 30, 1e-6
_SEEN = 0.5


def train(compared: Sequence[tuple[Mapping[str, Ints], Flags]]) -> Model:
    """The model from compared pairs of which it is known whether they are one actor.

    The weights are those of a logistic regression with a small ridge, so that kinds of evidence that come together
    are not counted twice. Each becomes log2(m / u) of its level, with u as counted among the pairs of two actors; m is
    scaled to sum to 1 over the levels, and what the scales take away goes into the prior.
    """
    names = [name for name in LEVELS if name not in BY_HAND]
    parts = [
        pl.DataFrame({name: levels[name] for name in names}).with_columns(same=pl.Series(same))
        for levels, same in compared
    ]
    patterns = pl.concat(parts).group_by(names).agg(pl.len().alias("pairs"), pl.col("same").sum()).sort(names)
    starts = dict(zip(names, np.cumsum([0, *(len(LEVELS[name]) for name in names[:-1])]).tolist(), strict=True))
    weights = _regression(patterns, starts)
    constant, shares = float(weights[-1]), dict(BY_HAND)
    for name in names:
        others = patterns.group_by(name).agg((pl.col("pairs") - pl.col("same")).sum().alias("pairs"))
        counts = np.full(len(LEVELS[name]), _SEEN)
        counts[others[name].to_numpy()] += others["pairs"].to_numpy()
        u = counts / counts.sum()
        raw = u * np.exp(weights[starts[name] : starts[name] + len(u)])
        constant += float(np.log(raw.sum()))
        shares[name] = tuple(zip((raw / raw.sum()).tolist(), u.tolist(), strict=True))
    return Model(float(1 / (1 + np.exp(-constant))), shares)


def _regression(patterns: pl.DataFrame, starts: Mapping[str, int]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Newton's method on the patterns with their counts; the last weight is the constant."""
    width = sum(len(LEVELS[name]) for name in starts) + 1
    design = np.zeros((patterns.height, width))
    for name, start in starts.items():
        design[np.arange(patterns.height), start + patterns[name].to_numpy().astype(int)] = 1
    design[:, -1] = 1
    pairs, same = patterns["pairs"].to_numpy(), patterns["same"].to_numpy()
    weights = np.zeros(width)
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (same - pairs * chance) - _RIDGE * weights
        curvature = (design * (pairs * chance * (1 - chance))[:, None]).T @ design + _RIDGE * np.eye(width)
        step = np.linalg.solve(curvature, slope)
        weights += step
        if abs(step).max() < _SETTLED:
            break
    return weights
