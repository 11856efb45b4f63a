"""`klusterkarta registration PRIORITY|ACTOR --out FILE`: what the European platforms ask for, with the entry check."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from klusterkarta.cli.actors import named_actor
from klusterkarta.cli.failures import BadCall
from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.reason import Reason

if TYPE_CHECKING:
    from klusterkarta.workflow.registration import ActorForm, Registration

_FORMS = ("xlsx", "json")


def add_arguments(parser: ArgumentParser) -> None:
    """Of what or whom, in which form, whereto, of which edition."""
    parser.add_argument("of", metavar="PRIORITY|ACTOR")
    parser.add_argument("--out", type=Path, metavar="FILE", required=True)
    parser.add_argument("--format", choices=_FORMS)
    parser.add_argument("--edition", metavar="NAME")


def run(options: Namespace, out: Output) -> int:
    """Write the file; exit code 2 where no priority and no single actor is meant, or the folder is not there."""
    form = options.format or options.out.suffix.lstrip(".").lower()
    if form not in _FORMS:
        raise BadCall(Reason("registration.no_form", {"file": str(options.out)}))
    if not options.out.absolute().parent.is_dir():
        raise BadCall(Reason("registration.no_folder", {"folder": str(options.out.absolute().parent)}))
    open_workspace(options)
    from klusterkarta.workflow.plain_json import as_json
    from klusterkarta.workflow.registration_files import write_form

    found = _asked(options, out.lang)
    report = write_form(found, options.out, caller=OPERATOR, form=form, language=out.lang)
    told = {"missing": report.missing, "unmet": report.unmet, "unknown": report.unknown}
    out.line("registration.written_one", file=str(options.out), **told)
    out.document(as_json(report))
    return 0


def _asked(options: Namespace, lang: str) -> "Registration | ActorForm":
    """A priority by that name or key, else the actor."""
    from klusterkarta.workflow.priority_sheets import NoPriority
    from klusterkarta.workflow.registration import actor_form, registrations

    try:
        return registrations(lang=lang, priority=options.of, edition=options.edition)[0]
    except NoPriority as none:
        known = none.reason.parameters["known"]
    try:
        actor = named_actor(options.of)
    except BadCall as fault:
        if fault.reason.code != "call.no_actor":
            raise
        raise BadCall(Reason("registration.neither", {"asked": options.of[:200], "known": known or "–"})) from None
    return actor_form(actor, lang=lang, edition=options.edition)
