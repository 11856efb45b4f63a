"""`klusterkarta init`: make a workspace."""

from argparse import ArgumentParser, Namespace

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import choose_workspace, make_workspace


def add_arguments(parser: ArgumentParser) -> None:
    """No arguments of its own."""


def run(options: Namespace, out: Output) -> int:
    """Make the workspace; an existing one is left as it is."""
    path = choose_workspace(options)
    made = make_workspace(path)
    out.line("cli.workspace_made" if made else "cli.workspace_there", path=str(path))
    out.document({"workspace": str(path), "made": made})
    return 0
