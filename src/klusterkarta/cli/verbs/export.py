"""`klusterkarta export xlsx|csv OUT`: the master list, as a workbook or as text."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR


def add_arguments(parser: ArgumentParser) -> None:
    """What, whereto, of which edition."""
    parser.add_argument("format", choices=("xlsx", "csv"))
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--edition", metavar="NAME")


def run(options: Namespace, out: Output) -> int:
    """Write the file."""
    open_workspace(options)
    from klusterkarta.workflow.export import export_csv, export_xlsx
    from klusterkarta.workflow.plain_json import as_json

    write = export_xlsx if options.format == "xlsx" else export_csv
    report = write(options.out, caller=OPERATOR, language=out.lang, edition=options.edition)
    out.line("cli.exported", actors=report.actors, file=str(options.out))
    out.document(as_json(report))
    return 0
