"""What the meeting shows of all initiatives."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.assessment.selectors.rounds import RoundView, candidates_of
from klusterkarta.vocabularies.numerals import format_number
from klusterkarta.vocabularies.round_states import outcomes
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import Option
from klusterkarta.web.pages.assessment.entry import names_of
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.round_results import Meeting


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """An initiative in the meeting; `ticked` where nothing but the decision is left to do."""

    candidate: int
    name: str
    href: str
    divergence: str
    standing: str
    stands: str
    agreed: bool


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
    outcomes: list[Option]
    may_decide: bool
    assessors: str
    error: str


def meeting_page(view: RoundView, meeting: Meeting, *, lang: str, error: str = "") -> MeetingPage:
    """The page; `error` is what was refused."""
    return MeetingPage(
        title=say("assessment.meeting_title", lang, title=view.title),
        lead=say("assessment.meeting_lead", lang),
        round_href=address("round", lang, round_id=view.id),
        action=address("meeting", lang, round_id=view.id),
        rows=_rows(view, meeting, lang),
        agreement=_agreement(view, meeting, lang),
        leniency=_leniency(meeting, lang),
        outcomes=[Option(code, one.label.read(lang)) for code, one in outcomes().items()],
        may_decide="decide" in view.allowed,
        assessors=", ".join(view.assessors),
        error=error,
    )


def _rows(view: RoundView, meeting: Meeting, lang: str) -> list[MeetingRow]:
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
                meets,
                one in meeting.agreed,
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
