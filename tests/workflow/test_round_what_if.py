"""Removing a criterion shows what would change; agreement and lists of a round as they are given out."""

import pytest
from krippendorff import alpha

from klusterkarta.assessment.access import BadRound
from klusterkarta.assessment.selectors.rounds import round_view
from klusterkarta.assessment.services.deciding import Ruling, decide
from klusterkarta.assessment.services.rounds import move_round
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.round_agreement import round_agreement
from klusterkarta.workflow.round_lists import placements
from klusterkarta.workflow.round_what_if import what_if_in_round, without
from tests.assessment.rounds import ANNE, BO, CRITERIA, LEADER, MadeRound, made_round, score
from tests.registers import say

pytestmark = pytest.mark.django_db
MET = dict.fromkeys(CRITERIA, 3)


@pytest.fixture
def meeting() -> MadeRound:
    """Zink meets all; Trä fails on skills alone; Mat fails on skills and nobody can tell its research."""
    found = made_round("scoring")
    first, second, third = found.candidates
    for caller, low in ((ANNE, 0), (BO, 1)):
        score(first, MET | {"skills": 2 + low}, caller=caller)
        score(second, MET | {"skills": low}, caller=caller)
        score(third, MET | {"skills": 1, "research": None}, caller=caller)
    move_round(found.id, "open_meeting", caller=LEADER)
    return found


def what_if(made: MadeRound, *keys: str, met_at: int | None = None):
    after = without(round_view(made.id, caller=LEADER).criteria, keys, met_at=met_at)
    found = what_if_in_round(made.id, after, lang="sv", caller=LEADER)
    return found, {one.name: one.moves for one in found.moved}


def test_without_a_criterion_those_who_failed_on_it_alone_come_onto_list_1(meeting):
    found, moves = what_if(meeting, "skills")
    # Mat goes from not met to unknown: it stands otherwise and changes no list.
    assert moves == {"Trä": "onto_list_1", "Mat": "stands_otherwise"}
    assert [one.name for one in found.change_list] == ["Trä"]
    assert (found.meet_before, found.meet_after, found.initiatives) == (1, 2, 3)


def test_a_higher_threshold_takes_off_list_1(meeting):
    # Zink has 2 and 3 on skills, the median 2.5 lies below 3.
    assert what_if(meeting, met_at=3)[1] == {"Zink": "off_list_1"}
    assert what_if(meeting, met_at=2)[1] == {}


def test_what_was_decided_for_other_reasons_is_not_moved(meeting):
    first, second, _ = meeting.candidates
    decide(meeting.id, [Ruling(candidate=first, outcome="list_2_strategic")], present=["anne"], caller=LEADER)
    decide(meeting.id, [Ruling(candidate=second, outcome="list_1", why="x")], present=["anne"], caller=LEADER)
    assert what_if(meeting, met_at=3)[1] == {"Zink": "stands_otherwise"}
    assert what_if(meeting, "skills")[1]["Trä"] == "stands_otherwise"


def test_what_cannot_be_asked(meeting):
    criteria = round_view(meeting.id, caller=LEADER).criteria
    with pytest.raises(BadRound, match="“proximity” is not in"):
        without(criteria, ["proximity"])
    with pytest.raises(BadRound, match="At least one criterion"):
        without(criteria, CRITERIA)
    with pytest.raises(BadRound, match="9 is not on the scale"):
        without(criteria, [], met_at=9)
    move_round(meeting.id, "back_to_scoring", caller=LEADER)
    with pytest.raises(NotAllowed):
        what_if_in_round(meeting.id, criteria, lang="sv", caller=LEADER)


def test_agreement_is_given_by_criterion_at_three_levels(meeting):
    found = round_agreement(meeting.id, lang="sv", caller=ANNE)
    by = {one.criterion: one.alpha for one in found.criteria}
    # The package krippendorff on the same scores: Anne 2, 0, 1 and Bo 3, 1, 1.
    for level, own in by["skills"].items():
        assert own.alpha == pytest.approx(alpha([[2, 0, 1], [3, 1, 1]], level_of_measurement=level), abs=1e-9)
    # All threes: there is nothing to agree on. Bo lies 1 above Anne on two of 17 scores.
    assert by["organisation"]["ordinal"].alpha is None
    assert [(one.assessor, round(one.difference, 4)) for one in found.leniency] == [
        ("anne", round(-2 / 17, 4)),
        ("bo", round(2 / 17, 4)),
    ]
    assert [(one.name, one.criterion, one.difference) for one in found.divided[:2]] == [
        ("Zink", "skills", 1.0),
        ("Trä", "skills", 1.0),
    ]


def test_placements_stand_by_list_and_tell_who_has_become_one_actor(meeting):
    first, second, third = meeting.candidates
    decide(meeting.id, [Ruling(candidate=third, outcome="rejected", why="tunt")], present=["bo"], caller=LEADER)
    decide(meeting.id, [Ruling(candidate=second, outcome="list_1", why="stark")], present=["bo"], caller=LEADER)
    say("lista:1", "lista:3")
    found = placements(meeting.id, lang="sv", caller=LEADER)
    assert [(one.candidate, one.outcome, one.why, one.joined) for one in found] == [
        (first, "", "", (third,)),
        (second, "list_1", "stark", ()),
        (third, "rejected", "tunt", (first,)),
    ]
