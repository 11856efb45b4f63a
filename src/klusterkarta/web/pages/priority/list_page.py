"""What the page of all priorities shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.priority_sheets import PrioritySheet


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """A priority: name, page, group, the source's count ("" none), actors known, regions that share it."""

    name: str
    href: str
    group: str
    counted: str
    known: int
    regions: int


@dataclass(frozen=True, kw_only=True)
class PrioritiesPage(Page):
    """Every priority, by region in the order of its source."""

    template: ClassVar[str] = "priority/list.html"
    section: ClassVar[str] = "cooperation"
    name: ClassVar[str] = "priorities"

    rows: list[PriorityRow]
    slides: str
    take: TakeAway


def priorities_page(sheets: Sequence[PrioritySheet], lang: str) -> PrioritiesPage:
    """The page of a register's priorities."""
    return PrioritiesPage(
        title=say("priority.title", lang),
        lead=say("priority.lead", lang),
        rows=[_row(one, lang) for one in sheets],
        slides=address("priority-slides", lang),
        take=TakeAway(source_line=source_line(lang), table="priority-table", csv=True, name="priorities"),
    )


def _row(one: PrioritySheet, lang: str) -> PriorityRow:
    return PriorityRow(
        one.named(lang),
        address("priority", lang, key=one.code),
        one.grouped(lang),
        one.counted,
        sum(not carrier.is_weak for carrier in one.carriers),
        len(one.sharers),
    )
