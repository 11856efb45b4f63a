"""The sheet that says what a file is: which edition, which sources, when, and what the columns mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from klusterkarta.publishing.columns import COLUMNS
from klusterkarta.publishing.sheets import FONT, HAIRLINE, HEAD_HEIGHT, LINE_HEIGHT, PETROL, lines_of
from klusterkarta.values.web_address import WebAddressError, web_link
from klusterkarta.vocabularies.numerals import format_date
from klusterkarta.vocabularies.words import say

_WIDTHS = (40, 72, 22, 14, 14, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    """What a list says of itself.

    `edition`: its title, "" for the register as it is now. `taken_at` and `made_at` are in the reader's time zone.
    `selection`: the reader's choice in words, "" for all.
    """

    edition: str
    taken_at: datetime
    made_at: datetime
    rule_version: str
    selection: str = ""


@dataclass(frozen=True, slots=True)
class SheetNote:
    """A sheet of the workbook: its name, whole title, rows, and addresses that stand as text."""

    name: str
    title: str
    actors: int
    plain_addresses: int


Row = Sequence[tuple[str, str]]
"""Cells as (text, style): `title`, `head`, `term`, `text` or `link`."""


def write_about_sheet(book: Any, sheet: Any, *, rows: Sequence[Row]) -> None:
    """Write the rows of `about_rows`."""
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    styles = _styles(book)
    for place, row in enumerate(rows):
        sheet.set_row(place, _height(row))
        for at, (text, style) in enumerate(row):
            if style == "link":
                sheet.write_url(place, at, web_link(text), styles[style], text)
            elif text:
                sheet.write_string(place, at, text, styles[style])


def about_rows(
    facts: ListFacts, *, export: str, sources: pl.DataFrame, sheets: Sequence[SheetNote], language: str
) -> list[Row]:
    """The rows of the sheet. `sources`: frame SOURCES and a column `actors`, of how many of the list each speaks."""
    return [
        *_heading(facts, export, sheets, language),
        *_table("sources", [_source(row, language) for row in sources.iter_rows(named=True)], _SOURCE_HEAD, language),
        *_table("sheets", [_sheet(note) for note in sheets], _SHEET_HEAD, language),
        *_table("columns", [_column(column, language) for column in COLUMNS], _COLUMN_HEAD, language),
    ]


_SOURCE_HEAD = ("source", "publisher", "licence", "published_on", "actors_short", "address")
_SHEET_HEAD = ("sheet", "sheet_holds", "actors_short")
_COLUMN_HEAD = ("column", "meaning")


def _heading(facts: ListFacts, export: str, sheets: Sequence[SheetNote], language: str) -> Iterator[Row]:
    edition = facts.edition or say("export.register_now", language)
    pairs = [
        ("edition", edition),
        ("as_of", format_date(facts.taken_at)),
        ("made_on", format_date(facts.made_at)),
        ("actors", str(sheets[0].actors)),
        ("selection", facts.selection or say("export.whole_register", language)),
        ("export_id", export),
        ("choosing_rule", say("export.choosing_rule_text", language, version=facts.rule_version)),
    ]
    yield [(say("export.master_list", language), "title")]
    yield []
    for key, text in pairs:
        yield [(say(f"export.{key}", language), "term"), (text, "text")]
    yield []
    for key in ("personal_left_out", "key_help", "separator_help", "return_help"):
        yield [(say(f"export.{key}", language), "note")]
    # The first sheet has every actor; the others repeat some.
    plain = sheets[0].plain_addresses
    if plain:
        yield [(say("export.plain_addresses", language, count=plain), "note")]


def _table(title: str, rows: Sequence[Row], head: Sequence[str], language: str) -> Iterator[Row]:
    yield []
    yield [(say(f"export.{title}", language), "section")]
    yield [(say(f"export.{one}", language), "head") for one in head]
    yield from rows


def _source(row: Mapping[str, Any], language: str) -> Row:
    other = "title_en" if language == "sv" else "title_sv"
    title = row[f"title_{language}"] or row[other] or row["source"]
    texts = (title, row["publisher"], row["licence"], row["published_on"], str(row["actors"]))
    return [*((text, "text") for text in texts), (row["url"], "link" if _is_address(row["url"]) else "text")]


def _sheet(note: SheetNote) -> Row:
    return [(note.name, "text"), (note.title, "text"), (str(note.actors), "text")]


def _column(column: Any, language: str) -> Row:
    return [(column.label(language), "text"), (column.meaning(language), "text")]


def _is_address(text: str) -> bool:
    try:
        return bool(text) and bool(web_link(text))
    except WebAddressError:
        return False


def _height(row: Row) -> float:
    if any(style == "title" for _, style in row):
        return HEAD_HEIGHT
    wrapped = (
        lines_of(len(text), width) for (text, style), width in zip(row, _WIDTHS, strict=False) if style == "text"
    )
    return LINE_HEIGHT * max(wrapped, default=1) + 1


def _styles(book: Any) -> dict[str, Any]:
    cell = FONT | {"valign": "top", "text_wrap": True, "bottom": 4, "bottom_color": HAIRLINE}
    return {
        "title": book.add_format(FONT | {"bold": True, "font_size": 18}),
        "section": book.add_format(FONT | {"bold": True, "font_size": 12, "font_color": PETROL}),
        "head": book.add_format(FONT | {"bold": True, "font_color": "#FFFFFF", "bg_color": PETROL}),
        "term": book.add_format(cell | {"bold": True}),
        "note": book.add_format(FONT | {"italic": True}),
        "text": book.add_format(cell),
        "link": book.add_format(cell | {"font_color": PETROL, "underline": 1}),
    }
