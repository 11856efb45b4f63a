"""The first rows of a file: as they were read, and as they would be saved."""

from dataclasses import dataclass

from klusterkarta.values.stated import Stated
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.pages.readings.report import property_label
from klusterkarta.workflow.collect_preview import Preview

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class FirstRow:
    """A row as it was read, cut to its columns; `problem` says why it would be left out or looked at."""

    number: int
    cells: list[str]
    problem: str


@dataclass(frozen=True, slots=True)
class SavedValue:
    """One statement of a row."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A row as it would be saved."""

    key: str
    values: list[SavedValue]


def first_rows(preview: Preview, lang: str) -> list[FirstRow]:
    """The rows as read, each with what concerns it."""
    problems: dict[int, list[str]] = {}
    for one in preview.problems:
        if one.row > preview.header_row:
            problems.setdefault(one.row, []).append(explain(one.reason, lang))
    used = [place for place, column in enumerate(preview.columns) if column.header or column.filled]
    return [
        FirstRow(one.row, [_short(one.cells[place]) for place in used], " ".join(problems.get(one.row, [])))
        for one in preview.rows
    ]


def saved_rows(preview: Preview, lang: str) -> list[SavedRow]:
    """What the first rows would say."""
    return [SavedRow(row.row_key, [_value(one, lang) for one in row.statements]) for row in preview.stated]


def _value(said: Stated, lang: str) -> SavedValue:
    return SavedValue(property_label(said.property, said.language, lang=lang), _short(said.value))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
