"""What the page of one round shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.accounts.selectors import account_names
from klusterkarta.assessment.selectors.rounds import (
    CandidateView,
    RoundView,
    candidates_of,
    conflicts_of,
    decisions_of,
    progress_of,
)
from klusterkarta.assessment.selectors.scores import own_scores
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.round_states import outcomes, round_states, transitions
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import source_title
from klusterkarta.web.form_fields import FormField, Option, choices
from klusterkarta.web.pages.assessment.entry import names_of
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.round_lists import joined_initiatives


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """An initiative in the round: where the caller goes with it, and how far it has come."""

    name: str
    profile: str
    sheet: str
    done: str
    decision: str
    joined: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step that leads the round on."""

    code: str
    words: str


@dataclass(frozen=True, kw_only=True)
class RoundPage(Page):
    """A round with its initiatives, who scores, and what the caller may do now."""

    template: ClassVar[str] = "assessment/round.html"
    section: ClassVar[str] = "assessment"
    name: ClassVar[str] = "round"

    action: str
    state: str
    about: list[tuple[str, str]]
    steps: list[Step]
    meeting: str
    what_if: str
    links: str
    minutes: str
    workbook: str
    may_publish: bool
    may_edit: bool
    fields: list[FormField]
    people: list[Option]
    progress: list[tuple[str, int]]
    rows: list[CandidateRow]
    scores_here: bool
    error: str


def round_page(view: RoundView, lang: str, *, caller: Caller, error: str = "") -> RoundPage:
    """The page of a round; `error` is what was refused."""
    candidates = candidates_of(view.id)
    return RoundPage(
        title=view.title,
        lead=say("assessment.round_lead", lang, count=len(candidates)),
        action=address("round", lang, round_id=view.id),
        state=round_states()[view.state].label.read(lang),
        about=_about(view, lang),
        steps=[Step(one, say(f"assessment.{one}", lang)) for _, one, _ in transitions() if one in view.allowed],
        meeting=address("meeting", lang, round_id=view.id) if "read_all" in view.allowed else "",
        minutes=address("round-minutes", lang, round_id=view.id),
        workbook=address("round-workbook", lang, round_id=view.id) if "score" in view.allowed else "",
        links=address("round-links", lang, round_id=view.id) if "send_links" in view.allowed else "",
        what_if=address("what-if", lang, round_id=view.id),
        may_publish=view.state == "closed" and is_allowed(caller, "lead_round"),
        may_edit="edit_round" in view.allowed,
        fields=_fields(lang) if "edit_round" in view.allowed else [],
        people=[Option(one, one) for one in account_names() if one not in view.assessors],
        progress=sorted(progress_of(view.id, caller=caller).items()) if "read_progress" in view.allowed else [],
        rows=_rows(view, candidates, lang, caller=caller),
        scores_here="score" in view.allowed,
        error=error,
    )


def _about(view: RoundView, lang: str) -> list[tuple[str, str]]:
    facts = [
        ("criteria", f"{view.criteria.title.read(lang)}, {view.criteria.version}"),
        ("diary_number", view.diary_number),
        ("opened_by", view.opened_by),
    ]
    return [(say(f"assessment.{code}", lang), value) for code, value in facts if value]


def _rows(view: RoundView, candidates: list[CandidateView], lang: str, *, caller: Caller) -> list[CandidateRow]:
    names = names_of(candidates, lang)
    joined = joined_initiatives(view.id)
    decided: Mapping[int, str] = {}
    if "read_decisions" in view.allowed:
        counts = (one for one in decisions_of(view.id, caller=caller) if one.counts)
        decided = {one.candidate: outcomes()[one.outcome].label.read(lang) for one in counts}
    away = {candidate for candidate, name, _ in conflicts_of(view.id) if name == caller.name}
    return [
        CandidateRow(
            names[one.id],
            address("actor", lang, actor=one.record),
            address("sheet", lang, round_id=view.id, candidate=one.id) if "score" in view.allowed else "",
            _done(view, one.id, away, lang, caller=caller),
            decided.get(one.id, ""),
            ", ".join(names[other] for other in joined.get(one.id, ())),
        )
        for one in candidates
    ]


def _done(view: RoundView, candidate: int, away: set[int], lang: str, *, caller: Caller) -> str:
    if "score" not in view.allowed:
        return ""
    if candidate in away:
        return say("assessment.conflict", lang)
    answered = len(own_scores(candidate, caller=caller))
    return say("assessment.answered", lang, done=answered, all=len(view.criteria.scored))


def _fields(lang: str) -> list[FormField]:
    none = ("", say("assessment.choose", lang))
    lists = [(code, term.label.read(lang)) for code, term in terms("lists").items()]
    sources = [(one.key, source_title(one, lang)) for one in register_state().sources.values()]
    return [
        FormField(name="q", label=say("assessment.add_words", lang), optional=True, longest=200),
        FormField(
            name="list", label=say("assessment.add_list", lang), kind="select", options=choices([none, *lists], "")
        ),
        FormField(
            name="source",
            label=say("assessment.add_source", lang),
            kind="select",
            options=choices([none, *sources], ""),
        ),
    ]
