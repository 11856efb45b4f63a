"""Establishments grouped to cells: our expression beside bare DuckDB (and pandas where it is installed)."""

import importlib.util
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from klusterkarta.benchmarks.machine import machine_note
from klusterkarta.benchmarks.measure import in_child
from klusterkarta.benchmarks.micro.steps import bare_duckdb, by_pandas, ours, write_establishments
from klusterkarta.benchmarks.table import BenchmarkTable, whole


def add_arguments(parser: ArgumentParser) -> None:
    """How many establishments, how often."""
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--repeats", type=int, default=3)


def run(options: Namespace, progress: Callable[[str], None]) -> list[BenchmarkTable]:
    """One table; the order turns with every repeat, the least of each is told, and the answers have to be equal."""
    contenders = {"klusterkarta": ours, "bare DuckDB": bare_duckdb}
    if importlib.util.find_spec("pandas"):
        contenders["pandas"] = by_pandas
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in contenders}
    answers = set()
    with tempfile.TemporaryDirectory(prefix="klusterkarta-") as folder:
        path = Path(folder) / "establishments.parquet"
        progress("writing establishments")
        in_child(write_establishments, path, options.rows)
        for repeat in range(options.repeats):
            for name in list(contenders)[:: 1 if repeat % 2 else -1]:
                progress(f"{name}, {repeat + 1}")
                done = in_child(contenders[name], path)
                answers.add(done.result[0])
                found[name].append((*done.result[1], done.peak_megabytes))
    rows = tuple((name, *_row(times)) for name, times in found.items())
    same = "All gave the same cells." if len(answers) == 1 else f"The answers differ: {answers}."
    notes = (machine_note(), f"{whole(options.rows)} establishments, {whole(next(iter(answers))[0])} cells. {same}")
    more = "Seconds are the least of the repeats, libraries loaded before; ours include opening the engine and checks."
    return [BenchmarkTable("Establishments grouped", ("with", "s", "CPU s", "peak, MB"), rows, (*notes, more))]


def _row(times: list[tuple[float, float, float]]) -> tuple[str, str, str]:
    seconds, processor, peaks = zip(*times, strict=True)
    return f"{min(seconds):.2f}", f"{min(processor):.2f}", whole(max(peaks))
