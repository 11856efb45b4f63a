"""`klusterkarta analyse suppress`: a file of establishments into a table that can be published."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from klusterkarta.analysis.grid import INDUSTRY, REGION, VALUE, YEAR, check_rows
from klusterkarta.analysis.suppression import revealed, suppressed_cells, telling_cells
from klusterkarta.values.reason import Reason
from klusterkarta.workflow.analyses.cells import Columns, read_cells
from klusterkarta.workflow.analyses.written import check_target, write_rows

_NUMBER, _LARGEST, WHY = "establishments", "largest", "why"


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: cells, how many of them were left out, and what has to be said of it."""

    cells: int
    telling: int
    beside: int
    notes: tuple[Reason, ...]


def suppress_table(path: Path, out: Path, *, columns: Columns, fewest: int = 3, share: float = 0.7) -> Published:
    """Sum establishments by region and industry (and year), leave cells out, write. Row and column totals may stay.

    A cell without a value says why: "few" (fewer than `fewest` establishments, or one with over `share` of the value)
    or "beside" (hides another). Raises UnreadableFile and BadCells; nothing is written then.
    """
    check_target(out, [path])
    read = read_cells(path, columns)
    check_rows(read.frame, read.first_row)
    keys = [name for name in (YEAR, REGION, INDUSTRY) if name in read.frame.columns]
    value = pl.col(VALUE)
    summed = read.frame.group_by(keys).agg(value.sum(), value.count().alias(_NUMBER), value.max().alias(_LARGEST))
    parts = [summed] if YEAR not in keys else summed.sort(YEAR).partition_by(YEAR, maintain_order=True)
    published, open_still = zip(*(_published(part, fewest, share) for part in parts), strict=True)
    rows = pl.concat(published).select(*keys, VALUE, WHY).sort(keys)
    write_rows(rows, out)
    counts = dict(rows.group_by(WHY).len().iter_rows())
    notes = (Reason("analyse.revealed", {"count": sum(open_still)}),) if sum(open_still) else ()
    return Published(rows.height, counts.get("few", 0), counts.get("beside", 0), notes)


def _published(cells: pl.DataFrame, fewest: int, share: float) -> tuple[pl.DataFrame, int]:
    """One year's cells with what is left out, and how many telling cells the totals give away all the same."""
    places = {name: {code: at for at, code in enumerate(sorted(set(cells[name])))} for name in (REGION, INDUSTRY)}
    at = tuple(cells[name].replace_strict(codes).to_numpy() for name, codes in places.items())
    values, number, largest = np.zeros((3, len(places[REGION]), len(places[INDUSTRY])))
    for matrix, name in ((values, VALUE), (number, _NUMBER), (largest, _LARGEST)):
        matrix[at] = cells[name].cast(pl.Float64).to_numpy()
    telling = telling_cells(values, number, largest=largest, fewest=fewest, share=share)
    out = suppressed_cells(values, telling)
    why = np.where(telling[at], "few", np.where(out[at], "beside", ""))
    marked = cells.with_columns(pl.Series(WHY, why.tolist(), dtype=pl.String))
    shown = pl.when(pl.col(WHY) == "").then(pl.col(VALUE)).alias(VALUE)
    return marked.with_columns(shown), len(revealed(values, telling))
