"""`klusterkarta tag [ACTOR]`: priorities proposed by the actors' own words; accept, reject or demote one."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from klusterkarta.cli.actors import named_actor
from klusterkarta.cli.failures import BadCall
from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.words import say

if TYPE_CHECKING:
    from klusterkarta.workflow.tagging import TaggedActor, Tagging

_MOST_WORDS = 4


def add_arguments(parser: ArgumentParser) -> None:
    """Whom; at least how probable; or what is decided."""
    parser.add_argument("actor", nargs="?", metavar="NAME-OR-ID")
    parser.add_argument("--least", type=float, default=0.3, metavar="P")
    parser.add_argument("--limit", type=int, default=50, metavar="N")
    decided = parser.add_mutually_exclusive_group()
    decided.add_argument("--accept", metavar="PRIORITY")
    decided.add_argument("--reject", metavar="PRIORITY")
    decided.add_argument("--demote", metavar="PRIORITY")
    parser.add_argument("--why", default="", metavar="TEXT")


def run(options: Namespace, out: Output) -> int:
    """Propose tags, or store a decision; exit code 2 for a fourth tag, an unknown priority or a missing reason."""
    if (options.accept or options.reject or options.demote) and not options.actor:
        raise BadCall(Reason("tagging.one_verb"))
    open_workspace(options)
    if options.accept or options.reject or options.demote:
        return _decide(options, out)
    from klusterkarta.workflow.tagging import tagging_now

    found = tagging_now(least=options.least)
    wanted = named_actor(options.actor) if options.actor else None
    actors = [one for one in found.actors if wanted is None or one.id == wanted][: max(0, options.limit)]
    for one in actors:
        _tell(found, one, out)
    _tell_model(found, out)
    out.document(_document(found, actors))
    return 0


def _decide(options: Namespace, out: Output) -> int:
    from klusterkarta.workflow.tagging import accept_tag, demote_tag, reject_tag

    actor = named_actor(options.actor)
    if options.accept:
        reading = accept_tag(actor, options.accept, caller=OPERATOR)
    elif options.reject:
        reading = reject_tag(actor, options.reject, caller=OPERATOR)
    else:
        reading = demote_tag(actor, options.demote, why=options.why, caller=OPERATOR)
    out.line("tagging.set", reading=reading)
    out.document({"reading": reading})
    return 0


def _tell(found: "Tagging", one: "TaggedActor", out: Output) -> None:
    from klusterkarta.workflow.tag_state import MOST_TAGS

    tags = ", ".join(found.names[code] for code in one.tags) or say("tagging.nothing", out.lang)
    out.text(f"{one.name} ({say('tagging.has', out.lang)}: {tags})")
    for proposal in one.proposals:
        words = ", ".join(
            f"{word.word} [{profile_fields()[word.field].label.read(out.lang)}]"
            for word in proposal.supports[:_MOST_WORDS]
        )
        out.text(f"  {round(100 * proposal.probability):>3} %  {found.names[proposal.priority]}: {words}")
    if one.has_too_many:
        out.text(f"  {say('tagging.many', out.lang, count=len(one.tags), most=MOST_TAGS)}")
    elif one.is_full:
        out.text(f"  {say('tagging.full', out.lang)}")


def _tell_model(found: "Tagging", out: Output) -> None:
    from klusterkarta.workflow.tagging import LEAST_DECIDED

    key = "learned" if found.decided else "too_little"
    out.note(say(f"tagging.{key}", out.lang, count=found.decided, least=LEAST_DECIDED))


def _document(found: "Tagging", actors: "list[TaggedActor]") -> dict[str, Any]:
    from klusterkarta.workflow.plain_json import as_json
    from klusterkarta.workflow.tagging import reliability_of

    return {
        "decided": found.decided,
        "calibrated": bool(found.decided),
        "curve": as_json(found.model.curve),
        "reliability": [
            {"probability": round(mean, 3), "right": round(share, 3), "number": number}
            for mean, share, number in reliability_of(found)
        ],
        "learned": {found.names[code]: dict(words) for code, words in found.model.learned.items()},
        "actors": [
            {
                "id": one.id,
                "name": one.name,
                "tags": [found.names[code] for code in one.tags],
                "too_many": one.has_too_many,
                "weak": [found.names[code] for code in one.weak],
                "proposals": [
                    {
                        "priority": found.names[proposal.priority],
                        "probability": round(proposal.probability, 3),
                        "words": as_json(proposal.supports),
                    }
                    for proposal in one.proposals
                ],
            }
            for one in actors
        ],
    }
