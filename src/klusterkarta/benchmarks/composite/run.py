"""A composite index of generated regions with rank intervals from resampled weights and normalisations."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

import numpy as np
import polars as pl

from klusterkarta.analysis.index.composite import composite
from klusterkarta.benchmarks.machine import machine_note
from klusterkarta.benchmarks.measure import in_child, processor_seconds
from klusterkarta.benchmarks.table import BenchmarkTable, whole
from klusterkarta.vocabularies.composite_index import composite_indices

_MISSING = 0.05


def add_arguments(parser: ArgumentParser) -> None:
    """How many regions and draws."""
    parser.add_argument("--regions", type=int, default=300)
    parser.add_argument("--draws", type=int, default=10_000)


def run(options: Namespace, progress: Callable[[str], None]) -> list[BenchmarkTable]:
    """One table: the Mälardalen index, its twelve indicators."""
    progress("index")
    done = in_child(measure_index, options.regions, draws=options.draws)
    row = (
        whole(options.regions),
        whole(options.draws),
        f"{done.seconds:.2f}",
        f"{done.result:.2f}",
        whole(done.peak_megabytes),
    )
    columns = ("regions", "draws", "s", "CPU s", "peak, MB")
    notes = (machine_note(), "Twelve indicators in four groups, one value in twenty missing; three normalisations.")
    return [BenchmarkTable("An index with rank intervals", columns, (row,), notes)]


def measure_index(regions: int, *, draws: int) -> float:
    """Processor seconds."""
    index = composite_indices()["malardalen"]
    random = np.random.default_rng(20261121)
    columns = {one.key: random.lognormal(size=regions) for one in index.indicators}
    data = pl.DataFrame({"region": [f"r{at}" for at in range(regions)], **columns}).with_columns(
        pl.when(pl.Series(random.random(regions) > _MISSING)).then(pl.col(key)).alias(key) for key in columns
    )
    began = processor_seconds()
    composite(data, index, draws=draws)
    return processor_seconds() - began
