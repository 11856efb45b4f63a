"""Registration forms as a workbook: the priority's form first, then a sheet for all its actors with the entry check."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from klusterkarta.publishing.sheet_names import sheet_names
from klusterkarta.publishing.sheets import HEAD_HEIGHT, Styles, make_styles
from klusterkarta.vocabularies.words import say

# What a cell of a workbook holds (32 767 UTF-16 units), with room for letters that take two.
_LONGEST = 16_000
_WIDTHS = (34, 60, 22, 40)
_DEMAND_WIDTHS = (34, 26, 22, 40)


@dataclass(frozen=True, slots=True)
class Form:
    """A filled form: the platform, about whom; rows of field, value, state, source; demands with state and value."""

    platform: str
    about: str
    rows: Sequence[tuple[str, str, str, str]]
    demands: Sequence[tuple[str, str, str]]


def write_registration(out: Path, actors: Sequence[Form], *, language: str, priority: Form | None = None) -> int:
    """Write the priority's form on a sheet of its own, the actors' together, every demand on a third; how many actors.

    Without a priority its sheet is not there. No text becomes a formula or a link.
    """
    names = sheet_names(tuple(say(f"registration.sheet_{name}", language) for name in ("priority", "actors", "check")))
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(out), options) as book:
        styles = make_styles(book)
        if priority:
            _forms(book.add_worksheet(names[0]), [priority], styles, language)
        _forms(book.add_worksheet(names[1]), actors, styles, language)
        _demands(book.add_worksheet(names[2]), actors, styles, language)
    return len(actors)


def _forms(sheet: Any, forms: Sequence[Form], styles: Styles, language: str) -> None:
    _head(sheet, ("field", "value", "state", "source"), _WIDTHS, styles=styles, language=language)
    at = 1
    for form in forms:
        sheet.write_string(at, 0, f"{form.about} – {form.platform}", styles.section)
        at += 1
        for row in form.rows:
            for column, text in enumerate(row):
                sheet.write_string(at, column, text[:_LONGEST], styles.wrapped)
            at += 1


def _demands(sheet: Any, forms: Sequence[Form], styles: Styles, language: str) -> None:
    _head(sheet, ("actor", "demand", "met", "value"), _DEMAND_WIDTHS, styles=styles, language=language)
    rows = [(form.about, *demand) for form in forms for demand in form.demands]
    for at, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text[:_LONGEST], styles.wrapped)


def _head(sheet: Any, keys: Sequence[str], widths: Sequence[int], *, styles: Styles, language: str) -> None:
    sheet.set_row(0, HEAD_HEIGHT)
    sheet.freeze_panes(1, 0)
    for column, (key, width) in enumerate(zip(keys, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, say(f"registration.head_{key}", language), styles.head)
