"""Relatedness and complexity: advantage, presence, density, ECI, PCI, outlook; a row a region and industry."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.columns import add_columns, add_rows
from klusterkarta.cli.listed import listed
from klusterkarta.cli.output import Output
from klusterkarta.cli.written import tell_written

_PROXIMITIES = ("hidalgo", "association", "cosine", "jaccard")


def add_arguments(parser: ArgumentParser) -> None:
    """The file, its columns, how it is reckoned, whereto."""
    parser.add_argument("input", type=Path, metavar="INPUT")
    add_columns(parser, needed=("region", "industry", "value"), optional=("year", "version"))
    add_rows(parser)
    parser.add_argument("--threshold", type=float, default=1.0, metavar="RCA")
    parser.add_argument("--proximity", choices=_PROXIMITIES, default="hidalgo")
    parser.add_argument("--own", choices=("with", "without"), default="with")
    parser.add_argument("--also", default="", metavar="COLUMN,…")
    parser.add_argument("--transitions", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def run(options: Namespace, out: Output) -> int:
    """Write the figures."""
    from klusterkarta.workflow.analyses.cells import Columns, Rows
    from klusterkarta.workflow.analyses.complexity import Asked, measure_complexity

    columns = Columns(options.region, options.industry, options.value, options.year, options.version)
    rows = Rows(listed(options.years), mixed_codes=options.mixed_codes == "keep", clusters=options.clusters)
    asked = Asked(
        options.threshold, options.proximity, options.own == "with", listed(options.also), options.transitions
    )
    written = measure_complexity(options.input, options.out, columns=columns, rows=rows, asked=asked)
    tell_written(
        out, written, file=options.out,
        years=list(written.years), proximity=options.proximity, density=f"{options.own} own industry",
        threshold=options.threshold,
    )  # fmt: skip
    return 0
