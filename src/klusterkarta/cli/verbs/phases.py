"""`klusterkarta phases [NAME-OR-ID…]`: the dated phases of initiatives; or a phase stated by the operator."""

from argparse import ArgumentParser, Namespace

from klusterkarta.cli.actors import named_actor
from klusterkarta.cli.failures import BadCall
from klusterkarta.cli.output import Output
from klusterkarta.cli.selection import add_choosing_options, chosen_filter
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.phases import FORMS
from klusterkarta.vocabularies.words import say


def add_arguments(parser: ArgumentParser) -> None:
    """Whose phases, in which form, for which two years; or what to state."""
    parser.add_argument("actors", metavar="NAME-OR-ID", nargs="*")
    add_choosing_options(parser)
    parser.add_argument("--form", choices=FORMS, default="five")
    parser.add_argument("--years", metavar="YEAR,YEAR", default="", help=say("phases.help_years", "en"))
    parser.add_argument("--state", metavar="PHASE", default="", help=say("phases.help_state", "en"))
    parser.add_argument("--on", metavar="DATE", default="")
    parser.add_argument("--why", metavar="TEXT", default="")


def run(options: Namespace, out: Output) -> int:
    """Say each initiative's history, or state a phase of the one that is named."""
    open_workspace(options)
    actors = [named_actor(one) for one in options.actors]
    if options.state:
        _state(actors, options)
    _tell(actors, options, out)
    return 0


def _state(actors: list[int], options: Namespace) -> None:
    from klusterkarta.values.caller import OPERATOR
    from klusterkarta.workflow.phase_statements import StatedPhase, state_phase

    if len(actors) != 1:
        raise BadCall(Reason("phases.one_actor"))
    state_phase(actors[0], StatedPhase(options.state, options.on, options.why), caller=OPERATOR)


def _tell(actors: list[int], options: Namespace, out: Output) -> None:
    from klusterkarta.workflow.maturity import usual_choice
    from klusterkarta.workflow.phases import as_document, phases_of_actors, reading_words, usual_years
    from klusterkarta.workflow.selection_table import chosen_actors

    found = phases_of_actors(actors or chosen_actors(usual_choice(chosen_filter(options))))
    years = _years(options.years) or usual_years(found)
    for one in found:
        out.text(one.name)
        for said in one.history.statements:
            read = reading_words(said.span, options.form, lang=out.lang) or say("phases.not_read", out.lang)
            why = f" ({said.reason})" if said.reason else ""
            out.text(f"  {said.on:<10}  {read}: {said.text}{why}  [{said.source}]")
    out.document(as_document(found, years, form=options.form, lang=out.lang))


def _years(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(part.isdecimal() and len(part) == 4 for part in parts):
        raise BadCall(Reason("phases.two_years", {"text": text}))
    first, second = sorted(map(int, parts))
    return first, second
