"""`klusterkarta hand-over OUT.zip`: workbook, method annex and slides in one file; `--annex` the annex alone."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR


def add_arguments(parser: ArgumentParser) -> None:
    """Whereto, of which edition, all or the annex alone."""
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--edition", metavar="NAME")
    parser.add_argument("--annex", action="store_true")


def run(options: Namespace, out: Output) -> int:
    """Write the file."""
    open_workspace(options)
    from klusterkarta.workflow.hand_over import hand_over
    from klusterkarta.workflow.method_annex import export_annex
    from klusterkarta.workflow.plain_json import as_json

    if options.annex:
        report = export_annex(options.out, caller=OPERATOR, language=out.lang, edition=options.edition)
        out.line("annex.annex_written", file=str(options.out))
        out.document(as_json(report))
        return 0
    pack = hand_over(options.out, caller=OPERATOR, language=out.lang, edition=options.edition)
    out.line("annex.packed", count=len(pack.names), file=str(options.out))
    out.document(as_json(pack))
    return 0
