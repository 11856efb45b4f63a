"""Time at the server of lists, profiles and map data in generated registers of growing size."""

import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from klusterkarta.benchmarks.machine import machine_note
from klusterkarta.benchmarks.measure import Measured, in_child
from klusterkarta.benchmarks.register.options import add_register_arguments, databases
from klusterkarta.benchmarks.register.workbook import write_workbook
from klusterkarta.benchmarks.register.workspace import make_register
from klusterkarta.benchmarks.site.steps import Answered, measure_site
from klusterkarta.benchmarks.table import BenchmarkTable, whole

# Milliseconds at 100 000 actors.
_TARGETS = {"list, two facets": 150, "profile": 50, "map data": 200, "list, text filter": 100}
_NOTES = (
    "Milliseconds at the server, on the clock / of the processor in the site's process; no network.",
    "A figure is the median of different requests of one sort, each asked once; worst: the slowest, largest register.",
    "Growth: smallest to largest register; on SQLite of the processor's time, on PostgreSQL of the clock's.",
)

Results = Mapping[int, Measured[dict[str, Answered]]]


def add_arguments(parser: ArgumentParser) -> None:
    """How many actors, on which database; a folder whose registers are used again."""
    add_register_arguments(parser)


def run(options: Namespace, progress: Callable[[str], None]) -> list[BenchmarkTable]:
    """One table: sorts of requests, sizes of the register."""
    results = {}
    with (
        tempfile.TemporaryDirectory(prefix="klusterkarta-") as temporary,
        databases(options.database, len(options.actors)) as addresses,
    ):
        folder = options.keep if options.keep and options.database == "sqlite" else Path(temporary)
        for actors, address in zip(options.actors, addresses, strict=False):
            _fill(folder, actors, address, progress)
            progress(f"{whole(actors)} actors: asking")
            results[actors] = _asked(folder / str(actors), address, actors)
    where = f"Database: {options.database}. {machine_note()}"
    return [_table(results, where, in_process=options.database == "sqlite")]


def _asked(workspace: Path, address: str, actors: int) -> Measured[dict[str, Answered]]:
    return in_child(measure_site, workspace, database_url=address, actors=actors)


def _fill(folder: Path, actors: int, address: str, progress: Callable[[str], None]) -> None:
    done, workbook = folder / f"{actors}.done", folder / f"{actors}.xlsx"
    if done.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    progress(f"{whole(actors)} actors: collecting")
    write_workbook(workbook, actors)
    in_child(make_register, folder / str(actors), workbook, database_url=address)
    workbook.unlink()
    done.touch()


def _table(results: Results, where: str, *, in_process: bool) -> BenchmarkTable:
    sizes = sorted(results)
    columns = ("request", "target", *(f"{whole(size)} actors" for size in sizes), "worst", "growth")
    sorts = results[sizes[-1]].result
    rows = tuple(_row(sort, [results[size].result[sort] for size in sizes], in_process=in_process) for sort in sorts)
    peaks = ", ".join(whole(results[size].peak_megabytes) for size in sizes)
    return BenchmarkTable(
        "The site at the server",
        columns,
        rows,
        (where, *_NOTES, f"The most memory that the site's process held, MB: {peaks}."),
    )


def _row(sort: str, answered: Sequence[Answered], *, in_process: bool) -> tuple[str, ...]:
    target = next((f"< {most}" for start, most in _TARGETS.items() if sort.startswith(start)), "")
    least, most = (one.processor if in_process else one.median for one in (answered[0], answered[-1]))
    medians = (f"{one.median:.0f} / {one.processor:.0f}" for one in answered)
    return (sort, target, *medians, f"{answered[-1].worst:.0f}", f"×{most / least:.1f}")
