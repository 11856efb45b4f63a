"""What the list of decisions shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from klusterkarta.catalogue.selectors.decided import Origin, decided
from klusterkarta.catalogue.selectors.judgements import JudgementView
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.navigation import Link
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.judge import RULE, why_judged
from klusterkarta.workflow.pair import names_of_records

ORIGINS: tuple[Origin, ...] = ("", "person", "rule")
ON_A_PAGE = 50
_MARKS = {"same": "ok", "different": "end", "unsure": "open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedRow:
    """One decision; `counts` is False once it is taken back."""

    id: int
    names: str
    href: str
    mark: str
    verdict: str
    by: str
    at: datetime
    why: str
    counts: bool
    take_back: str


@dataclass(frozen=True, kw_only=True)
class DecidedPage(Page):
    """A page of decisions, newest first."""

    template: ClassVar[str] = "duplicates/decided.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "duplicates"

    origins: list[Link]
    rows: list[DecidedRow]
    newest: str
    older: str


def decided_page(lang: str, *, origin: Origin, before: int | None) -> DecidedPage:
    """The decisions with numbers below `before` (None: the latest)."""
    found = decided(limit=ON_A_PAGE + 1, before=before, origin=origin)
    shown = found[:ON_A_PAGE]
    names = names_of_records({record for one in shown for record in (one.left, one.right)}, lang)
    by = [("by", origin)] if origin else []
    older = [*by, ("before", str(shown[-1].id))] if len(found) > ON_A_PAGE else []
    return DecidedPage(
        title=say("duplicates.decided_title", lang),
        lead=say("duplicates.decided_lead", lang),
        origins=[_origin(one, origin, lang) for one in ORIGINS],
        rows=[_row(one, names, lang) for one in shown],
        newest=address("duplicates-decided", lang, query=by) if before else "",
        older=address("duplicates-decided", lang, query=older) if older else "",
    )


def _origin(one: Origin, chosen: Origin, lang: str) -> Link:
    query = [("by", one)] if one else []
    current = "true" if one == chosen else ""
    return Link(say(f"duplicates.by_{one or 'all'}", lang), address("duplicates-decided", lang, query=query), current)


def _row(one: JudgementView, names: Mapping[int, str], lang: str) -> DecidedRow:
    left, right = names[one.left], names[one.right]
    by_rule = one.origin.startswith(RULE)
    query = [("left", str(one.left)), ("right", str(one.right))]
    return DecidedRow(
        id=one.id,
        names=left if left == right else say("duplicates.both", lang, left=left, right=right),
        href=address("duplicates", lang, query=query) if one.verdict != "same" or one.taken_back_at else "",
        mark=_MARKS[one.verdict],
        verdict=say(f"duplicates.{one.verdict}", lang),
        by=say("duplicates.the_rule", lang) if by_rule else one.by,
        at=one.at,
        why=why_judged(one, lang),
        counts=one.taken_back_at is None,
        take_back=say("duplicates.take_back_pair", lang, left=left, right=right),
    )
