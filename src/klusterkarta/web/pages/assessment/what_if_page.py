"""What the page shows that asks what other criteria would change."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.assessment.selectors.rounds import RoundView
from klusterkarta.vocabularies.round_states import outcomes
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import Option
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.round_what_if import Moved, Standing, WhatIf


@dataclass(frozen=True, slots=True)
class MovedRow:
    """An initiative that would stand otherwise."""

    name: str
    href: str
    decided: str
    before: str
    after: str
    moves: str
    changes: bool


@dataclass(frozen=True, kw_only=True)
class WhatIfPage(Page):
    """Criteria to tick off, a threshold, and what then would change."""

    template: ClassVar[str] = "assessment/what_if.html"
    section: ClassVar[str] = "assessment"
    name: ClassVar[str] = "what-if"

    round: str
    round_href: str
    action: str
    criteria: list[Option]
    thresholds: list[Option]
    rows: list[MovedRow]
    answer: str
    error: str


def what_if_page(
    view: RoundView, found: WhatIf | None, *, chosen: Collection[str], lang: str, error: str = ""
) -> WhatIfPage:
    """The page; `chosen` are the criteria taken away, `error` what was refused. Without any, nothing is asked yet."""
    met_at = view.criteria.met_at if found is None else found.met_at
    asked = found is not None and (bool(chosen) or met_at != view.criteria.met_at)
    return WhatIfPage(
        title=say("assessment.what_if", lang),
        lead=say("assessment.what_if_lead", lang),
        round=view.title,
        round_href=address("round", lang, round_id=view.id),
        action=address("what-if", lang, round_id=view.id),
        criteria=[Option(one.key, one.title.read(lang), one.key in chosen) for one in view.criteria.scored],
        thresholds=[
            Option(str(one.score), f"{one.score} {one.label.read(lang)}", one.score == met_at)
            for one in view.criteria.scale[1:]
        ],
        rows=[_row(one, view, lang) for one in found.moved] if found and asked else [],
        answer=_answer(found, lang) if found and asked else "",
        error=error,
    )


def _answer(found: WhatIf, lang: str) -> str:
    return say("assess.what_if", lang, before=found.meet_before, after=found.meet_after, count=len(found.change_list))


def _row(one: Moved, view: RoundView, lang: str) -> MovedRow:
    titles = {criterion.key: criterion.title.read(lang) for criterion in view.criteria.scored}

    def said(standing: Standing) -> str:
        named = ", ".join(titles[key] for key in standing.unmet or standing.unknown)
        return say(f"assessment.meets_{standing.meets}", lang, criteria=named)

    return MovedRow(
        one.name,
        address("panel", lang, round_id=view.id, candidate=one.candidate),
        outcomes()[one.decided].label.read(lang) if one.decided else say("assess.undecided", lang),
        said(one.before),
        said(one.after),
        say(f"assess.moves_{one.moves}", lang),
        one.moves != "stands_otherwise",
    )
