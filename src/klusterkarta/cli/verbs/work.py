"""`klusterkarta work`: the worker alone."""

from argparse import SUPPRESS, ArgumentParser, Namespace

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace


def add_arguments(parser: ArgumentParser) -> None:
    """Whether to end when nothing waits."""
    parser.add_argument("--once", action="store_true")
    # Set by `serve` for its child: end when the pipe on stdin breaks.
    parser.add_argument("--with-parent", action="store_true", help=SUPPRESS)


def run(options: Namespace, out: Output) -> int:
    """Do jobs until stopped."""
    open_workspace(options)
    from klusterkarta.workflow.serve import work

    taken = work(once=options.once, with_parent=options.with_parent)
    out.document({"taken": taken})
    return 0
