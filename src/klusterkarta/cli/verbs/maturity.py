"""`klusterkarta maturity [NAME-OR-ID…]`: how mature initiatives are, read from the traces that sources leave."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from klusterkarta.cli.actors import named_actor
from klusterkarta.cli.days import day_of
from klusterkarta.cli.failures import BadCall
from klusterkarta.cli.output import Output
from klusterkarta.cli.selection import add_choosing_options, chosen_filter
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.words import say

if TYPE_CHECKING:
    from klusterkarta.vocabularies.maturity import Proxies
    from klusterkarta.workflow.maturity import ActorMaturity


def add_arguments(parser: ArgumentParser) -> None:
    """Whose maturity, on which day, by which steps."""
    parser.add_argument("actors", metavar="NAME-OR-ID", nargs="*")
    add_choosing_options(parser)
    parser.add_argument("--on", metavar="DAY", default="", help=say("maturity.help_on", "en"))
    parser.add_argument("--proxies", metavar="FILE", type=Path, help=say("maturity.help_proxies", "en"))


def run(options: Namespace, out: Output) -> int:
    """Say the index of each with what it lies between; of all initiatives where none is named."""
    open_workspace(options)
    from klusterkarta.workflow.maturity import as_document, maturity_of_actors, usual_choice
    from klusterkarta.workflow.selection_table import chosen_actors

    on, rules = day_of(options.on), _rules(options.proxies)
    actors = [named_actor(one) for one in options.actors]
    found = maturity_of_actors(actors or chosen_actors(usual_choice(chosen_filter(options))), on=on, rules=rules)
    for one in found:
        out.text(f"{_index(one, out.lang):>15}  {_between(one):>8}  {one.found.known}/{one.found.asked}  {one.name}")
    out.line("maturity.verb_note", on=on.isoformat())
    out.document(as_document(found, on=on, lang=out.lang, rules=rules))
    return 0


def _rules(path: Path | None) -> "Proxies":
    from klusterkarta.vocabularies.maturity import proxies, read_proxies

    if path is None:
        return proxies()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadCall(Reason("file.not_there", {"file": path.name, "why": str(problem)[:200]})) from problem
    return read_proxies(text, file=path.name)


def _index(one: "ActorMaturity", lang: str) -> str:
    if one.ended:
        return say("maturity.ended_short", lang, on=one.ended)
    if one.found.index is None:
        return say("maturity.too_little" if one.found.known else "maturity.unknown", lang)
    return f"{one.found.index:.0f}"


def _between(one: "ActorMaturity") -> str:
    return "" if one.ended else f"{one.found.low:.0f}–{one.found.high:.0f}"
