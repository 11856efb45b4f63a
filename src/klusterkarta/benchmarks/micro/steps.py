"""The same group-by three ways, each in a process of its own: cells as sums that can be compared."""

from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from klusterkarta.benchmarks.measure import stop_watch

Answer = tuple[int, float, float]
"""Cells, employees in all, and the sum of each cell's largest."""
_REGIONS, _INDUSTRIES, _PART = 290, 800, 5_000_000


def write_establishments(path: Path, rows: int) -> None:
    """Parquet with region, industry (text), employees; most have few employees, one in a hundred thousand has many."""
    random = np.random.default_rng(20261121)
    regions = pl.Series([f"{at:04}" for at in range(_REGIONS)])
    industries = pl.Series([f"{at:05}" for at in range(_INDUSTRIES)])
    parts = []
    for start in range(0, rows, _PART):
        number = min(_PART, rows - start)
        frame = pl.DataFrame(
            {
                "region": regions[random.integers(0, _REGIONS, number)],
                "industry": industries[(random.random(number) ** 2 * _INDUSTRIES).astype(int)],
                "employees": (random.pareto(1.2, number) * 2).astype(np.int32).clip(0, 20_000),
            }
        )
        parts.append(path.with_name(f"{path.name}.{start}"))
        frame.write_parquet(parts[-1])
    pl.scan_parquet(parts).sink_parquet(path)
    for part in parts:
        part.unlink()


def ours(path: Path) -> tuple[Answer, tuple[float, float]]:
    """What `klusterkarta analyse establishments` groups, on DuckDB, with its checks; libraries are loaded before."""
    import ibis  # type: ignore[import-untyped]

    from klusterkarta.analysis.establishments.grouped import Keys
    from klusterkarta.workflow.analyses.establishments import cells_of

    ibis.memtable({"loaded": [1]}).to_pyarrow()
    took = stop_watch()
    cells = cells_of(path, Keys("region", "industry", "employees"))
    times = took()
    return (cells.height, float(cells["employees"].sum()), float(cells["largest"].sum())), times


def bare_duckdb(path: Path) -> tuple[Answer, tuple[float, float]]:
    """The query alone."""
    took = stop_watch()
    query = f"select region, industry, count(*) n, sum(employees) e, max(employees) m from '{path}' group by all"
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    cells = pl.DataFrame(connection.sql(query).to_arrow_table())
    times = took()
    return (cells.height, float(cells["e"].sum()), float(cells["m"].sum())), times


def by_pandas(path: Path) -> tuple[Answer, tuple[float, float]]:
    """The same with pandas."""
    import pandas as pd  # type: ignore[import-untyped]

    took = stop_watch()
    frame = pd.read_parquet(path)
    cells = frame.groupby(["region", "industry"])["employees"].agg(["size", "sum", "max"])
    times = took()
    return (len(cells), float(cells["sum"].sum()), float(cells["max"].sum())), times
