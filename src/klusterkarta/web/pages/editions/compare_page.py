"""What the comparison of two editions shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.words import say
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.editions.actor_links import ActorLinks
from klusterkarta.web.pages.editions.compare_form import CompareForm, compare_form, snapshot_name
from klusterkarta.web.pages.readings.report import ChangeRow, Difference, Figure, property_label
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.comparison import ActorChange, ActorRef, Comparison, Joined

MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Listed:
    """Actors of one sort, at most 300 of `total`."""

    title: str
    total: int
    actors: list[Link]


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """An actor and what it was made of, or came to."""

    whole: Link
    parts: list[Link]


@dataclass(frozen=True, kw_only=True)
class ComparePage(Page):
    """What differs between two editions."""

    template: ClassVar[str] = "editions/compare.html"
    section: ClassVar[str] = "editions"
    name: ClassVar[str] = "editions"

    compare: CompareForm
    figures: list[Figure]
    lists: list[Listed]
    merged: list[JoinedRow]
    split: list[JoinedRow]
    changed: list[ChangeRow]
    changed_total: int
    same: bool
    take: TakeAway


def compare_page(found: Comparison, lang: str, *, before: str, after: str) -> ComparePage:
    """The page for what was found between two editions (or the register now, "")."""
    links = ActorLinks({one.key for one in _refs(found)}, lang)
    earlier, later = snapshot_name(before, lang), snapshot_name(after, lang)
    lists = [_listed("new", found.new, links), _listed("gone", found.gone, links)]
    return ComparePage(
        title=say("editions.compare_title", lang),
        lead=say("editions.compare_lead", lang, earlier=earlier, later=later),
        compare=compare_form(lang, before=before, after=after),
        figures=_figures(found, lang),
        lists=[one for one in lists if one.total],
        merged=[_joined(one, links) for one in found.merged[:MOST_ROWS]],
        split=[_joined(one, links) for one in found.split[:MOST_ROWS]],
        changed=[_changed(one, links) for one in found.changed[:MOST_ROWS]],
        changed_total=len(found.changed),
        same=not any((found.new, found.gone, found.merged, found.split, found.changed)),
        take=TakeAway(
            source_line=source_line(lang, edition=f"{before} – {after}" if before and after else ""),
            table="changes-table" if found.changed else "",
            csv=True,
            name="changes",
        ),
    )


def _refs(found: Comparison) -> Iterable[ActorRef]:
    yield from found.new[:MOST_ROWS]
    yield from found.gone[:MOST_ROWS]
    yield from (one.actor for one in found.changed[:MOST_ROWS])
    for joined in (*found.merged[:MOST_ROWS], *found.split[:MOST_ROWS]):
        yield joined.whole
        yield from joined.parts


def _link(ref: ActorRef, links: ActorLinks) -> Link:
    return links.to(ref.key, ref.name)


def _figures(found: Comparison, lang: str) -> list[Figure]:
    counted = (
        ("new", len(found.new), "ok"),
        ("gone", len(found.gone), "end"),
        ("changed", len(found.changed), "open"),
        ("merged", len(found.merged), ""),
        ("split", len(found.split), ""),
        ("unchanged", found.unchanged, ""),
    )
    return [
        Figure(number, say(f"editions.count_{code}", lang, count=number), mark if number else "")
        for code, number, mark in counted
    ]


def _listed(code: str, refs: tuple[ActorRef, ...], links: ActorLinks) -> Listed:
    return Listed(say(f"editions.title_{code}", links.lang), len(refs), [_link(one, links) for one in refs[:MOST_ROWS]])


def _joined(joined: Joined, links: ActorLinks) -> JoinedRow:
    return JoinedRow(_link(joined.whole, links), [_link(one, links) for one in joined.parts])


def _changed(change: ActorChange, links: ActorLinks) -> ChangeRow:
    link = _link(change.actor, links)
    differences = [
        Difference(property_label(one.property, one.language, lang=links.lang), list(one.before), list(one.after))
        for one in change.fields
    ]
    return ChangeRow(link.text, link.href, new=False, differences=differences, personal=0)
