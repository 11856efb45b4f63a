"""From finds to lists (R11): how many came through each stage, and of each that was dropped, by which test."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from klusterkarta.analysis.entry_check import entry_check
from klusterkarta.assessment.selectors.rounds import DecisionView, RoundView, candidates_of, decisions_of, list_rounds
from klusterkarta.catalogue.selectors.actors import actors_by_id
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.catalogue.selectors.members import MemberRecord, records_of_actors
from klusterkarta.catalogue.selectors.relations import targets_of
from klusterkarta.catalogue.selectors.sources import list_sources
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.criteria import CriteriaSet, criteria_sets
from klusterkarta.vocabularies.round_states import outcomes
from klusterkarta.workflow.maturity import usual_choice
from klusterkarta.workflow.round_results import SOURCE_PREFIX
from klusterkarta.workflow.said import said_of_actors
from klusterkarta.workflow.selection_table import chosen_actors

__all__ = ["ActorFilter", "Dropped", "Funnel", "Stage", "funnel", "latest_decided_round"]

_EDITORS = "editor"


@dataclass(frozen=True, slots=True)
class Dropped:
    """An actor that came no further: how it was dropped, the tests it failed, and the reason that was written.

    `how`: `failed` (the first pass), `not_put` (before no panel yet), `undecided`, or the outcome (`rejected`, `wait`).
    """

    actor: int
    name: str
    how: str
    tests: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: how many came to it, split into parts that add up to it, and those that went no further.

    `count` of the next stage is this one's less its `dropped`. Finds are rows of sources; what separates them from the
    gross list is `joined`, the rows that turned out to be of an actor found already.
    """

    code: str
    count: int
    parts: Mapping[str, int]
    dropped: tuple[Dropped, ...] = ()
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Funnel:
    """The stages in order; without a round they end with the first pass.

    `all_the_same`: taken up by the panel though a test of the first pass failed.
    """

    stages: tuple[Stage, ...]
    criteria: CriteriaSet
    round_id: int
    round: str
    all_the_same: tuple[Dropped, ...]


def funnel(view: RoundView | None, *, chosen: ActorFilter, caller: Caller) -> Funnel:
    """The funnel of the actors chosen (all initiatives where nothing is) and of the round's own.

    A test of the first pass fails where the register shows no value that meets it, since that is how the mapping
    dropped finds: what cannot be seen counts as not there. Finds are split by source, the gross list by the kind of
    source whose row is the oldest, lists by outcome. Rows that an assessment or an editor has made are no finds. Raises
    NotAllowed where the round's decisions may not be read.
    """
    criteria = criteria_sets()["first-pass"]
    assessed = _assessed(view)
    actors = list(dict.fromkeys([*chosen_actors(usual_choice(chosen)), *assessed.values()]))
    found = {actor: own for actor, own in _finds(actors).items() if own or actor in assessed.values()}
    names = {pk: one.name for pk, one in actors_by_id(list(found)).items()}
    failed = _failed(list(found), criteria)
    taken = set(assessed.values())
    dropped = [Dropped(one, names[one], "failed", failed[one]) for one in found if one in failed and one not in taken]
    same = [Dropped(one, names[one], "failed", failed[one]) for one in found if one in failed and one in taken]
    rows = Counter(record.source for own in found.values() for record in own)
    kind = {one.key: one.kind for one in list_sources()}
    oldest = Counter(kind.get(own[0].source, "") if own else "" for own in found.values())
    finds, gross, passed = rows.total(), len(found), len(found) - len(dropped)
    stages = [
        Stage("finds", finds, rows, joined=finds - gross),
        Stage("gross", gross, oldest, tuple(dropped)),
        Stage("first_pass", passed, {}),
    ]
    if view is not None:
        gone = {one.actor for one in dropped}
        rest = [one for one in found if one not in taken and one not in gone]
        stages[2] = Stage("first_pass", passed, {}, tuple(Dropped(one, names[one], "not_put") for one in rest))
        stages += _panel_stages(view, assessed, names, caller)
    return Funnel(tuple(stages), criteria, view.id if view else 0, view.title if view else "", tuple(same))


def latest_decided_round(*, caller: Caller) -> RoundView | None:
    """The latest round whose decisions the caller may read."""
    return next((one for one in list_rounds(caller=caller) if "read_decisions" in one.allowed), None)


def _assessed(view: RoundView | None) -> dict[int, int]:
    """initiative → the actor it is by now."""
    if view is None:
        return {}
    candidates = candidates_of(view.id)
    actor = targets_of([one.record for one in candidates])
    return {one.id: actor.get(one.record, one.record) for one in candidates}


def _finds(actors: Sequence[int]) -> dict[int, list[MemberRecord]]:
    """actor → the rows in which sources found it, oldest first."""
    made_here = {one.key for one in list_sources() if one.kind == _EDITORS or one.key.startswith(SOURCE_PREFIX)}
    return {
        actor: [one for one in own if one.thing == "actor" and one.source not in made_here]
        for actor, own in records_of_actors(actors).items()
    }


def _failed(actors: Sequence[int], criteria: CriteriaSet) -> dict[int, tuple[str, ...]]:
    """actor → the tests it fails; those that pass are left out."""
    fields = [one.rule.field for one in criteria.scored if one.rule]
    said = said_of_actors(actors).filter(pl.col("shown") & pl.col("property").is_in(fields))
    shown: dict[int, dict[str, list[str]]] = {actor: {} for actor in actors}
    for actor, code, value in said.select("actor", "property", "value").iter_rows():
        shown[actor].setdefault(code, []).append(value)
    checked = {
        actor: tuple(one.key for one in entry_check(values, criteria) if one.state != "met")
        for actor, values in shown.items()
    }
    return {actor: tests for actor, tests in checked.items() if tests}


def _panel_stages(
    view: RoundView, assessed: Mapping[int, int], names: Mapping[int, str], caller: Caller
) -> list[Stage]:
    decided: dict[int, DecisionView] = {}
    for one in decisions_of(view.id, caller=caller):
        if one.counts:
            decided[assessed[one.candidate]] = one
    dropped, placed = [], Counter[str]()
    for actor in dict.fromkeys(assessed.values()):
        found = decided.get(actor)
        if found is not None and found.outcome.startswith("list_"):
            placed[found.outcome] += 1
        else:
            how, why = (found.outcome, found.why) if found else ("undecided", "")
            unmet = found.unmet if found else ()
            dropped.append(Dropped(actor, names.get(actor, ""), how, tuple(unmet), why))
    parts = {code: placed[code] for code in outcomes() if placed[code]}
    return [
        Stage("assessed", len(set(assessed.values())), {}, tuple(dropped)),
        Stage("lists", placed.total(), parts),
    ]
