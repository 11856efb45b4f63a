"""How far assessors agree: Krippendorff's alpha with an interval, who is strict, and what divides the panel.

Scores come as a frame with the columns `unit` (what is assessed), `rater` and `value` (a number; null: no score).
A unit that fewer than two raters have scored says nothing about agreement and is left out, as the literature has it.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from klusterkarta.values.frames import Schema

Level = Literal["nominal", "ordinal", "interval"]
Floats = npt.NDArray[np.float64]
_LOW, _HIGH = 2.5, 97.5


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha, its 95 % interval, and what it rests on: units with at least two scores, and the scores in them.

    `alpha` is None where nothing can be said: no unit with two scores, or no two different values at all.
    """

    alpha: float | None
    low: float | None
    high: float | None
    units: int
    scores: int


def krippendorff_alpha(scores: pl.DataFrame, *, level: Level) -> float | None:
    """Krippendorff's alpha, 1 − Do / De, of scores (columns unit, rater, value).

    Do is the mean difference δ² of the values that different raters gave one unit, De that of all values paired by
    chance. δ² is 0 or 1 (nominal), the squared difference (interval), or the squared count of scores from the one
    to the other, each end by half (ordinal). 1 is perfect agreement, 0 what chance gives, below 0 systematic
    disagreement.

    None where no unit has two scores, or all values are the same: then there is nothing to agree on. Raises ValueError
    for a value that is no finite number, and for a rater who scores a unit twice.

    Source: K. Krippendorff, Computing Krippendorff's alpha-reliability (2011).

    >>> rows = [("a", "x", 1), ("a", "y", 1), ("b", "x", 2), ("b", "y", 3)]
    >>> frame = pl.DataFrame(rows, schema=["unit", "rater", "value"], orient="row")
    >>> round(krippendorff_alpha(frame, level="nominal"), 3)
    0.4
    """
    counts, values = _counts(scores)
    return _alpha(counts, values, level)


def agreement(scores: pl.DataFrame, *, level: Level, resamples: int = 1_000, seed: int = 0) -> Agreement:
    """Alpha with a 95 % percentile interval from resampling units with replacement (Efron and Tibshirani 1993, ch. 13).

    The same seed gives the same interval. Resamples in which all values are the same are left out; with fewer than two
    units there is no interval. Cost: resamples × units × values.
    """
    counts, values = _counts(scores)
    alpha = _alpha(counts, values, level)
    low = high = None
    if alpha is not None and len(counts) > 1:
        draws = np.random.default_rng(seed).integers(len(counts), size=(resamples, len(counts)))
        drawn = [one for draw in draws if (one := _alpha(counts[draw], values, level)) is not None]
        low, high = (float(bound) for bound in np.percentile(drawn, [_LOW, _HIGH])) if drawn else (None, None)
    return Agreement(alpha, low, high, len(counts), int(counts.sum()))


def leniency(scores: pl.DataFrame, *, resamples: int = 1_000, seed: int = 0) -> pl.DataFrame:
    """How far each rater lies from the others: columns rater, units, difference, low, high.

    `difference` is the mean, over the units that others have scored too, of the rater's score minus the mean of the
    others' (above 0: generous, below: strict; in steps of the scale); `low` and `high` are its 95 % percentile interval
    from resampling these units, null for fewer than two of them. Those who share no unit with anybody are left out.
    """
    _check(scores)
    given = scores.filter(pl.col("value").is_not_null()).with_columns(pl.col("value").cast(pl.Float64))
    total, count = pl.col("value").sum().over("unit"), pl.len().over("unit")
    shared = given.with_columns(total=total, count=count).filter(pl.col("count") > 1)
    apart = shared.with_columns(apart=pl.col("value") - (pl.col("total") - pl.col("value")) / (pl.col("count") - 1))
    chance = np.random.default_rng(seed)
    rows = []
    for (rater,), own in apart.sort("rater", "unit").group_by("rater", maintain_order=True):
        found = own["apart"].to_numpy()
        low, high = _interval(found, chance, resamples) if len(found) > 1 else (None, None)
        rows.append((rater, len(found), float(found.mean()), low, high))
    return pl.DataFrame(
        rows,
        schema={
            "rater": scores.schema["rater"], "units": pl.Int64, "difference": pl.Float64, "low": pl.Float64,
            "high": pl.Float64,
        },
        orient="row",
    )  # fmt: skip


def dividing_units(scores: pl.DataFrame) -> pl.DataFrame:
    """The units by how much they divide the raters, most first: columns unit, scores, difference, least, most.

    `difference` is the mean absolute difference between two raters' scores, in steps of the scale. Units with fewer
    than two scores are left out.
    """
    _check(scores)
    given = scores.filter(pl.col("value").is_not_null()).with_columns(pl.col("value").cast(pl.Float64))
    rows = given.group_by("unit").agg(pl.col("value").sort()).filter(pl.col("value").list.len() > 1)
    # Of sorted values the sum of all differences is Σ (2i − n + 1)·v_i, so no pairs have to be formed.
    found = [(unit, len(values), _mean_difference(values), values[0], values[-1]) for unit, values in rows.iter_rows()]
    schema: Schema = {
        "unit": scores.schema["unit"], "scores": pl.Int64, "difference": pl.Float64, "least": pl.Float64,
        "most": pl.Float64,
    }  # fmt: skip
    return pl.DataFrame(found, schema=schema, orient="row").sort("difference", "unit", descending=[True, False])


def _mean_difference(values: list[float]) -> float:
    count = len(values)
    total = sum((2 * at - count + 1) * value for at, value in enumerate(values))
    return total / (count * (count - 1) / 2)


def _interval(found: Floats, chance: np.random.Generator, resamples: int) -> tuple[float, float]:
    means = found[chance.integers(len(found), size=(resamples, len(found)))].mean(axis=1)
    low, high = np.percentile(means, [_LOW, _HIGH])
    return float(low), float(high)


def _check(scores: pl.DataFrame) -> None:
    given = scores.filter(pl.col("value").is_not_null())
    if wrong := given.filter(~pl.col("value").cast(pl.Float64).is_finite())["unit"].to_list():
        raise ValueError(f"the score of {wrong[0]!r} is no finite number; leave the cell empty where there is no score")
    twice = given.filter(pl.struct("unit", "rater").is_duplicated())
    if not twice.is_empty():
        unit, rater = twice.select("unit", "rater").row(0)
        raise ValueError(f"{rater!r} has scored {unit!r} twice; one score a rater and unit is expected")


def _counts(scores: pl.DataFrame) -> tuple[Floats, Floats]:
    """Units × values: how many raters gave the unit that value, for units with at least two scores; and the values."""
    _check(scores)
    given = scores.filter(pl.col("value").is_not_null()).with_columns(pl.col("value").cast(pl.Float64))
    paired = given.filter(pl.len().over("unit") > 1)
    values = paired["value"].unique().sort()
    units = paired["unit"].unique(maintain_order=True)
    counts = np.zeros((len(units), len(values)))
    row = paired["unit"].replace_strict(units, list(range(len(units))), return_dtype=pl.Int64).to_numpy()
    np.add.at(counts, (row, np.searchsorted(values.to_numpy(), paired["value"].to_numpy())), 1)
    return counts, values.to_numpy()


def _alpha(counts: Floats, values: Floats, level: Level) -> float | None:
    totals = counts.sum(axis=0)
    everything = totals.sum()
    if np.count_nonzero(totals) < 2:
        return None
    apart = _difference(totals, values, level)
    in_unit = counts.sum(axis=1)
    # A value with itself has no difference, so the pairs of one score with itself need not be taken out.
    observed = (np.einsum("uc,ck,uk->u", counts, apart, counts) / (in_unit - 1)).sum() / everything
    expected = totals @ apart @ totals / (everything * (everything - 1))
    return float(1 - observed / expected)


def _difference(totals: Floats, values: Floats, level: Level) -> Floats:
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    # Scores ranked from the one value to the other, each end by half: the distance of the two values' mean ranks.
    place = values if level == "interval" else np.cumsum(totals) - totals / 2
    return np.asarray((place[:, None] - place[None, :]) ** 2, dtype=np.float64)
