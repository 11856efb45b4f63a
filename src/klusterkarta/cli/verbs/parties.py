"""`klusterkarta parties`: funders, universities and others that actors name."""

from argparse import ArgumentParser, Namespace

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.vocabularies.kinds import actor_kinds, relation_kinds


def add_arguments(parser: ArgumentParser) -> None:
    """Which of them, and of which edition."""
    parser.add_argument("text", nargs="?", default="", metavar="TEXT")
    parser.add_argument("--relation", choices=sorted(relation_kinds()), default="")
    parser.add_argument("--kind", choices=sorted(actor_kinds()), default="")
    parser.add_argument("--edition", metavar="NAME")


def run(options: Namespace, out: Output) -> int:
    """List the parties, those named by most first."""
    open_workspace(options)
    from klusterkarta.workflow.parties import chosen_parties, parties_document, parties_of_register

    found = parties_of_register(options.edition)
    chosen = chosen_parties(found, relation=options.relation, kind=options.kind, text=options.text)
    document = parties_document(chosen, lang=out.lang)
    for one in document:
        others = [one["known_as"], *one["wordings"][1:]]
        beside = f" ({'; '.join(filter(None, others))})" if any(others) else ""
        out.text(f"{one['named_by']:>6}  {one['name']}{beside}")
    out.document({"parties": document})
    return 0
