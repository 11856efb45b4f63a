"""The scores of an index as long rows."""

import numpy as np
import polars as pl

from klusterkarta.analysis.index.composite import Scores
from klusterkarta.vocabularies.composite_index import CompositeIndex

COLUMNS = ("region", "level", "key", "score", "rank", "rank_low", "rank_high", "class")


def score_rows(scores: Scores, index: CompositeIndex) -> pl.DataFrame:
    """A row a region and index, group and indicator; ranks and class with the index. Null where too little is known."""
    whole = _rows(scores.regions, "index", index.key, scores.total).with_columns(
        pl.Series(name, np.where(ranks > 0, ranks, np.nan)).fill_nan(None).cast(pl.Int64)
        for name, ranks in (("rank", scores.ranks), ("rank_low", scores.low), ("rank_high", scores.high))
    )
    whole = whole.with_columns(pl.Series("class", scores.classes).replace("", None))
    groups = [_rows(scores.regions, "group", one.key, scores.groups[:, at]) for at, one in enumerate(index.groups)]
    each = [
        _rows(scores.regions, "indicator", one.key, scores.indicators[:, at]) for at, one in enumerate(index.indicators)
    ]
    return pl.concat([whole, *groups, *each], how="diagonal").select(COLUMNS)


def _rows(
    regions: tuple[str, ...], level: str, key: str, values: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> pl.DataFrame:
    return pl.DataFrame(
        {"region": regions, "level": [level] * len(regions), "key": [key] * len(regions), "score": values}
    ).with_columns(pl.col("score").fill_nan(None))
