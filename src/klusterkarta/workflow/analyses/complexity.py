"""`klusterkarta analyse complexity`: a file of regions and industries into a file of relatedness and complexity."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from klusterkarta.analysis.grid import bad
from klusterkarta.analysis.relatedness.proximity import Kind
from klusterkarta.analysis.relatedness.table import ALWAYS, COLUMNS, Choices, complexity_by_year
from klusterkarta.analysis.relatedness.transitions import transitions_of_years
from klusterkarta.values.reason import Reason
from klusterkarta.workflow.analyses.cells import Columns, Rows, read_cells
from klusterkarta.workflow.analyses.written import RowsFile, check_target, write_rows


@dataclass(frozen=True, slots=True)
class Asked:
    """From which advantage on a region is present, kind of proximity, own industry in the density, further columns.

    `transitions`: the file for entries and exits between each year and the next.
    """

    threshold: float = 1.0
    kind: Kind = "hidalgo"
    own: bool = True
    also: tuple[str, ...] = ()
    transitions: Path | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: rows, columns, years; and what has to be said of it."""

    rows: int
    columns: tuple[str, ...]
    years: tuple[str, ...]
    notes: tuple[Reason, ...]


def measure_complexity(path: Path, out: Path, *, columns: Columns, rows: Rows, asked: Asked) -> Written:
    """Read, measure, write, a year at a time. Raises UnreadableFile and BadCells; nothing is written then."""
    unknown = [name for name in asked.also if name not in COLUMNS]
    if unknown:
        raise bad("cells.unknown_column", name=", ".join(unknown), columns=", ".join(COLUMNS))
    for target in filter(None, (out, asked.transitions)):
        check_target(target, [path])
    read = read_cells(path, columns, rows=rows)
    wanted = tuple(name for name in COLUMNS if name in ALWAYS or name in asked.also)
    choices = Choices(asked.threshold, asked.kind, asked.own, wanted)
    years: list[str] = []
    notes: list[Reason] = list(read.notes)
    steps: list[pl.DataFrame] = []
    earlier: pl.DataFrame | None = None
    with RowsFile(out) as file:
        for one in complexity_by_year(read.frame, choices, first_row=read.first_row):
            file.add(one.rows)
            years += [str(one.rows["year"][0])] if "year" in one.rows.columns else []
            notes += one.notes
            if asked.transitions:
                steps += [] if earlier is None else [transitions_of_years([earlier, one.rows])]
                earlier = one.rows
        if asked.transitions and not steps:
            raise bad("cells.one_year", years=", ".join(years))
    if asked.transitions:
        write_rows(pl.concat(steps), asked.transitions)
    return Written(file.rows, file.columns, tuple(years), tuple(dict.fromkeys(notes)))
