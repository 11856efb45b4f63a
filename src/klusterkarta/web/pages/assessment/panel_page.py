"""What the meeting shows of one initiative: everybody's scores side by side, the radar, and the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from statistics import median
from typing import ClassVar

from klusterkarta.assessment.selectors.links import SelfScoreView, fact_checks_of, self_scores_of
from klusterkarta.assessment.selectors.rounds import CandidateView, RoundView, conflicts_of, decisions_of
from klusterkarta.assessment.selectors.scores import ScoreView, panel_scores
from klusterkarta.charts.picture import Picture
from klusterkarta.charts.radar import Series, Spoke, radar
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.numerals import format_number
from klusterkarta.vocabularies.round_states import outcomes
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import Option
from klusterkarta.web.pages.assessment.entry import Ruled, names_of, outcome_options, rule_options
from klusterkarta.web.rendering import Page


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A criterion with the score of each assessor in the order of the heads, "?" for who cannot tell."""

    criterion: str
    scores: list[str]
    median: str
    unmet: bool
    own: str
    evidence: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision taken on the initiative."""

    id: int
    outcome: str
    why: str
    present: str
    by: str
    at: datetime
    counts: bool
    taken_back: bool


@dataclass(frozen=True, kw_only=True)
class PanelPage(Page):
    """One initiative before the panel."""

    template: ClassVar[str] = "assessment/panel.html"
    section: ClassVar[str] = "assessment"
    name: ClassVar[str] = "panel"

    meeting: str
    profile: str
    action: str
    assessors: Sequence[str]
    rows: list[PanelRow]
    own_view: bool
    checks: list[tuple[str, str, datetime]]
    picture: Picture
    conflicts: list[tuple[str, str]]
    decisions: list[DecisionRow]
    outcomes: list[Option]
    rules: list[Option]
    may_decide: bool
    why: str
    present: str
    error: str


def panel_page(
    view: RoundView, chosen: CandidateView, *, lang: str, caller: Caller, ruled: Ruled | None = None
) -> PanelPage:
    """The page; `ruled` is what was refused."""
    typed = ruled or Ruled(present=", ".join(view.assessors))
    name = names_of([chosen], lang)[chosen.id]
    scores = panel_scores(chosen.id, caller=caller)
    own = {one.criterion: one for one in self_scores_of(view.id, caller=caller) if one.candidate == chosen.id}
    return PanelPage(
        title=name,
        lead=say("assessment.panel_lead", lang),
        meeting=address("meeting", lang, round_id=view.id),
        profile=address("actor", lang, actor=chosen.record),
        action=address("panel", lang, round_id=view.id, candidate=chosen.id),
        assessors=view.assessors,
        rows=_rows(view, scores, own, lang),
        own_view=bool(own),
        checks=_checks(view, chosen, lang, caller=caller),
        picture=_picture(view, scores, name, lang),
        conflicts=[(who, why) for candidate, who, why in conflicts_of(view.id) if candidate == chosen.id],
        decisions=_decisions(view, chosen, lang, caller=caller),
        outcomes=outcome_options(typed.outcome, lang),
        rules=rule_options(typed.rule, lang),
        may_decide="decide" in view.allowed,
        why=typed.why,
        present=typed.present,
        error=typed.error,
    )


def _rows(
    view: RoundView, scores: Sequence[ScoreView], own_view: Mapping[str, SelfScoreView], lang: str
) -> list[PanelRow]:
    by = {(one.criterion, one.assessor): one for one in scores}
    rows = []
    for criterion in view.criteria.scored:
        own = [by.get((criterion.key, name)) for name in view.assessors]
        known = [one.value for one in own if one is not None and one.value is not None]
        middle = median(known) if known else None
        said = [
            (one.assessor, " · ".join(filter(None, (one.evidence, one.comment))))
            for one in own
            if one is not None and (one.evidence or one.comment)
        ]
        cells = ["" if one is None else "?" if one.value is None else str(one.value) for one in own]
        unmet = middle is not None and middle < view.criteria.met_at
        itself = own_view.get(criterion.key)
        shown = "" if itself is None else "?" if itself.value is None else str(itself.value)
        rows.append(
            PanelRow(
                criterion.title.read(lang),
                cells,
                "" if middle is None else format_number(Decimal(f"{middle:g}"), lang),
                unmet,
                shown,
                said,
            )
        )
    return rows


def _checks(view: RoundView, chosen: CandidateView, lang: str, *, caller: Caller) -> list[tuple[str, str, datetime]]:
    """What the initiative has answered on its facts, the latest first."""
    return [
        (say("assessment.facts_confirmed" if one.confirmed else "assessment.facts_wrong", lang), one.comment, one.at)
        for one in fact_checks_of(view.id, caller=caller)
        if one.candidate == chosen.id
    ]


def _picture(view: RoundView, scores: Sequence[ScoreView], name: str, lang: str) -> Picture:
    spokes = []
    for criterion in view.criteria.scored:
        known = [one.value for one in scores if one.criterion == criterion.key and one.value is not None]
        spokes.append(Spoke(median(known), min(known), max(known), len(known)) if known else None)
    axes = [one.title.read(lang) for one in view.criteria.scored]
    most = view.criteria.scale[-1].score
    return radar(axes, [Series(name, spokes)], most=most, lang=lang, title=say("assessment.radar", lang, name=name))


def _decisions(view: RoundView, chosen: CandidateView, lang: str, *, caller: Caller) -> list[DecisionRow]:
    rows = [one for one in decisions_of(view.id, caller=caller) if one.candidate == chosen.id]
    return [
        DecisionRow(
            one.id, outcomes()[one.outcome].label.read(lang), one.why, ", ".join(one.present), one.by, one.at,
            one.counts, one.taken_back_at is not None,
        )
        for one in reversed(rows)
    ]  # fmt: skip
