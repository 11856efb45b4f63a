"""What every page of a round asks first, and how its refusals are said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404

from klusterkarta.assessment.access import BadRound
from klusterkarta.assessment.selectors.rounds import CandidateView, RoundView, candidates_of, round_view
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.criteria import criteria_sets
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.vocabularies.round_states import outcomes
from klusterkarta.vocabularies.words import say
from klusterkarta.web.form_fields import Option, choices
from klusterkarta.workflow.pair import names_of_records

_RULES = "concept-rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What was typed about a decision that was refused, and why it was."""

    outcome: str = ""
    rule: str = ""
    why: str = ""
    present: str = ""
    ticked: Sequence[int] = ()
    error: str = ""


def outcome_options(chosen: str, lang: str) -> list[Option]:
    """What may be decided."""
    return [Option(code, one.label.read(lang), code == chosen) for code, one in outcomes().items()]


def rule_options(chosen: str, lang: str) -> list[Option]:
    """The rules that tell an initiative from something else, to be quoted as a reason."""
    rules = [(one.key, one.title.read(lang)) for one in criteria_sets()[_RULES].scored]
    return choices([("", say("assessment.no_rule", lang)), *rules], chosen)


def quoted(rule: str, why: str, *, lang: str) -> str:
    """The reason with the rule that it quotes; an unknown rule quotes nothing."""
    found = next((one for one in criteria_sets()[_RULES].scored if one.key == rule), None)
    rule_text = "" if found is None else f"{found.title.read(lang)}: {found.definition.read(lang)}"
    return "\n".join(part for part in (rule_text, why) if part)


def found_round(round_id: int, *, caller: Caller) -> RoundView:
    """The round, for whoever may do or read something in it. Http404 for an unknown one, NotAllowed for all others."""
    try:
        found = round_view(round_id, caller=caller)
    except BadRound:
        raise Http404 from None
    if not found.allowed:
        raise NotAllowed(f"{caller.name} has no part in round {round_id}")
    return found


def found_candidate(view: RoundView, candidate: int) -> tuple[CandidateView, Sequence[CandidateView]]:
    """The initiative and all of the round's, in order. Http404 for one that the round does not have."""
    everyone = candidates_of(view.id)
    chosen = next((one for one in everyone if one.id == candidate), None)
    if chosen is None:
        raise Http404
    return chosen, everyone


def names_of(candidates: Sequence[CandidateView], lang: str) -> Mapping[int, str]:
    """initiative → its name."""
    names = names_of_records([one.record for one in candidates], lang)
    return {one.id: names.get(one.record, "") for one in candidates}
