"""Truth 2: addresses of researchers with the organisation that publishers assert for each (ROR ids)."""

from pathlib import Path
from random import Random

import polars as pl

from klusterkarta.benchmarks.linkage.generate import COLUMNS

FILE = "crossref_affiliation_to_ror.csv.gz"
_SEED = 3


def read_affiliations(folder: Path) -> pl.DataFrame | None:
    """The strings as records: id, entity, half (by organisation), name, other columns empty; None without the file."""
    path = folder / FILE
    if not path.is_file():
        return None
    rows = pl.read_csv(path)
    organisations = sorted(rows["ror_id"].unique().to_list())
    chance = Random(_SEED)  # noqa: S311 - seeded on purpose
    named = pl.DataFrame(
        {
            "ror_id": organisations,
            "entity": range(len(organisations)),
            "half": ["tuning" if chance.random() < 0.5 else "report" for _ in organisations],
        }
    )
    joined = rows.with_row_index("id").join(named, on="ror_id", maintain_order="left")
    return joined.select(
        pl.col("id").cast(pl.Int64), "entity", "half", pl.col("affiliation").alias("name"),
        *(pl.lit("").alias(column) for column in COLUMNS[1:]),
    )  # fmt: skip
