"""What another set of criteria would change in a round (R9): which initiatives would change list."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from klusterkarta.analysis.standing import Standing, standings
from klusterkarta.assessment.access import bad_round
from klusterkarta.assessment.selectors.rounds import round_view
from klusterkarta.assessment.selectors.scores import round_scores
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.criteria import CriteriaSet
from klusterkarta.workflow.round_lists import placements

__all__ = ["Moved", "Standing", "WhatIf", "what_if_in_round", "without"]

FIRST_LIST = "list_1"
Moves = Literal["onto_list_1", "off_list_1", "stands_otherwise"]


@dataclass(frozen=True, slots=True)
class Moved:
    """An initiative that would stand otherwise: what is decided of it ("": nothing), and what the scores say.

    `moves`: `onto_list_1` where it would meet all criteria and is not on list 1; `off_list_1` where it stands there, or
    would by the scores, and would no longer meet all; `stands_otherwise` where no list changes.
    """

    candidate: int
    name: str
    decided: str
    before: Standing
    after: Standing
    moves: Moves


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer: those that would stand otherwise, those that change list first; and how many meet all criteria."""

    round_id: int
    title: str
    asked: tuple[str, ...]
    met_at: int
    moved: tuple[Moved, ...]
    initiatives: int
    meet_before: int
    meet_after: int

    @property
    def change_list(self) -> tuple[Moved, ...]:
        """Those that would change list."""
        return tuple(one for one in self.moved if one.moves != "stands_otherwise")


def without(criteria: CriteriaSet, keys: Collection[str], *, met_at: int | None = None) -> CriteriaSet:
    """The set without these criteria, with another threshold where one is given.

    Raises BadRound for a criterion that it does not have, and where none would be left.

    >>> from klusterkarta.vocabularies.criteria import criteria_sets
    >>> [one.key for one in without(criteria_sets()["national-map"], ["skills", "research"]).scored]
    ['organisation', 'specialisation', 'international', 'marketing']
    """
    known = [one.key for one in criteria.scored]
    if missing := [key for key in keys if key not in known]:
        raise bad_round("assess.unknown_criterion", criterion=missing[0], known=", ".join(known))
    left = tuple(one for one in criteria.criteria if one.key not in keys)
    if not any(not one.indirect for one in left):
        raise bad_round("assess.no_criteria_left")
    if met_at is not None and met_at not in (scale := [one.score for one in criteria.scale]):
        raise bad_round("assess.off_scale", value=met_at, known=", ".join(map(str, scale)))
    return replace(criteria, criteria=left, met_at=criteria.met_at if met_at is None else met_at)


def what_if_in_round(round_id: int, after: CriteriaSet, *, lang: str, caller: Caller) -> WhatIf:
    """What would change if the round had been made by `after`. Nothing is written.

    Only list 1 follows from the criteria: an initiative that the panel has put on list 2, or turned down, though it
    meets them all is not moved by them. Raises NotAllowed until the meeting is opened.
    """
    view = round_view(round_id, caller=caller)
    scores = round_scores(round_id, caller=caller)
    old, new = standings(scores, view.criteria), standings(scores, after)
    placed = placements(round_id, lang=lang, caller=caller)
    found = [
        Moved(one.candidate, one.name, one.outcome, old[one.candidate], new[one.candidate],
              _moves(one.outcome, old[one.candidate], new[one.candidate]))
        for one in placed
        if one.candidate in old and old[one.candidate].meets != new[one.candidate].meets
    ]  # fmt: skip
    return WhatIf(
        round_id,
        view.title,
        tuple(one.key for one in after.scored),
        after.met_at,
        tuple(sorted(found, key=lambda one: one.moves == "stands_otherwise")),
        len(placed),
        sum(one.meets == "all" for one in old.values()),
        sum(one.meets == "all" for one in new.values()),
    )


def _moves(decided: str, before: Standing, after: Standing) -> Moves:
    if after.meets == "all":
        return "stands_otherwise" if decided == FIRST_LIST else "onto_list_1"
    if before.meets == "all" and decided in (FIRST_LIST, ""):
        return "off_list_1"
    return "stands_otherwise"
