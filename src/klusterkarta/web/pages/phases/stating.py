"""The form that states a phase of an initiative, on its profile and, after a refusal, on a page of its own."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.phase_statements import StatedPhase


@dataclass(frozen=True, slots=True)
class StatingForm:
    """Where the form goes, and its fields."""

    action: str
    fields: list[FormField]


@dataclass(frozen=True, kw_only=True)
class RefusedPage(Page):
    """The form again, with what is wrong."""

    template: ClassVar[str] = "phases/refused.html"
    section: ClassVar[str] = "analysis"
    name: ClassVar[str] = "phases"

    stating: StatingForm
    back: str
    error: str


def stating_form(actor: int, lang: str, *, typed: StatedPhase | None = None) -> StatingForm:
    """The form with what was typed, or empty."""
    given = typed or StatedPhase("", "")
    known = [(code, one.label.read(lang)) for code, one in terms("phases").items()]
    return StatingForm(
        address("actor-phase", lang, actor=actor),
        [
            FormField(
                name="phase", label=say("phases.phase", lang), kind="select", options=choices(known, given.phase)
            ),
            FormField(name="on", label=say("phases.state_on", lang), value=given.on, longest=10),
            FormField(name="why", label=say("phases.state_why", lang), value=given.why, longest=500),
        ],
    )


def refused_page(actor: int, typed: StatedPhase, *, error: str, lang: str) -> RefusedPage:
    """The page that says what is wrong with the statement."""
    return RefusedPage(
        title=say("phases.state_title", lang),
        lead="",
        stating=stating_form(actor, lang, typed=typed),
        back=address("actor", lang, actor=actor),
        error=error,
    )
