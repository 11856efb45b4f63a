"""A document → rows. Needs no register and loads none of Django."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from klusterkarta.sources.reports.finding import lists_from, tables_from
from klusterkarta.sources.reports.lists import ListItem
from klusterkarta.sources.reports.page_text import Place
from klusterkarta.sources.reports.profile import SEPARATOR
from klusterkarta.sources.reports.reading import nothing_found, read_and_find
from klusterkarta.sources.reports.tables import FoundTable, unique_headers
from klusterkarta.values.reason import Reason
from klusterkarta.workflow.corrections import apply_corrections
from klusterkarta.workflow.corrections_file import read_corrections
from klusterkarta.workflow.found_profiles import FoundProfile, find_profiles, report_notes, table_columns, table_row

What = Literal["profiles", "tables", "lists"]
_LIST_COLUMNS = ("heading", "country", "label", "values", "counts", "notes", "page", "line")


@dataclass(frozen=True, slots=True)
class Extraction:
    """Rows for a table, the same as a document with the place of each value, and what to know about the report."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    document: tuple[Mapping[str, Any], ...]
    notes: tuple[Reason, ...] = ()


def extract_file(path: Path, *, what: What = "profiles") -> Extraction:
    """The profiles, tables or labelled lists of a document.

    Raises UnreadableFile when the file is no report that can be read (`report.…`, `file.…`) or has none of what was
    asked for (`report.no_profiles`, `report.no_tables`, `report.no_lists`), or when letters that cannot be told may be
    why (`report.nothing_legible`).
    """
    if what == "profiles":
        return extract_profiles_of(path)
    report, found = read_and_find(path, what=what)
    extraction = _EXTRACTORS[what](found, report_notes(report))
    if not extraction.rows:
        raise nothing_found(report, _NOTHING[what])
    return extraction


def as_csv(extraction: Extraction) -> str:
    """The rows as CSV for programs: comma, line feed.

    >>> as_csv(Extraction(("name",), ({"name": "Glas, Trä"},), ()))
    'name\\n"Glas, Trä"\\n'
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, extraction.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(extraction.rows)
    return out.getvalue()


def as_json(extraction: Extraction) -> str:
    """The document with the place of each value."""
    return json.dumps(extraction.document, ensure_ascii=False, indent=2) + "\n"


def extract_profiles_of(path: Path, *, corrections: Path | None = None, places: bool = False) -> Extraction:
    """The profiles of a document, corrected where a person has written down corrections; `places` adds their column.

    Raises UnreadableFile as `extract_file` does, and BadCorrections when the corrections do not fit what was read.
    """
    # Read first: what is wrong with the person's own file is told before the long work begins.
    wanted = read_corrections(corrections) if corrections else []
    found = find_profiles(path)
    profiles = apply_corrections(found.profiles, wanted)
    columns = table_columns(profiles, places=places)
    rows = tuple(table_row(profile, columns) for profile in profiles)
    return Extraction(columns, rows, tuple(map(_profile_document, profiles)), found.notes)


def _profile_document(profile: FoundProfile) -> dict[str, Any]:
    return {
        column: {"text": text, "place": asdict(profile.places[column]) if column in profile.places else None}
        for column, text in profile.texts.items()
    }


def _tables(found: list[Any], notes: tuple[Reason, ...]) -> Extraction:
    """All tables below one another: each row with its table's title and page, then the columns by their headers."""
    tables = tables_from(found)
    headers = [unique_headers(table.header) for table in tables]
    named = dict.fromkeys(name for header in headers for name in header)
    rows = [
        {"table": table.title, "page": str(table.place.page), **dict(zip(header, row, strict=True))}
        for table, header in zip(tables, headers, strict=True)
        for row in table.rows
    ]
    columns = ("table", "page", *(name for name in named if name not in ("table", "page")))
    return Extraction(columns, tuple(rows), tuple(map(_table_document, tables)), notes)


def _table_document(table: FoundTable) -> dict[str, Any]:
    return asdict(table)


def _lists(found: list[Any], notes: tuple[Reason, ...]) -> Extraction:
    items = lists_from(found)
    return Extraction(_LIST_COLUMNS, tuple(map(_list_row, items)), tuple(map(asdict, items)), notes)


def _list_row(item: ListItem) -> dict[str, str]:
    return {
        "heading": item.heading,
        "country": item.country,
        "label": item.label,
        "values": _joined([value.text for value in item.values]),
        "counts": _joined(["" if value.count is None else str(value.count) for value in item.values]),
        "notes": _joined([value.note for value in item.values]),
        **_place(item.place),
    }


def _place(place: Place) -> dict[str, str]:
    return {"page": str(place.page), "line": str(place.first)}


def _joined(texts: Sequence[str]) -> str:
    """Texts side by side, one for each value; nothing when all are empty."""
    return SEPARATOR.join(texts) if any(texts) else ""


_EXTRACTORS = {"tables": _tables, "lists": _lists}
_NOTHING = {"tables": "report.no_tables", "lists": "report.no_lists"}
