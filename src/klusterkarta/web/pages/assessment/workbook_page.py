"""What the page shows on which an assessor hands in a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.assessment.selectors.rounds import RoundView
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField
from klusterkarta.web.rendering import Page


@dataclass(frozen=True, kw_only=True)
class WorkbookPage(Page):
    """The own workbook, to fetch and to hand in."""

    template: ClassVar[str] = "assessment/workbook.html"
    section: ClassVar[str] = "assessment"
    name: ClassVar[str] = "round-workbook"

    round: str
    round_href: str
    action: str
    fetch: str
    file: FormField
    faults: Sequence[str]


def workbook_page(view: RoundView, *, lang: str, faults: Sequence[str] = ()) -> WorkbookPage:
    """The page; `faults` say what is wrong with the file that was sent, cell by cell."""
    return WorkbookPage(
        title=say("assess.sheet_title", lang),
        lead=say("assess.sheet_lead", lang),
        round=view.title,
        round_href=address("round", lang, round_id=view.id),
        action=address("round-workbook", lang, round_id=view.id),
        fetch=address("round-workbook-file", lang, round_id=view.id),
        file=FormField(
            name="file", label=say("assess.file", lang), help=say("assess.file_help", lang),
            error=faults[0] if faults else "", kind="file", accept=".xlsx,.ods",
        ),
        faults=faults,
    )  # fmt: skip
