"""Employment of regions by industry, made from a seed: large and small regions, common and rare trades, kinships."""

import numpy as np
import polars as pl

SEED = 20261121
# Regions and industries lie in a space of this many traits; those near each other go together.
_TRAITS, _PULL = 3, 4.5
# Sizes of regions and of industries are Pareto distributed; a cell's own luck is log-normal.
_TAIL, _LUCK = 1.5, 1.0
_FILLED = 0.6


def generate(regions: int, industries: int, *, years: int = 1, seed: int = SEED) -> pl.DataFrame:
    """Long rows year, region, industry, value: whole persons, cells of none left out, like published tables.

    Six cells of ten are looked at; of those many round to nobody, so that about three of ten are filled.

    >>> generate(20, 10, years=2).columns
    ['year', 'region', 'industry', 'value']
    """
    chance = np.random.default_rng(seed)
    places, trades = chance.random((regions, _TRAITS)), chance.random((industries, _TRAITS))
    kinship = -_PULL * ((places[:, None, :] - trades) ** 2).sum(axis=2)
    sizes = 20 * chance.pareto(_TAIL, regions)[:, None] * chance.pareto(_TAIL, industries)
    labels = [pl.Series([f"{at:05d}" for at in range(count)]) for count in (regions, industries)]
    frames = []
    for year in range(years):
        luck = chance.normal(0, _LUCK, (regions, industries))
        persons = np.floor(sizes * np.exp(kinship + luck))
        rows, columns = np.nonzero((persons > 0) & (chance.random((regions, industries)) < _FILLED))
        keys = [labels[0].gather(rows).alias("region"), labels[1].gather(columns).alias("industry")]
        value = pl.Series("value", persons[rows, columns])
        frames.append(pl.DataFrame([*keys, value]).select(pl.lit(2000 + year).alias("year"), pl.all()))
    return pl.concat(frames)
