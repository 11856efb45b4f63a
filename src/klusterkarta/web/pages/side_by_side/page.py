"""What the comparison shows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from klusterkarta.catalogue.selectors.actors import actors_by_id
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.fields import ProfileField
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import code_name
from klusterkarta.web.figures import Wording, in_page_language
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.profile.facts import MissingRow
from klusterkarta.web.pages.profile.sources import Lettered, Letters
from klusterkarta.web.pages.side_by_side.adding import Adding, adding
from klusterkarta.web.pages.side_by_side.cells import CompareRow, ReadRow, compare_rows, read_rows
from klusterkarta.web.pages.side_by_side.query import CompareQuery
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.comparison_values import ActorValues
from klusterkarta.workflow.side_by_side import FEWEST, MOST, SideBySide


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """An actor at the head of its column, and the address of the comparison without it."""

    actor: int
    name: Wording
    kind: str
    remove: str


@dataclass(frozen=True, kw_only=True)
class ComparePage(Page):
    """The comparison, or what stands in its way (`fault`, or a `hint` where one actor too few is chosen)."""

    template: ClassVar[str] = "side_by_side/page.html"
    section: ClassVar[str] = "map"
    name: ClassVar[str] = "side-by-side"

    query: CompareQuery
    chosen: list[Link]
    fault: str = ""
    hint: str = ""
    without_unknown: str = ""
    adding: Adding | None
    to_list: str
    columns: list[Column]
    rows: list[CompareRow]
    same: int
    read: list[ReadRow]
    lacking: list[MissingRow]
    letters: list[Lettered]
    share: str
    toggle_sources: str
    toggle_same: str
    take: TakeAway

    @property
    def all_open(self) -> bool:
        """Whether every source letter stands open."""
        return self.query.all_open


def side_by_side_page(found: SideBySide, query: CompareQuery, *, lang: str) -> ComparePage:
    """The page of a comparison."""
    letters = Letters(_sources(found), lang)
    columns = [_column(one, query, lang) for one in found.actors]
    names = [one.name.text for one in columns]
    rows = compare_rows(found, letters, lang=lang, names=names)
    differing = [row for row in rows if row.mark != "alike"]
    return replace(
        _page(query, lang),
        columns=columns,
        rows=differing if query.only_differences else rows,
        same=len(rows) - len(differing),
        read=read_rows(found, lang, names=names),
        lacking=[_lacking(field, found, letters, lang=lang) for field in found.lacking],
        letters=letters.listed(),
    )


def refused_page(query: CompareQuery, reason: Reason, *, lang: str) -> ComparePage:
    """The page that says what is wrong with the choice, with the choice still there to be mended."""
    known = actors_by_id(query.actors)
    begun = reason.code == "compare.too_few" and len(query.actors) < FEWEST
    page = replace(
        _page(query, lang),
        chosen=[
            Link(known[one].name if one in known else str(one), query.without(one).href(lang)) for one in query.actors
        ],
        without_unknown=query.of(*(one for one in query.actors if one in known)).href(lang)
        if reason.code == "compare.unknown"
        else "",
    )
    if not query.actors:
        return page
    words = explain(reason, lang)
    return replace(page, hint=words) if begun else replace(page, fault=words)


def _page(query: CompareQuery, lang: str) -> ComparePage:
    """The page without a comparison yet."""
    return ComparePage(
        title=say("compare.title", lang),
        lead=say("compare.lead", lang),
        query=query,
        chosen=[],
        adding=adding(query, lang) if len(query.actors) < MOST else None,
        to_list=address("actors", lang, query=[("actor", str(one)) for one in query.actors]),
        columns=[],
        rows=[],
        same=0,
        read=[],
        lacking=[],
        letters=[],
        share=query.href(lang),
        toggle_sources=replace(query, all_open=not query.all_open).href(lang),
        toggle_same=replace(query, only_differences=not query.only_differences).href(lang),
        take=TakeAway(
            source_line=source_line(lang),
            table="comparison",
            workbook=address("side-by-side-file", lang, query=query.pairs(), ending="xlsx"),
            separated=address("side-by-side-file", lang, query=query.pairs(), ending="csv"),
        ),
    )


def _column(one: ActorValues, query: CompareQuery, lang: str) -> Column:
    summary = one.summary
    return Column(
        actor=summary.id,
        name=in_page_language(summary, "name", lang=lang) or Wording(summary.name),
        kind=code_name("kind", summary.kind, lang=lang) if summary.kind else "",
        remove=query.without(summary.id).href(lang),
    )


def _lacking(field: ProfileField, found: SideBySide, letters: Letters, *, lang: str) -> MissingRow:
    cells = [one.properties[field.code] for one in found.actors if field.code in one.properties]
    silent = {letters.letter(key) for cell in cells for key in cell.missing_in}
    return MissingRow(field.label.read(lang), ", ".join(sorted(silent)))


def _sources(found: SideBySide) -> Iterator[str]:
    """The sources in the order of the columns: those that say something, then those that leave a field empty."""
    cells = [cell for one in found.actors for cell in one.properties.values()]
    yield from (value.source for cell in cells for value in cell.values)
    yield from (key for cell in cells for key in cell.missing_in)
