"""The rows of a list of actors: which row is whose, and what columns of texts are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

SEPARATOR = " | "
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class ListRows:
    """How many rows there are, and for the number of each actor its row; -1 for one that has none."""

    height: int
    row_of: Numbers

    @staticmethod
    def of(actors: pl.Series) -> "ListRows":
        """One row for each of these actors, in this order."""
        return ListRows(actors.len(), places_of(actors, np.arange(actors.len())))

    def rows(self, actors: pl.Series) -> Numbers:
        """The row of each of these, -1 for none.

        >>> ListRows.of(pl.Series([7, 3])).rows(pl.Series([3, 4, 7, 99])).tolist()
        [1, -1, 0, -1]
        """
        rows: Numbers = self.row_of[np.minimum(actors.to_numpy(), len(self.row_of) - 1)]
        return rows

    def column(self, rows: Numbers, texts: pl.Series) -> pl.Series:
        """These texts in these rows, nothing in the others. No row comes twice; -1 is left out.

        >>> ListRows.of(pl.Series([7, 3, 5])).column(np.array([2, -1, 0]), pl.Series(["a", "b", "c"])).to_list()
        ['c', None, 'a']
        """
        at = np.full(self.height + 1, -1, dtype=np.int64)
        at[rows] = np.arange(len(rows))
        # What belongs to no row was written behind the last.
        found = pl.Series(at[:-1])
        return texts.gather(found.set(found < 0, None))

    def joined(self, rows: Numbers, texts: pl.Series, *, order: Sequence[Numbers] = ()) -> pl.Series:
        """The same for rows that come several times: their texts joined by " | " in this order, each once.

        `order`: numbers, the first the most important; texts that are alike in all of them go by the alphabet.

        >>> ListRows.of(pl.Series([7, 3])).joined(np.array([1, 1, 1]), pl.Series(["b", "a", "b"])).to_list()
        [None, 'a | b']
        """
        counts = np.bincount(rows[rows >= 0], minlength=self.height)
        several = (counts[rows] > 1) & (rows >= 0) if self.height else rows >= 0
        alone = self.column(np.where(several, -1, rows), texts)
        if not several.any():
            return alone
        groups = _ordered(rows[several], texts.filter(pl.Series(several)), [one[several] for one in order])
        lists = _each_once(groups).group_by("row", maintain_order=True).agg("text")
        joined = lists["text"].list.join(SEPARATOR)
        return pl.select(pl.coalesce(alone, self.column(lists["row"].to_numpy(), joined))).to_series()


def places_of(numbers: pl.Series, places: Numbers) -> Numbers:
    """For each number up to the largest of these its place, -1 for one that is none of them; as is the last.

    >>> places_of(pl.Series([3, 1]), np.array([10, 11])).tolist()
    [-1, 11, -1, 10, -1]
    """
    own = numbers.to_numpy()
    found = np.full(int(own.max(initial=0)) + 2, -1, dtype=np.int64)
    found[own] = places
    return found


def _ordered(rows: Numbers, texts: pl.Series, order: Sequence[Numbers]) -> pl.DataFrame:
    """row and text in their order. Most come in it, and need no sorting by texts."""
    names = [f"by{place}" for place in range(len(order))]
    columns = dict(zip(["row", *names], [rows, *order], strict=True))
    frame = pl.DataFrame({**columns, "text": texts}).sort("row", maintain_order=True)
    steps = [np.diff(frame[name].to_numpy()) for name in columns]
    later = np.zeros(max(len(rows) - 1, 0), dtype=np.bool_)
    for step in reversed(steps):
        later = (step > 0) | ((step == 0) & later)
    return frame if later.all() else frame.sort(*columns, "text")


def _each_once(groups: pl.DataFrame) -> pl.DataFrame:
    """Each text of a row where it comes first. That none comes twice, as is usual, short sums of them tell sooner."""
    sums = groups.select(pl.col("text").hash() ^ pl.col("row").hash())
    if sums.to_series().n_unique() == groups.height:
        return groups
    return groups.unique(["row", "text"], keep="first", maintain_order=True)
