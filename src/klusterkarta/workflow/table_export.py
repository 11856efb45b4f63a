"""A table of chosen fields out of the register as a file, each cell with who says so."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone

from klusterkarta.catalogue.selectors.sources import SourceView, list_sources
from klusterkarta.profile.rules import choosing_rule
from klusterkarta.publishing.about_sheet import Row
from klusterkarta.publishing.table_files import FileTable, write_table_csv, write_table_workbook
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.numerals import format_date
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.source_places import written_place
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.export import ExportReport, written_whole
from klusterkarta.workflow.selection_table import SelectionTable, TableRow
from klusterkarta.workflow.show import ValueView
from klusterkarta.workflow.table_cells import TableCell

_LOCAL = ZoneInfo("Europe/Stockholm")
_BETWEEN = " | "
_SAID = ("name", "field", "value", "shown", "source", "place", "observed_on", "read_on")
_WRITERS: Mapping[str, Callable[[Path, FileTable], int]] = {"xlsx": write_table_workbook, "csv": write_table_csv}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """What a file says of its table: the choice and the order in words, and the address of the page ("" for none)."""

    selection: str = ""
    order: str = ""
    address: str = ""


def export_table(
    out: Path,
    table: SelectionTable,
    *,
    ending: str,
    caller: Caller,
    language: str = "sv",
    words: TableWords | None = None,
) -> ExportReport:
    """Write a table to `out` as `xlsx` or `csv` (`ending`): names, fields, the source of each cell, record keys.

    A workbook has a second sheet with every statement behind the cells and a third that says what the file is. Raises
    NotAllowed, KeyError for another ending, and then leaves `out` as it was.
    """
    check_allowed(caller, "export")
    write = _WRITERS[ending]
    prepared = _prepared(table, words or TableWords(), language)
    return written_whole(out, lambda path: write(path, prepared))


def _prepared(table: SelectionTable, words: TableWords, lang: str) -> FileTable:
    titles = {one.key: one for one in list_sources()}
    labels = [one.label.read(lang) for one in table.fields]
    made_at = timezone.now().astimezone(_LOCAL)
    return FileTable(
        title=say("table.title", lang),
        names=(say("table.sheet_table", lang), say("table.sheet_sources", lang), say("export.about_sheet", lang)),
        head=(
            say("table.name", lang),
            *labels,
            *(say("table.source_of", lang, field=label) for label in labels),
            say("export.record_key", lang),
        ),
        rows=[_row(one, titles, lang) for one in table.rows],
        sources_from=len(labels) + 1,
        numbers=frozenset(at for at, one in enumerate(table.fields, 1) if one.type in ("quantity", "year")),
        said_head=tuple(say(f"table.{one}", lang) for one in _SAID),
        said=[line for row in table.rows for line in _said(row, table, titles, lang)],
        about=list(_about(table, words, titles, lang, made_at)),
        made_at=made_at,
    )


def _row(row: TableRow, titles: Mapping[str, SourceView], lang: str) -> tuple[str, ...]:
    texts = (_cell(one, lang) for one in row.cells)
    sources = (_BETWEEN.join(dict.fromkeys(_cited(value, titles, lang) for value in _told(one))) for one in row.cells)
    return (row.name, *texts, *sources, row.summary.key)


def _cell(cell: TableCell, lang: str) -> str:
    """The shown values; behind them, in brackets, what else is said."""
    shown = [say("list.interpreted_place", lang, name=text) if text in cell.unsure else text for text in cell.texts]
    text = _BETWEEN.join(shown)
    if not cell.others:
        return text
    return say("table.also_in_file", lang, value=text, values="; ".join(cell.others)).strip()


def _told(cell: TableCell) -> list[ValueView]:
    return [one for one in cell.values if one.mode == "says"]


def _cited(value: ValueView, titles: Mapping[str, SourceView], lang: str) -> str:
    source = titles.get(value.source)
    title = source.titles[lang] if source else value.source
    when = value.observed_on or (source.published_on if source else "")
    return ", ".join(part for part in (title, written_place(value.place, lang), when) if part)


def _said(
    row: TableRow, table: SelectionTable, titles: Mapping[str, SourceView], lang: str
) -> Iterator[tuple[str, ...]]:
    for field, cell in zip(table.fields, row.cells, strict=True):
        for value in _told(cell):
            source = titles.get(value.source)
            shown = say("common.yes" if value.shown else "common.no", lang)
            title = source.titles[lang] if source else value.source
            when = value.observed_on or (source.published_on if source else "")
            place = written_place(value.place, lang)
            yield row.name, field.label.read(lang), value.value, shown, title, place, when, value.read_on


def _about(
    table: SelectionTable, words: TableWords, titles: Mapping[str, SourceView], lang: str, made_at: datetime
) -> Iterator[Row]:
    pairs = [
        (say("export.edition", lang), say("export.register_now", lang)),
        (say("export.made_on", lang), format_date(made_at)),
        (say("export.actors", lang), str(len(table.rows))),
        (say("export.selection", lang), words.selection or say("export.whole_register", lang)),
        (say("table.order", lang), words.order),
        (say("table.page_address", lang), words.address),
        (
            say("export.choosing_rule", lang),
            say("export.choosing_rule_text", lang, version=choosing_rule().version),
        ),
    ]
    yield [(say("table.title", lang), "title")]
    yield []
    yield from ([(term, "term"), (text, "text")] for term, text in pairs if text)
    yield []
    yield [(say("export.personal_left_out", lang), "note")]
    yield []
    yield [(say(f"export.{one}", lang), "head") for one in ("source", "publisher", "licence", "published_on")]
    for key in dict.fromkeys(value.source for row in table.rows for cell in row.cells for value in cell.values):
        if key in titles:
            one = titles[key]
            yield [(text, "text") for text in (one.titles[lang], one.publisher, one.licence, one.published_on)]
    yield []
    yield [(say(f"export.{one}", lang), "head") for one in ("column", "meaning")]
    yield from ([(one.label.read(lang), "text"), (one.definition.read(lang), "text")] for one in table.fields)
