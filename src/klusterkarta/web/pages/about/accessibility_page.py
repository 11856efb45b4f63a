"""What the accessibility statement shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.settings import current
from klusterkarta.vocabularies.accessibility import AccessibilityStatement, accessibility_statement
from klusterkarta.vocabularies.numerals import format_date
from klusterkarta.vocabularies.words import say
from klusterkarta.web.rendering import Page


@dataclass(frozen=True, kw_only=True)
class AccessibilityPage(Page):
    """The statement with the owner's name and contact; `state` says in words how far the site conforms."""

    template: ClassVar[str] = "about/accessibility.html"
    name: ClassVar[str] = "accessibility"

    statement: AccessibilityStatement
    law: str
    state: str
    tested: str
    supervision: str
    owner: str
    contact: str


def accessibility_page(lang: str) -> AccessibilityPage:
    """The statement in the page's language."""
    statement = accessibility_statement()
    faults = len(statement.faults)
    return AccessibilityPage(
        title=say("accessibility.title", lang),
        lead=say("accessibility.lead", lang),
        statement=statement,
        law=say("accessibility.law", lang, law=statement.law.read(lang)),
        state=say("accessibility.state_partly" if faults else "accessibility.state_all", lang, count=faults),
        tested=say("accessibility.tested_on", lang, date=format_date(statement.assessed_on)),
        supervision=say("accessibility.supervision_text", lang, authority=statement.supervisor.read(lang)),
        owner=current().owner_name,
        contact=current().owner_contact,
    )
