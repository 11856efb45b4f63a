"""How far apart the members of an initiative lie: distances, the share in one area, hull, travel times."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.columns import add_columns
from klusterkarta.cli.output import Output
from klusterkarta.cli.written import tell_written


def add_arguments(parser: ArgumentParser) -> None:
    """The file, its columns, how many members there are, how they travel, whereto."""
    parser.add_argument("input", type=Path, metavar="POINTS")
    add_columns(parser, needed=("lat", "lon"), optional=("municipality", "group"))
    parser.add_argument("--members", type=int, default=0, metavar="N")
    parser.add_argument("--speed", type=float, default=70.0, metavar="KM/H")
    parser.add_argument("--detour", type=float, default=1.3, metavar="FACTOR")
    parser.add_argument("--area", choices=("SE", "world"), default="SE")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def run(options: Namespace, out: Output) -> int:
    """Write the figures."""
    from klusterkarta.workflow.analyses.dispersion import MemberColumns, measure_dispersion

    columns = MemberColumns(options.lat, options.lon, options.municipality, options.group, options.area)
    asked = {"members": options.members, "speed": options.speed, "detour": options.detour}
    written = measure_dispersion(options.input, options.out, columns=columns, **asked)
    further = {"groups": list(written.groups), "speed_km_h": options.speed, "detour": options.detour}
    tell_written(out, written, file=options.out, **further)
    return 0
