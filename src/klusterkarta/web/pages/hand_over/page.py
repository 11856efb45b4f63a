"""What the page of handing over shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.numerals import format_number
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.pages.editions import downloads
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page

_PARTS = ("holds_list", "holds_annex", "holds_slides", "holds_contents")


@dataclass(frozen=True, kw_only=True)
class HandOverPage(Page):
    """What the pack holds, of which edition, and where it is fetched; `large`: why it is a job, "" where not."""

    template: ClassVar[str] = "hand_over/page.html"
    section: ClassVar[str] = "editions"
    name: ClassVar[str] = "hand-over"

    action: str
    choice: FormField
    parts: list[str]
    pack: str
    annex: str
    large: str


def hand_over_page(edition: str, lang: str) -> HandOverPage:
    """The page for an edition ("": the register now)."""
    query = [("edition", edition)] if edition else []
    known = [("", say("editions.register_now", lang)), *((one.name, one.name) for one in register_state().editions)]
    return HandOverPage(
        title=say("annex.page_title", lang),
        lead=say("annex.page_lead", lang),
        action=address("hand-over", lang),
        choice=FormField(
            name="edition", label=say("annex.edition", lang), kind="select", options=choices(known, edition)
        ),
        parts=[say(f"annex.{part}", lang) for part in _PARTS],
        pack=address("hand-over-pack", lang, query=query),
        annex=address("hand-over-annex", lang, query=query),
        large=say("annex.large", lang, count=format_number(_actors_in(edition), lang)) if is_large(edition) else "",
    )


def is_large(edition: str) -> bool:
    """Whether the pack of an edition ("": the register now) takes longer to write than anybody waits for a page."""
    return _actors_in(edition) >= downloads.MOST_AT_ONCE


def _actors_in(edition: str) -> int:
    """How many actors the edition ("": the register now) has."""
    state = register_state()
    return next((one.actors for one in state.editions if one.name == edition), 0) if edition else state.actors
