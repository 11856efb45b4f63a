"""`klusterkarta edition freeze|list|check|compare`: frozen copies of the register."""

from argparse import ArgumentParser, Namespace

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR


def add_arguments(parser: ArgumentParser) -> None:
    """What to do, and with which editions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="freeze|list|check|compare")
    freezing = actions.add_parser("freeze")
    freezing.add_argument("name")
    freezing.add_argument("--sources", nargs="+", metavar="KEY")
    freezing.add_argument("--title-sv", default="")
    freezing.add_argument("--title-en", default="")
    actions.add_parser("list")
    checking = actions.add_parser("check")
    checking.add_argument("name")
    comparing = actions.add_parser("compare")
    comparing.add_argument("earlier")
    comparing.add_argument("later")


def run(options: Namespace, out: Output) -> int:
    """Freeze, list, check or compare."""
    open_workspace(options)
    return {"freeze": _freeze, "list": _list, "check": _check, "compare": _compare}[options.action](options, out)


def _freeze(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.editions import freeze
    from klusterkarta.workflow.plain_json import as_json

    view = freeze(
        options.name,
        caller=OPERATOR,
        sources=options.sources,
        title_sv=options.title_sv,
        title_en=options.title_en,
    )
    out.line("cli.frozen", name=view.name, actors=view.actors, checksum=view.sha256)
    out.document(as_json(view))
    return 0


def _list(_options: Namespace, out: Output) -> int:
    from klusterkarta.catalogue.selectors.editions import list_editions
    from klusterkarta.workflow.plain_json import as_json

    views = list_editions()
    for view in views:
        out.line("cli.frozen", name=view.name, actors=view.actors, checksum=view.sha256)
    out.document({"editions": [as_json(view) for view in views]})
    return 0


def _check(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.editions import check_edition

    manifest = check_edition(options.name)
    out.line("cli.as_frozen", name=options.name, checksum=manifest.sha256)
    out.document({"name": options.name, "sha256": manifest.sha256, "as_frozen": True})
    return 0


def _compare(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.editions import compare
    from klusterkarta.workflow.plain_json import as_json

    found = compare(options.earlier, options.later)
    changed = [one.actor for one in found.changed]
    for key, actors in (("new_actors", found.new), ("gone_actors", found.gone), ("changed_actors", changed)):
        out.line(f"cli.{key}", count=len(actors))
        for actor in actors:
            out.text(f"  {actor.name}")
    out.document(as_json(found))
    return 0
