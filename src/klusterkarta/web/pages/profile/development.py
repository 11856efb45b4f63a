"""How an initiative has developed: its phases over time, and its maturity read from traces."""

from dataclasses import dataclass

from django.utils import timezone

from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.phases.history import PhaseRow, phase_rows
from klusterkarta.web.pages.phases.stating import StatingForm, stating_form
from klusterkarta.workflow.maturity import USUAL_KINDS, ActorMaturity, maturity_of_actor
from klusterkarta.workflow.phases import phases_of_actor
from klusterkarta.workflow.show import ActorPage


@dataclass(frozen=True, slots=True)
class Development:
    """The phases, oldest first, the maturity in words, where it is counted, and the form for who may state a phase."""

    phases: list[PhaseRow]
    maturity: str
    to_maturity: str
    to_phases: str
    stating: StatingForm | None


def development_of(page: ActorPage, lang: str, *, caller: Caller) -> Development | None:
    """The development of an initiative; None for actors that have none: companies, funders, parties only named."""
    summary = page.summary
    if summary.kind not in USUAL_KINDS or summary.mention_only:
        return None
    measured = maturity_of_actor(summary, page.public, on=timezone.localdate())
    found = phases_of_actor(summary, page.public)
    return Development(
        phase_rows(found, "five", lang=lang) if found else [],
        maturity_words(measured, lang),
        address("maturity", lang, query=[("actor", str(summary.id))]),
        address("phases", lang),
        stating_form(summary.id, lang) if is_allowed(caller, "edit_actor") else None,
    )


def maturity_words(one: ActorMaturity, lang: str) -> str:
    """The maturity in a sentence: the index with its range, the range alone, unknown, or ended."""
    if one.ended:
        return say("maturity.ended", lang, on=one.ended).capitalize() + "."
    found = one.found
    counts: dict[str, str | int] = {"known": found.known, "asked": found.asked}
    counts |= {"low": f"{found.low:.0f}", "high": f"{found.high:.0f}"}
    if not found.known:
        return say("maturity.profile_unknown", lang, **counts)
    if found.index is None:
        return say("maturity.profile_range", lang, **counts)
    return say("maturity.profile_index", lang, **counts, index=f"{found.index:.0f}")
