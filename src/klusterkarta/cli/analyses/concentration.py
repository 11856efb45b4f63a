"""Concentration of industries and specialisation of regions: location quotients, Krugman, HHI, Gini and others."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.listed import listed
from klusterkarta.cli.output import Output
from klusterkarta.vocabularies.words import explain, say

_DEFAULT = "lq,krugman,hoover,hhi,hachman,theil,gini"


def add_arguments(parser: ArgumentParser) -> None:
    """The file, its columns, the measures, whereto."""
    parser.add_argument("input", type=Path, metavar="INPUT")
    parser.add_argument("--region", required=True, metavar="COLUMN")
    parser.add_argument("--industry", required=True, metavar="COLUMN")
    parser.add_argument("--value", required=True, metavar="COLUMN")
    parser.add_argument("--year", default="", metavar="COLUMN")
    parser.add_argument("--years", default="", metavar="YEAR,…")
    parser.add_argument("--mixed-codes", choices=("refuse", "keep"), default="refuse")
    parser.add_argument("--measures", default=_DEFAULT, metavar="NAME,…")
    parser.add_argument("--base", choices=("all", "traded"), default="all")
    parser.add_argument("--traded", default="traded", metavar="COLUMN")
    parser.add_argument("--version", default="", metavar="COLUMN")
    parser.add_argument("--establishment", default="", metavar="COLUMN")
    parser.add_argument("--establishments", default="", metavar="COLUMN")
    parser.add_argument("--thresholds", type=Path, metavar="FILE")
    parser.add_argument("--clusters", default="", metavar="FILE|sector_groups")
    parser.add_argument("--productivity", default="", metavar="COLUMN")
    parser.add_argument("--growth", default="", metavar="COLUMN")
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
    notes = [explain(note, out.lang) for note in written.notes]
    for note in notes:
        out.note(note)
    out.note(say("analyse.written", out.lang, rows=written.rows, file=str(options.out)))
    out.document(
        {
            "file": str(options.out), "rows": written.rows, "columns": list(written.columns),
            "years": list(written.years), "measures": list(written.measures), "base": options.base, "notes": notes,
        }
    )  # fmt: skip
    return 0
