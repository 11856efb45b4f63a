"""The records of one table, or of two, that may be one actor: score, reasons, groups."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from klusterkarta.linkage.affiliations import organisation_part
from klusterkarta.linkage.tables.arrays import Floats, Ints
from klusterkarta.linkage.tables.candidates import Candidates, candidate_pairs
from klusterkarta.linkage.tables.compare import comparer
from klusterkarta.linkage.tables.engine import Engine, match_weights
from klusterkarta.linkage.tables.explain import Explainer
from klusterkarta.linkage.tables.model import Kind, stored_model
from klusterkarta.linkage.tables.records import Records, read_records
from klusterkarta.linkage.tables.words import LONGEST_NAME
from klusterkarta.values.reason import Reason

LEAST = 0.1


@dataclass(frozen=True, slots=True)
class Linked:
    """Pairs of positions in the table (left < right) with their weight in bits and probability, the likeliest first.

    `levels` are the levels of each pair; `notes` say what was left out or bounded.
    """

    frame: pl.DataFrame
    records: Records
    left: Ints
    right: Ints
    weights: Floats
    levels: Mapping[str, Ints]
    notes: tuple[Reason, ...]

    @property
    def scores(self) -> NDArray[np.float64]:
        """The probability of each pair that it is one actor, 1 / (1 + 2^-weight)."""
        scores: NDArray[np.float64] = 1 / (1 + np.exp2(-np.clip(self.weights, -60, 60)))
        return scores

    def reasons(self, pair: int) -> tuple[Reason, ...]:
        """What speaks for and against one of the pairs."""
        levels = {name: int(found[pair]) for name, found in self.levels.items()}
        explainer = Explainer(self.frame, self.records)
        return explainer.reasons(int(self.left[pair]), int(self.right[pair]), levels=levels)


def link_table(
    frame: pl.DataFrame,
    *,
    least: float = LEAST,
    first: int | None = None,
    kind: Kind = "records",
    engine: Engine = "duckdb",
) -> Linked:
    """The pairs of a table's records whose probability is at least `least`.

    `frame` has the text column `name` and any of `records.MARKS`. With `first`, the first so many rows are one table
    and the rest another, and only pairs across are looked for. With the kind "affiliations" the names are researchers'
    addresses, and the organisations in them are compared. `engine` is what Splink computes on; raises NoSpark.

    >>> names = ["Skånes Livsmedelsakademi", "Livsmedelsakademin Skåne", "Robotdalen"]
    >>> linked = link_table(pl.DataFrame({"name": names}))
    >>> list(zip(linked.left.tolist(), linked.right.tolist()))
    [(0, 1)]
    """
    records = read_records(_organisations(frame) if kind == "affiliations" else frame)
    found = candidate_pairs(records, first=first)
    levels = comparer(records).levels(found.left, found.right)
    weights = match_weights(levels, stored_model(kind), engine=engine)
    kept = np.flatnonzero(weights >= np.log2(least / (1 - least)))
    order = kept[np.lexsort((found.right[kept], found.left[kept], -weights[kept]))]
    return Linked(
        frame, records, found.left[order], found.right[order], weights[order],
        {name: level[order] for name, level in levels.items()}, tuple(_notes(frame, found)),
    )  # fmt: skip


def _organisations(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.Series("name", [organisation_part(name or "") for name in frame["name"].to_list()]))


def _notes(frame: pl.DataFrame, found: Candidates) -> list[Reason]:
    notes = []
    lengths = frame.select(pl.col("name").fill_null("").str.strip_chars().str.len_chars().alias("length"))["length"]
    if empty := int((lengths == 0).sum()):
        notes.append(Reason("linkage.names_empty", {"count": empty}))
    if long := int((lengths > LONGEST_NAME).sum()):
        notes.append(Reason("linkage.names_long", {"count": long, "limit": LONGEST_NAME}))
    if found.cut:
        bounds = {"count": found.cut, "largest": found.largest, "bound": found.bound}
        notes.append(Reason("linkage.table_blocks_cut", bounds))
    return notes
