"""The master list: one sheet of all actors, one for each priority, and one that says what the file is."""

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl
import xlsxwriter

from klusterkarta.publishing.about_sheet import ListFacts, SheetNote, about_rows, write_about_sheet
from klusterkarta.publishing.actor_table import ActorTable, actor_table
from klusterkarta.publishing.cell_text import cut_cells
from klusterkarta.publishing.columns import COLUMNS
from klusterkarta.publishing.exported_base import BASE_HEAD, BASE_SHEET, ExportedBase, digested, pack_rows
from klusterkarta.publishing.filled_workbook import fill_workbook
from klusterkarta.publishing.sheet_links import plain_addresses
from klusterkarta.publishing.sheet_names import sheet_names
from klusterkarta.publishing.sheet_rows import SheetRows
from klusterkarta.publishing.sheets import lay_out_actor_sheet, make_styles
from klusterkarta.publishing.text_rows import TextRows
from klusterkarta.values.frames import Snapshot
from klusterkarta.vocabularies.words import say


@dataclass(frozen=True, slots=True)
class GatheredList:
    """What a master list says of a snapshot, which may be let go: its actors, and the sources with how many of them."""

    table: ActorTable
    sources: pl.DataFrame
    language: str


def gather_list(snapshot: Snapshot, language: str, *, actors: Collection[int] | None = None) -> GatheredList:
    """What the list says, in one language. `actors`: only these numbers of the snapshot."""
    table = actor_table(snapshot, language, actors=actors)
    return GatheredList(table, _sources(snapshot, table), language)


def write_master_list(
    out: Path | BinaryIO,
    snapshot: Snapshot,
    *,
    language: str,
    facts: ListFacts,
    actors: Collection[int] | None = None,
) -> int:
    """Write the workbook and return how many actors it lists; takes what `gather_list` and `write_gathered` take."""
    return write_gathered(out, gather_list(snapshot, language, actors=actors), facts=facts)


def write_gathered(out: Path | BinaryIO, gathered: GatheredList, *, facts: ListFacts) -> int:
    """Write the workbook and return how many actors it lists.

    The file is the same, byte by byte, for the same list and facts on processors of one kind. The sheets' rows are
    written in pieces.
    """
    table, language = gathered.table, gathered.language
    tabs = _tabs(table, language)
    titles = [BASE_SHEET, say("export.about_sheet", language), *(tab.title for tab in tabs)]
    base_name, about_name, *names = sheet_names(titles)
    base = _base(table, tabs, names, language)
    with ThreadPoolExecutor(1) as beside:
        # Packed while the other sheets are written: it is the last.
        packed = beside.submit(pack_rows, base)
        base = digested(base)
        notes = [SheetNote(name, tab.title, tab.actors.height, _plain_addresses(tab))
                 for name, tab in zip(names, tabs, strict=True)]  # fmt: skip
        about = about_rows(facts, export=base.export, sources=gathered.sources, sheets=notes, language=language)
        laid_out = BytesIO()
        with xlsxwriter.Workbook(laid_out, {"constant_memory": True}) as book:
            _describe(book, facts, language)
            styles = make_styles(book)
            for name, tab in zip(names, tabs, strict=True):
                lay_out_actor_sheet(book.add_worksheet(name), tab.actors.height, language=language, styles=styles)
            _lay_out_base(book.add_worksheet(base_name))
            write_about_sheet(book, book.add_worksheet(about_name), rows=about)
        weak_title = say("export.weak_links", language)
        sheets = [SheetRows(actors=one.actors, weak=one.weak, export=base.export, weak_title=weak_title)
                  for one in tabs]  # fmt: skip
        kept = TextRows(lambda: [base.digest, *packed.result()])
        fill_workbook(laid_out, out, sheets=dict(enumerate([*sheets, kept], start=1)))
    return table.rows.height


@dataclass(frozen=True, slots=True)
class _Tab:
    title: str
    priority: str
    actors: pl.DataFrame
    weak: pl.DataFrame


def _tabs(table: ActorTable, language: str) -> list[_Tab]:
    """All actors, then each priority in its own order, also one that no actor carries."""
    tabs = [_Tab(say("export.all_actors", language), "", table.rows, table.rows.clear())]
    for code, name in table.priorities.items():
        parts = (frame.filter(pl.col("priority") == code) for frame in (table.tagged, table.weak))
        strong, weak = (table.rows.join(part, on="actor", how="semi", maintain_order="left") for part in parts)
        tabs.append(_Tab(name, name, strong, weak))
    return tabs


def _plain_addresses(tab: _Tab) -> int:
    return plain_addresses(tab.actors[column.code] for column in COLUMNS if column.form == "link")


def _base(table: ActorTable, tabs: Sequence[_Tab], names: Sequence[str], language: str) -> ExportedBase:
    """What the list says as it leaves: the cells as they are written, and which actors stand on which sheet."""
    codes = [column.code for column in COLUMNS if column.code != "record_key"]
    rows = cut_cells(table.rows, ["record_key", *codes])
    parts = [(name, tab.priority, weak, part) for name, tab in zip(names, tabs, strict=True)
             for weak, part in ((False, tab.actors), (True, tab.weak))]  # fmt: skip
    stands = [
        part.select(sheet=pl.lit(name), priority=pl.lit(priority), key="record_key", weak=pl.lit(weak))
        for name, priority, weak, part in parts
    ]
    return ExportedBase(language=language, rows=rows, sheets=pl.concat(stands))


def _lay_out_base(sheet: Any) -> None:
    """A sheet that no menu offers to show: it is for the way back. Its first cell, and a row to be written over."""
    sheet.write_string(0, 0, BASE_HEAD)
    sheet.write_string(1, 0, "text")
    sheet.very_hidden()


def _sources(snapshot: Snapshot, table: ActorTable) -> pl.DataFrame:
    """The sources that say something about the listed actors, with how many of them, in the order of titles."""
    said = snapshot.records.select("record", "source").join(snapshot.members, on="record")
    said = said.join(table.rows.select("actor"), on="actor", how="semi")
    counts = said.group_by("source").agg(pl.col("actor").n_unique().alias("actors"))
    return snapshot.sources.join(counts, on="source").sort("title_sv", "source")


def _describe(book: "xlsxwriter.Workbook", facts: ListFacts, language: str) -> None:
    title = say("export.master_list", language)
    book.set_properties(
        {
            "title": f"{title} – {facts.edition}" if facts.edition else title,
            # The file's own date is that of its making; without it the writer would take the clock's.
            "created": facts.made_at.replace(tzinfo=None),
        }
    )
