"""A whole round on the national map's 39 + 29, and what follows from it."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from klusterkarta.assessment.selectors.rounds import candidates_of, decisions_of
from klusterkarta.assessment.services.deciding import Ruling, decide
from klusterkarta.assessment.services.rounds import RoundDetails, add_assessors, add_candidates, move_round, open_round
from klusterkarta.catalogue.selectors.actors import facet_counts, list_actors
from klusterkarta.catalogue.selectors.filters import ActorFilter
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.collect import undo
from klusterkarta.workflow.round_results import BadRound, meeting_of, publish_lists
from klusterkarta.workflow.show import show_actor
from tests.assessment.rounds import ANNE, BO, CRITERIA, DOCUMENT, LEADER, made_round, score
from tests.registers import collect_rows, record_id, say

pytestmark = pytest.mark.django_db
PANEL = [Caller(name, "assessor") for name in ("anne", "bo", "cia", "dan", "eva")]
DEMO = Path(__file__).parents[2] / "demo"
OUTCOMES = {"1": "list_1", "2-strategic": "list_2_strategic", "2-transnational": "list_2_transnational"}


def names_by_list() -> dict[str, list[str]]:
    """The national map's own placement, from the demonstration's files."""
    found: dict[str, list[str]] = {}
    for part in ("1", "2"):
        text = (DEMO / f"nationell-kartlaggning-2010-lista-{part}.csv").read_text("utf-8-sig")
        for line in text.splitlines()[1:]:
            _, code, name, *_ = line.split(";")
            found.setdefault(code, []).append(name)
    return found


def test_a_round_on_39_and_29_with_five_assessors_ends_in_39_22_and_7():
    # The national mapping (2010), section 4.1: 39 initiatives, 22 strategic and 7 transnational networks.
    placed = [(name, code) for code, names in sorted(names_by_list().items()) for name in names]
    collect_rows("fynd", {str(at): {"name": name} for at, (name, _) in enumerate(placed)})
    found = open_round(RoundDetails(title="Kartan", criteria=DOCUMENT, diary_number="1"), caller=LEADER)
    add_candidates(found, [record_id(f"fynd:{at}") for at in range(len(placed))], caller=LEADER)
    add_assessors(found, [one.name for one in PANEL], caller=LEADER)
    move_round(found, "start_scoring", caller=LEADER)
    chance = Random(1)
    candidates = [one.id for one in candidates_of(found)]
    for candidate, (_, code) in zip(candidates, placed, strict=True):
        for caller in PANEL:
            # The panel agrees on list 1 and is divided on the rest.
            around = (3, 4) if code == "1" else (0, 4)
            score(candidate, {key: chance.randint(*around) for key in CRITERIA}, caller=caller)
    move_round(found, "open_meeting", caller=LEADER)
    meeting = meeting_of(found, caller=LEADER)
    first = set(candidates[:39])
    assert first <= set(meeting.agreed)
    assert set(meeting.order[: len(candidates) - len(meeting.agreed)]).isdisjoint(first)
    block = [Ruling(candidate=one, outcome="list_1") for one in meeting.agreed if one in first]
    decide(found, block, present=["anne", "bo"], caller=LEADER)
    for candidate, (_, code) in zip(candidates[39:], placed[39:], strict=True):
        ruling = Ruling(candidate=candidate, outcome=OUTCOMES[code], why="arbetar på annat sätt")
        decide(found, [ruling], present=["anne", "cia"], caller=LEADER)
    move_round(found, "start_checking", caller=LEADER)
    move_round(found, "close", caller=LEADER)
    publish_lists(found, caller=LEADER)
    counts = {one.code: one.count for one in facet_counts(ActorFilter())["list"]}
    assert counts == {"1": 39, "2-strategic": 22, "2-transnational": 7}
    # Every decision can be traced: who was there, when, why where a reason was needed.
    decisions = decisions_of(found, caller=LEADER)
    assert Counter(bool(one.block) for one in decisions) == {True: 39, False: 29}
    assert all(one.present and one.at and (one.why or not one.unmet) for one in decisions)


def closed(outcomes: list[str]) -> int:
    """A closed round on three initiatives with these outcomes."""
    found = made_round("meeting")
    rulings = [
        Ruling(candidate=one, outcome=code, why="x") for one, code in zip(found.candidates, outcomes, strict=True)
    ]
    decide(found.id, rulings, present=["anne"], caller=LEADER)
    for step in ("start_checking", "close"):
        move_round(found.id, step, caller=LEADER)
    return found.id


def listed(code: str) -> list[str]:
    return [one.name for one in list_actors(ActorFilter(list=(code,))).rows]


def test_lists_are_dated_statements_of_the_round_and_can_be_undone():
    found = closed(["list_1", "rejected", "wait"])
    reading = publish_lists(found, caller=LEADER)
    assert (listed("1"), listed("rejected"), listed("wait")) == (["Zink"], ["Trä"], ["Mat"])
    page = show_actor(record_id("lista:1"), caller=OPERATOR)
    assert page is not None
    (shown,) = [one for view in page.properties if view.code == "list" for one in view.values]
    assert (shown.value, shown.source, shown.place) == ("1", f"assessment-{found}", "Våren")
    assert len(shown.observed_on) == len("2026-11-21")
    undo(reading, caller=OPERATOR)
    assert listed("1") == []


def test_the_lists_follow_a_later_merge():
    publish_lists(closed(["list_1", "list_1", "wait"]), caller=LEADER)
    say("lista:1", "lista:2")
    assert len(listed("1")) == 1


def test_two_decisions_on_one_actor_are_told_and_nothing_is_issued():
    found = closed(["list_1", "rejected", "wait"])
    say("lista:1", "lista:2")
    with pytest.raises(BadRound, match="1 actor has two different decisions"):
        publish_lists(found, caller=LEADER)
    assert listed("1") == []


def test_only_the_leader_issues_lists():
    found = closed(["list_1", "list_1", "wait"])
    for caller in (ANNE, Caller("eva", "editor")):
        with pytest.raises(NotAllowed):
            publish_lists(found, caller=caller)
    assert listed("1") == []


def test_only_a_closed_round_gives_lists():
    with pytest.raises(BadRound, match="is not closed"):
        publish_lists(made_round("meeting").id, caller=LEADER)


def test_the_meeting_sees_the_most_divided_first():
    found = made_round("scoring")
    first, second, third = found.candidates
    # By hand: Zink differs by 1 on one criterion, Trä by 4, Mat is scored by nobody.
    for caller, skills in ((ANNE, 4), (BO, 3)):
        score(first, {"skills": skills}, caller=caller)
    for caller, skills in ((ANNE, 4), (BO, 0)):
        score(second, {"skills": skills}, caller=caller)
    with pytest.raises(NotAllowed):
        meeting_of(found.id, caller=LEADER)
    move_round(found.id, "open_meeting", caller=LEADER)
    meeting = meeting_of(found.id, caller=ANNE)
    assert meeting.order == (third, second, first)
    assert (meeting.divergence, meeting.agreed) == ({first: 1.0, second: 4.0}, (first,))
    # Anne lies 1 and 4 above Bo.
    assert dict(meeting.leniency.select("rater", "difference").iter_rows()) == {"anne": 2.5, "bo": -2.5}
