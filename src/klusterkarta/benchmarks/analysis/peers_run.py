"""The peers, run as a program in an environment of their own: reads cells, writes the figures of every cell.

    python peers_run.py ecomplexity|plain CELLS.parquet FOUND.parquet FIGURES.json

It imports nothing of Klusterkarta. `plain` is what a person who knows pandas and NumPy writes: a pivot table, matrices
of floats, NumPy's eigenvectors. What is timed goes from a frame in memory to a frame in memory.
"""

import importlib
import json
import resource
import sys
import time
import warnings
from pathlib import Path
from typing import Any

NAMES = {"time": "year", "loc": "region", "prod": "industry", "val": "value"}
COLUMNS = ["year", "region", "industry", "value", "rca", "mcp", "density", "eci", "pci", "coi", "cog"]


def ecomplexity(cells: Any) -> Any:
    """The package as its documentation calls it, without the sampled check of super-modularity, which only reports."""
    package = importlib.import_module("ecomplexity")
    return package.ecomplexity(cells, NAMES, verbose=False, check_logsupermodularity=False)[COLUMNS]


def plain(cells: Any) -> Any:
    """Pandas and NumPy, year by year."""
    pandas = importlib.import_module("pandas")
    parts = [_year(part).assign(year=year) for year, part in cells.groupby("year")]
    return pandas.concat(parts, ignore_index=True)[COLUMNS]


def _year(cells: Any) -> Any:
    numpy = importlib.import_module("numpy")
    table = cells.pivot_table(index="region", columns="industry", values="value", aggfunc="sum", fill_value=0.0)
    shares = table.div(table.sum(axis=1), axis=0)
    advantage = shares.div(table.sum(axis=0) / table.to_numpy().sum(), axis=1)
    present = (advantage >= 1).astype(float).to_numpy()
    diversity, ubiquity = present.sum(axis=1), present.sum(axis=0)
    given = present.T @ present / ubiquity
    near = numpy.minimum(given, given.T)
    density = present @ (near / near.sum(axis=0))
    values, vectors = numpy.linalg.eig((present / ubiquity).T @ (present / diversity[:, None]))
    trades = numpy.real(vectors[:, numpy.argsort(values.real)[-2]])
    regions = (present / diversity[:, None]) @ trades
    sign = numpy.sign(numpy.corrcoef(diversity, regions)[0, 1])
    trades, regions, absent = sign * trades, sign * regions, 1 - present
    outlook = (density * absent * trades).sum(axis=1)
    gain = absent * (absent @ (near * (trades / near.sum(axis=1))[:, None]))
    mean, spread = regions.mean(), regions.std()
    found = table.stack().rename("value").reset_index()
    found["rca"], found["mcp"] = advantage.to_numpy().ravel(), present.ravel().astype(int)
    found["density"], found["cog"] = density.ravel(), gain.ravel() / spread
    found["eci"] = numpy.repeat((regions - mean) / spread, len(trades))
    found["coi"] = numpy.repeat((outlook - outlook.mean()) / outlook.std(), len(trades))
    found["pci"] = numpy.tile((trades - mean) / spread, len(regions))
    return found


def peak_megabytes(kilobytes: int) -> float:
    """The peak of this process alone; getrusage starts from that of the process which began it."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.is_file() else []
    own = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
    return (own or [kilobytes])[0] * 1024 / 1_000_000


def main(arguments: list[str]) -> None:
    """Run one peer and write what it found and what it took."""
    peer, cells_file, found_file, figures = arguments
    warnings.simplefilter("ignore")
    cells = importlib.import_module("pandas").read_parquet(cells_file)
    began, busy = time.perf_counter(), time.process_time()
    found = {"ecomplexity": ecomplexity, "plain": plain}[peer](cells)
    seconds, processor = time.perf_counter() - began, time.process_time() - busy
    peak = peak_megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    found.to_parquet(found_file, index=False)
    version = importlib.import_module("importlib.metadata").version("pandas" if peer == "plain" else peer)
    told = {"seconds": [seconds], "processor": [processor], "peak_megabytes": peak, "version": version}
    Path(figures).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
