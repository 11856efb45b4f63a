"""What the page of an actor shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.charts.picture import Picture
from klusterkarta.settings import current
from klusterkarta.values.caller import Caller
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.change_lines import ChangeLine, change_lines, telling
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.figures import Wording, in_page_language
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.profile.decisions import DecisionLine, RecordRow, decision_lines, record_rows
from klusterkarta.web.pages.profile.development import Development, development_of
from klusterkarta.web.pages.profile.evidence import Measure, measures, place_of
from klusterkarta.web.pages.profile.facts import FactRow, MissingRow, fact_row, fact_rows, missing_rows
from klusterkarta.web.pages.profile.readings import Reading, readings_of_values
from klusterkarta.web.pages.profile.relations import (
    NamingPages,
    RelationRow,
    naming_pages,
    relation_rows,
    relation_sources,
)
from klusterkarta.web.pages.profile.results import ResultRow, result_rows
from klusterkarta.web.pages.profile.sources import Lettered, Letters, SourceNote
from klusterkarta.web.pages.profile.spread import Spread, member_spread
from klusterkarta.web.pages.profile.work import WorkPanel, work_panel
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.show import ActorPage

_CHANGES = 12


@dataclass(frozen=True, kw_only=True)
class ProfilePage(Page):
    """An actor with all that is said of it. `all_open` opens every source letter."""

    template: ClassVar[str] = "profile/page.html"
    section: ClassVar[str] = "map"
    name: ClassVar[str] = "actor"

    actor: int
    heading: Wording
    about: Wording | None
    about_notes: list[SourceNote]
    crumbs: list[Link]
    kind: str
    lists: list[str]
    conflicts: int
    mention_only: bool
    contradiction: bool
    all_open: bool
    toggle: str
    facts: list[FactRow]
    names: FactRow | None
    readings: list[Reading]
    results: list[ResultRow]
    development: Development | None
    spread: Spread | None
    missing: list[MissingRow]
    letters: list[Lettered]
    relations: list[RelationRow]
    naming: NamingPages | None
    records: list[RecordRow]
    decisions: list[DecisionLine]
    history: list[ChangeLine]
    shows_who: bool
    measures: list[Measure]
    place: Picture | None
    permanent: str
    compare: str
    take: TakeAway
    take_place: TakeAway
    take_relations: TakeAway
    take_records: TakeAway
    may_edit: bool
    work: WorkPanel | None


def profile_page(found: ActorPage, lang: str, *, caller: Caller, all_open: bool) -> ProfilePage:
    """The page for an actor as this caller sees it."""
    summary = found.summary
    letters = Letters(_sources(found), lang)
    heading = in_page_language(summary, "name", lang=lang) or Wording(summary.name)
    by_code = {one.code: one for one in found.properties}
    about = fact_row(by_code["description"], letters, lang=lang) if _has_values(found, "description") else None
    names = fact_row(by_code["name"], letters, lang=lang) if _has_values(found, "name") else None
    here = address("actor", lang, actor=summary.id)
    return ProfilePage(
        title=heading.text,
        actor=summary.id,
        heading=heading,
        about=in_page_language(summary, "description", lang=lang),
        about_notes=[note for value in about.values[:1] for note in value.notes] if about else [],
        crumbs=_crumbs(found, lang),
        kind=code_name("kind", summary.kind, lang=lang) if summary.kind else "",
        lists=[code_name("list", code, lang=lang) for code, _ in summary.facets.get("list", [])],
        conflicts=summary.conflicts,
        mention_only=summary.mention_only,
        contradiction=summary.contradiction,
        all_open=all_open,
        toggle=here if all_open else address("actor", lang, query=[("sources", "all")], actor=summary.id),
        facts=fact_rows(found.properties, letters, lang=lang),
        names=names if names and (len(names.values) > 1 or names.form != "plain") else None,
        readings=readings_of_values(summary, lang),
        results=result_rows(found.properties, letters, lang=lang),
        development=development_of(found, lang, caller=caller),
        spread=member_spread(found, lang),
        missing=missing_rows(found.properties, letters, lang=lang),
        letters=letters.listed(),
        relations=relation_rows(found, letters, lang=lang),
        naming=naming_pages(found, lang=lang),
        records=record_rows(found, letters, lang=lang),
        decisions=decision_lines(found, lang, caller=caller),
        history=change_lines(telling(found.history, _CHANGES), lang),
        shows_who=is_allowed(caller, "read_work_notes"),
        measures=measures(found, lang),
        place=place_of(found, lang),
        permanent=f"{current().base_url}/id/actor/{summary.id}",
        compare=address("side-by-side", lang, query=[("actor", str(summary.id))]),
        take=_take(summary.id, lang),
        take_place=TakeAway(
            source_line=source_line(lang),
            picture=address("actor-place", lang, actor=summary.id),
            name=slug(summary.name) or "place",
            printing=False,
        ),
        take_relations=_take_table("relations-table", lang),
        take_records=_take_table("records-table", lang),
        may_edit=is_allowed(caller, "edit_actor"),
        work=work_panel(found.work, lang, caller=caller),
    )


def _sources(found: ActorPage) -> list[str]:
    """The sources in the order of the records, then those that name the actor, then those that leave fields empty."""
    own = [one.source for one in found.records]
    return [*own, *relation_sources(found), *(key for one in found.properties for key in one.missing_in)]


def _take(actor: int, lang: str) -> TakeAway:
    chosen = [("actor", str(actor))]
    return TakeAway(
        source_line=source_line(lang),
        table="all-facts",
        workbook=address("side-by-side-file", lang, query=chosen, ending="xlsx"),
        separated=address("side-by-side-file", lang, query=chosen, ending="csv"),
    )


def _take_table(table: str, lang: str) -> TakeAway:
    return TakeAway(source_line=source_line(lang), table=table, csv=True, name=table, printing=False)


def _has_values(found: ActorPage, code: str) -> bool:
    return any(one.code == code and one.values for one in found.properties)


def _crumbs(found: ActorPage, lang: str) -> list[Link]:
    """The list, and the list narrowed to the actor's first county and to its sector."""
    crumbs = [Link(say("navigation.map", lang), address("actors", lang))]
    for facet in ("county", "sector"):
        codes = sorted(found.summary.facets.get(facet, []), key=lambda one: one[1] == "interpreted")
        for code, _ in codes[:1]:
            crumbs.append(Link(code_name(facet, code, lang=lang), address("actors", lang, query=[(facet, code)])))
    return crumbs
