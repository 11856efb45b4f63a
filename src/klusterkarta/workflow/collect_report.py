"""What is told and kept about a collected file."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from klusterkarta.sources.columns import Column
from klusterkarta.sources.unreadable import Problem
from klusterkarta.values.reason import Reason, reason_from_dict
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.workflow.collect_changes import Changes, RowChange, ValueChange
from klusterkarta.workflow.collect_reading import ReadFile

MOST_SKIPPED, MOST_WARNINGS = 5_000, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectReport:
    """One reading of a file. `reading` is None for a dry run and where no row could be read.

    `about` concerns the file and its columns, `skipped` rows that were left out (each, up to 5 000), `warnings` cells
    that were kept as text (the first 500; `warning_counts` counts all by code). It holds no personal value.
    """

    source: str
    file: str
    sheet: str
    header_row: int
    rows_read: int
    rows_stated: int
    dry_run: bool
    reading: int | None
    columns: tuple[Column, ...]
    properties: tuple[str, ...]
    about: tuple[Problem, ...]
    skipped: tuple[Problem, ...]
    skipped_count: int
    warnings: tuple[Problem, ...]
    warning_counts: dict[str, int]
    changes: Changes


def make_report(
    source: str, file: str, *, read: ReadFile, changes: Changes, notes: tuple[Reason, ...]
) -> CollectReport:
    """The report of a file that has been read and compared; `dry_run` until it is published."""
    stated = read.stated
    return CollectReport(
        source=source,
        file=file,
        sheet=read.layout.table.sheet,
        header_row=read.layout.header_row,
        rows_read=stated.read,
        rows_stated=len(stated.rows),
        dry_run=True,
        reading=None,
        # Samples may be personal and a report is kept.
        columns=tuple(replace(column, samples=()) for column in read.columns.columns),
        properties=tuple(stated.properties),
        about=read.about_file + tuple(Problem(note) for note in notes),
        skipped=tuple(stated.skipped[:MOST_SKIPPED]),
        skipped_count=len(stated.skipped),
        warnings=tuple(stated.warnings[:MOST_WARNINGS]),
        warning_counts=dict(Counter(problem.reason.code for problem in stated.warnings)),
        changes=changes,
    )


def report_from(kept: Mapping[str, Any]) -> CollectReport:
    """The report that a reading keeps, or a job's result, from its plain JSON (`workflow.plain_json.as_json`)."""
    known = {field.name: kept[field.name] for field in fields(CollectReport)}
    for name in ("about", "skipped", "warnings"):
        known[name] = tuple(_problem(one) for one in kept[name])
    known["properties"] = tuple(kept["properties"])
    known["columns"] = tuple(Column(**{**one, "samples": tuple(one["samples"])}) for one in kept["columns"])
    known["changes"] = _changes(kept["changes"])
    return CollectReport(**known)


def describe(problem: Problem, lang: str) -> str:
    """A problem in words, its place first: "Blad1, rad 7, kolumn C: …".

    >>> describe(Problem(Reason("row.no_name"), row=7), "sv")
    'rad 7: Raden saknar namn och nyckel.'
    """
    place = describe_place(problem, lang)
    return f"{place}: {explain(problem.reason, lang)}" if place else explain(problem.reason, lang)


def describe_place(problem: Problem, lang: str) -> str:
    """The place alone; "" when the problem concerns the whole file.

    >>> describe_place(Problem(Reason("row.no_name"), "Blad1", 7, "C"), "en")
    'Blad1, row 7, column C'
    """
    row = say("collect.at_row", lang, row=problem.row) if problem.row else ""
    column = say("collect.at_column", lang, column=problem.column) if problem.column else ""
    return ", ".join(part for part in (problem.sheet, row, column) if part)


def _problem(entry: Mapping[str, Any]) -> Problem:
    return Problem(reason_from_dict(entry["reason"]), entry["sheet"], entry["row"], entry["column"])


def _changes(entry: Mapping[str, Any]) -> Changes:
    rows = tuple(RowChange(**{**row, "values": tuple(map(_value, row["values"]))}) for row in entry["rows"])
    return Changes(**{**entry, "rows": rows})


def _value(entry: Mapping[str, Any]) -> ValueChange:
    return ValueChange(entry["property"], entry["language"], tuple(entry["before"]), tuple(entry["after"]))
