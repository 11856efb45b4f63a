"""`klusterkarta read-strategy FILE`: a strategy's priorities and whom it names as responsible; no workspace needed."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.output import Output
from klusterkarta.vocabularies.words import explain


def add_arguments(parser: ArgumentParser) -> None:
    """The file."""
    parser.add_argument("file", type=Path, metavar="FILE")


def run(options: Namespace, out: Output) -> int:
    """List the priorities with their owners; exit code 1 where none is found, 2 for a file that cannot be read."""
    from klusterkarta.workflow.strategy import read_strategy_file, strategy_document

    found = read_strategy_file(options.file)
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
