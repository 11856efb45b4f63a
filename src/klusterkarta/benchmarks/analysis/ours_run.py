"""Klusterkarta's relatedness and complexity in a process of its own: a first call, then warm ones.

python -m klusterkarta.benchmarks.analysis.ours_run COMPILED CELLS.parquet FOUND.parquet FIGURES.json
"""

import json
import sys
from pathlib import Path

import polars as pl

from klusterkarta.analysis.relatedness.table import complexity_by_year, complexity_table
from klusterkarta.benchmarks.measure import peak_megabytes, stop_watch

# Many, for a call is short: the first of them still fetch their memory from the system.
_WARM = 9


def main(arguments: list[str]) -> None:
    """Run it and write what it found and what it took; compiled code is kept in the folder COMPILED, or found there."""
    compiled, cells_file, found_file, figures = arguments
    cells = pl.read_parquet(cells_file)
    taken, found, peak = [], cells, 0.0
    for number in range(1 + _WARM):
        took = stop_watch()
        if number == 0:
            _keep_compiled(compiled)
        found = complexity_table(cells)
        taken.append(took())
        # The peer's peak is that of one call.
        peak = peak or peak_megabytes()
    found.with_columns(pl.col(pl.Enum).cast(pl.String)).write_parquet(found_file)
    told = {
        "seconds": [seconds for seconds, _ in taken], "processor": [processor for _, processor in taken],
        "peak_megabytes": peak, "version": "",
    }  # fmt: skip
    Path(figures).write_text(json.dumps(told), encoding="utf-8")


def _keep_compiled(folder: str) -> None:
    """Loading the compiler is part of the first call."""
    import numba

    numba.config.CACHE_DIR = folder  # type: ignore[attr-defined]


def many_years(cells_file: str) -> int:
    """All years, one after the other, each year's rows let go; how many rows there were."""
    return sum(one.rows.height for one in complexity_by_year(pl.read_parquet(cells_file)))


if __name__ == "__main__":
    main(sys.argv[1:])
