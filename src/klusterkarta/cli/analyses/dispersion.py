"""How far apart the members of an initiative lie: distances, the share in one area, hull, travel times."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.output import Output
from klusterkarta.vocabularies.words import explain, say


def add_arguments(parser: ArgumentParser) -> None:
    """The file, its columns, how many members there are, how they travel, whereto."""
    parser.add_argument("input", type=Path, metavar="POINTS")
    parser.add_argument("--lat", required=True, metavar="COLUMN")
    parser.add_argument("--lon", required=True, metavar="COLUMN")
    parser.add_argument("--municipality", default="", metavar="COLUMN")
    parser.add_argument("--group", default="", metavar="COLUMN")
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
    notes = [explain(note, out.lang) for note in written.notes]
    for note in notes:
        out.note(note)
    out.note(say("analyse.written", out.lang, rows=written.rows, file=str(options.out)))
    out.document(
        {
            "file": str(options.out), "rows": written.rows, "columns": list(written.columns),
            "groups": list(written.groups), "speed_km_h": options.speed, "detour": options.detour, "notes": notes,
        }
    )  # fmt: skip
    return 0
