"""Organisation records with a known truth: seeded, skewed, with one to five records an organisation."""

from itertools import islice
from random import Random

import polars as pl

from klusterkarta.benchmarks.linkage.corrupt import record_of
from klusterkarta.benchmarks.linkage.entities import entities

SEED = 20_261_121
COLUMNS = ("name", "city", "postal_code", "url", "email")
# Of a hundred organisations so many have one, two, … five records.
_SIZES, _SHARES = (1, 2, 3, 4, 5), (50, 25, 13, 7, 5)


def generate(records: int, *, seed: int = SEED) -> pl.DataFrame:
    """So many records, shuffled: id, entity, half ("tuning" or "report", by entity), COLUMNS with "" for missing.

    >>> generate(10).columns
    ['id', 'entity', 'half', 'name', 'city', 'postal_code', 'url', 'email']
    >>> generate(50, seed=1).equals(generate(50, seed=1))
    True
    """
    chance = Random(seed)  # noqa: S311 - seeded on purpose
    rows: list[tuple[int, str, str, str, str, str]] = []
    stream = enumerate(entities(chance))
    while len(rows) < records:
        number, entity = next(stream)
        times = chance.choices(_SIZES, _SHARES)[0]
        found = (record_of(entity, chance) for _ in range(times))
        rows += [(number, one.name, one.city, one.postal_code, one.url, one.email) for one in found]
    chance.shuffle(rows)
    return as_frame(list(islice(rows, records)), seed=seed)


def as_frame(rows: list[tuple[int, str, str, str, str, str]], *, seed: int) -> pl.DataFrame:
    """Rows of (entity, *COLUMNS) as a frame with ids and halves; an entity's records are all in one half."""
    schema = {"entity": pl.Int64} | dict.fromkeys(COLUMNS, pl.String)
    frame = pl.DataFrame(rows, schema=schema, orient="row").with_row_index("id").cast({"id": pl.Int64})
    chance = Random(seed + 1)  # noqa: S311 - seeded on purpose
    count = max(frame["entity"].to_list(), default=0) + 1
    halves = pl.Series("half", ["tuning" if chance.random() < 0.5 else "report" for _ in range(count)])
    named = pl.DataFrame({"entity": range(count), "half": halves})
    return frame.join(named, on="entity", maintain_order="left").select("id", "entity", "half", *COLUMNS)
