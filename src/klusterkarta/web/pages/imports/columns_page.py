"""What the second step of an import shows: how the file's columns are understood, and its first rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.kinds import actor_kinds
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.form_fields import FormField, Option, choices
from klusterkarta.web.pages.imports.column_rows import ColumnRow, column_rows
from klusterkarta.web.pages.imports.field_choices import TargetGroup, is_personal, target_groups
from klusterkarta.web.pages.imports.first_rows import FirstRow, SavedRow, first_rows, saved_rows
from klusterkarta.web.pages.imports.steps import Step, steps
from klusterkarta.web.pages.readings.report import ProblemLine, problem_lines
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.collect_preview import Preview, SheetView
from klusterkarta.workflow.uploads import Upload


@dataclass(frozen=True, kw_only=True)
class ColumnsPage(Page):
    """The columns with the field of each, and the first 20 rows. `blocking`: why it cannot be collected like this."""

    template: ClassVar[str] = "imports/columns.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "import"

    steps: list[Step]
    upload: str
    report: str
    blocking: str
    remembered: bool
    fields: list[FormField]
    columns: list[ColumnRow]
    columns_read: int
    header_row: int
    row_count: int
    personal: int
    groups: tuple[TargetGroup, ...]
    problems: list[ProblemLine]
    rows: list[FirstRow]
    saved: list[SavedRow]


def columns_page(upload: Upload, preview: Preview, *, lang: str, fault: Reason | None = None) -> ColumnsPage:
    """The page for a file that can be read; `fault` is why going on was refused."""
    columns = column_rows(preview.columns, upload.mapping.get("letters", {}), lang=lang)
    blocking = fault or preview.blocking
    return ColumnsPage(
        title=say("import.title", lang),
        lead=say("import.columns_lead", lang, file=upload.file_name),
        steps=steps(3 if upload.report else 2, lang, report=bool(upload.report)),
        upload=upload.id,
        report=upload.report,
        blocking=explain(upload.as_called(blocking), lang) if blocking else "",
        remembered=upload.remembered,
        fields=_fields(preview, upload.mapping, lang),
        columns=columns,
        columns_read=sum(bool(one.field) for one in columns),
        header_row=preview.header_row,
        row_count=preview.row_count,
        personal=sum(is_personal(one.field) for one in columns),
        groups=target_groups(lang),
        problems=problem_lines(preview.problems, lang),
        rows=first_rows(preview, lang),
        saved=saved_rows(preview, lang),
    )


def _fields(preview: Preview, mapping: Mapping[str, Any], lang: str) -> list[FormField]:
    things = [(code, term.label.read(lang)) for code, term in terms("things").items() if code != "mention"]
    kinds = [(code, term.label.read(lang)) for code, term in actor_kinds().items()]
    kinds.insert(0, ("", say("import.kind_none", lang)))
    fields = [
        _select("thing", things, str(mapping.get("thing") or "actor"), lang=lang),
        _select("kind", kinds, str(mapping.get("kind") or ""), lang=lang),
    ]
    sheets = [Option(one.name, _sheet(one, lang), one.chosen) for one in preview.sheets]
    if len(sheets) < 2:
        return fields
    return [FormField(name="sheet", label=say("import.sheet", lang), kind="select", options=sheets), *fields]


def _select(name: str, pairs: list[tuple[str, str]], chosen: str, *, lang: str) -> FormField:
    return FormField(name=name, label=say(f"import.{name}", lang), kind="select", options=choices(pairs, chosen))


def _sheet(sheet: SheetView, lang: str) -> str:
    words = "hidden" if sheet.hidden else "option"
    return say(f"import.sheet_{words}", lang, name=sheet.name, count=sheet.rows)
