"""What the list of rows read in a report shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.imports.steps import Step, steps
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.found_profiles import ROW_COLUMNS
from klusterkarta.workflow.report_uploads import ReadReport, RowState
from klusterkarta.workflow.uploads import Upload

# What follows from the place of the heading and from the text itself is no value that a person fills in.
_COUNTED = tuple(column for column in ROW_COLUMNS if column not in ("list", "page", "language"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One row: where it is, how much of it was read, and how it stands."""

    href: str
    name: str
    page: str
    filled: int
    empty: int
    corrected: int
    mark: str
    state: str


@dataclass(frozen=True, kw_only=True)
class FoundRowsPage(Page):
    """The rows, what to know about the report, and the ways on. `faults`: why a file of corrections was refused."""

    template: ClassVar[str] = "reports_read/list.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "import"

    steps: list[Step]
    upload: str
    rows: list[FoundRow]
    kept: int
    seen: int
    notes: list[str]
    corrected: int
    faults: list[str]


def found_rows_page(upload: Upload, report: ReadReport, *, lang: str, faults: list[str]) -> FoundRowsPage:
    """The page for a report that has been read."""
    rows = [_row(number, upload, report, lang=lang) for number in range(len(report.found.profiles))]
    states = [report.state(number) for number in range(len(rows))]
    return FoundRowsPage(
        title=say("report_rows.title", lang),
        lead=say("report_rows.lead", lang, file=upload.file_name, count=len(rows)),
        steps=steps(2, lang, report=True),
        upload=upload.id,
        rows=rows,
        kept=sum(not state.left_out for state in states),
        seen=sum(state.seen for state in states),
        notes=[explain(note, lang) for note in report.found.notes],
        corrected=sum(row.corrected for row in rows),
        faults=faults,
    )


def state_of(state: RowState, lang: str) -> tuple[str, str]:
    """The shape of a row's mark, and its state in words."""
    if state.left_out:
        return "end", say("report_rows.left_out", lang)
    return ("ok", say("report_rows.seen", lang)) if state.seen else ("open", say("report_rows.unseen", lang))


def _row(number: int, upload: Upload, report: ReadReport, *, lang: str) -> FoundRow:
    profile, state = report.corrected(number), report.state(number)
    filled = sum(column in profile.texts for column in _COUNTED)
    mark, words = state_of(state, lang)
    return FoundRow(
        href=address("report-row", lang, upload=upload.id, row=number + 1),
        name=profile.name,
        page=profile.page,
        filled=filled,
        empty=len(_COUNTED) - filled,
        corrected=len(state.changed),
        mark=mark,
        state=words,
    )
