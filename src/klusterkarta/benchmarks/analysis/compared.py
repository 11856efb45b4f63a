"""Whether two contenders found the same: the largest relative difference in each column."""

from pathlib import Path

import numpy as np
import polars as pl

KEYS = ["year", "region", "industry"]
COLUMNS = ("rca", "mcp", "density", "eci", "pci", "coi", "cog")
# Below this share of a column's largest figure two figures count as equally near to nothing.
_FLOOR = 1e-9


def differences(ours: Path, theirs: Path) -> dict[str, float]:
    """Column → largest |a − b| / max(|a|, |b|); inf where one has a figure that the other lacks, or a cell is missing.

    Both hold every pair of regions and industries of a year.
    """
    one, other = (
        pl.read_parquet(path).with_columns(pl.col(KEYS[1:]).cast(pl.String)).sort(KEYS) for path in (ours, theirs)
    )
    if not one.select(KEYS).equals(other.select(pl.col(name).cast(one.schema[name]) for name in KEYS)):
        return dict.fromkeys(COLUMNS, float("inf"))
    return {name: difference(one[name], other[name]) for name in COLUMNS}


def difference(one: pl.Series, other: pl.Series) -> float:
    """The largest relative difference of two columns.

    >>> difference(pl.Series([1.0, 2.0, None]), pl.Series([1.0, 2.5, None]))
    0.2
    """
    left, right = (series.cast(pl.Float64).fill_null(float("nan")).to_numpy() for series in (one, other))
    if (np.isnan(left) != np.isnan(right)).any():
        return float("inf")
    known = ~np.isnan(left)
    left, right = left[known], right[known]
    largest = np.maximum(np.abs(left), np.abs(right))
    scale = np.maximum(largest, _FLOOR * max(largest.max(initial=0.0), 1e-300))
    return float((np.abs(left - right) / scale).max(initial=0.0))
