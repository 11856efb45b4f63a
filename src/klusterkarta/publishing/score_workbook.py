"""The workbook of an assessor, written: scores, evidence, indicators, and the scale that explains them."""

from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter

from klusterkarta.publishing.score_form import (
    CANNOT_TELL,
    CONFLICT,
    FACTS_SHEET,
    FORM,
    NAME,
    NUMBER,
    TICKED,
    FormRow,
    ScoreForm,
    columns,
    sheet_name,
)
from klusterkarta.publishing.sheets import Styles, make_styles
from klusterkarta.vocabularies.words import say

_WIDTHS = {NUMBER: 6, NAME: 38, CONFLICT: 24}
_HEAD = 62


def write_score_workbook(form: ScoreForm, out: Path | BinaryIO, *, language: str) -> None:
    """Write the workbook. Its cells take what the scale has; a hidden sheet says for whom and what it is."""
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    styles = make_styles(book)
    for sheet, width in (("scores", 21), ("evidence", 30), ("indicators", 16)):
        _write_table(book, form, sheet, width, styles, language)
    _write_scale(book, form, styles, language)
    _write_facts(book, form)
    book.close()


def _write_table(book: Any, form: ScoreForm, sheet: str, width: int, styles: Styles, language: str) -> None:
    page = book.add_worksheet(sheet_name(sheet, language))
    heads = columns(form.criteria, sheet, language=language)
    page.set_row(0, _HEAD)
    for at, (code, head) in enumerate(heads.items()):
        page.set_column(at, at, _WIDTHS.get(code, width))
        page.write_string(0, at, head, styles.head)
    for number, row in enumerate(form.rows, start=1):
        for at, code in enumerate(heads):
            _write_cell(page, (number, at), _cell(row, code), styles)
    page.freeze_panes(1, 2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    if sheet != "evidence" and form.rows:
        known = [TICKED] if sheet == "indicators" else [*(one.score for one in form.criteria.scale), CANNOT_TELL]
        first = list(heads).index(CONFLICT) + 1 if sheet == "scores" else len(_WIDTHS) - 1
        _allow(page, (first, len(heads) - 1), len(form.rows), known, language)


def _allow(page: Any, span: tuple[int, int], rows: int, known: list[Any], language: str) -> None:
    if span[1] < span[0]:
        return
    rule = {
        "validate": "list",
        "source": known,
        "error_title": say("assess.cell_title", language),
        "error_message": say("assess.cell_known", language, known=", ".join(map(str, known))),
    }
    page.data_validation(1, span[0], rows, span[1], rule)


def _cell(row: FormRow, code: str) -> str | int:
    if code == NUMBER:
        return row.candidate
    if code in (NAME, CONFLICT):
        return row.name if code == NAME else row.conflict
    criterion, _, part = code.partition("/")
    said = row.given.get(criterion)
    if said is None:
        return ""
    if not part:
        return CANNOT_TELL if said.value is None else said.value
    if part in ("evidence", "comment"):
        return said.evidence if part == "evidence" else said.comment
    return TICKED if part in said.ticks else ""


def _write_cell(page: Any, place: tuple[int, int], value: str | int, styles: Styles) -> None:
    if isinstance(value, int):
        page.write_number(*place, value, styles.number)
    elif value:
        page.write_string(*place, value, styles.name if place[1] == 1 else styles.wrapped)
    else:
        page.write_blank(*place, None, styles.wrapped)


def _write_scale(book: Any, form: ScoreForm, styles: Styles, language: str) -> None:
    page = book.add_worksheet(sheet_name("scale", language))
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 100)
    rows = [
        (form.title, form.assessor, styles.section),
        *(("", say(f"assess.{key}", language), styles.wrapped) for key in ("help_scores", "help_rest")),
        (say("assess.sheet_scale", language), "", styles.section),
        *((str(one.score), one.label.read(language), styles.wrapped) for one in form.criteria.scale),
        (CANNOT_TELL, say("assessment.cannot_tell", language), styles.wrapped),
        (say("assessment.criteria", language), "", styles.section),
        *((one.title.read(language), one.definition.read(language), styles.wrapped) for one in form.criteria.criteria),
    ]
    for at, (term, text, style) in enumerate(rows):
        page.write_string(at, 0, term, styles.section if style is styles.section else styles.name)
        page.write_string(at, 1, text, style)


def _write_facts(book: Any, form: ScoreForm) -> None:
    page = book.add_worksheet(FACTS_SHEET)
    facts = [("form", FORM), ("round", str(form.round_id)), ("assessor", form.assessor), ("criteria", form.digest)]
    for at, fact in enumerate(facts):
        page.write_row(at, 0, fact)
    for at, row in enumerate(form.rows, start=len(facts)):
        page.write_row(at, 0, ["initiative", str(row.candidate), row.name])
    page.very_hidden()
