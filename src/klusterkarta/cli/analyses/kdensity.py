"""How often two points of a group lie a given distance apart, against chance (Duranton and Overman's K-density)."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from klusterkarta.cli.listed import listed
from klusterkarta.cli.output import Output
from klusterkarta.vocabularies.words import explain, say


def add_arguments(parser: ArgumentParser) -> None:
    """The file, its columns, how it is reckoned, whereto."""
    parser.add_argument("input", type=Path, metavar="POINTS")
    parser.add_argument("--lat", required=True, metavar="COLUMN")
    parser.add_argument("--lon", required=True, metavar="COLUMN")
    parser.add_argument("--weight", default="", metavar="COLUMN")
    parser.add_argument("--group", default="", metavar="COLUMN")
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
    from klusterkarta.workflow.analyses.kdensity import Curves, PointColumns, measure_k_density

    columns = PointColumns(
        options.lat, options.lon, options.weight, options.group, listed(options.only), options.area
    )  # fmt: skip
    asked = Curves(
        options.reach, options.bandwidth, options.steps, options.simulations, options.method, options.seed
    )  # fmt: skip
    written = measure_k_density(options.input, options.out, columns=columns, asked=asked)
    notes = [explain(note, out.lang) for note in written.notes]
    for note in notes:
        out.note(note)
    out.note(say("analyse.written", out.lang, rows=written.rows, file=str(options.out)))
    out.document(
        {
            "file": str(options.out), "rows": written.rows, "columns": list(written.columns),
            "groups": [asdict(one) for one in written.groups], "simulations": options.simulations, "notes": notes,
        }
    )  # fmt: skip
    return 0
