"""What the first step of an import shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.settings import current
from klusterkarta.vocabularies.words import say
from klusterkarta.web.form_fields import FormField, faulty_fields
from klusterkarta.web.pages.imports.source_form import SourceForm, form_fields
from klusterkarta.web.pages.imports.steps import Step, steps
from klusterkarta.web.rendering import Page


@dataclass(frozen=True, kw_only=True)
class ImportPage(Page):
    """File and source."""

    template: ClassVar[str] = "imports/start.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "import"

    steps: list[Step]
    fields: dict[str, FormField]
    faults: list[FormField]
    most_bytes: int
    too_large: str


def import_page(lang: str, *, form: SourceForm | None = None) -> ImportPage:
    """The page, with the form as it was sent."""
    fields = form_fields(form or SourceForm(), lang)
    return ImportPage(
        title=say("import.title", lang),
        lead=say("import.lead", lang),
        steps=steps(1, lang),
        fields=fields,
        faults=faulty_fields(fields.values()),
        most_bytes=current().max_upload_bytes,
        too_large=say("import.too_large_here", lang, megabytes=current().max_upload_mb),
    )
