"""Shift-share: what of a change the whole's growth, the industries' and the region's own standing explain."""

from dataclasses import dataclass

import numpy as np

from klusterkarta.analysis.grid import Floats


@dataclass(frozen=True, slots=True)
class ShiftShare:
    """The parts of x₁ − x₀, each regions × industries, in the unit of the figures; the three sum to the change."""

    national: Floats
    mix: Floats
    regional: Floats


@dataclass(frozen=True, slots=True)
class EstebanMarquillas:
    """The regional part again in two, each regions × industries: what is competitive, and what lies in allocation."""

    competitive: Floats
    allocation: Floats


def shift_share(before: Floats, after: Floats) -> ShiftShare:
    """The classic parts: national x₀ G, mix x₀ (G_i − G), regional (x₁ − x₀) − x₀ G_i.

    G is the whole's growth rate from the first year to the second, G_i that of industry i. Both matrices hold the same
    regions and industries. A cell that was empty has only a regional part, all of it; so has an industry that was
    nowhere. Raises ValueError where the whole was 0.

    Source: E. S. Dunn, Papers and Proceedings of the Regional Science Association 6 (1960).

    >>> parts = shift_share(np.array([[100.0, 100], [100, 100]]), np.array([[150.0, 90], [130, 110]]))
    >>> parts.national[0].tolist(), parts.mix[0].round(6).tolist(), parts.regional[0].round(6).tolist()
    ([20.0, 20.0], [20.0, -20.0], [10.0, -10.0])
    """
    _check(before, after)
    growth, by_industry = _growth(before, after)
    return ShiftShare(before * growth, before * (by_industry - growth), after - before - before * by_industry)


def esteban_marquillas(before: Floats, after: Floats) -> EstebanMarquillas:
    """The regional part with the mix taken out: competitive h (g − G_i), allocation (x₀ − h)(g − G_i).

    h_ri = x_r X_i / X is what the region had if it were mixed as the whole, g the cell's growth. The two sum to the
    regional part of the classic method, but where a cell was empty and is not: its growth has no rate, both are nan.

    Source: J. M. Esteban-Marquillas, Regional and Urban Economics 2 (1972).

    >>> parts = esteban_marquillas(np.array([[150.0, 50], [50, 150]]), np.array([[180.0, 50], [50, 150]]))
    >>> parts.competitive[:, 0].round(6).tolist(), parts.allocation[:, 0].round(6).tolist()
    ([5.0, -15.0], [2.5, 7.5])
    """
    _check(before, after)
    _, by_industry = _growth(before, after)
    homothetic = before.sum(axis=1, keepdims=True) * before.sum(axis=0) / before.sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        growth = np.where((before == 0) & (after == 0), by_industry, (after - before) / before)
    growth[~np.isfinite(growth)] = np.nan
    ahead = growth - by_industry
    return EstebanMarquillas(homothetic * ahead, (before - homothetic) * ahead)


def _growth(before: Floats, after: Floats) -> tuple[float, Floats]:
    """The whole's growth rate, and each industry's; an industry that was nowhere counts as growing with the whole."""
    whole = float((after.sum() - before.sum()) / before.sum())
    first, second = before.sum(axis=0), after.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return whole, np.where(first > 0, (second - first) / first, whole)


def _check(before: Floats, after: Floats) -> None:
    if before.shape != after.shape:
        raise ValueError(f"shift-share: {before.shape} before and {after.shape} after; the same cells are expected")
    if not before.sum() > 0:
        raise ValueError("shift-share: the first year is empty, so nothing has a growth rate; take another year")
