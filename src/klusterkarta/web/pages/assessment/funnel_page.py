"""What the page of the funnel shows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.assessment.selectors.rounds import RoundView
from klusterkarta.vocabularies.criteria import Criterion
from klusterkarta.vocabularies.labels import Label
from klusterkarta.vocabularies.round_states import outcomes
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.facet_words import source_title
from klusterkarta.web.form_fields import Option
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.round_funnel import Dropped, Funnel, Stage


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage: how many came to it, of which what, how many went no further and why, in words."""

    name: str
    count: int
    parts: list[tuple[str, int]]
    left: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class DroppedRow:
    """An actor that went no further."""

    name: str
    href: str
    why: str


@dataclass(frozen=True, kw_only=True)
class FunnelPage(Page):
    """The stages, and everyone who was dropped with the test that failed."""

    template: ClassVar[str] = "assessment/funnel.html"
    section: ClassVar[str] = "assessment"
    name: ClassVar[str] = "funnel"

    action: str
    rounds: list[Option]
    stages: list[StageRow]
    groups: list[tuple[str, list[DroppedRow]]]
    take: TakeAway


def funnel_page(found: Funnel, rounds: Sequence[RoundView], *, lang: str) -> FunnelPage:
    """The page; `rounds` are those the reader may choose."""
    titles = {one.key: one.title for one in (*found.criteria.criteria, *_round_criteria(found, rounds))}
    groups = [
        (say(f"funnel.group_{stage.code}", lang, count=len(stage.dropped)), _rows(stage.dropped, titles, lang))
        for stage in found.stages
        if stage.dropped
    ]
    if found.all_the_same:
        said = say("funnel.group_all_the_same", lang, count=len(found.all_the_same))
        groups.append((said, _rows(found.all_the_same, titles, lang)))
    return FunnelPage(
        title=say("funnel.title", lang),
        lead=say("funnel.lead", lang),
        action=address("funnel", lang),
        rounds=[Option("0", say("funnel.no_round", lang), found.round_id == 0)]
        + [Option(str(one.id), one.title, one.id == found.round_id) for one in rounds],
        stages=[_stage(one, lang) for one in found.stages],
        groups=groups,
        take=TakeAway(source_line=source_line(lang), table="funnel", csv=True, name=say("funnel.file_name", lang)),
    )


def _round_criteria(found: Funnel, rounds: Sequence[RoundView]) -> Sequence[Criterion]:
    return next((one.criteria.criteria for one in rounds if one.id == found.round_id), ())


def _stage(stage: Stage, lang: str) -> StageRow:
    left = [(say("funnel.joined", lang), stage.joined)] if stage.joined else []
    ways = Counter(one.how for one in stage.dropped)
    left += [(_how(how, lang), count) for how, count in ways.items()]
    parts = [(_part(stage.code, code, lang), count) for code, count in stage.parts.items()]
    return StageRow(say(f"funnel.stage_{stage.code}", lang), stage.count, parts, left)


def _how(how: str, lang: str) -> str:
    return outcomes()[how].label.read(lang) if how in outcomes() else say(f"funnel.{how}", lang)


def _part(stage: str, code: str, lang: str) -> str:
    if stage == "lists":
        return outcomes()[code].label.read(lang)
    if stage == "gross":
        term = terms("source_kinds").get(code)
        return term.label.read(lang) if term else say("funnel.no_source", lang)
    source = register_state().sources.get(code)
    return source_title(source, lang) if source else code


def _rows(dropped: Sequence[Dropped], titles: Mapping[str, Label], lang: str) -> list[DroppedRow]:
    return [
        DroppedRow(one.name, address("actor", lang, actor=one.actor), _why(one, titles, lang))
        for one in sorted(dropped, key=lambda one: one.name.casefold())
    ]


def _why(one: Dropped, titles: Mapping[str, Label], lang: str) -> str:
    tests = ", ".join(titles[key].read(lang) if key in titles else key for key in one.tests)
    failed = say("funnel.failed_tests", lang, tests=tests) if tests else ""
    how = "" if one.how == "failed" else _how(one.how, lang)
    return ". ".join(part for part in (how, one.why, failed) if part)
