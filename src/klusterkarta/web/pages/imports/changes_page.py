"""What the third step of an import shows: what saving would change."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.imports.steps import Step, steps
from klusterkarta.web.pages.readings.report import ReportPart, report_part
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.collect_report import CollectReport
from klusterkarta.workflow.uploads import Upload


@dataclass(frozen=True, kw_only=True)
class ChangesPage(Page):
    """New and changed records with before and after, and every row that would be left out."""

    template: ClassVar[str] = "imports/changes.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "import"

    steps: list[Step]
    upload: str
    can_save: bool
    report: ReportPart


def changes_page(upload: Upload, report: CollectReport, *, lang: str) -> ChangesPage:
    """The page for a report that nothing came of yet."""
    title = str(upload.source["title_sv"] if lang == "sv" else upload.source["title_en"] or upload.source["title_sv"])
    return ChangesPage(
        title=say("import.title", lang),
        lead=say("import.changes_lead", lang, file=upload.file_name, source=title),
        steps=steps(4 if upload.report else 3, lang, report=bool(upload.report)),
        upload=upload.id,
        can_save=report.rows_stated > 0,
        report=report_part(report, lang),
    )
