"""What is shown of an actor's statements, as columns of a list in one language."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl

from klusterkarta.publishing.list_rows import ListRows, Numbers, places_of
from klusterkarta.values.frames import Snapshot

# Much of it is steps that one processor takes alone, outside Python's lock.
_THREADS = 2


def stated_columns(
    snapshot: Snapshot, rows: ListRows, *, language: str, properties: Sequence[str], order: Numbers
) -> dict[str, pl.Series]:
    """One column for each property: its shown values, the best language of each only, in the order they were said.

    `order`: the place of each record in that order, as `record_order` gives it.
    """

    def column(code: str) -> pl.Series:
        shown = snapshot.values.filter(pl.col("shown") & (pl.col("property") == code))
        return _column(code, shown, rows, language, order)

    with ThreadPoolExecutor(_THREADS) as threads:
        return dict(zip(properties, threads.map(column, properties), strict=True))


def record_order(snapshot: Snapshot) -> Numbers:
    """The place of each record, by its key: an edition gives its numbers anew, and the list shall be the same."""
    keys = snapshot.records.select("record", "key").sort("key")["record"]
    return places_of(keys, np.arange(keys.len()))


def _column(code: str, shown: pl.DataFrame, rows: ListRows, language: str, order: Numbers) -> pl.Series:
    own = shown.select("record", "language", "position", "value", row=pl.Series(rows.rows(shown["actor"])))
    own = _nearest(own.filter(pl.col("row") >= 0), language)
    if code == "description":
        foreign = ~pl.col("language").is_in([language, ""])
        marked = pl.when(foreign).then(pl.format("[{}] {}", "language", "value"))
        own = own.with_columns(marked.otherwise("value").alias("value"))
    said = [order[own["record"].to_numpy()], own["position"].to_numpy().astype(np.int64)]
    return rows.joined(own["row"].to_numpy(), own["value"], order=said)


def _nearest(shown: pl.DataFrame, language: str) -> pl.DataFrame:
    """Of each row the values in the wanted language, else those in none, else all."""
    if (shown["language"] == "").all():
        return shown
    distance = pl.when(pl.col("language") == language).then(0).when(pl.col("language") == "").then(1).otherwise(2)
    return shown.filter(distance == distance.min().over("row"))
