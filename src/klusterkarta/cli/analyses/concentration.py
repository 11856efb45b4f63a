"""Concentration of industries and specialisation of regions: location quotients, Krugman, HHI, Gini and others."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.columns import add_columns, add_rows
from klusterkarta.cli.listed import listed
from klusterkarta.cli.output import Output
from klusterkarta.cli.written import tell_written

_DEFAULT = "lq,krugman,hoover,hhi,hachman,theil,gini"


def add_arguments(parser: ArgumentParser) -> None:
    """The file, its columns, the measures, whereto."""
    parser.add_argument("input", type=Path, metavar="INPUT")
    add_columns(parser, needed=("region", "industry", "value"), optional=("year", "version"))
    add_columns(parser, optional=("establishment", "establishments", "productivity", "growth"))
    add_rows(parser)
    parser.add_argument("--measures", default=_DEFAULT, metavar="NAME,…")
    parser.add_argument("--base", choices=("all", "traded"), default="all")
    parser.add_argument("--traded", default="traded", metavar="COLUMN")
    parser.add_argument("--thresholds", type=Path, metavar="FILE")
    parser.add_argument("--from", dest="first", metavar="YEAR")
    parser.add_argument("--to", dest="last", metavar="YEAR")
    parser.add_argument("--draws", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def run(options: Namespace, out: Output) -> int:
    """Write the measures."""
    from klusterkarta.workflow.analyses.cells import Columns, Rows
    from klusterkarta.workflow.analyses.concentration import Asked, measure_concentration

    columns = Columns(
        options.region, options.industry, options.value, options.year, options.version,
        options.establishment, options.establishments, options.traded,
        tuple((name, heading) for name in ("productivity", "growth") if (heading := getattr(options, name))),
    )  # fmt: skip
    rows = Rows(listed(options.years), options.base == "traded", options.mixed_codes == "keep", options.clusters)
    asked = Asked(
        listed(options.measures), options.first, options.last, options.draws, options.seed, options.thresholds
    )
    written = measure_concentration(options.input, options.out, columns=columns, rows=rows, asked=asked)
    further = {"years": list(written.years), "measures": list(written.measures), "base": options.base}
    tell_written(out, written, file=options.out, **further)
    return 0
