"""A table to publish out of establishments: without cells that tell of single firms, or give such cells away."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.output import Output
from klusterkarta.vocabularies.words import explain, say


def add_arguments(parser: ArgumentParser) -> None:
    """The file with a row an establishment, its columns, the limits, whereto."""
    parser.add_argument("input", type=Path, metavar="INPUT")
    parser.add_argument("--region", required=True, metavar="COLUMN")
    parser.add_argument("--industry", required=True, metavar="COLUMN")
    parser.add_argument("--value", required=True, metavar="COLUMN")
    parser.add_argument("--year", default="", metavar="COLUMN")
    parser.add_argument("--fewest", type=int, default=3, metavar="N")
    parser.add_argument("--share", type=float, default=0.7)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def run(options: Namespace, out: Output) -> int:
    """Write the table."""
    from klusterkarta.workflow.analyses.cells import Columns
    from klusterkarta.workflow.analyses.suppress import suppress_table

    columns = Columns(options.region, options.industry, options.value, options.year)
    limits = {"fewest": options.fewest, "share": options.share}
    written = suppress_table(options.input, options.out, columns=columns, **limits)
    notes = [explain(note, out.lang) for note in written.notes]
    for note in notes:
        out.note(note)
    out.note(say("analyse.suppressed", out.lang, cells=written.cells, few=written.telling, beside=written.beside))
    out.document({"file": str(options.out), "cells": written.cells, "few": written.telling, "beside": written.beside})
    return 0
