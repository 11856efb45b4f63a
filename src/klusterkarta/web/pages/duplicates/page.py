"""What the page of a pair shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.catalogue.selectors.decided import decided_of_queue
from klusterkarta.vocabularies.numerals import format_date
from klusterkarta.vocabularies.words import say
from klusterkarta.vocabularies.written import written_value
from klusterkarta.web.addresses import address
from klusterkarta.web.doers import doer
from klusterkarta.web.pages.duplicates.comparing import CompareRow, compare_rows
from klusterkarta.web.pages.duplicates.evidence import Evidence, evidence_of
from klusterkarta.web.pages.duplicates.last import LastDecision
from klusterkarta.web.pages.duplicates.sides import Side, side_of
from klusterkarta.web.pages.duplicates.waiting import Waiting, pair_address
from klusterkarta.web.pages.readings.report import property_label
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.pair import MergedProperty, Pair


@dataclass(frozen=True, slots=True)
class Follow:
    """A field if the two were one: what shows, and what stands beside it."""

    label: str
    shown: list[str]
    beside: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPart:
    """Everything about the pair at hand."""

    left: Side
    right: Side
    rows: list[CompareRow]
    evidence: Evidence
    follows: list[Follow]
    standing: str
    one_actor: bool


@dataclass(frozen=True, kw_only=True)
class DuplicatesPage(Page):
    """The pair at hand and its place among those that wait; without one, what to do instead."""

    template: ClassVar[str] = "duplicates/page.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "duplicates"

    pair: PairPart | None
    position: str
    decided_now: int
    to_decide: int
    taken: str
    anyway: str
    next: str
    previous: str
    decided: str
    last: LastDecision | None
    why_error: str


def duplicates_page(
    pair: Pair | None,
    waiting: Waiting,
    *,
    lang: str,
    last: LastDecision | None = None,
    error: str = "",
    anyway: str = "",
) -> DuplicatesPage:
    """The page; `error` is what is wrong with the reason given, `anyway` the address of a pair in other hands."""
    onward, back = waiting.beside(1), waiting.beside(-1)
    return DuplicatesPage(
        title=say("duplicates.title", lang),
        lead=say("duplicates.lead", lang),
        pair=_part(pair, waiting, lang) if pair else None,
        position=_position(waiting, lang),
        decided_now=(decided := decided_of_queue()),
        to_decide=decided + len(waiting.pairs),
        taken=say("duplicates.taken", lang, who=waiting.taken_by) if waiting.taken_by else "",
        anyway=anyway,
        next=pair_address(onward, lang) if onward else "",
        previous=pair_address(back, lang) if back else "",
        decided=address("duplicates-decided", lang),
        last=last,
        why_error=error,
    )


def _position(waiting: Waiting, lang: str) -> str:
    if waiting.at is None:
        return ""
    return say("duplicates.position", lang, number=waiting.at + 1, count=len(waiting.pairs))


def _part(pair: Pair, waiting: Waiting, lang: str) -> PairPart:
    rows = compare_rows(pair.left, pair.right, lang=lang)
    return PairPart(
        left=side_of(pair.left, lang),
        right=side_of(pair.right, lang),
        rows=rows,
        evidence=evidence_of(waiting.chosen, rows, lang=lang),
        follows=[] if pair.one_actor else [_follow(one, lang) for one in pair.merged],
        standing=_standing(pair, lang),
        one_actor=pair.one_actor,
    )


def _follow(merged: MergedProperty, lang: str) -> Follow:
    label = property_label(merged.code, merged.language, lang=lang)
    shown, beside = (
        [written_value(merged.code, one, lang=lang) for one in side] for side in (merged.shown, merged.beside)
    )
    return Follow(label, shown, beside)


def _standing(pair: Pair, lang: str) -> str:
    one = pair.standing
    if one is None:
        return ""
    verdict = say(f"duplicates.{one.verdict}", lang).lower()
    return say("duplicates.stands_now", lang, verdict=verdict, who=doer(one.by, lang), when=format_date(one.at.date()))
