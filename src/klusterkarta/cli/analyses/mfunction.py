"""How over-represented a group of points is around its own members, up to each distance (Marcon and Puech's M)."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.columns import add_columns
from klusterkarta.cli.listed import listed
from klusterkarta.cli.output import Output
from klusterkarta.cli.written import tell_written


def add_arguments(parser: ArgumentParser) -> None:
    """The file, its columns, the distances, whereto."""
    parser.add_argument("input", type=Path, metavar="POINTS")
    add_columns(parser, needed=("lat", "lon", "group"), optional=("weight",))
    parser.add_argument("--only", default="", metavar="GROUP,…")
    parser.add_argument("--area", choices=("SE", "world"), default="SE")
    parser.add_argument("--range", dest="reach", type=float, default=100.0, metavar="KM")
    parser.add_argument("--steps", type=int, default=21)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def run(options: Namespace, out: Output) -> int:
    """Write the curves."""
    from klusterkarta.workflow.analyses.mfunction import measure_m_function
    from klusterkarta.workflow.analyses.point_columns import PointColumns

    columns = PointColumns(
        options.lat, options.lon, options.weight, options.group, listed(options.only), options.area
    )  # fmt: skip
    written = measure_m_function(options.input, options.out, columns=columns, reach=options.reach, steps=options.steps)
    tell_written(out, written, file=options.out, groups=list(written.groups))
    return 0
