"""The frame of a statistical cube: one row a cell, as every room hands it on."""

import polars as pl

from klusterkarta.values.frames import Schema

# `value` is null where the statistics have no figure (".."); 0 where they say that there is none ("-"). `industry` and
# `sex` are "" where the figures are not parted so; `sex` is else "women" or "men".
CELLS: Schema = {
    "region": pl.String,
    "region_name": pl.String,
    "industry": pl.String,
    "industry_name": pl.String,
    "sex": pl.String,
    "year": pl.Int64,
    "value": pl.Float64,
}
KEYS = ("region", "industry", "sex", "year")
WOMEN, MEN = "women", "men"
