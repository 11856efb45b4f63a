"""What the meeting shows of all initiatives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.assessment.selectors.rounds import RoundView, candidates_of
from klusterkarta.vocabularies.numerals import format_number
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import Option
from klusterkarta.web.pages.assessment.entry import Ruled, names_of, outcome_options, rule_options
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.round_results import Meeting
from klusterkarta.workflow.round_self import Gap


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """An initiative in the meeting; `ticked` where nothing but the decision is left to do."""

    candidate: int
    name: str
    href: str
    divergence: str
    standing: str
    ticked: bool


@dataclass(frozen=True, kw_only=True)
class MeetingPage(Page):
    """The initiatives, most divergent first, and how far the panel agrees."""

    template: ClassVar[str] = "assessment/meeting.html"
    section: ClassVar[str] = "assessment"
    name: ClassVar[str] = "meeting"

    round_href: str
    action: str
    rows: list[MeetingRow]
    agreement: list[tuple[str, str, str]]
    leniency: list[tuple[str, str, str]]
    generosity: list[tuple[str, str, str]]
    outcomes: list[Option]
    rules: list[Option]
    may_decide: bool
    why: str
    present: str
    error: str


def meeting_page(
    view: RoundView, meeting: Meeting, *, gaps: Sequence[Gap], lang: str, ruled: Ruled | None = None
) -> MeetingPage:
    """The page; `ruled` is what was refused."""
    typed = ruled or Ruled(present=", ".join(view.assessors))
    return MeetingPage(
        title=say("assessment.meeting_title", lang, title=view.title),
        lead=say("assessment.meeting_lead", lang),
        round_href=address("round", lang, round_id=view.id),
        action=address("meeting", lang, round_id=view.id),
        rows=_rows(view, meeting, lang, ruled),
        agreement=_agreement(view, meeting, lang),
        leniency=_leniency(meeting, lang),
        generosity=_generosity(view, gaps, lang),
        outcomes=outcome_options(typed.outcome, lang),
        rules=rule_options(typed.rule, lang),
        may_decide="decide" in view.allowed,
        why=typed.why,
        present=typed.present,
        error=typed.error,
    )


def _rows(view: RoundView, meeting: Meeting, lang: str, ruled: Ruled | None) -> list[MeetingRow]:
    names = names_of(candidates_of(view.id), lang)
    titles = {one.key: one.title.read(lang) for one in view.criteria.criteria}
    rows = []
    for one in meeting.order:
        standing = meeting.standings.get(one)
        meets = standing.meets if standing else "unknown"
        named = standing.unmet or standing.unknown if standing else ()
        rows.append(
            MeetingRow(
                one,
                names[one],
                address("panel", lang, round_id=view.id, candidate=one),
                format_number(meeting.divergence[one], lang, decimals=1) if one in meeting.divergence else "",
                say(f"assessment.meets_{meets}", lang, criteria=", ".join(titles[key] for key in named)),
                one in ruled.ticked if ruled else one in meeting.agreed and meets == "all",
            )
        )
    return rows


def _agreement(view: RoundView, meeting: Meeting, lang: str) -> list[tuple[str, str, str]]:
    rows = []
    for one in view.criteria.scored:
        found = meeting.agreement[one.key]
        bounds = ""
        if found.low is not None and found.high is not None:
            low, high = (format_number(bound, lang, decimals=2) for bound in (found.low, found.high))
            bounds = say("assessment.between", lang, low=low, high=high)
        alpha = "" if found.alpha is None else format_number(found.alpha, lang, decimals=2)
        rows.append((one.title.read(lang), alpha or say("assessment.nothing_to_say", lang), bounds))
    return rows


def _leniency(meeting: Meeting, lang: str) -> list[tuple[str, str, str]]:
    rows = []
    for name, _, difference, low, high in meeting.leniency.sort("difference").iter_rows():
        bounds = ""
        if low is not None:
            ends = [format_number(bound, lang, decimals=2) for bound in (low, high)]
            bounds = say("assessment.between", lang, low=ends[0], high=ends[1])
        rows.append((name, format_number(difference, lang, decimals=2), bounds))
    return rows


def _generosity(view: RoundView, gaps: Sequence[Gap], lang: str) -> list[tuple[str, str, str]]:
    titles = {one.key: one.title.read(lang) for one in view.criteria.scored}
    none = say("assessment.nothing_to_say", lang)
    return [
        (
            titles[one.criterion],
            none if one.gap is None else f"{'+' if one.gap > 0 else ''}{format_number(one.gap, lang, decimals=1)}",
            f"n = {one.initiatives}",
        )
        for one in gaps
    ]
