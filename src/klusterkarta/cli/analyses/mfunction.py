"""How over-represented a group of points is around its own members, up to each distance (Marcon and Puech's M)."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.listed import listed
from klusterkarta.cli.output import Output
from klusterkarta.vocabularies.words import explain, say


def add_arguments(parser: ArgumentParser) -> None:
    """The file, its columns, the distances, whereto."""
    parser.add_argument("input", type=Path, metavar="POINTS")
    parser.add_argument("--lat", required=True, metavar="COLUMN")
    parser.add_argument("--lon", required=True, metavar="COLUMN")
    parser.add_argument("--group", required=True, metavar="COLUMN")
    parser.add_argument("--weight", default="", metavar="COLUMN")
    parser.add_argument("--only", default="", metavar="GROUP,…")
    parser.add_argument("--area", choices=("SE", "world"), default="SE")
    parser.add_argument("--range", dest="reach", type=float, default=100.0, metavar="KM")
    parser.add_argument("--steps", type=int, default=21)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def run(options: Namespace, out: Output) -> int:
    """Write the curves."""
    from klusterkarta.workflow.analyses.kdensity import PointColumns
    from klusterkarta.workflow.analyses.mfunction import measure_m_function

    columns = PointColumns(
        options.lat, options.lon, options.weight, options.group, listed(options.only), options.area
    )  # fmt: skip
    written = measure_m_function(options.input, options.out, columns=columns, reach=options.reach, steps=options.steps)
    notes = [explain(note, out.lang) for note in written.notes]
    for note in notes:
        out.note(note)
    out.note(say("analyse.written", out.lang, rows=written.rows, file=str(options.out)))
    out.document(
        {
            "file": str(options.out), "rows": written.rows, "columns": list(written.columns),
            "groups": list(written.groups), "notes": notes,
        }
    )  # fmt: skip
    return 0
