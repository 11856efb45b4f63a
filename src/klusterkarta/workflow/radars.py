"""Radars laid over each other: several initiatives of a round, or one initiative in several rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import polars as pl

from klusterkarta.assessment.selectors.rounds import RoundView, candidates_of, list_rounds
from klusterkarta.assessment.selectors.scores import round_scores
from klusterkarta.catalogue.selectors.relations import targets_of
from klusterkarta.charts.picture import Picture
from klusterkarta.charts.radar import MOST_SERIES, Series, Spoke, radar
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.pair import names_of_records

__all__ = ["MOST_SERIES", "CannotOverlay", "Overlaid", "Overlay", "overlay", "readable"]

_FEWEST_AXES = 3


class CannotOverlay(Explained):
    """The chosen radars cannot be laid over each other; the reason says why and what to do."""


@dataclass(frozen=True, slots=True)
class Overlaid:
    """An initiative in a round whose scores the caller may read."""

    candidate: int
    actor: int
    name: str
    round_id: int
    round_title: str
    opened_on: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """The picture, what is in it, in the order of the series, and the criteria that some of the rounds did not ask."""

    picture: Picture
    series: tuple[Overlaid, ...]
    not_asked: tuple[str, ...]


def readable(lang: str, *, caller: Caller) -> list[Overlaid]:
    """Every initiative of every round whose scores the caller may read now, the latest round first."""
    return [one for view in _rounds(caller) for one in _of_round(view, lang)]


def overlay(candidates: Sequence[int], lang: str, *, caller: Caller) -> Overlay:
    """The radars of one to five initiatives over each other, medians with their range; unknown stays unknown.

    Where they come from several rounds the criteria of the first one's round are the axes, matched by key; what another
    round did not ask is unknown there. Raises CannotOverlay for none, for more than five, for one that is not there or
    may not be read, and for rounds with scales that differ or with fewer than three criteria.
    """
    wanted = list(dict.fromkeys(candidates))
    if not 1 <= len(wanted) <= MOST_SERIES:
        raise CannotOverlay(Reason("radar.count", {"count": len(wanted), "most": MOST_SERIES}))
    views = {view.id: view for view in _rounds(caller)}
    known = {one.candidate: one for view in views.values() for one in _of_round(view, lang)}
    if missing := [one for one in wanted if one not in known]:
        raise CannotOverlay(Reason("radar.not_there", {"candidate": missing[0]}))
    chosen = [known[one] for one in wanted]
    rounds = [views[one.round_id] for one in chosen]
    _check(rounds)
    criteria = rounds[0].criteria.scored
    scores = {view.id: round_scores(view.id, caller=caller) for view in {one.id: one for one in rounds}.values()}
    keys = [one.key for one in criteria]
    series = [
        Series(_series_name(one, several=len(scores) > 1), _spokes(scores[one.round_id], one.candidate, keys))
        for one in chosen
    ]
    axes = [one.title.read(lang) for one in criteria]
    title = say("radar.overlaid", lang, names=", ".join(dict.fromkeys(one.name for one in chosen)))
    picture = radar(axes, series, most=rounds[0].criteria.scale[-1].score, lang=lang, title=title)
    asked = [{one.key for one in view.criteria.scored} for view in rounds]
    not_asked = tuple(one.title.read(lang) for one in criteria if any(one.key not in keys for keys in asked))
    return Overlay(picture, tuple(chosen), not_asked)


def _rounds(caller: Caller) -> list[RoundView]:
    return [view for view in list_rounds(caller=caller) if "read_all" in view.allowed and view.criteria.asks == "score"]


def _of_round(view: RoundView, lang: str) -> list[Overlaid]:
    found = candidates_of(view.id)
    records = [one.record for one in found]
    names: Mapping[int, str] = names_of_records(records, lang)
    actors = targets_of(records)
    opened = view.opened_at.date().isoformat()
    return [
        Overlaid(one.id, actors.get(one.record, one.record), names.get(one.record, ""), view.id, view.title, opened)
        for one in found
    ]


def _check(rounds: Sequence[RoundView]) -> None:
    first = rounds[0].criteria
    if len(first.scored) < _FEWEST_AXES:
        raise CannotOverlay(Reason("radar.few_criteria", {"round": rounds[0].title, "count": len(first.scored)}))
    scale = [one.score for one in first.scale]
    for view in rounds:
        if [one.score for one in view.criteria.scale] != scale:
            raise CannotOverlay(Reason("radar.other_scale", {"round": rounds[0].title, "other": view.title}))


def _series_name(one: Overlaid, *, several: bool) -> str:
    return f"{one.name}, {one.round_title} ({one.opened_on[:4]})" if several else one.name


def _spokes(scores: pl.DataFrame, candidate: int, keys: Sequence[str]) -> list[Spoke | None]:
    own = scores.filter(pl.col("unit") == candidate).drop_nulls("value")
    given: dict[str, list[int]] = {}
    for criterion, value in own.select("criterion", "value").iter_rows():
        given.setdefault(criterion, []).append(value)
    return [Spoke(median(said), min(said), max(said), len(said)) if (said := given.get(key)) else None for key in keys]
