"""What the list of sources shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from klusterkarta.catalogue.selectors.sources import SourceView, list_sources, readings_of
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address, can_open
from klusterkarta.web.register_state import EDITORS
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source in the list."""

    title: str
    href: str
    kind: str
    publisher: str
    published: str
    licence: str
    records: int
    trust: int
    read_at: datetime | None
    read: bool
    withdrawn: bool


@dataclass(frozen=True, kw_only=True)
class SourcesPage(Page):
    """The sources, and apart from them the editors' own."""

    template: ClassVar[str] = "sources/page.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "sources"

    sources: list[SourceRow]
    editors: list[SourceRow]
    to_import: str
    take: TakeAway


def sources_page(lang: str, *, caller: Caller) -> SourcesPage:
    """The list as this caller sees it. An editor's source has no name of a person in it."""
    read = _read_at()
    found = [(one, _row(one, read.get(one.key), lang)) for one in list_sources()]
    may_collect = is_allowed(caller, "collect") and can_open("import", lang)
    return SourcesPage(
        title=say("sources.title", lang),
        lead=say("sources.lead", lang),
        sources=[row for one, row in found if one.kind != EDITORS],
        editors=[row for one, row in found if one.kind == EDITORS],
        to_import=address("import", lang) if may_collect else "",
        take=TakeAway(source_line=source_line(lang), table="sources-table", csv=True, name="sources"),
    )


def kind_name(source: SourceView, lang: str) -> str:
    """What kind of source it is, in words."""
    term = terms("source_kinds").get(source.kind)
    return term.label.read(lang) if term else source.kind


def _row(source: SourceView, read_at: datetime | None, lang: str) -> SourceRow:
    return SourceRow(
        title=source.titles[lang],
        href=address("source", lang, key=source.key),
        kind=kind_name(source, lang),
        publisher=source.publisher,
        published=source.published_on,
        licence=source.licence,
        records=source.records,
        trust=source.trust,
        read_at=read_at,
        read=source.read,
        withdrawn=source.withdrawn,
    )


def _read_at() -> dict[str, datetime]:
    """When each source was last read: of the latest thousand readings, which come with the latest first."""
    latest: dict[str, datetime] = {}
    for one in readings_of(limit=1_000):
        if one.published_at is not None:
            latest.setdefault(one.source, one.published_at)
    return latest
