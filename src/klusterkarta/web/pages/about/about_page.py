"""What the page about the site shows."""

from dataclasses import dataclass
from importlib.metadata import version
from typing import ClassVar

from klusterkarta.settings import current
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.numerals import format_list
from klusterkarta.vocabularies.words import say
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page

LICENCE = "EUPL-1.2"
_ELSEWHERE = ("plan", "source")


@dataclass(frozen=True, kw_only=True)
class AboutPage(Page):
    """What this is, the rule for the shown value, who answers, version and licences."""

    template: ClassVar[str] = "about/page.html"
    name: ClassVar[str] = "about"

    owner: str
    contact: str
    version: str
    licence: str
    counts: str
    rule_version: str
    no_conflict: str


def about_page(lang: str) -> AboutPage:
    """The page; the owner's part comes from the settings."""
    rule, state = read_document("choosing_rule").body, register_state()
    return AboutPage(
        title=say("about.title", lang),
        lead=say("about.lead", lang),
        owner=current().owner_name,
        contact=current().owner_contact,
        version=version("klusterkarta"),
        licence=LICENCE,
        counts=say("navigation.counts", lang, actors=state.actors, sources=state.counting_sources),
        rule_version=str(rule["version"]),
        no_conflict=format_list(_labels(rule["differences_are_no_conflict"], lang), lang),
    )


def _labels(codes: list[str], lang: str) -> list[str]:
    """The properties of an actor by name, as inside a sentence; those of plans and of rows are left out."""
    known = [profile_fields()[code] for code in codes if code in profile_fields()]
    return [one.label.read(lang).lower() for one in known if one.group not in _ELSEWHERE]
