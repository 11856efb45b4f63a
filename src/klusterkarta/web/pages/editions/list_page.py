"""What the list of editions shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.catalogue.selectors.editions import list_editions
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, Option, faulty_fields
from klusterkarta.web.pages.editions.compare_form import CompareForm, compare_form
from klusterkarta.web.pages.editions.form import EditionForm, form_fields, source_choices
from klusterkarta.web.pages.editions.rows import EditionRow, edition_row
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line


@dataclass(frozen=True, kw_only=True)
class EditionsPage(Page):
    """All editions, the master list of today, a comparison, and for who may the making of one."""

    template: ClassVar[str] = "editions/page.html"
    section: ClassVar[str] = "editions"
    name: ClassVar[str] = "editions"

    editions: list[EditionRow]
    take: TakeAway
    workbook: str
    separated: str
    has_actors: bool
    compare: CompareForm | None
    may_make: bool
    fields: list[FormField]
    sources: list[Option]
    sources_error: str
    faults: list[FormField]


def editions_page(lang: str, *, caller: Caller, form: EditionForm | None = None) -> EditionsPage:
    """The page, with the form as it was sent."""
    form = form or EditionForm()
    rows = [edition_row(one, lang) for one in list_editions()]
    fields = form_fields(form, lang)
    wrong_sources = FormField(name="sources", label="", error=form.errors.get("sources", ""))
    return EditionsPage(
        title=say("editions.title", lang),
        lead=say("editions.lead", lang),
        editions=rows,
        take=TakeAway(source_line=source_line(lang), table="editions-table", csv=True, name="editions"),
        workbook=address("download", lang, ending="xlsx"),
        separated=address("download", lang, ending="csv"),
        has_actors=register_state().actors > 0,
        compare=compare_form(lang) if rows else None,
        may_make=is_allowed(caller, "freeze_edition"),
        fields=fields,
        sources=source_choices(form, lang),
        sources_error=wrong_sources.error,
        faults=faulty_fields([*fields, wrong_sources]),
    )
