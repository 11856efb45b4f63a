"""The master list: one sheet of all actors, one for each priority, and one that says what the file is."""

from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

import polars as pl
import xlsxwriter

from klusterkarta.publishing.about_sheet import ListFacts, SheetNote, about_rows, write_about_sheet
from klusterkarta.publishing.actor_table import ActorTable, actor_table
from klusterkarta.publishing.sheet_names import sheet_names
from klusterkarta.publishing.sheets import make_styles, write_actor_sheet
from klusterkarta.values.frames import Snapshot
from klusterkarta.vocabularies.words import say


def write_master_list(
    out: Path | BinaryIO,
    snapshot: Snapshot,
    *,
    language: str,
    facts: ListFacts,
    actors: Collection[int] | None = None,
) -> int:
    """Write the workbook and return how many actors it lists. `actors`: only these numbers of the snapshot.

    The file is the same, byte by byte, for the same snapshot and facts. The sheets' rows are not held in memory.
    """
    table = actor_table(snapshot, language, actors=actors)
    sheets = _sheets(table, language)
    names = sheet_names([*(title for title, _ in sheets), say("export.about_sheet", language)])
    with xlsxwriter.Workbook(out if not isinstance(out, Path) else str(out), {"constant_memory": True}) as book:
        _describe(book, facts, language)
        styles = make_styles(book)
        notes = []
        for name, (title, rows) in zip(names[:-1], sheets, strict=True):
            plain = write_actor_sheet(book.add_worksheet(name), rows, language=language, styles=styles)
            notes.append(SheetNote(name, title, rows.height, plain))
        sources = _sources(snapshot, table)
        about = about_rows(facts, sources=sources, sheets=notes, language=language)
        write_about_sheet(book, book.add_worksheet(names[-1]), rows=about)
    return table.rows.height


def _sheets(table: ActorTable, language: str) -> list[tuple[str, pl.DataFrame]]:
    """(title, rows): all actors, then each priority in its own order, also one that no actor carries."""
    tabs = [(say("export.all_actors", language), table.rows)]
    for code, name in table.priorities.items():
        tagged = table.tagged.filter(pl.col("priority") == code)
        tabs.append((name, table.rows.join(tagged, on="actor", how="semi", maintain_order="left")))
    return tabs


def _sources(snapshot: Snapshot, table: ActorTable) -> pl.DataFrame:
    """The sources that say something about the listed actors, with how many of them, in the order of titles."""
    said = snapshot.records.join(snapshot.members, on="record").join(table.rows.select("actor"), on="actor", how="semi")
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
