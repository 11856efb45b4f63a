"""`klusterkarta read-strategy FILE`: a strategy's priorities and whom it names as responsible; no workspace needed.

Where there is a workspace, its own priorities and concepts are known too.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import choose_workspace, open_workspace, workspace_format
from klusterkarta.vocabularies.words import explain


def add_arguments(parser: ArgumentParser) -> None:
    """The file."""
    parser.add_argument("file", type=Path, metavar="FILE")


def run(options: Namespace, out: Output) -> int:
    """List the priorities with their owners; exit code 1 where none is found, 2 for a file that cannot be read."""
    from klusterkarta.workflow.strategy import read_strategy_file, strategy_document

    found = read_strategy_file(options.file, **_known(options))
    for one, meant in zip(found.priorities, found.meant, strict=True):
        beside = f" = {meant}" if meant and meant != one.name else ""
        out.text(f"{one.name}{beside}")
        out.line("strategy.place", page=one.page, line=one.line)
        for owner in one.owners:
            out.line("strategy.owner", name=owner.name, page=owner.page, line=owner.line, quote=owner.quote)
        if one.is_silent:
            out.line("strategy.silent")
    out.line("strategy.found", count=len(found.priorities), silent=found.silent)
    for note in found.notes:
        out.note(explain(note, out.lang))
    out.document(strategy_document(found, lang=out.lang))
    return 0 if found.priorities else 1


def _known(options: Namespace) -> dict[str, Any]:
    """The workspace's own priorities and concepts; nothing where none is named and none is there."""
    if not options.workspace and workspace_format(choose_workspace(options)) is None:
        return {}
    open_workspace(options)
    from klusterkarta.catalogue.selectors.concepts import priority_names
    from klusterkarta.concepts.selectors import workspace_concepts

    return {"own": priority_names(), "known": workspace_concepts()}
