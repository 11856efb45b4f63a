"""`klusterkarta withdraw SOURCE`: let a source count no more; `--restore` lets it return."""

from argparse import ArgumentParser, Namespace

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR


def add_arguments(parser: ArgumentParser) -> None:
    """Which source, which way, why."""
    parser.add_argument("source")
    parser.add_argument("--restore", action="store_true")
    parser.add_argument("--why", default="")


def run(options: Namespace, out: Output) -> int:
    """Withdraw or restore."""
    open_workspace(options)
    from klusterkarta.workflow.withdraw import restore, withdraw

    if options.restore:
        restore(options.source, caller=OPERATOR)
    else:
        withdraw(options.source, caller=OPERATOR, why=options.why)
    out.line("cli.restored" if options.restore else "cli.withdrawn", source=options.source)
    out.document({"source": options.source, "withdrawn": not options.restore})
    return 0
