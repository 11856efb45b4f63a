"""The phases of chosen initiatives: their dated history, and the picture of two years."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from klusterkarta.analysis.phases import (
    MembersOn,
    PhaseHistory,
    PhaseStatement,
    Standing,
    phase_histories,
    standing_in,
    years_of,
)
from klusterkarta.catalogue.selectors.actors import ActorSummary, actors_by_id
from klusterkarta.catalogue.selectors.saying import actors_with
from klusterkarta.charts.phases import PhasePoint, PhaseTrack, phase_picture
from klusterkarta.charts.picture import Picture
from klusterkarta.values.quantity import describe
from klusterkarta.values.text import swedish_sort_key
from klusterkarta.vocabularies.phases import CLOSED, STALLED, Form, PhaseSpan, in_form, phases
from klusterkarta.vocabularies.terms import terms
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.said import Chosen, said_of_actors

# What the site and the commands need of the workshop comes through here.
__all__ = [
    "MOST_DRAWN", "ActorPhases", "PhaseStatement", "as_document", "phases_of_actor", "phases_of_actors", "picture_of",
    "reading_words", "usual_years", "years_of",
]  # fmt: skip

MOST_DRAWN = 25
"""As many initiatives as one picture can hold and still be read."""

_FEW = 500


@dataclass(frozen=True, slots=True)
class ActorPhases:
    """An initiative with all that is said of its phases, oldest first."""

    actor: int
    name: str
    history: PhaseHistory


def phases_of_actors(actors: Sequence[int]) -> list[ActorPhases]:
    """Those of the actors of whom a source gives a phase or an end, by name."""
    # Of a few all is read; of many, only of those that have a phase at all, which takes a look at every statement.
    few = len(actors) <= _FEW
    saying = list(actors) if few else sorted(set(actors_with(("phase", "end_year"))) & set(actors))
    found = phase_histories(said_of_actors(saying))
    names = {pk: one.name for pk, one in actors_by_id(list(found)).items()}
    rows = [ActorPhases(actor, names[actor], history) for actor, history in found.items() if actor in names]
    return sorted(rows, key=lambda one: (swedish_sort_key(one.name), one.actor))


def phases_of_actor(actor: ActorSummary, chosen: Chosen) -> ActorPhases | None:
    """The same of a single actor, from what has been read of it; None where nobody gives a phase or an end."""
    history = phase_histories(chosen.said()).get(actor.id)
    return None if history is None else ActorPhases(actor.id, actor.name, history)


def usual_years(found: Sequence[ActorPhases]) -> tuple[int, int]:
    """The two years to draw where none are asked for: of those with something to read, the two that show most.

    The later of equals; a single year twice; (0, 0) where nothing can be read.
    """
    histories = [one.history for one in found]
    counts = {year: sum(standing_in(one, year) is not None for one in histories) for year in years_of(histories)}
    best = sorted(sorted(counts, key=lambda year: (-counts[year], -year))[:2])
    return (best[0], best[-1]) if best else (0, 0)


def picture_of(found: Sequence[ActorPhases], years: tuple[int, int], *, form: Form, lang: str) -> Picture | None:
    """The picture of those that stood somewhere in one of the two years; None where nobody did. At most 25."""
    stood = [(one, standing_in(one.history, years[0]), standing_in(one.history, years[1])) for one in found]
    drawn = [(one, before, after) for one, before, after in stood if before or after][:MOST_DRAWN]
    if not drawn:
        return None
    reached = {standing.span.first for _, before, after in drawn for standing in (before, after) if standing}
    codes = [*(one.code for one in phases(form)), *(state for state in (STALLED, CLOSED) if state in reached)]
    tracks = [
        PhaseTrack(one.name, _point(before, codes, form=form, lang=lang), _point(after, codes, form=form, lang=lang))
        for one, before, after in drawn
    ]
    columns = [terms("phases")[code].label.read(lang) for code in codes]
    first, second = map(str, years)
    title = say("phases.picture", lang, first=first, second=second)
    return phase_picture(columns, tracks, times=(first, second), lang=lang, title=title)


def reading_words(span: PhaseSpan | None, form: Form, *, lang: str) -> str:
    """What a source's words are read as: a phase, a stretch of phases, a state; "" where they are not read."""
    if span is None:
        return ""
    own = in_form(span, form)
    first, last = (terms("phases")[code].label.read(lang) for code in (own.first, own.last))
    return first if first == last else say("phases.stretch", lang, first=first, last=last.lower())


def as_document(found: Sequence[ActorPhases], years: tuple[int, int], *, form: Form, lang: str) -> dict[str, Any]:
    """The histories, and who stood where in the two years, as `klusterkarta phases --json` prints them."""
    return {
        "form": form,
        "phases": [one.code for one in phases(form)],
        "years": list(years),
        "initiatives": [
            {
                "id": one.actor,
                "name": one.name,
                "history": [_said(said, form) for said in one.history.statements],
                "standing": {str(year): _standing(standing_in(one.history, year), form, lang) for year in years},
            }
            for one in found
        ],
    }


def _said(said: PhaseStatement, form: Form) -> dict[str, Any]:
    span = in_form(said.span, form) if said.span else None
    return {
        "on": said.on,
        "said": said.text,
        "phases": [span.first, span.last] if span else None,
        "reason": said.reason,
        "members": said.members,
        "source": said.source,
        "place": said.place,
    }


def _standing(standing: Standing | None, form: Form, lang: str) -> dict[str, Any] | None:
    if standing is None:
        return None
    span = in_form(standing.span, form)
    members = _members_words(standing.members, borrowed=standing.borrowed, lang=lang)
    return {"phases": [span.first, span.last], "members": members, "borrowed": standing.borrowed}


def _point(standing: Standing | None, codes: Sequence[str], *, form: Form, lang: str) -> PhasePoint | None:
    if standing is None:
        return None
    span = in_form(standing.span, form)
    amount = standing.members.amount if standing.members else None
    low, high = (amount.low, amount.high) if amount else (None, None)
    return PhasePoint(
        first=codes.index(span.first),
        last=codes.index(span.last),
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        borrowed=standing.borrowed,
        phase=reading_words(standing.span, form, lang=lang),
        members=_members_words(standing.members, borrowed=standing.borrowed, lang=lang),
    )


def _members_words(members: MembersOn | None, *, borrowed: bool, lang: str) -> str:
    if members is None:
        return say("phases.unknown", lang)
    amount = describe(members.amount, "sv" if lang == "sv" else "en")
    return say("phases.borrowed", lang, amount=amount, year=members.on[:4]) if borrowed else amount
