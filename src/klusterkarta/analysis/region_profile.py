"""A region's economy on one page: what it is strong in, what is near and missing, and what has changed."""

from dataclasses import dataclass

import polars as pl

from klusterkarta.analysis.grid import INDUSTRY, REGION, VALUE, bad, named


@dataclass(frozen=True, slots=True)
class RegionProfile:
    """`strong`: industry, value, share, rca, surplus, pci (change); `missing`: industry, value, density, rca, pci, cog.

    `share` is of the region's total, `surplus` what the region has beyond its share of the whole, in the unit of the
    values, `change` the value less the earlier one. `gained` and `lost` are industries that it became present in since
    the earlier year and those that it no longer is.
    """

    region: str
    total: float
    strong: pl.DataFrame
    missing: pl.DataFrame
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def region_profile(
    rows: pl.DataFrame, region: str, *, earlier: pl.DataFrame | None = None, most: int = 10
) -> RegionProfile:
    """The profile of one region from the rows of a year, and of an earlier year where changes are asked for.

    `rows` are those of `complexity_table` for one year. Strong are the industries that the region is present in, the
    largest surplus first; missing those that it is not, the densest first; of each at most `most`. Raises BadCells for
    a region that is not among the rows.

    >>> cells = {"region": ["a", "b"], "industry": ["x", "x"], "value": [3.0, 1.0], "rca": [1.5, 0.5], "mcp": [1, 0]}
    >>> rows = pl.DataFrame({**cells, "density": [0.5, 0.5], "pci": [0.0, 0.0], "cog": [0.0, 0.0]})
    >>> region_profile(rows, "a").strong.select("industry", "share", "surplus").rows()
    [('x', 1.0, 1.0)]
    """
    own = _own(rows, region)
    total = float(own[VALUE].sum())
    surplus = pl.when(pl.col("rca") > 0).then(pl.col(VALUE) - pl.col(VALUE) / pl.col("rca"))
    strong = own.filter(pl.col("mcp") == 1).with_columns(share=pl.col(VALUE) / total, surplus=surplus)
    missing = own.filter(pl.col("mcp") == 0).sort("density", INDUSTRY, descending=[True, False], nulls_last=True)
    columns = [INDUSTRY, VALUE, "share", "rca", "surplus", "pci"]
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    if earlier is not None:
        before = _own(earlier, region).select(INDUSTRY, was=VALUE, had=pl.col("mcp") == 1)
        strong = strong.join(before, on=INDUSTRY, how="left").with_columns(change=pl.col(VALUE) - pl.col("was"))
        gained, lost = _moved(own, before)
        columns += ["change"]
    ordered = strong.sort("surplus", INDUSTRY, descending=[True, False]).select(columns)
    near = missing.select(INDUSTRY, VALUE, "density", "rca", "pci", "cog")
    return RegionProfile(region, total, ordered.head(most), near.head(most), gained, lost)


def _own(rows: pl.DataFrame, region: str) -> pl.DataFrame:
    text = rows.with_columns(pl.col(REGION, INDUSTRY).cast(pl.String))
    own = text.filter(pl.col(REGION) == region)
    if own.is_empty():
        raise bad("cells.no_region", region=region, regions=named(text[REGION].unique().sort().to_list()))
    return own


def _moved(own: pl.DataFrame, before: pl.DataFrame) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Industries of both years only: one that the earlier year does not know cannot have been gained."""
    both = own.select(INDUSTRY, has=pl.col("mcp") == 1).join(before, on=INDUSTRY).drop_nulls(["has", "had"])
    gained = both.filter(pl.col("has") & ~pl.col("had"))[INDUSTRY].sort().to_list()
    lost = both.filter(~pl.col("has") & pl.col("had"))[INDUSTRY].sort().to_list()
    return tuple(gained), tuple(lost)
