"""`klusterkarta undo READING`: make one reading count no more; `--redo` lets it count again."""

from argparse import ArgumentParser, Namespace

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR


def add_arguments(parser: ArgumentParser) -> None:
    """Which reading, and which way."""
    parser.add_argument("reading", type=int)
    parser.add_argument("--redo", action="store_true")


def run(options: Namespace, out: Output) -> int:
    """Undo or redo."""
    open_workspace(options)
    from klusterkarta.workflow.collect import redo, undo

    (redo if options.redo else undo)(options.reading, caller=OPERATOR)
    out.line("cli.redone" if options.redo else "cli.undone", reading=options.reading)
    out.document({"reading": options.reading, "counts": options.redo})
    return 0
