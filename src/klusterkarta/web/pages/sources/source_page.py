"""What the page of one source shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.catalogue.selectors.sources import SourceView, readings_of
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address, can_open
from klusterkarta.web.form_fields import FormField
from klusterkarta.web.pages.sources.concepts import ClaimRow, PlanItem, PriorityRow, claim_rows, plan_of, priority_rows
from klusterkarta.web.pages.sources.list_page import kind_name
from klusterkarta.web.pages.sources.rows import ActorRow, ReadingRow, actor_row, reading_row
from klusterkarta.web.register_state import EDITORS
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.source_contents import actor_rows, concepts_of

ON_A_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known about the source itself; empty words for what is not."""

    kind: str
    publisher: str
    published: str
    licence: str
    url: str
    key: str
    trust: int


@dataclass(frozen=True, kw_only=True)
class SourcePage(Page):
    """A source: its facts, readings, actors and concepts. `withdrawing` is the form's field for who may withdraw."""

    template: ClassVar[str] = "sources/source.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "sources"

    key: str
    withdrawn: bool
    facts: Facts
    readings: list[ReadingRow]
    shows_who: bool
    priorities: list[PriorityRow]
    plan: list[PlanItem]
    claims: list[ClaimRow]
    actors: list[ActorRow]
    take: TakeAway
    first: str
    next: str
    to_actors: str
    to_import: str
    withdrawing: FormField | None
    restoring: bool


def source_page(source: SourceView, lang: str, *, caller: Caller, after: int = 0, error: str = "") -> SourcePage:
    """The page, its records from the one after `after`; `error` is what is wrong with the reason typed."""
    concepts = concepts_of(source.key)
    rows = actor_rows(source.key, after=after, limit=ON_A_PAGE + 1)
    shown = rows[:ON_A_PAGE]
    office, administrator = is_allowed(caller, "read_jobs"), is_allowed(caller, "withdraw_source")
    here = address("source", lang, key=source.key)
    last = str(shown[-1].record.id) if shown else ""
    return SourcePage(
        title=source.titles[lang],
        lead=source.notes[lang],
        key=source.key,
        withdrawn=source.withdrawn,
        facts=_facts(source, lang),
        readings=[reading_row(one, lang, office=office) for one in readings_of(source.key)],
        shows_who=office,
        priorities=priority_rows(concepts.get("priority", []), lang),
        plan=plan_of(concepts, lang),
        claims=claim_rows(concepts.get("claim", []), lang),
        actors=[actor_row(one, lang) for one in shown],
        take=TakeAway(source_line=source_line(lang), table="rows-table", csv=True, name=source.key),
        first=here if after else "",
        next=address("source", lang, query=[("after", last)], key=source.key) if len(rows) > ON_A_PAGE else "",
        to_actors=address("actors", lang, query=[("source", source.key)]) if source.records else "",
        to_import=_to_import(source, lang, caller),
        withdrawing=_withdrawing(error, lang) if administrator and not source.withdrawn else None,
        restoring=administrator and source.withdrawn,
    )


def _facts(source: SourceView, lang: str) -> Facts:
    return Facts(
        kind=kind_name(source, lang),
        publisher=source.publisher,
        published=source.published_on,
        licence=source.licence,
        url=source.url,
        key=source.key,
        trust=source.trust,
    )


def _to_import(source: SourceView, lang: str, caller: Caller) -> str:
    may = source.kind != EDITORS and is_allowed(caller, "collect") and can_open("import", lang)
    return address("import", lang, query=[("source", source.key)]) if may else ""


def _withdrawing(error: str, lang: str) -> FormField:
    return FormField(
        name="why",
        label=say("sources.withdraw_why", lang),
        help=say("sources.withdraw_why_help", lang),
        error=error,
        longest=500,
    )
