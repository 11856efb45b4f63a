"""What the page of phases shows: the picture of two years, its table, and every initiative's history."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.charts.picture import Picture
from klusterkarta.vocabularies.phases import FORMS, phases
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.pages.actors.facets import Chip, chips_of
from klusterkarta.web.pages.phases.history import PhaseRow, phase_rows
from klusterkarta.web.pages.phases.query import PhasesQuery
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.phases import MOST_DRAWN, ActorPhases, picture_of, years_of


@dataclass(frozen=True, slots=True)
class HistoryRows:
    """An initiative with the rows of its history."""

    actor: int
    name: str
    rows: list[PhaseRow]


@dataclass(frozen=True, kw_only=True)
class PhasesPage(Page):
    """The phases of a selection."""

    template: ClassVar[str] = "phases/page.html"
    section: ClassVar[str] = "analysis"
    name: ClassVar[str] = "phases"

    action: str
    hidden: list[tuple[str, str]]
    fields: list[FormField]
    chips: list[Chip]
    picture: Picture | None
    more: str
    initiatives: list[HistoryRows]
    meanings: list[tuple[str, str]]
    take: TakeAway
    take_picture: TakeAway


def phases_page(found: list[ActorPhases], query: PhasesQuery, *, lang: str) -> PhasesPage:
    """The page for the initiatives of whom a phase is said."""
    years = query.years(found)
    drawn = [*phases(query.form), terms("phases")["stalled"], terms("phases")["closed"]]
    return PhasesPage(
        title=say("phases.title", lang),
        lead=say("phases.lead", lang),
        action=address("phases", lang),
        hidden=query.chosen_pairs(),
        fields=_fields(found, query, years, lang),
        chips=chips_of(
            query.actors,
            lang,
            href=lambda left: PhasesQuery(actors=left, form=query.form, first=query.first, second=query.second).href(
                lang
            ),
        ),
        picture=picture_of(found, years, form=query.form, lang=lang),
        more=say("phases.first_of", lang, count=MOST_DRAWN) if len(found) > MOST_DRAWN else "",
        initiatives=[HistoryRows(one.actor, one.name, phase_rows(one, query.form, lang=lang)) for one in found],
        meanings=[(one.label.read(lang), one.definition.read(lang) if one.definition else "") for one in drawn],
        take=TakeAway(source_line=source_line(lang), table="phase-history", csv=True, name="phases"),
        take_picture=TakeAway(
            source_line=source_line(lang),
            picture=address("phases-picture", lang, query=query.pairs()),
            name="phases",
            printing=False,
        ),
    )


def _fields(found: list[ActorPhases], query: PhasesQuery, years: tuple[int, int], lang: str) -> list[FormField]:
    known = [(str(year), str(year)) for year in sorted({*years_of(one.history for one in found), *years})]
    forms = [(form, say(f"phases.form_{form}", lang)) for form in FORMS]
    return [
        FormField(name="form", label=say("phases.form", lang), kind="select", options=choices(forms, query.form)),
        *(
            FormField(
                name=name, label=say(f"phases.{name}_year", lang), kind="select", options=choices(known, str(year))
            )
            for name, year in zip(("first", "second"), years, strict=True)
        ),
    ]
