"""What the page of a table shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.actors.facets import Chip, chips_of
from klusterkarta.web.pages.actors.query import ListQuery
from klusterkarta.web.pages.actors.ways import ways
from klusterkarta.web.pages.profile.sources import Lettered, Letters
from klusterkarta.web.pages.selection_table.columns import (
    ChosenColumn,
    FieldGroup,
    Head,
    chosen_columns,
    further_fields,
    heads,
)
from klusterkarta.web.pages.selection_table.query import TableQuery
from klusterkarta.web.pages.selection_table.rows import RowView, row_views
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.selection_table import NAME, SelectionTable, TableRow, chosen_actors, selection_table

MOST_ROWS = 1_000
"""As many actors as are read for a table that somebody waits for; filter and order go over all of them."""

ON_A_PAGE = 200


@dataclass(frozen=True, kw_only=True)
class TablePage(Page):
    """The table with the form of its columns. `hidden` are the form's fields that carry the selection along."""

    template: ClassVar[str] = "selection_table/page.html"
    section: ClassVar[str] = "map"
    name: ClassVar[str] = "table"

    query: TableQuery
    chips: list[Chip]
    hidden: list[tuple[str, str]]
    columns: list[ChosenColumn]
    further: list[FieldGroup]
    heads: list[Head]
    rows: list[RowView]
    caption: str
    chosen: int
    too_large: str
    letters: list[Lettered]
    here: str
    share: str
    ways: list[Link]
    to_list: str
    to_comparison: str
    toggle_sources: str
    workbook: str
    separated: str
    previous: str
    next: str
    take: TakeAway


def table_page(query: TableQuery, lang: str) -> TablePage:
    """The page for a query. Raises BadTable for a column that does not exist."""
    ids = chosen_actors(query.actors.chosen)
    too_large = len(ids) > MOST_ROWS
    if too_large:
        query = replace(query, contains={}, order=NAME)
    table = selection_table(ids[:MOST_ROWS], query.choice(), lang=lang)
    # From here on the address names the columns, also those that were the usual ones.
    query = replace(query, fields=tuple(one.code for one in table.fields))
    start = _start(table.rows, query.after)
    rows = table.rows[start : start + ON_A_PAGE]
    letters = Letters(_sources(table.rows), lang)
    pairs = query.pairs()
    return TablePage(
        title=say("table.title", lang),
        lead=say("table.lead", lang),
        query=query,
        chips=chips_of(query.actors, lang, href=lambda without: replace(query, actors=without, after=0).href(lang)),
        hidden=_hidden(query),
        columns=chosen_columns(query, table.fields, lang=lang),
        further=further_fields(table.fields, lang),
        heads=heads(query, table.fields, lang=lang),
        rows=row_views(rows, table.fields, letters=letters, lang=lang, with_sources=query.sources),
        caption=_caption(table, lang),
        chosen=table.chosen,
        too_large=say("table.too_large", lang, total=len(ids), most=MOST_ROWS) if too_large else "",
        letters=letters.listed(),
        here=address("table", lang),
        share=query.href(lang),
        ways=ways(query.actors, lang, now="table"),
        to_list=address("actors", lang, query=query.actors_pairs()),
        to_comparison=_comparison(table, lang),
        toggle_sources=replace(query, sources=not query.sources).href(lang),
        workbook=address("table-file", lang, query=pairs, ending="xlsx"),
        separated=address("table-file", lang, query=pairs, ending="csv"),
        previous=_beside(query, table.rows, start - ON_A_PAGE, lang=lang) if start else "",
        next=_beside(query, table.rows, start + ON_A_PAGE, lang=lang),
        take=TakeAway(source_line=source_line(lang), table="selection"),
    )


def selection_words(query: ListQuery, lang: str) -> str:
    """The list's filter in words: "Källa: …; Län: …"; "" for the whole register."""
    return "; ".join(one.text for one in chips_of(query, lang))


def _hidden(query: TableQuery) -> list[tuple[str, str]]:
    hidden = query.actors_pairs()
    hidden += [("order", query.order)] if query.order != NAME else []
    return [*hidden, *([("sources", "all")] if query.sources else [])]


def _caption(table: SelectionTable, lang: str) -> str:
    if len(table.rows) == table.chosen:
        return say("table.caption", lang, count=table.chosen)
    return say("table.caption_of", lang, count=len(table.rows), total=table.chosen)


def _comparison(table: SelectionTable, lang: str) -> str:
    """Side by side, where the rows are few enough."""
    ids = [row.summary.id for row in table.rows]
    return address("side-by-side", lang, query=[("actor", str(one)) for one in ids]) if 2 <= len(ids) <= 5 else ""


def _sources(rows: Sequence[TableRow]) -> Iterator[str]:
    return (value.source for row in rows for cell in row.cells for value in cell.values)


def _start(rows: Sequence[TableRow], after: int) -> int:
    """The place behind the row of that actor; the first where it is in no row."""
    return next((at + 1 for at, row in enumerate(rows) if row.summary.id == after), 0)


def _beside(query: TableQuery, rows: Sequence[TableRow], start: int, *, lang: str) -> str:
    """The table from another row on; "" where there are none."""
    if start >= len(rows):
        return ""
    pairs = query.pairs()
    return address("table", lang, query=[*pairs, ("after", str(rows[start - 1].summary.id))] if start > 0 else pairs)
