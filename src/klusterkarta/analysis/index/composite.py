"""A composite index of regions: scores by group and in all, ranks, intervals of the ranks, performance classes."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from klusterkarta.analysis.grid import Floats
from klusterkarta.analysis.index.normalise import SCALES, pull_in, unskewed
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.composite_index import CompositeIndex
from klusterkarta.vocabularies.explained import Explained

Told = tuple[np.ndarray[tuple[int, ...], np.dtype[np.bool_]], np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]
"""Regions × groups × 1, and regions × 1: where a group and the whole are told."""

_LOW, _HIGH = 5, 95
_MOST_SHOWN = 5


class BadIndex(Explained):
    """The data cannot make the index. The reason (`index.…`) names indicator or rows and what to do."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Regions × indicators, × groups, and the whole; nan where too little is known. `rooted`: roots were taken.

    Ranks count from 1, the best; 0 for a region without a score. `low` and `high` hold nine tenths of the ranks that
    other weights and normalisations give; `classes` are keys, "" without.
    """

    regions: tuple[str, ...]
    indicators: Floats
    groups: Floats
    total: Floats
    ranks: Floats
    low: Floats
    high: Floats
    classes: tuple[str, ...]
    rooted: tuple[bool, ...]


def composite(
    data: pl.DataFrame, index: CompositeIndex, *, draws: int = 10_000, seed: int = 0, partial: bool = False
) -> Scores:
    """Scores of the regions in `data`: a column `region` and one for each indicator's key; missing values are null.

    In order: outliers are pulled in, skewed ones get the square root, indicators where less is better change sign, all
    are put on the index's scale; the weighted mean of those known makes the group, that of the groups the whole, each
    where at least the least share of the weight is known. Raises BadIndex for a column or region that is missing or
    twice, a value that is not finite, fewer than two regions, an indicator without any value; with `partial` an
    indicator without a column or a value is unknown everywhere and weighs as any missing value does.
    """
    regions, values = _checked(_filled(data, index) if partial else data, index, partial=partial)
    tamed, rooted = _tamed(values, index)
    indicators = _scaled(tamed, index.method.normalise)
    own = np.array([one.weight for one in index.indicators])[:, None]
    between = np.array([one.weight for one in index.groups])[:, None]
    total, groups = _averaged(indicators, own, between, index=index)
    told = ~np.isnan(groups), ~np.isnan(total)
    low, high = _intervals(tamed, index, told, draws=draws, seed=seed)
    ranks = _ranks(total)[:, 0]
    known = ranks > 0
    return Scores(
        regions, indicators, groups[:, :, 0], total[:, 0], ranks,
        np.where(known, low, 0), np.where(known, high, 0), _classes(total[:, 0], index), rooted,
    )  # fmt: skip


def _tamed(values: Floats, index: CompositeIndex) -> tuple[Floats, tuple[bool, ...]]:
    """Outliers pulled in, roots taken, then more is better in every column; columns of nan stay."""
    signs = np.array([1.0 if one.more_is_better else -1.0 for one in index.indicators])
    known = ~np.isnan(values).all(axis=0)
    tamed, taken = np.full_like(values, np.nan), np.zeros(values.shape[1], bool)
    tamed[:, known], taken[known] = unskewed(pull_in(values[:, known], index.method.outliers), index.method.skew)
    return tamed * signs, tuple(taken.tolist())


def _scaled(tamed: Floats, scale: str) -> Floats:
    known = ~np.isnan(tamed).all(axis=0)
    scaled = np.full_like(tamed, np.nan)
    scaled[:, known] = SCALES[scale](tamed[:, known])
    return scaled


def _averaged(
    indicators: Floats, own: Floats, between: Floats, *, index: CompositeIndex, told: Told | None = None
) -> tuple[Floats, Floats]:
    """(regions × draws, regions × groups × draws) for weights of indicators and of groups × draws.

    Without `told`, what is told is where the least share of these weights is known.
    """
    least = index.method.least_share if told is None else 0.0
    parts, start = [], 0
    for number, group in enumerate(index.groups):
        end = start + len(group.indicators)
        mean = _mean_of_known(indicators[:, start:end, None], own[None, start:end], least)
        parts.append(mean if told is None else np.where(told[0][:, number], mean, np.nan))
        start = end
    groups = np.stack(parts, axis=1)
    total = _mean_of_known(groups, between[None], least)
    return total if told is None else np.where(told[1], total, np.nan), groups


def _mean_of_known(values: Floats, weights: Floats, least: float) -> Floats:
    """The weighted mean along the middle axis over what is known, nan where less than the least share is."""
    known = ~np.isnan(values)
    if values.shape[2] == 1 and weights.shape[2] > 1:
        sums = np.where(known, values, 0.0)[:, :, 0] @ weights[0]
        there = known[:, :, 0].astype(np.float64) @ weights[0]
    else:
        sums = (np.where(known, values, 0.0) * weights).sum(axis=1)
        there = (known * weights).sum(axis=1)
    enough = (there > 0) & (there >= (least - 1e-9) * weights.sum(axis=1))
    mean: Floats = np.where(enough, sums / np.where(enough, there, 1), np.nan)
    return mean


def _intervals(tamed: Floats, index: CompositeIndex, told: Told, *, draws: int, seed: int) -> tuple[Floats, Floats]:
    """The 5th and 95th percentile of each region's rank over drawn weights and normalisations.

    What is told is told in every draw, or a region at the least share would come and go with the weights.
    """
    random = np.random.default_rng(seed)
    method = index.method
    found = []
    for name, number in zip(method.normalisations, _shares(draws, len(method.normalisations)), strict=True):
        own, between = (
            np.array([one.weight for one in entries])[:, None]
            * random.uniform(1 - method.spread, 1 + method.spread, (len(entries), number))
            for entries in (index.indicators, index.groups)
        )
        total, _ = _averaged(_scaled(tamed, name), own, between, index=index, told=told)
        found.append(_ranks(total))
    ranks = np.concatenate(found, axis=1)
    low, high = np.percentile(ranks, [_LOW, _HIGH], axis=1, method="inverted_cdf")
    return low, high


def _shares(draws: int, parts: int) -> list[int]:
    return [draws // parts + (at < draws % parts) for at in range(parts)]


def _ranks(total: Floats) -> Floats:
    """Ranks from 1 for the highest, by column; equal ones share the best of their ranks; 0 for nan.

    Differences below 1e-12 are rounding, not rank.
    """
    keyed = np.where(np.isnan(total), np.inf, -np.round(total, 12))
    order = keyed.argsort(axis=0)
    ordered = np.take_along_axis(keyed, order, axis=0)
    fresh = np.ones(ordered.shape, bool)
    fresh[1:] = ordered[1:] > ordered[:-1]
    places = np.maximum.accumulate(np.where(fresh, np.arange(1, len(keyed) + 1)[:, None], 0), axis=0)
    ranks = np.empty(total.shape)
    np.put_along_axis(ranks, order, places.astype(np.float64), axis=0)
    ranks[np.isnan(total)] = 0
    return ranks


def _classes(total: Floats, index: CompositeIndex) -> tuple[str, ...]:
    if not index.classes or np.isnan(total).all():
        return ("",) * len(total)
    reference = np.nanmean(total) if index.reference == "mean" else np.nanmedian(total)
    steps = [(one.at_least * reference, one.key) for one in index.classes]
    return tuple(next((key for least, key in steps if score >= least), "") for score in total.tolist())


def _filled(data: pl.DataFrame, index: CompositeIndex) -> pl.DataFrame:
    lacking = [one.key for one in index.indicators if one.key not in data.columns]
    return data.with_columns(pl.lit(None, pl.Float64).alias(key) for key in lacking)


def _checked(data: pl.DataFrame, index: CompositeIndex, *, partial: bool) -> tuple[tuple[str, ...], Floats]:
    keys = [one.key for one in index.indicators]
    missing = [key for key in keys if key not in data.columns]
    if missing:
        raise _bad("index.no_column", columns=", ".join(missing), there=", ".join(data.columns))
    if data.height < 2:
        raise _bad("index.few_regions", count=data.height)
    twice = data["region"].filter(data["region"].is_duplicated()).unique().sort().to_list()
    if twice:
        raise _bad("index.region_twice", regions=", ".join(map(str, twice[:_MOST_SHOWN])))
    values = data.select(pl.col(keys).cast(pl.Float64)).fill_nan(float("inf")).fill_null(float("nan")).to_numpy()
    for at, key in enumerate(keys):
        infinite = np.flatnonzero(np.isinf(values[:, at]))
        if infinite.size:
            named = ", ".join(str(data["region"][int(row)]) for row in infinite[:_MOST_SHOWN])
            raise _bad("index.not_finite", column=key, regions=named)
        if np.isnan(values[:, at]).all() and not partial:
            raise _bad("index.empty_column", column=key)
    return tuple(map(str, data["region"].to_list())), values


def _bad(code: str, **parameters: str | int) -> BadIndex:
    return BadIndex(Reason(code, parameters))
