"""What the page of rounds shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.assessment.selectors.rounds import candidates_of, list_rounds
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.criteria import criteria_sets
from klusterkarta.vocabularies.documents import DATA
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.round_states import round_states
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.rendering import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRound:
    """What was typed about a new round; `document` is a criteria set of one's own, `criteria` a shipped one."""

    title: str = ""
    diary_number: str = ""
    criteria: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round in the list."""

    title: str
    href: str
    state: str
    criteria: str
    initiatives: int
    assessors: int


@dataclass(frozen=True, kw_only=True)
class RoundsPage(Page):
    """The rounds, and the form for one more."""

    template: ClassVar[str] = "assessment/rounds.html"
    section: ClassVar[str] = "assessment"
    name: ClassVar[str] = "rounds"

    rows: list[RoundRow]
    may_open: bool
    action: str
    fields: list[FormField]
    faults: list[FormField]


def rounds_page(lang: str, *, caller: Caller, form: NewRound | None = None, error: str = "") -> RoundsPage:
    """The page; `error` is what was wrong with what was posted."""
    fields = _fields(form or NewRound(), lang, error)
    return RoundsPage(
        title=say("assessment.title", lang),
        lead=say("assessment.lead", lang),
        rows=[
            RoundRow(
                one.title,
                address("round", lang, round_id=one.id),
                round_states()[one.state].label.read(lang),
                f"{one.criteria.title.read(lang)}, {one.criteria.version}",
                len(candidates_of(one.id)),
                len(one.assessors),
            )
            for one in list_rounds(caller=caller)
        ],
        may_open=is_allowed(caller, "lead_round"),
        action=address("rounds", lang),
        fields=fields,
        faults=[field for field in fields if field.error],
    )


def shipped_document(key: str) -> str:
    """The document of a shipped criteria set; "" for a key that is none."""
    return (DATA / "criteria" / f"{key}.yaml").read_text("utf-8") if key in criteria_sets() else ""


def _fields(form: NewRound, lang: str, error: str) -> list[FormField]:
    sets = [
        (key, f"{one.title.read(lang)}, {one.version}") for key, one in criteria_sets().items() if one.asks == "score"
    ]
    # What is wrong with a set of one's own stands at it, everything else at the title.
    at_document, at_title = (error, "") if form.document else ("", error)
    return [
        FormField(
            name="title", label=say("assessment.round_title", lang), value=form.title, error=at_title, longest=200
        ),
        FormField(
            name="diary_number",
            label=say("assessment.diary_number", lang),
            value=form.diary_number,
            optional=True,
            longest=200,
        ),
        FormField(
            name="criteria",
            label=say("assessment.criteria", lang),
            kind="select",
            options=choices(sets, form.criteria or "national-map"),
        ),
        FormField(
            name="document",
            label=say("assessment.own_criteria", lang),
            help=say("assessment.own_criteria_help", lang),
            kind="textarea",
            value=form.document,
            error=at_document,
            optional=True,
        ),
    ]
