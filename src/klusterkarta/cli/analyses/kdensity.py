"""How often two points of a group lie a given distance apart, against chance (Duranton and Overman's K-density)."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from klusterkarta.cli.columns import add_columns
from klusterkarta.cli.listed import listed
from klusterkarta.cli.output import Output
from klusterkarta.cli.written import tell_written


def add_arguments(parser: ArgumentParser) -> None:
    """The file, its columns, how it is reckoned, whereto."""
    parser.add_argument("input", type=Path, metavar="POINTS")
    add_columns(parser, needed=("lat", "lon"), optional=("weight", "group"))
    parser.add_argument("--only", default="", metavar="GROUP,…")
    parser.add_argument("--area", choices=("SE", "world"), default="SE")
    parser.add_argument("--simulations", type=int, default=1_000)
    parser.add_argument("--range", dest="reach", type=float, default=0.0, metavar="KM")
    parser.add_argument("--bandwidth", type=float, default=0.0, metavar="KM")
    parser.add_argument("--steps", type=int, default=101)
    parser.add_argument("--method", choices=("auto", "exact", "grid"), default="auto")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def run(options: Namespace, out: Output) -> int:
    """Write the curves with what chance gives."""
    from klusterkarta.workflow.analyses.kdensity import Asked, measure_k_density
    from klusterkarta.workflow.analyses.point_columns import PointColumns

    columns = PointColumns(
        options.lat, options.lon, options.weight, options.group, listed(options.only), options.area
    )  # fmt: skip
    asked = Asked(
        options.reach, options.bandwidth, options.steps, options.simulations, options.method, options.seed
    )  # fmt: skip
    written = measure_k_density(options.input, options.out, columns=columns, asked=asked)
    groups = [asdict(one) for one in written.groups]
    tell_written(out, written, file=options.out, groups=groups, simulations=options.simulations)
    return 0
