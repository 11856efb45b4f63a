"""Splink as the engine: the levels are precomputed columns, Splink weighs them by the model.

Pairs that reach the same levels weigh the same, so Splink is given each pattern of levels once.
"""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl

from klusterkarta.linkage.tables.arrays import Floats, Ints
from klusterkarta.linkage.tables.levels import LEVELS
from klusterkarta.linkage.tables.model import Model

if TYPE_CHECKING:
    from splink.internals.database_api import DatabaseAPISubClass

Engine = Literal["duckdb", "spark"]
_PATTERN = "pattern"


def match_weights(levels: Mapping[str, Ints], model: Model, *, engine: Engine = "duckdb") -> Floats:
    """The match weight of every pair in bits: log2 of the odds that it is one actor.

    The engines give the same weights to 1e-9. Raises NoSpark where Spark is asked for and cannot be started.
    """
    frame = pl.DataFrame({name: levels[name] for name in LEVELS})
    patterns = frame.unique(maintain_order=True).with_row_index(_PATTERN).with_columns(pl.col(_PATTERN).cast(pl.Int64))
    if patterns.is_empty():
        return np.zeros(0, dtype=np.float32)
    weighed = patterns.join(pattern_weights(patterns, model, engine=engine), on=_PATTERN)
    weights: Floats = frame.join(weighed, on=list(LEVELS), how="left", maintain_order="left")["match_weight"].to_numpy()
    return weights


def pattern_weights(patterns: pl.DataFrame, model: Model, *, engine: Engine = "duckdb") -> pl.DataFrame:
    """Splink's match weight of each pattern of levels: pattern, match_weight."""
    from splink import Linker

    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        api = _duckdb() if engine == "duckdb" else _spark()
        sides = [api.register(patterns.to_arrow(), dataset_display_name=side) for side in ("one", "other")]
        linker = Linker(sides, splink_settings(model), log_level=None, validate_settings=False)
        found = linker.inference.predict()
        rows = pl.DataFrame(pl.from_arrow(found.as_pyarrow_table()))  # type: ignore[no-untyped-call]
        return rows.select(pl.col(f"{_PATTERN}_l").cast(patterns.schema[_PATTERN]).alias(_PATTERN), "match_weight")
    finally:
        logger.setLevel(before)


def _duckdb() -> "DatabaseAPISubClass":
    from duckdb import connect
    from splink import DuckDBAPI

    return DuckDBAPI(connect())


def _spark() -> "DatabaseAPISubClass":
    from klusterkarta.linkage.tables.spark import spark_session

    # Of its own, so that the tables of one call do not meet those of the next.
    session = spark_session().newSession()
    from splink.internals.spark.database_api import SparkAPI

    # The levels are columns: none of Splink's own functions is needed, and nothing has to be written between the steps.
    own = {"break_lineage_method": "persist", "register_udfs_automatically": False}
    return SparkAPI(spark_session=session, **own)  # type: ignore[no-untyped-call]


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
                "sql_condition": f"{name}_l = {at}" if at < last else "ELSE",
                "label_for_charts": level,
                "m_probability": model.shares[name][at][0],
                "u_probability": model.shares[name][at][1],
            }
            for at, level in enumerate(LEVELS[name])
        ],
    }
