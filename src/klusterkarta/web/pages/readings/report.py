"""What a reading of a file brought, in words: for the preview of an import, its result and its job."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.workflow.collect_changes import RowChange, ValueChange
from klusterkarta.workflow.collect_report import CollectReport, describe_place

MOST_LINES = 500


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts; `mark` is the shape of its state."""

    number: int
    words: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """Something to look at: where ("" for the whole file) and why."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One property before and after."""

    label: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A record that is new or says something else than before."""

    name: str
    href: str
    new: bool
    differences: list[Difference]
    personal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPart:
    """The report, drawn by `readings/report.html`; `planned`: nothing is saved yet."""

    planned: bool
    figures: list[Figure]
    skipped: list[ProblemLine]
    skipped_count: int
    about: list[ProblemLine]
    warnings: list[ProblemLine]
    changes: list[ChangeRow]
    changes_count: int


def report_part(report: CollectReport, lang: str, *, actors: Mapping[str, int] | None = None) -> ReportPart:
    """The report in words. `actors`: the actors of the rows now, by row key, where they are known better."""
    changes = report.changes
    return ReportPart(
        planned=report.dry_run,
        figures=_figures(report, lang),
        skipped=problem_lines(report.skipped[:MOST_LINES], lang),
        skipped_count=report.skipped_count,
        about=problem_lines(report.about, lang),
        warnings=problem_lines(report.warnings[:MOST_LINES], lang),
        changes=[_change_row(one, (actors or {}).get(one.row_key, one.actor), lang) for one in changes.rows],
        changes_count=changes.new + changes.changed,
    )


def problem_lines(problems: Iterable[Any], lang: str) -> list[ProblemLine]:
    """One line for each spot that somebody should look at."""
    return [ProblemLine(describe_place(one, lang), explain(one.reason, lang)) for one in problems]


def property_label(code: str, language: str, *, lang: str) -> str:
    """A property by its label, with the language of its value where it has one.

    >>> property_label("name", "en", lang="sv"), property_label("start_year", "", lang="en")
    ('Namn (engelska)', 'Start year')
    """
    field = profile_fields().get(code)
    label = field.label.read(lang) if field else code
    if language not in ("sv", "en"):
        return label
    return say("import.in_swedish" if language == "sv" else "import.in_english", lang, field=label)


def _figures(report: CollectReport, lang: str) -> list[Figure]:
    changes = report.changes
    counted: Sequence[tuple[str, int, str]] = (
        ("rows_read", report.rows_read, ""),
        ("rows_new", changes.new, "ok"),
        ("rows_changed", changes.changed, "open"),
        ("rows_unchanged", changes.unchanged, ""),
        ("rows_skipped", report.skipped_count, "end"),
        ("rows_left", changes.not_in_file, ""),
    )
    always = ("rows_read", "rows_skipped")
    return [
        Figure(number, say(f"readings.{words}", lang, count=number), mark if number else "")
        for words, number, mark in counted
        if number or words in always
    ]


def _change_row(change: RowChange, actor: int | None, lang: str) -> ChangeRow:
    return ChangeRow(
        # Where a name is guarded as personal data the row's own mark may tell it too.
        name=change.name or (say("readings.protected", lang) if change.personal else change.row_key),
        href=address("actor", lang, actor=actor) if actor else "",
        new=not any(value.before for value in change.values) and change.actor is None,
        differences=[_difference(value, lang) for value in sorted(change.values, key=_place)],
        personal=change.personal,
    )


def _place(value: ValueChange) -> tuple[int, str]:
    """Where the profile has the property; one that it no longer knows comes last."""
    return _order().get(value.property, len(_order())), value.language


@cache
def _order() -> Mapping[str, int]:
    return {code: place for place, code in enumerate(profile_fields())}


def _difference(value: ValueChange, lang: str) -> Difference:
    label = property_label(value.property, value.language, lang=lang)
    return Difference(label, list(value.before), list(value.after))
