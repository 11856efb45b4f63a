"""What the own sheet shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.assessment.selectors.rounds import CandidateView, RoundView, conflicts_of
from klusterkarta.assessment.selectors.scores import own_scores
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.assessment.entry import names_of
from klusterkarta.web.pages.assessment.given import Asked, asked
from klusterkarta.web.rendering import Page


@dataclass(frozen=True, kw_only=True)
class SheetPage(Page):
    """One initiative as one assessor scores it."""

    template: ClassVar[str] = "assessment/sheet.html"
    section: ClassVar[str] = "assessment"
    name: ClassVar[str] = "sheet"

    round: str
    round_href: str
    profile: str
    action: str
    position: str
    next: str
    previous: str
    asked: list[Asked]
    described: list[tuple[str, str]]
    may_score: bool
    conflict: str
    may_step_aside: bool
    error: str


def sheet_page(
    view: RoundView,
    chosen: CandidateView,
    *,
    everyone: Sequence[CandidateView],
    lang: str,
    caller: Caller,
    error: str = "",
) -> SheetPage:
    """The sheet of the caller on an initiative; `error` is what was refused."""
    at = everyone.index(chosen)
    conflicts = [why for candidate, name, why in conflicts_of(view.id) if (candidate, name) == (chosen.id, caller.name)]
    said = {one.criterion: one for one in own_scores(chosen.id, caller=caller)}
    return SheetPage(
        title=names_of([chosen], lang)[chosen.id],
        lead=say("assessment.sheet_lead", lang),
        round=view.title,
        round_href=address("round", lang, round_id=view.id),
        profile=address("actor", lang, actor=chosen.record),
        action=address("sheet", lang, round_id=view.id, candidate=chosen.id),
        position=say("assessment.position", lang, number=at + 1, count=len(everyone)),
        next=_beside(view, everyone, at + 1, lang),
        previous=_beside(view, everyone, at - 1, lang),
        asked=[asked(one, said.get(one.key), criteria=view.criteria, lang=lang) for one in view.criteria.scored],
        described=[(one.title.read(lang), one.definition.read(lang)) for one in view.criteria.criteria if one.indirect],
        may_score="score" in view.allowed and not conflicts,
        conflict=conflicts[0] if conflicts else "",
        may_step_aside="declare_conflict" in view.allowed and not conflicts,
        error=error,
    )


def _beside(view: RoundView, everyone: Sequence[CandidateView], at: int, lang: str) -> str:
    if not 0 <= at < len(everyone):
        return ""
    return address("sheet", lang, round_id=view.id, candidate=everyone[at].id)
