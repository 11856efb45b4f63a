"""Relatedness and complexity against ecomplexity and against plain pandas and NumPy; many years by ours alone."""

import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from klusterkarta.benchmarks.analysis.compared import COLUMNS, differences
from klusterkarta.benchmarks.analysis.contenders import OURS, PEERS, Run, run_all
from klusterkarta.benchmarks.analysis.generate import SEED, generate
from klusterkarta.benchmarks.analysis.ours_run import many_years
from klusterkarta.benchmarks.linkage.environment import made_environment
from klusterkarta.benchmarks.machine import machine_note
from klusterkarta.benchmarks.measure import in_child, processor_seconds
from klusterkarta.benchmarks.table import BenchmarkTable, whole

PACKAGES = ("ecomplexity==0.5.3", "pandas>=2.2,<3", "numpy>=2", "pyarrow>=17")
SIZES = ("1500x1000x2", "3000x1200x1")
_COLUMNS = (
    "contender", "seconds", "of the processor", "cold", "fresh process", "peak MB", "times ours", "times by processor",
)  # fmt: skip
Say = Callable[[str], None]


def add_arguments(parser: ArgumentParser) -> None:
    """Sizes as regions x industries x years, the peers, rounds, how many years ours is to take in one go."""
    parser.add_argument("--sizes", nargs="*", default=list(SIZES), metavar="REGIONSxINDUSTRIESxYEARS")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=list(PEERS))
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--many", default="3000x1200x20", metavar="REGIONSxINDUSTRIESxYEARS")
    parser.add_argument("--environment", type=Path, default=Path.home() / ".cache" / "klusterkarta" / "analysis-peers")


def run(options: Namespace, progress: Say) -> list[BenchmarkTable]:
    """The tables: times and answers for each size, then many years."""
    python = made_environment(options.environment, PACKAGES, progress=progress) if options.peers else Path()
    with tempfile.TemporaryDirectory() as folder:
        tables = []
        for size in options.sizes:
            cells = _cells(size, Path(folder), progress)
            runs = run_all([*options.peers, OURS], cells, python=python, rounds=options.rounds, say=progress)
            tables += [_times(size, runs, options.rounds), _answers(size, runs)]
        return [*tables, *([_many(options.many, Path(folder), progress)] if options.many else [])]


def _cells(size: str, folder: Path, say: Say) -> Path:
    say(f"generating {size}")
    path = folder / f"{size}.parquet"
    regions, industries, years = map(int, size.split("x"))
    generate(regions, industries, years=years).write_parquet(path)
    return path


def _times(size: str, runs: Sequence[Run], rounds: int) -> BenchmarkTable:
    ours = next(one for one in runs if one.name == OURS)
    notes = (
        f"seed {SEED}; from a frame in memory to a frame in memory; medians of {rounds} rounds in turned order",
        "cold: the first call of all, with compiling; fresh process: the first call later on, compiled before",
        "plain: pandas and NumPy, see `peers_run.py`",
        machine_note(),
    )
    return BenchmarkTable(f"Complexity, {_said(size)}", _COLUMNS, tuple(_row(one, ours) for one in runs), notes)


def _row(one: Run, ours: Run) -> tuple[str, ...]:
    name = f"{one.name} {one.version}".strip()
    if one.fault:
        return (name, one.fault, *[""] * (len(_COLUMNS) - 2))
    times = (one.seconds / ours.seconds, one.processor_seconds / ours.processor_seconds)
    return (
        name, f"{one.seconds:.2f}", f"{one.processor_seconds:.2f}", f"{one.first[0]:.2f}", f"{one.first[-1]:.2f}",
        whole(one.megabytes),
        *(f"{ratio:.1f}" for ratio in times),
    )  # fmt: skip


def _answers(size: str, runs: Sequence[Run]) -> BenchmarkTable:
    """What is compared, by largest relative difference."""
    ours = next(one for one in runs if one.name == OURS)
    peers = [one for one in runs if one.name != OURS and not one.fault]
    found = {one.name: differences(ours.found, one.found) for one in peers}
    rows = tuple((name, *(f"{found[one.name][name]:.1e}" for one in peers)) for name in COLUMNS)
    notes = (
        "largest |a − b| / max(|a|, |b|) over all cells; 1e-6 is asked for",
        "not compared: the density of ecomplexity's `knn`, which counts present neighbours instead of weighing them",
    )
    return BenchmarkTable(f"The same answers, {_said(size)}", ("column", *(one.name for one in peers)), rows, notes)


def _many(size: str, folder: Path, say: Say) -> BenchmarkTable:
    cells = _cells(size, folder, say)
    say(f"{OURS} on {size}")
    before = processor_seconds()
    took = in_child(many_years, str(cells))
    busy = processor_seconds() - before
    row = (_said(size), whole(took.result), f"{took.seconds:.1f}", f"{busy:.1f}", whole(took.peak_megabytes))
    notes = ("reading the Parquet file included; each year's rows are let go when the next is reckoned", machine_note())
    columns = ("cells", "rows", "seconds", "of the processor", "peak MB")
    return BenchmarkTable("Complexity, many years", columns, (row,), notes)


def _said(size: str) -> str:
    regions, industries, years = (whole(int(one)) for one in size.split("x"))
    return f"{regions} regions × {industries} industries × {years} year{'' if years == '1' else 's'}"
