"""What the page of a round's private links shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from klusterkarta.assessment.selectors.links import FactCheckView, fact_checks_of
from klusterkarta.assessment.selectors.rounds import RoundView, candidates_of
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.assessment.entry import names_of
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.round_links import private_addresses


@dataclass(frozen=True, slots=True)
class LinkRow:
    """An initiative with its private address ("": none yet) and its latest answer on the facts."""

    candidate: int
    name: str
    link: str
    answer: str
    comment: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class LinksPage(Page):
    """The private links of a round, for its leader."""

    template: ClassVar[str] = "assessment/links.html"
    section: ClassVar[str] = "assessment"
    name: ClassVar[str] = "round-links"

    round: str
    round_href: str
    action: str
    rows: list[LinkRow]
    missing: int
    facts_until: str
    error: str


def links_page(view: RoundView, *, lang: str, caller: Caller, error: str = "", until: str | None = None) -> LinksPage:
    """The page; `error` is what was refused, `until` the day that was typed."""
    candidates = candidates_of(view.id)
    names = names_of(candidates, lang)
    links = {one.candidate: one.address for one in private_addresses(view.id, lang=lang, caller=caller)}
    checks = fact_checks_of(view.id, caller=caller) if "read_all" in view.allowed else []
    latest = {one.candidate: one for one in reversed(checks)}
    return LinksPage(
        title=say("assessment.links", lang),
        lead=say("assessment.links_lead", lang),
        round=view.title,
        round_href=address("round", lang, round_id=view.id),
        action=address("round-links", lang, round_id=view.id),
        rows=[_row(one.id, names[one.id], links.get(one.id, ""), latest.get(one.id), lang) for one in candidates],
        missing=len(candidates) - len(links),
        facts_until=view.facts_until if until is None else until,
        error=error,
    )


def _row(candidate: int, name: str, link: str, check: FactCheckView | None, lang: str) -> LinkRow:
    if check is None:
        return LinkRow(candidate, name, link, "", "", None)
    said = say("assessment.facts_confirmed" if check.confirmed else "assessment.facts_wrong", lang)
    return LinkRow(candidate, name, link, said, check.comment, check.at)
