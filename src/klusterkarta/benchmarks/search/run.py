"""Search over generated actors: time to build the index, to answer each letter typed, to take in a change."""

import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from klusterkarta.benchmarks.machine import machine_note
from klusterkarta.benchmarks.measure import Measured, in_child
from klusterkarta.benchmarks.search.steps import Measures, Spent, measure_search
from klusterkarta.benchmarks.table import BenchmarkTable, whole

_SIZES = (1_000, 10_000, 100_000)
_NOTES = (
    "A letter: the answer, 20 hits with reasons and counts of all four breadths, to what stands in the field so far.",
    "Typed are words of concepts, names, misspelled words, and a word with a name, from the second letter on.",
    "Seconds and milliseconds: on the clock / of the processor. At 100 000 actors: build < 30 s, p95 < 100 ms.",
)


def add_arguments(parser: ArgumentParser) -> None:
    """How many actors, how many queries."""
    parser.add_argument("--actors", type=int, nargs="+", default=list(_SIZES), metavar="N")
    parser.add_argument("--queries", type=int, default=60, metavar="N")


def run(options: Namespace, progress: Callable[[str], None]) -> list[BenchmarkTable]:
    """One table: a row for each size."""
    rows = []
    for actors in options.actors:
        progress(f"{whole(actors)} actors")
        with tempfile.TemporaryDirectory(prefix="klusterkarta-") as folder:
            made = in_child(measure_search, Path(folder) / "index", actors=actors, queries=options.queries)
            rows.append(_row(actors, made))
    columns = (
        "actors",
        "build, s",
        "open, s",
        "ten changed, s",
        "letters",
        "p50, ms",
        "p95, ms",
        "worst, ms",
        "MB on disk",
        "peak, MB",
    )
    return [BenchmarkTable("Search as you type", columns, tuple(rows), (*_NOTES, machine_note()))]


def _row(actors: int, measured: Measured[Measures]) -> tuple[str, ...]:
    found = measured.result
    typed = found.typed
    return (
        whole(actors),
        *(_told(spent) for spent in (found.build, found.opened, found.change)),
        whole(typed.answers),
        f"{typed.p50:.1f} / {typed.p50_processor:.1f}",
        f"{typed.p95:.1f} / {typed.p95_processor:.1f}",
        f"{typed.most:.0f}",
        whole(found.megabytes),
        whole(measured.peak_megabytes),
    )


def _told(spent: Spent) -> str:
    return f"{spent.clock:.2f} / {spent.processor:.2f}"
