"""`klusterkarta dispersion NAME-OR-ID…`: how far apart the members of initiatives lie, by their municipalities."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from klusterkarta.cli.actors import named_actor
from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.vocabularies.words import explain, say

if TYPE_CHECKING:
    from klusterkarta.workflow.member_spread import MemberSpread


def add_arguments(parser: ArgumentParser) -> None:
    """Whose members."""
    parser.add_argument("actors", metavar="NAME-OR-ID", nargs="+")


def run(options: Namespace, out: Output) -> int:
    """Say the figures of each, or why there are none."""
    open_workspace(options)
    from klusterkarta.workflow.member_spread import spread_of_actors

    told = []
    for name, found in spread_of_actors([named_actor(one) for one in options.actors]):
        if found is None:
            out.line("spread.verb_none", name=name)
        elif found.refused:
            out.line("spread.verb_refused", name=name, why=explain(found.refused, out.lang))
        else:
            _say(name, found, out)
        told.append({"name": name, **_document(found)})
    out.document({"initiatives": told})
    return 0


def _say(name: str, found: "MemberSpread", out: Output) -> None:
    from klusterkarta.workflow.member_spread import as_rows

    out.text(name)
    for measure, of, value, unit in as_rows(found):
        share = unit == "share"
        out.text(f"  {measure} {of}".ljust(32) + (f"{value:10.0%}" if share else f"{value:10.1f} {unit}"))
    out.text("  " + say("spread.places", out.lang))


def _document(found: "MemberSpread | None") -> dict[str, Any]:
    from klusterkarta.workflow.member_spread import as_rows

    if found is None:
        return {"named": 0, "placed": 0, "figures": []}
    figures = [dict(zip(("measure", "of", "value", "unit"), row, strict=True)) for row in as_rows(found)]
    return {"named": found.named, "placed": found.placed, "members": found.of, "figures": figures}
