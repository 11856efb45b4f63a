"""`klusterkarta analyse concentration`: a file of regions and industries into a file of measures."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from klusterkarta.analysis.concentration.table import Wanted, concentration_table, measure_names
from klusterkarta.analysis.grid import YEAR
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.cluster_classes import read_methods
from klusterkarta.workflow.analyses.cells import Columns, Rows, read_cells
from klusterkarta.workflow.analyses.columns import read_text
from klusterkarta.workflow.analyses.written import check_target, write_rows


@dataclass(frozen=True, slots=True)
class Asked:
    """Measures by name; the years that change is measured between; draws of the intervals by chance.

    `thresholds`: a document with one's own cluster classes, all of which are measured too; None without.
    """

    measures: tuple[str, ...]
    first: str | None = None
    last: str | None = None
    draws: int = 1_000
    seed: int = 0
    thresholds: Path | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: rows, columns, years, measures; and what has to be said of it."""

    rows: int
    columns: tuple[str, ...]
    years: tuple[str, ...]
    measures: tuple[str, ...]
    notes: tuple[Reason, ...]


def measure_concentration(path: Path, out: Path, *, columns: Columns, rows: Rows, asked: Asked) -> Written:
    """Read, measure, write. Raises UnreadableFile, BadDocument and BadCells; nothing is written then."""
    own = read_methods(read_text(asked.thresholds), file=asked.thresholds.name) if asked.thresholds else {}
    names = measure_names(asked.measures, tuple(own))
    wanted = Wanted(names, asked.first, asked.last, asked.draws, asked.seed, rows.mixed_codes, own)
    check_target(out, [path, *filter(None, [asked.thresholds])])
    read = read_cells(path, columns, rows=rows)
    found = concentration_table(read.frame, wanted, first_row=read.first_row)
    # Who asks for "location_quotient" looks for that word in the file.
    apart = [one for one in reversed(asked.measures) if one not in own]
    called = {name: asked_for for asked_for in apart for name in measure_names([asked_for])}
    rows_out = found.rows.with_columns(pl.col("measure").replace(called))
    write_rows(rows_out, out)
    years = tuple(map(str, read.frame[YEAR].unique().sort().to_list())) if YEAR in read.frame.columns else ()
    told = tuple(rows_out["measure"].unique(maintain_order=True).to_list())
    return Written(found.rows.height, tuple(found.rows.columns), years, told, (*read.notes, *found.notes))
