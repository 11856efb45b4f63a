"""What the page of one row shows: the form, and the report's text with the values marked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from klusterkarta.vocabularies.source_places import page_place, written_place
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import Option
from klusterkarta.web.pages.imports.steps import Step, steps
from klusterkarta.web.pages.reports_read.list_page import state_of
from klusterkarta.web.pages.reports_read.row_form import CellField, addable, cell_fields
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.found_profiles import FoundProfile
from klusterkarta.workflow.report_passages import PassagePage, passages
from klusterkarta.workflow.report_uploads import ReadReport
from klusterkarta.workflow.uploads import Upload


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line, unmarked without a column. A column's first mark leads to its field, with its number."""

    text: str
    column: str = ""
    label: str = ""
    number: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the report."""

    id: str
    number: int
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class TextPage:
    """The lines of one page."""

    title: str
    lines: list[TextLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowForm:
    """What was sent and refused: the texts by column, and what is wrong by column."""

    texts: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RowPage(Page):
    """One row of a report. `at_form`: the visitor came from the form before this one and goes on in this."""

    template: ClassVar[str] = "reports_read/row.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "import"

    steps: list[Step]
    upload: str
    number: int
    count: int
    mark: str
    state: str
    left_out: bool
    fields: list[CellField]
    faults: list[CellField]
    addable: list[Option]
    pages: list[TextPage]
    previous: str
    next: str
    at_form: bool


def row_page(upload: Upload, report: ReadReport, *, number: int, lang: str, form: RowForm, at_form: bool) -> RowPage:
    """The page of the row with that number, from 0."""
    read, now, state = report.found.profiles[number], report.corrected(number), report.state(number)
    shown = FoundProfile({**now.texts, **form.texts}, now.places) if form.texts else now
    fields = cell_fields(read, shown, lang=lang, errors=form.errors)
    mark, words = state_of(state, lang)
    count = len(report.found.profiles)
    return RowPage(
        title=now.name,
        lead=say("report_rows.row_lead", lang, number=number + 1, count=count, file=upload.file_name),
        steps=steps(2, lang, report=True),
        upload=upload.id,
        number=number + 1,
        count=count,
        mark=mark,
        state=words,
        left_out=state.left_out,
        fields=fields,
        faults=[one for one in fields if one.error],
        addable=addable(shown, lang),
        pages=_pages(passages(report.found.lines, read), fields, lang),
        previous=_href(upload, number - 1, count, lang=lang),
        next=_href(upload, number + 1, count, lang=lang),
        at_form=at_form,
    )


def _href(upload: Upload, number: int, count: int, *, lang: str) -> str:
    return address("report-row", lang, upload=upload.id, row=number + 1) if 0 <= number < count else ""


def _pages(pages: list[PassagePage], fields: list[CellField], lang: str) -> list[TextPage]:
    by_column = {one.column: one for one in fields}
    led: set[str] = set()
    shown = []
    for page in pages:
        lines = []
        for line in page.lines:
            pieces = []
            for part in line.parts:
                pieces.append(_piece(part.text, by_column.get(part.column), first=part.column not in led))
                led.add(part.column)
            lines.append(TextLine(line.id, line.number, pieces))
        shown.append(TextPage(written_place(page_place(page.printed), lang), lines))
    return shown


def _piece(text: str, meant: CellField | None, *, first: bool) -> Piece:
    if meant is None:
        return Piece(text)
    return Piece(text, meant.column, meant.label, meant.number, f"#{meant.id}" if first else "")
