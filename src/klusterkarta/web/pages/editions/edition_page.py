"""What the page of one edition shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from klusterkarta.catalogue.selectors.editions import EditionView
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import source_title
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.editions.compare_form import CompareForm, compare_form
from klusterkarta.web.pages.editions.rows import FileLink, file_links
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.editions import read_edition


@dataclass(frozen=True, slots=True)
class TableRow:
    """One of the edition's tables, with how many rows it has and their checksum."""

    name: str
    rows: int
    sum: str


@dataclass(frozen=True, kw_only=True)
class EditionPage(Page):
    """An edition; `broken` says why its files cannot be read."""

    template: ClassVar[str] = "editions/edition.html"
    section: ClassVar[str] = "editions"
    name: ClassVar[str] = "editions"

    frozen_at: datetime
    actors: int
    statements: int
    checksum: str
    rule: str
    sources: list[Link]
    files: list[FileLink]
    tables: list[TableRow]
    broken: str
    conclusions: str
    compare: CompareForm


def edition_page(edition: EditionView, lang: str) -> EditionPage:
    """The page of an edition that is listed."""
    title, rule, tables, broken = edition.title(lang), "", [], ""
    try:
        manifest = read_edition(edition.name)
        rule = manifest.rule_version
        tables = [
            TableRow(say(f"editions.table_{name}", lang), int(one["rows"]), str(one["sha256"]))
            for name, one in manifest.tables.items()
        ]
    except Explained as fault:
        broken = explain(fault.reason, lang)
    return EditionPage(
        title=say("editions.edition_title", lang, name=edition.name),
        lead="" if title == edition.name else title,
        frozen_at=edition.frozen_at,
        actors=edition.actors,
        statements=edition.statements,
        checksum=edition.sha256,
        rule=say("editions.rule_version", lang, version=rule) if rule else "",
        sources=[_source(key, lang) for key in edition.sources],
        files=[] if broken else file_links(edition.name, lang),
        tables=tables,
        broken=broken,
        conclusions=address("conclusions", lang, query=[("edition", edition.name)]),
        compare=compare_form(lang, before=edition.name, after=""),
    )


def _source(key: str, lang: str) -> Link:
    source = register_state().sources.get(key)
    return Link(source_title(source, lang), address("source", lang, key=key)) if source else Link(key, "")
