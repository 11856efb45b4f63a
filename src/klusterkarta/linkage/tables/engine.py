"""Splink as the engine: the levels are precomputed columns, Splink weighs them by the model.

Pairs that reach the same levels weigh the same, so Splink is given each pattern of levels once.
"""

import logging
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from klusterkarta.linkage.tables.arrays import Floats, Ints
from klusterkarta.linkage.tables.levels import LEVELS
from klusterkarta.linkage.tables.model import Model

_PATTERN = "pattern"


def match_weights(levels: Mapping[str, Ints], model: Model) -> Floats:
    """The match weight of every pair in bits: log2 of the odds that it is one actor."""
    frame = pl.DataFrame({name: levels[name] for name in LEVELS})
    patterns = frame.unique(maintain_order=True).with_row_index(_PATTERN)
    if patterns.is_empty():
        return np.zeros(0, dtype=np.float32)
    weighed = patterns.join(pattern_weights(patterns, model), on=_PATTERN)
    weights: Floats = frame.join(weighed, on=list(LEVELS), how="left", maintain_order="left")["match_weight"].to_numpy()
    return weights


def pattern_weights(patterns: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Splink's match weight of each pattern of levels: pattern, match_weight. The computation is DuckDB's."""
    from duckdb import connect
    from splink import DuckDBAPI, Linker

    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        connection = connect()
        api = DuckDBAPI(connection)
        sides = [api.register(patterns.to_arrow(), dataset_display_name=side) for side in ("one", "other")]
        linker = Linker(sides, splink_settings(model), log_level=None, validate_settings=False)
        found = linker.inference.predict()
        sql = f"select {_PATTERN}_l as {_PATTERN}, match_weight from {found.physical_name}"
        rows: pl.DataFrame = connection.sql(sql).pl()
        return rows.with_columns(pl.col(_PATTERN).cast(patterns.schema[_PATTERN]))
    finally:
        logger.setLevel(before)


def splink_settings(model: Model) -> dict[str, Any]:
    """The model as Splink's settings: a pattern is compared with itself, its levels are the comparisons' levels."""
    return {
        "link_type": "link_only",
        "unique_id_column_name": _PATTERN,
        "comparisons": [_comparison(name, model) for name in LEVELS],
        "blocking_rules_to_generate_predictions": [f"l.{_PATTERN} = r.{_PATTERN}"],
        "probability_two_random_records_match": model.prior,
        "retain_matching_columns": False,
    }


def _comparison(name: str, model: Model) -> dict[str, Any]:
    last = len(LEVELS[name]) - 1
    return {
        "output_column_name": name,
        "comparison_levels": [
            {
                "sql_condition": f'"{name}_l" = {at}' if at < last else "ELSE",
                "label_for_charts": level,
                "m_probability": model.shares[name][at][0],
                "u_probability": model.shares[name][at][1],
            }
            for at, level in enumerate(LEVELS[name])
        ],
    }
