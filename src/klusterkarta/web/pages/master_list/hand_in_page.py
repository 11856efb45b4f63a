"""What the first step shows: where to hand in the list."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.words import say
from klusterkarta.web.form_fields import FormField, faulty_fields
from klusterkarta.web.rendering import Page


@dataclass(frozen=True, kw_only=True)
class HandInPage(Page):
    """The file."""

    template: ClassVar[str] = "master_list/hand_in.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "master-list"

    file: FormField
    faults: list[FormField]


def hand_in_page(lang: str, *, error: str = "") -> HandInPage:
    """The page, with what was wrong with the file that was sent."""
    field = FormField(
        name="file",
        label=say("master_list.file", lang),
        help=say("master_list.file_help", lang),
        error=error,
        kind="file",
        accept=".xlsx,.ods",
    )
    return HandInPage(
        title=say("master_list.title", lang),
        lead=say("master_list.lead", lang),
        file=field,
        faults=faulty_fields([field]),
    )
