"""What a private link shows: the own assessment while the panel scores, profile and placement afterwards."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from klusterkarta.assessment.selectors.links import Opened
from klusterkarta.values.caller import PUBLIC
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.round_states import outcomes
from klusterkarta.vocabularies.words import say
from klusterkarta.vocabularies.written import written_value
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import source_title
from klusterkarta.web.pages.assessment.given import Asked, asked
from klusterkarta.web.pages.profile.spread import Spread, member_spread
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.pair import names_of_records
from klusterkarta.workflow.show import ActorPage, PropertyView, show_actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was answered on the facts."""

    confirmed: bool = True
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of the profile: what is shown, and who says so."""

    label: str
    text: str
    sources: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer given before."""

    at: datetime
    said: str
    comment: str


@dataclass(frozen=True, kw_only=True)
class InitiativePage(Page):
    """The page of one initiative in one round, for the initiative itself."""

    template: ClassVar[str] = "initiative/page.html"
    name: ClassVar[str] = "private-link"

    round: str
    action: str
    may_score: bool
    may_check: bool
    may_read: bool
    asked: list[Asked]
    described: list[tuple[str, str]]
    outcome: str
    why: str
    facts: list[Fact]
    spread: Spread | None
    until: str
    checked: Checked
    earlier: list[Earlier]
    error: str


def initiative_page(
    secret: str, opened: Opened, *, lang: str, checked: Checked | None = None, error: str = ""
) -> InitiativePage:
    """The page; `checked` and `error` are what was answered and refused."""
    said = {one.criterion: one for one in opened.said}
    criteria = opened.criteria
    kind = "assess" if opened.may_assess else "check" if opened.may_check else "read" if opened.may_read else "wait"
    actor = show_actor(opened.record, caller=PUBLIC) if opened.may_read else None
    return InitiativePage(
        title=names_of_records([opened.record], lang).get(opened.record, ""),
        lead=say(f"initiative.lead_{kind}", lang),
        round=opened.round,
        action=address("private-link", lang, secret=secret),
        may_score=opened.may_assess,
        may_check=opened.may_check,
        may_read=opened.may_read,
        asked=[asked(one, said.get(one.key), criteria=criteria, lang=lang) for one in criteria.scored],
        described=[(one.title.read(lang), one.definition.read(lang)) for one in criteria.criteria if one.indirect],
        outcome=outcomes()[opened.outcome].label.read(lang) if opened.outcome else "",
        why=opened.why,
        facts=_facts(actor, lang),
        spread=member_spread(actor, lang) if actor else None,
        until=opened.facts_until,
        checked=checked or Checked(),
        earlier=[
            Earlier(one.at, say("assessment.facts_confirmed" if one.confirmed else "assessment.facts_wrong", lang),
                    one.comment)
            for one in opened.checks
        ],
        error=error,
    )  # fmt: skip


def _facts(actor: ActorPage | None, lang: str) -> list[Fact]:
    """The profile as anybody may see it: no personal values."""
    sources = {key: source_title(one, lang) for key, one in register_state().sources.items()}
    found = (_fact(one, sources, lang) for one in (actor.properties if actor else ()))
    return [one for one in found if one is not None]


def _fact(one: PropertyView, sources: dict[str, str], lang: str) -> Fact | None:
    field = profile_fields().get(one.code)
    shown = [value for value in one.values if value.shown and value.language in ("", lang)]
    shown = shown or [value for value in one.values if value.shown]
    if field is None or not shown:
        return None
    text = "; ".join(dict.fromkeys(written_value(one.code, value.value, lang=lang) for value in shown))
    said_by = dict.fromkeys(sources.get(value.source, value.source) for value in shown)
    return Fact(field.label.read(lang), text, ", ".join(said_by))
