"""Whether regions enter what lies near to what they have: entry and exit by density, with intervals."""

from itertools import pairwise
from statistics import NormalDist

import numpy as np
import polars as pl

from klusterkarta.analysis.grid import INDUSTRY, REGION, YEAR, Floats

_Z = NormalDist().inv_cdf(0.975)
_KEYS = [REGION, INDUSTRY]


def transitions(before: pl.DataFrame, after: pl.DataFrame, *, bins: int = 10) -> pl.DataFrame:
    """How many pairs of region and industry were entered or left between two years, by their density in the first.

    Both frames have the columns region, industry, mcp, the first also density (see `complexity_table`); pairs that only
    one of them has are left out. Rows: kind (`entry`: absent, then present; `exit`: present, then absent), from, to
    (the bin of density, `bins` equal ones from 0 to 1), cases, moved, probability = moved / cases, and low and high of
    its 95 % Wilson interval. Bins without cases are left out. Leave the own industry out of the density, or exits show
    what is so by construction.

    Sources: R. Boschma, P.-A. Balland and D. Kogler, Industrial and Corporate Change 24 (2015), for entry and exit;
    E. B. Wilson, JASA 22 (1927), for the interval.

    >>> first = pl.DataFrame({"region": ["a", "b"], "industry": ["x", "x"], "mcp": [0, 0], "density": [0.25, 0.21]})
    >>> then = first.with_columns(mcp=pl.Series([1, 0]))
    >>> transitions(first, then).select("kind", "from", "cases", "probability").rows()
    [('entry', 0.2, 2, 0.5)]
    """
    text = pl.col(_KEYS).cast(pl.String)
    left = before.select(text, "mcp", "density").drop_nulls()
    pairs = left.join(after.select(text, then="mcp").drop_nulls(), on=_KEYS)
    slot = (pl.col("density") * bins).floor().clip(0, bins - 1)
    found = (
        pairs.with_columns(slot=slot, kind=pl.when(pl.col("mcp") == 1).then(pl.lit("exit")).otherwise(pl.lit("entry")))
        .group_by("kind", "slot")
        .agg(cases=pl.len().cast(pl.Int64), moved=(pl.col("mcp") != pl.col("then")).sum().cast(pl.Int64))
        .sort("kind", "slot")
    )
    low, high = wilson(found["moved"].to_numpy(), found["cases"].to_numpy())
    edges = [((pl.col("slot") + at) / bins).round(9).alias(name) for at, name in enumerate(("from", "to"))]
    return found.select(
        "kind", *edges, "cases", "moved",
        (pl.col("moved") / pl.col("cases")).alias("probability"), pl.Series("low", low), pl.Series("high", high),
    )  # fmt: skip


def transitions_of_years(years: list[pl.DataFrame], *, bins: int = 10) -> pl.DataFrame:
    """The transitions between each year and the next, with the columns year (the first) and next_year before them."""
    parts = [
        transitions(first, second, bins=bins).select(
            pl.lit(first[YEAR][0]).alias(YEAR), pl.lit(second[YEAR][0]).alias("next_year"), pl.all()
        )
        for first, second in pairwise(years)
    ]
    return pl.concat(parts)


def wilson(moved: Floats, cases: Floats) -> tuple[Floats, Floats]:
    """Wilson's 95 % interval of a proportion; within 0…1 also for none and for all.

    >>> [round(float(bound[0]), 4) for bound in wilson(np.array([1]), np.array([10]))]
    [0.0179, 0.4042]
    """
    share, square = moved / cases, _Z**2
    middle = (share + square / (2 * cases)) / (1 + square / cases)
    half = _Z / (1 + square / cases) * np.sqrt(share * (1 - share) / cases + square / (4 * cases**2))
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)
