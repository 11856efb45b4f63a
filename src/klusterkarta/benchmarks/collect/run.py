"""Collect a generated workbook into an empty register, and write the master list out of it: time and memory."""

import shutil
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from klusterkarta.benchmarks.collect.steps import Collected, Exported, collect, export, read_register
from klusterkarta.benchmarks.machine import machine_note
from klusterkarta.benchmarks.measure import Measured, in_child
from klusterkarta.benchmarks.register.options import add_register_arguments, databases
from klusterkarta.benchmarks.register.workbook import COLUMNS, write_workbook
from klusterkarta.benchmarks.table import BenchmarkTable, whole


def add_arguments(parser: ArgumentParser) -> None:
    """How many rows, on which database."""
    add_register_arguments(parser)


def run(options: Namespace, progress: Callable[[str], None]) -> list[BenchmarkTable]:
    """One table of collecting, one of the master list."""
    with (
        tempfile.TemporaryDirectory(prefix="klusterkarta-") as temporary,
        databases(options.database, len(options.actors)) as addresses,
    ):
        folder = options.keep if options.keep and options.database == "sqlite" else Path(temporary)
        sizes = zip(options.actors, addresses, strict=False)
        runs = [_measured(rows, folder, address, progress) for rows, address in sizes]
    where = f"Database: {options.database}. {machine_note()}"
    return [_collecting(runs, where), _writing(runs, where)]


@dataclass(frozen=True, slots=True)
class _Run:
    rows: int
    statements: int
    file_megabytes: float
    collected: Measured[Collected]
    exported: Measured[Exported]
    read: Measured[float]


def _measured(rows: int, folder: Path, address: str, progress: Callable[[str], None]) -> _Run:
    workbook, workspace, done = folder / f"{rows}.xlsx", folder / str(rows), folder / f"{rows}.done"
    done.unlink(missing_ok=True)
    shutil.rmtree(workspace, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    progress(f"{whole(rows)} rows: writing the workbook")
    statements = write_workbook(workbook, rows)
    progress(f"{whole(rows)} rows: collecting")
    collected = in_child(collect, workspace, workbook, database_url=address)
    progress(f"{whole(rows)} rows: {collected.result.seconds:.1f} s; now the master list")
    exported = in_child(export, workspace, address)
    progress(f"{whole(rows)} rows: {exported.result.seconds:.1f} s")
    read = in_child(read_register, workspace, address)
    megabytes = workbook.stat().st_size / 1e6
    workbook.unlink()
    done.touch()
    return _Run(rows, statements, megabytes, collected, exported, read)


def _collecting(runs: Sequence[_Run], where: str) -> BenchmarkTable:
    columns = (
        "rows",
        "statements",
        "records",
        "file, MB",
        "s",
        "of the processor, s",
        "rows a second",
        "peak, MB",
        "reader's peak, MB",
    )
    return BenchmarkTable(
        "Collecting an xlsx into an empty register",
        columns,
        tuple(_collecting_row(one) for one in runs),
        (where, f"{len(COLUMNS)} columns. Target at 100 000 rows: under 60 s and 1 500 MB.", _growth(runs, _collect_s)),
    )


def _collecting_row(one: _Run) -> tuple[str, ...]:
    told, peak = one.collected.result, one.collected.peak_megabytes
    amounts = (whole(one.rows), whole(one.statements), whole(told.records), f"{one.file_megabytes:.1f}")
    speed = (f"{told.seconds:.1f}", f"{told.processor_seconds:.1f}", whole(one.rows / told.seconds))
    return (*amounts, *speed, whole(peak), whole(told.reader_megabytes))


def _writing(runs: Sequence[_Run], where: str) -> BenchmarkTable:
    return BenchmarkTable(
        "The master list of the whole register",
        (
            "actors",
            "s",
            "of the processor, s",
            "of these reading the register, s",
            "peak, MB",
            "peak of reading alone, MB",
            "file, MB",
        ),
        tuple(_writing_row(one) for one in runs),
        (where, "Target at 100 000 rows of 20 columns: under 6 s and 500 MB.", _growth(runs, _export_s)),
    )


def _writing_row(one: _Run) -> tuple[str, ...]:
    told = one.exported.result
    seconds = (f"{told.seconds:.1f}", f"{told.processor_seconds:.1f}", f"{one.read.result:.1f}")
    peaks = (whole(one.exported.peak_megabytes), whole(one.read.peak_megabytes))
    return (whole(told.actors), *seconds, *peaks, f"{told.megabytes:.1f}")


def _collect_s(one: _Run) -> float:
    return one.collected.result.processor_seconds


def _export_s(one: _Run) -> float:
    return one.exported.result.processor_seconds


def _growth(runs: Sequence[_Run], seconds: Callable[[_Run], float]) -> str:
    least, most = runs[0], runs[-1]
    rows, times = most.rows / least.rows, seconds(most) / seconds(least)
    return f"From {whole(least.rows)} to {whole(most.rows)} rows (×{rows:.0f}) the processor's time grows ×{times:.1f}."
